// A few products under a heading: of a category or a tag, chosen by hand, the newest, or those that sell most.
import type { HomeBlock } from "@perennial/api";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { useProgramme } from "../../../shared/programme.js";
import { Bone, Waiting } from "../../../shared/ui/states.js";
import { shelfQuery } from "../../queries.js";
import { LINK } from "../../ui/styles.js";
import { ProductGrid } from "../product-grid.js";
import { Section } from "./section.js";

/** A shelf with nothing on it is not drawn. */
export function Shelf({ block }: { block: Extract<HomeBlock, { kind: "shelf" }> }): ReactElement | null {
  const { t } = useTranslation();
  const { id, read } = useProgramme();
  const { title, from, most, lay } = block;
  const isEmpty = from.by === "hand" && from.products.length === 0;
  const { data, isLoading } = useQuery({ ...shelfQuery(id, from, most), enabled: !isEmpty });
  if (isLoading)
    return (
      <Waiting>
        <div className="mb-6 flex gap-3 overflow-hidden">
          {Array.from({ length: 3 }, (_, at) => (
            <Bone key={at} className="h-56 w-40 shrink-0" />
          ))}
        </div>
      </Waiting>
    );
  if (!data || data.length === 0) return null;
  const all = from.by === "category" && (
    <Link to="/p/$programme/mall" params={{ programme: id }} search={{ category: from.category }} className={LINK}>
      {t("mall.home.more")}
    </Link>
  );
  return (
    <Section title={read(title)} aside={all}>
      <ProductGrid products={data} lay={lay} />
    </Section>
  );
}
