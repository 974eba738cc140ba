// An order as its seller sees it: what was bought, for whom and where to, what may be done now, and what was done.
import type { OrderDetail } from "@perennial/api";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { isZero } from "../../shared/format/decimal.js";
import { useProgramme } from "../../shared/programme.js";
import { Icon } from "../../shared/ui/icons.js";
import { Card, CardTitle, PageTitle } from "../../shared/ui/surfaces.js";
import { orderQuery, storeQuery } from "../data/queries.js";
import { Loaded } from "../ui/parts.js";
import { BackTo } from "../ui/back.js";
import { Actions } from "./actions.js";
import { Invoice } from "./invoice.js";
import { Picture } from "./orders-page.js";
import { Refunds } from "./refunds.js";
import { Source } from "./source.js";
import { OrderPill, SettlementPill } from "./states.js";

export function OrderPage(): ReactElement {
  const { t } = useTranslation();
  const { id } = useProgramme();
  const { order } = useParams({ from: "/p/$programme/desk/orders/$order" });
  const query = useQuery(orderQuery(id, order));
  return (
    <>
      <BackTo to="/p/$programme/desk/orders">{t("desk.nav.orders")}</BackTo>
      <PageTitle title={t("desk.order.title", { order })} />
      {query.data ? (
        <Order order={query.data} />
      ) : (
        <Card>
          <Loaded query={query}>{() => null}</Loaded>
        </Card>
      )}
    </>
  );
}

function Order({ order }: { order: OrderDetail }): ReactElement {
  const { t } = useTranslation();
  const { format } = useProgramme();
  const isHere = order.actions.includes("hand");
  return (
    <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
      <div className="space-y-4">
        <Card label={t("desk.order.standing")}>
          <div className="flex flex-wrap items-center gap-3">
            <OrderPill state={order.state} isHere={isHere} />
            {order.settlement !== "none" && <SettlementPill state={order.settlement} />}
          </div>
          {order.refusal !== null && (
            <p className="mt-2 text-14 text-clay">{t("desk.order.refusal", { code: order.refusal })}</p>
          )}
          {order.due !== null && (
            <p className="mt-2 text-14 text-ink-2">{t("desk.order.due", { at: format.time(order.due) })}</p>
          )}
          <Actions order={order} />
        </Card>
        <Goods order={order} />
        <Refunds order={order} />
      </div>
      <div className="space-y-4">
        <Delivery order={order} />
        <Invoice order={order} />
        <History order={order} />
      </div>
    </div>
  );
}

function Goods({ order }: { order: OrderDetail }): ReactElement {
  const { t } = useTranslation();
  const { id, format, read, assetTitle, quantity } = useProgramme();
  return (
    <Card>
      <CardTitle>{t("desk.order.goods")}</CardTitle>
      <ul className="divide-y divide-line">
        {order.lines.map((line) => (
          <li key={`${line.variant}-${line.title.zh}`} className="flex items-start gap-3 py-3">
            <Picture photo={line.photo} programme={id} />
            <div className="min-w-0 flex-1">
              <p className="text-14 font-medium">{read(line.title)}</p>
              <p className="text-12 text-ink-2">
                {[read(line.variantTitle), `${format.money(line.price)} × ${line.quantity}`]
                  .filter(Boolean)
                  .join(" · ")}
              </p>
            </div>
            <p className="text-14 whitespace-nowrap">{format.money(line.sum)}</p>
          </li>
        ))}
      </ul>
      <dl className="mt-2 space-y-1 border-t border-line pt-3 text-14">
        <Sum name={t("desk.order.gross")} value={format.money(order.gross)} />
        {Object.entries(order.tender).map(([asset, amount]) => (
          <Sum
            key={asset}
            name={t("desk.order.tender", { asset: assetTitle(asset) })}
            value={quantity(asset, amount)}
          />
        ))}
        {!isZero(order.shipping) && <Sum name={t("desk.order.shipping")} value={format.money(order.shipping)} />}
        <Sum name={t("desk.order.cash")} value={format.money(order.cash)} isStrong />
        {!isZero(order.refunded) && <Sum name={t("desk.order.refunded")} value={format.money(order.refunded)} />}
      </dl>
      {order.note !== "" && (
        <p className="mt-3 rounded-control bg-amber-soft p-3 text-14">{t("desk.order.note", { note: order.note })}</p>
      )}
    </Card>
  );
}

const Sum = ({ name, value, isStrong = false }: { name: string; value: string; isStrong?: boolean }): ReactElement => (
  <div className={`flex justify-between gap-4 ${isStrong ? "text-16 font-semibold" : "text-ink-2"}`}>
    <dt>{name}</dt>
    <dd className="whitespace-nowrap">{value}</dd>
  </div>
);

function Delivery({ order }: { order: OrderDetail }): ReactElement {
  const { t } = useTranslation();
  const { address, pickup, shipment } = order;
  return (
    <Card>
      <CardTitle>{t(pickup === null ? "desk.order.delivery" : "desk.order.pickup")}</CardTitle>
      {pickup !== null && <PickupStore store={pickup} />}
      {address !== null && (
        <address className="text-14 not-italic">
          <span className="font-medium">{address.name}</span> {address.phone}
          <br />
          {[address.province, address.city, address.district, address.street].join(" ")}
        </address>
      )}
      <Source order={order} />
      {address === null && pickup === null && <p className="text-14 text-ink-2">{t("desk.order.inStore")}</p>}
      {shipment !== null && (shipment.carrier !== "" || shipment.number !== "") && (
        <p className="mt-3 flex items-center gap-2 text-14">
          <Icon name="way" size={16} /> {shipment.carrier} {shipment.number}
        </p>
      )}
    </Card>
  );
}

function PickupStore({ store }: { store: { id: string; title: string } }): ReactElement {
  const { id } = useProgramme();
  const { data } = useQuery(storeQuery(id, store.id));
  return (
    <p className="text-14">
      <span className="font-medium">{store.title}</span>
      <br />
      {data?.address}
    </p>
  );
}

function History({ order }: { order: OrderDetail }): ReactElement {
  const { t } = useTranslation();
  const { id, format } = useProgramme();
  return (
    <Card>
      <CardTitle>{t("desk.order.history")}</CardTitle>
      <ol className="space-y-3">
        <li className="text-14">
          <span className="block">{t("desk.order.made")}</span>
          <span className="text-12 text-ink-2">{format.time(order.at)}</span>
        </li>
        {order.history.map(({ at, to }) => (
          <li key={`${at}-${to}`} className="text-14">
            <span className="block">{to === "paid" ? t("desk.order.paid") : t(`desk.state.${to}`)}</span>
            <span className="text-12 text-ink-2">{format.time(at)}</span>
          </li>
        ))}
      </ol>
      {order.entry !== null && (
        <Link
          to="/p/$programme/console/entries/$seq"
          params={{ programme: id, seq: String(order.entry) }}
          className="mt-3 inline-flex min-h-11 items-center text-14 text-sky underline underline-offset-4"
        >
          {t("desk.order.entry", { seq: order.entry })}
        </Link>
      )}
    </Card>
  );
}
