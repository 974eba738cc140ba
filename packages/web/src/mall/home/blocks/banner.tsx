// A picture as wide as the page, that may lead somewhere.
import type { HomeBlock } from "@perennial/api";
import type { ReactElement } from "react";
import { useProgramme } from "../../../shared/programme.js";
import { Photo } from "../../ui/photo.js";
import { Leads } from "./home-link.js";

export function Banner({ block }: { block: Extract<HomeBlock, { kind: "banner" }> }): ReactElement {
  const { read } = useProgramme();
  return (
    <Leads link={block.link} className="mb-6 block">
      <Photo
        photo={block.photo === "" ? null : { id: block.photo }}
        sizes="(min-width: 1280px) 1200px, 100vw"
        alt={read(block.alt) || block.alt.zh}
        eager
        className="aspect-[5/2] w-full rounded-card @4xl:aspect-[4/1]"
      />
    </Leads>
  );
}
