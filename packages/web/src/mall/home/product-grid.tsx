// Products as cards in a grid or in a row that scrolls; what each earns is asked for all of them together.
import type { ProductBrief, ProductEarnings } from "@perennial/api";
import { useQueries, useQuery } from "@tanstack/react-query";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { useProgramme } from "../../shared/programme.js";
import { useSession } from "../../shared/session/session.js";
import { Bone, Waiting } from "../../shared/ui/states.js";
import { earningsQuery, shopQuery } from "../queries.js";
import { ProductCard } from "./product-card.js";

/** By the width of the place that it stands in: a page, or the frame of a phone in the editor. */
const GRID = "grid grid-cols-2 gap-3 @xl:grid-cols-3 @xl:gap-4 @4xl:grid-cols-4 @6xl:grid-cols-5";
const ROW = "relative -mx-4 flex snap-x scroll-px-4 gap-3 overflow-x-auto px-4 pb-1 @xl:mx-0 @xl:scroll-px-0 @xl:px-0";
const GRID_SIZES = "(min-width: 1280px) 232px, (min-width: 1024px) 25vw, (min-width: 640px) 33vw, 50vw";
const ROW_SIZES = "176px";
const ABOVE_THE_FOLD = 4;
/** So many products are asked for at once. */
const TOGETHER = 24;

export function ProductGrid({
  products,
  lay = "grid",
}: {
  products: readonly ProductBrief[];
  lay?: "grid" | "row";
}): ReactElement {
  const { t } = useTranslation();
  const { id } = useProgramme();
  const { member } = useSession(id);
  const { data: shop } = useQuery(shopQuery(id));
  const earns = useEarnings(products);
  const isGuess = member === undefined && [...earns.values()].some((each) => (each ?? []).length > 0);
  return (
    <>
      <ul className={lay === "grid" ? GRID : ROW}>
        {products.map((product, index) => (
          <li key={product.id} className={lay === "grid" ? "" : "w-40 shrink-0 snap-start @xl:w-44"}>
            <ProductCard
              product={product}
              eager={index < ABOVE_THE_FOLD}
              sizes={lay === "grid" ? GRID_SIZES : ROW_SIZES}
              earns={earns.get(product.id) ?? []}
              hold={shop?.hold}
            />
          </li>
        ))}
      </ul>
      {isGuess && <p className="mt-3 text-12 text-ink-2">{t("mall.earns.newcomer")}</p>}
    </>
  );
}

/** By product, once they are told. */
function useEarnings(products: readonly ProductBrief[]): ReadonlyMap<string, ProductEarnings["earns"]> {
  const { id } = useProgramme();
  const { account, member } = useSession(id);
  const parts = Array.from({ length: Math.ceil(products.length / TOGETHER) }, (_, at) =>
    products.slice(at * TOGETHER, (at + 1) * TOGETHER).map((product) => product.id),
  );
  const answers = useQueries({
    // Who asks must be known: a member's answer is its own.
    queries: parts.map((part) => ({ ...earningsQuery(id, member, part), enabled: account !== undefined })),
  });
  return new Map(answers.flatMap(({ data = [] }) => data.map(({ product, earns }) => [product, earns] as const)));
}

export function GridBones(): ReactElement {
  return (
    <Waiting>
      <div className="@container">
        <div className={GRID}>
          {Array.from({ length: 8 }, (_, each) => (
            <div key={each} className="overflow-hidden rounded-card border border-line">
              <Bone className="aspect-square w-full rounded-none" />
              <div className="space-y-2 p-3">
                <Bone className="h-4 w-4/5" />
                <Bone className="h-3 w-2/5" />
                <Bone className="h-5 w-1/3" />
              </div>
            </div>
          ))}
        </div>
      </div>
    </Waiting>
  );
}
