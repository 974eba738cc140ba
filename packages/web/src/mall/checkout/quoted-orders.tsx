// The orders that a checkout would make: one for each seller and kind of goods, each with what it earns.
import type { Quote, QuotedOrder } from "@perennial/api";
import { useQuery } from "@tanstack/react-query";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { isZero } from "../../shared/format/decimal.js";
import { useProgramme } from "../../shared/programme.js";
import { Icon } from "../../shared/ui/icons.js";
import { Card } from "../../shared/ui/surfaces.js";
import { shopQuery } from "../queries.js";
import { Earns } from "../ui/earns.js";
import { Photo } from "../ui/photo.js";

export function QuotedOrders({ quote }: { quote: Quote }): ReactElement {
  const { t } = useTranslation();
  return (
    <>
      {quote.orders.length > 1 && (
        <p className="text-14 text-ink-2">{t("mall.checkout.split", { count: quote.orders.length })}</p>
      )}
      {quote.orders.map((order, index) => (
        <Quoted
          key={`${order.merchant?.id ?? ""}/${order.tags.join()}/${order.kind}/${order.from?.id ?? ""}`}
          order={order}
          number={index + 1}
        />
      ))}
    </>
  );
}

function Quoted({ order, number }: { order: QuotedOrder; number: number }): ReactElement {
  const { t } = useTranslation();
  const { id, read, format, assetTitle } = useProgramme();
  const { data: shop } = useQuery(shopQuery(id));
  const title = order.merchant?.title ?? t("mall.product.house");
  return (
    <Card label={t("mall.checkout.order", { number, title })}>
      <h2 className="mb-1 flex items-center gap-2 text-14 font-medium text-ink-2">
        <Icon name="shop" size={18} />
        {title}
        {order.from && <span className="font-normal">{t("mall.checkout.from", { store: order.from.title })}</span>}
      </h2>
      <ul className="divide-y divide-line">
        {order.lines.map((line) => (
          <li key={line.variant} className="flex items-center gap-3 py-3">
            <Photo
              photo={line.photo === null ? null : { id: line.photo }}
              sizes="64px"
              className="size-16 shrink-0 rounded-control"
            />
            <div className="min-w-0 flex-1 text-14">
              <p className="line-clamp-2 font-medium">{read(line.title)}</p>
              <p className="text-12 text-ink-2">
                {read(line.variantTitle)} × {line.quantity}
              </p>
            </div>
            <span className="text-14 font-medium">{format.money(line.sum)}</span>
          </li>
        ))}
      </ul>
      {Object.entries(order.tender)
        .filter(([, part]) => !isZero(part))
        .map(([asset, part]) => (
          <p key={asset} className="flex justify-between text-14 text-ink-2">
            <span>{t("mall.checkout.by", { asset: assetTitle(asset) })}</span>
            <span>−{format.money(part)}</span>
          </p>
        ))}
      <div className="mt-2 border-t border-line pt-3">
        {order.refusal ? (
          <div role="alert" className="rounded-control bg-clay-soft p-3 text-14">
            <p className="font-medium text-clay">
              {t("mall.checkout.refused")}
              {t(`code.${order.refusal.code}`, { defaultValue: order.refusal.wrong })}
            </p>
            <p className="text-ink-2">{t(`way.${order.refusal.code}`, { defaultValue: order.refusal.right })}</p>
          </div>
        ) : (
          <Earns earns={order.earns} hold={shop?.hold} />
        )}
      </div>
    </Card>
  );
}
