// Products as cards: photo, title, price, and whose they are.
import type { ProductBrief } from "@perennial/api";
import { Link } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { useProgramme } from "../../shared/programme.js";
import { Bone, Waiting } from "../../shared/ui/states.js";
import { Photo } from "../ui/photo.js";

const GRID = "grid grid-cols-2 gap-3 sm:grid-cols-3 sm:gap-4 lg:grid-cols-4 xl:grid-cols-5";
const SIZES = "(min-width: 1280px) 232px, (min-width: 1024px) 25vw, (min-width: 640px) 33vw, 50vw";
const ABOVE_THE_FOLD = 4;

export function ProductGrid({ products }: { products: readonly ProductBrief[] }): ReactElement {
  return (
    <ul className={GRID}>
      {products.map((product, index) => (
        <li key={product.id}>
          <ProductCard product={product} eager={index < ABOVE_THE_FOLD} />
        </li>
      ))}
    </ul>
  );
}

function ProductCard({ product, eager }: { product: ProductBrief; eager: boolean }): ReactElement {
  const { t } = useTranslation();
  const { id, read, format } = useProgramme();
  return (
    <Link
      to="/p/$programme/mall/product/$product"
      params={{ programme: id, product: product.id }}
      className="group flex h-full flex-col overflow-hidden rounded-card border border-line bg-paper transition-colors duration-150 hover:border-leaf"
    >
      <span className="relative block">
        <Photo photo={product.photo} sizes={SIZES} eager={eager} className="block aspect-square w-full" />
        {product.soldOut && (
          <span className="absolute inset-x-0 bottom-0 bg-paper/90 py-1 text-center text-12 text-ink-2">
            {t("mall.product.soldOut")}
          </span>
        )}
      </span>
      <span className="flex flex-1 flex-col gap-1 p-3">
        <span className="line-clamp-2 text-14 font-medium">{read(product.title)}</span>
        <span className="truncate text-12 text-ink-2">{product.merchant?.title ?? t("mall.product.house")}</span>
        <span className="mt-auto flex flex-wrap items-baseline justify-between gap-x-2 pt-1">
          <span className="text-16 font-semibold">{format.money(product.price)}</span>
          <span className="text-12 text-ink-2">
            {product.rating === null
              ? product.sold > 0 && t("mall.product.sold", { count: product.sold })
              : t("mall.product.rating", { rating: product.rating })}
          </span>
        </span>
      </span>
    </Link>
  );
}

export function GridBones(): ReactElement {
  return (
    <Waiting>
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
    </Waiting>
  );
}
