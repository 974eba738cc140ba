// One product in a list: photo, title, whose it is, price, and what an order of it earns and when.
import type { ProductBrief, ProductEarnings, Shop } from "@perennial/api";
import { Link } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { trim } from "../../shared/format/decimal.js";
import { useProgramme } from "../../shared/programme.js";
import { Swatch } from "../../shared/ui/promise.js";
import { sumByAsset, useWhen } from "../ui/earned.js";
import { Photo } from "../ui/photo.js";

/** More kinds of reward than these are told on the product's own page. */
const MOST_LINES = 2;

export function ProductCard({
  product,
  eager,
  sizes,
  earns,
  hold,
}: {
  product: ProductBrief;
  eager: boolean;
  sizes: string;
  earns: NonNullable<ProductEarnings["earns"]>;
  hold: Shop["hold"] | undefined;
}): ReactElement {
  const { t } = useTranslation();
  const { id, read, format } = useProgramme();
  return (
    <Link
      to="/p/$programme/mall/product/$product"
      params={{ programme: id, product: product.id }}
      className="group flex h-full flex-col overflow-hidden rounded-card border border-line bg-paper transition-colors duration-150 hover:border-leaf"
    >
      <span className="relative block">
        <Photo photo={product.photo} sizes={sizes} eager={eager} className="block aspect-square w-full" />
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
        <WouldEarn earns={earns} hold={hold} />
      </span>
    </Link>
  );
}

function WouldEarn({
  earns,
  hold,
}: {
  earns: NonNullable<ProductEarnings["earns"]>;
  hold: Shop["hold"] | undefined;
}): ReactElement | null {
  const { t } = useTranslation();
  const { assetTitle, signedQuantity } = useProgramme();
  const when = useWhen("short");
  const sums = sumByAsset(earns);
  if (sums.length === 0) return null;
  return (
    <span className="block border-t border-line pt-1 text-12" data-card-earns>
      <span className="sr-only">{t("mall.earns.will")} </span>
      {sums.slice(0, MOST_LINES).map(({ asset, amount }) => (
        <span key={asset} className="block truncate">
          <Swatch kind="promised" />
          <span className="font-medium text-amber">
            {signedQuantity(asset, asset === "cash" ? amount : trim(amount))}
          </span>{" "}
          <span className="text-ink-2">{assetTitle(asset)}</span>
        </span>
      ))}
      {hold !== undefined && <span className="block text-ink-2">{when(hold)}</span>}
    </span>
  );
}
