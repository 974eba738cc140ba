// The cart: what lies in it, how many, which of it is bought now.
import type { Cart, CartLine } from "@perennial/api";
import { Link } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { plus, times } from "../../shared/format/decimal.js";
import { useProgramme } from "../../shared/programme.js";
import { ForMember } from "../../shared/session/gate.js";
import { linkButton } from "../../shared/ui/controls.js";
import { Icon } from "../../shared/ui/icons.js";
import { ErrorNote } from "../../shared/ui/problem.js";
import { Notice, Pending } from "../../shared/ui/states.js";
import { Card, PageTitle } from "../../shared/ui/surfaces.js";
import { buyOf } from "../checkout/wish.js";
import { Photo } from "../ui/photo.js";
import { Quantity } from "../ui/quantity.js";
import { useCart } from "./use-cart.js";

export function CartPage(): ReactElement {
  const { t } = useTranslation();
  return (
    <div className="mx-auto max-w-[840px]">
      <PageTitle title={t("mall.nav.cart")} />
      <ForMember>{(member) => <Own member={member} />}</ForMember>
    </div>
  );
}

function Own({ member }: { member: string }): ReactElement {
  const { t } = useTranslation();
  const { id } = useProgramme();
  const { cart, error, refetch, change, failure } = useCart(member);
  if (!cart)
    return (
      <Card>
        <Pending error={error} onRetry={refetch} rows={3} />
      </Card>
    );
  if (cart.lines.length === 0)
    return (
      <Card>
        <Notice
          icon="cart"
          title={t("mall.cart.empty")}
          action={
            <Link to="/p/$programme/mall" params={{ programme: id }} className={linkButton("primary")}>
              {t("mall.join.toShop")}
            </Link>
          }
        >
          {t("mall.cart.emptyBody")}
        </Notice>
      </Card>
    );
  return (
    <>
      <ErrorNote error={failure} />
      <Filled cart={cart} change={change} />
    </>
  );
}

function Filled({ cart, change }: { cart: Cart; change: (variant: string, quantity: number) => void }): ReactElement {
  const { t } = useTranslation();
  const { id, format, detail } = useProgramme();
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const chosen = cart.lines.filter(({ variant, available }) => available && !left.has(variant));
  const total = chosen.reduce(
    (sum, { price, quantity }) => plus(sum, times(price, String(quantity), detail.cashScale)),
    "0",
  );
  const shops = [...new Set(cart.lines.map(({ merchant }) => merchant?.id))];
  const toggle = (variant: string): void =>
    setLeft((before) => {
      const after = new Set(before);
      if (!after.delete(variant)) after.add(variant);
      return after;
    });
  return (
    <>
      <div className="space-y-4">
        {shops.map((shop) => {
          const lines = cart.lines.filter(({ merchant }) => merchant?.id === shop);
          const title = lines[0]?.merchant?.title ?? t("mall.product.house");
          return (
            <Card key={shop ?? ""} label={title}>
              <h2 className="mb-1 flex items-center gap-2 text-14 font-medium text-ink-2">
                <Icon name="shop" size={18} />
                {title}
              </h2>
              <ul className="divide-y divide-line">
                {lines.map((line) => (
                  <Line
                    key={line.variant}
                    line={line}
                    isChosen={line.available && !left.has(line.variant)}
                    onToggle={() => toggle(line.variant)}
                    onChange={(quantity) => change(line.variant, quantity)}
                  />
                ))}
              </ul>
            </Card>
          );
        })}
      </div>
      <div className="sticky bottom-14 z-20 -mx-4 mt-4 flex items-center justify-between gap-4 border-t border-line bg-paper px-4 py-3 sm:mx-0 sm:px-0 md:bottom-0">
        <p>
          <span className="text-12 text-ink-2">{t("mall.cart.total", { count: chosen.length })}</span>
          <span className="block text-20 font-semibold" data-total>
            {format.money(total)}
          </span>
        </p>
        {chosen.length === 0 ? (
          <span className="text-14 text-ink-2">{t("mall.cart.choose")}</span>
        ) : (
          <Link
            to="/p/$programme/mall/checkout"
            params={{ programme: id }}
            search={{ buy: buyOf(chosen) }}
            className={linkButton("primary")}
          >
            {t("mall.cart.checkout")}
          </Link>
        )}
      </div>
    </>
  );
}

function Line({
  line,
  isChosen,
  onToggle,
  onChange,
}: {
  line: CartLine;
  isChosen: boolean;
  onToggle: () => void;
  onChange: (quantity: number) => void;
}): ReactElement {
  const { t } = useTranslation();
  const { id, read, format } = useProgramme();
  const title = read(line.title);
  return (
    <li className="flex gap-3 py-3" data-variant={line.variant}>
      <label className="-ml-2 flex w-9 shrink-0 cursor-pointer items-center justify-center">
        <input
          type="checkbox"
          checked={isChosen}
          disabled={!line.available}
          onChange={onToggle}
          className="size-5 accent-leaf"
        />
        <span className="sr-only">{t("mall.cart.take", { title })}</span>
      </label>
      <Photo photo={line.photo} sizes="80px" className="size-20 shrink-0 rounded-control" />
      <div className="min-w-0 flex-1">
        <Link
          to="/p/$programme/mall/product/$product"
          params={{ programme: id, product: line.product }}
          className="line-clamp-2 text-14 font-medium hover:text-leaf"
        >
          {title}
        </Link>
        <p className="text-12 text-ink-2">{read(line.variantTitle)}</p>
        <p className="mt-1 text-16 font-semibold">{format.money(line.price)}</p>
        {!line.available && (
          <p className="text-12 text-clay">
            {line.stock !== null && line.stock > 0
              ? t("mall.cart.onlyLeft", { count: line.stock })
              : t("mall.cart.gone")}
          </p>
        )}
        <div className="mt-2 flex flex-wrap items-center justify-between gap-2">
          <Quantity
            label={t("mall.quantity.of", { title })}
            value={line.quantity}
            most={line.stock}
            onChange={onChange}
          />
          <button
            type="button"
            className="flex size-11 items-center justify-center rounded-control text-ink-2 hover:bg-clay-soft hover:text-clay"
            aria-label={t("mall.cart.remove", { title })}
            onClick={() => onChange(0)}
          >
            <Icon name="bin" size={18} />
          </button>
        </div>
      </div>
    </li>
  );
}
