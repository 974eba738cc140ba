// The blocks of a home page, from the top down; the editor's preview draws the same.
import type { HomeBlock, HomePage } from "@perennial/api";
import type { ReactElement } from "react";
import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";
import { useProgramme } from "../../../shared/programme.js";
import { Bone } from "../../../shared/ui/states.js";
import { Categories } from "../categories.js";
import { Listing } from "../listing.js";
import { Banner } from "./banner.js";
import { NoticeBlock } from "./notice.js";
import { Section } from "./section.js";
import { Shelf } from "./shelf.js";
import { WalletBlock } from "./wallet.js";

// Not every home has them: they come when they are there.
const Truth = lazy(async () => ({ default: (await import("../../../plan/truth.js")).Truth }));
const StoresBlock = lazy(async () => ({ default: (await import("./stores.js")).StoresBlock }));

/** Stands in a `@container`: blocks go by its width, not by the window's. */
export function Blocks({ page }: { page: HomePage }): ReactElement {
  return (
    <>
      {page.blocks.map((block) => (
        <Block key={block.id} block={block} />
      ))}
    </>
  );
}

function Block({ block }: { block: HomeBlock }): ReactElement | null {
  const { t } = useTranslation();
  const { detail, read } = useProgramme();
  switch (block.kind) {
    case "banner":
      return <Banner block={block} />;
    case "notice":
      return <NoticeBlock block={block} />;
    case "shelf":
      return <Shelf block={block} />;
    case "stores":
      return (
        <Suspense fallback={<Bone className="mb-6 h-40 w-full" />}>
          <StoresBlock block={block} />
        </Suspense>
      );
    case "wallet":
      return <WalletBlock />;
    case "categories":
      return <Categories />;
    case "promise":
      return (
        <Section title={read(block.title)}>
          <Suspense fallback={<Bone className="h-40 w-full" />}>
            <Truth bounds={detail.bounds} />
          </Suspense>
        </Section>
      );
    case "window":
      return (
        <Section title={read(block.title) || t("mall.home.everything")} hidden={read(block.title) === ""}>
          <Listing asked={{ sort: "fitting" }} />
        </Section>
      );
  }
}
