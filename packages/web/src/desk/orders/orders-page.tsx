// Orders by state, the newest first: one's own shop's, or all of them for the platform.
import type { Order } from "@perennial/api";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link, useSearch } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { useProgramme } from "../../shared/programme.js";
import { Icon } from "../../shared/ui/icons.js";
import { Notice } from "../../shared/ui/states.js";
import { Card, PageTitle } from "../../shared/ui/surfaces.js";
import { mallOf, ordersQuery } from "../data/queries.js";
import { PLATFORM, useDesk } from "../shell/seat.js";
import { Pages } from "../ui/parts.js";
import { TAB, Tabs } from "../ui/tabs.js";
import { ORDER_TABS } from "../way-in.js";
import { OrderPill, RefundPill, SettlementPill } from "./states.js";

/** What waits for the seller, whatever the order's state. */
const WAITING = [
  { word: "refundAsked", search: { refund: "asked" }, isAlways: true },
  { word: "invoiceAsked", search: { invoice: "asked" }, isAlways: true },
  { word: "settlementRefused", search: { settlement: "refused" }, isAlways: false },
] as const;

export function OrdersPage(): ReactElement {
  const { t } = useTranslation();
  const { id } = useProgramme();
  const { whose } = useDesk();
  const wanted = useSearch({ from: "/p/$programme/desk/orders" });
  const { state, ...waiting } = wanted;
  const waits = WAITING.find(({ search }) => Object.keys(search).every((key) => key in waiting));
  const query = useInfiniteQuery(ordersQuery(id, { ...whose, ...wanted }));
  return (
    <>
      <PageTitle title={t("desk.nav.orders")} />
      <Tabs label={t("desk.order.byState")}>
        {WAITING.filter((each) => each.isAlways || each === waits).map((each) => (
          <li key={each.word}>
            <Link
              to="/p/$programme/desk/orders"
              params={{ programme: id }}
              search={each.search}
              className={TAB}
              data-here={each === waits || undefined}
              aria-current={each === waits ? "page" : undefined}
            >
              {t(`desk.order.${each.word}`)}
            </Link>
          </li>
        ))}
        {ORDER_TABS.map((tab) => {
          const isHere = waits === undefined && (state ?? "all") === tab;
          return (
            <li key={tab}>
              <Link
                to="/p/$programme/desk/orders"
                params={{ programme: id }}
                search={tab === "all" ? {} : { state: tab }}
                className={TAB}
                data-here={isHere || undefined}
                aria-current={isHere ? "page" : undefined}
              >
                {t(tab === "all" ? "desk.order.all" : `desk.state.${tab}`)}
              </Link>
            </li>
          );
        })}
      </Tabs>
      <Card>
        <Pages
          query={query}
          rowsOf={({ orders }) => orders}
          empty={
            <Notice icon="orders" title={t("desk.order.none.title")}>
              {t("desk.order.none.body")}
            </Notice>
          }
        >
          {(orders) => (
            <ul className="divide-y divide-line">
              {orders.map((order) => (
                <OrderRow key={order.id} order={order} />
              ))}
            </ul>
          )}
        </Pages>
      </Card>
    </>
  );
}

function OrderRow({ order }: { order: Order }): ReactElement {
  const { t } = useTranslation();
  const { id, format, read } = useProgramme();
  const { seat } = useDesk();
  const [first] = order.lines;
  const count = order.lines.reduce((sum, { quantity }) => sum + quantity, 0);
  return (
    <li>
      <Link
        to="/p/$programme/desk/orders/$order"
        params={{ programme: id, order: order.id }}
        className="-mx-2 flex items-start gap-3 rounded-control px-2 py-3 hover:bg-paper"
      >
        <Picture photo={first?.photo ?? null} programme={id} />
        <span className="min-w-0 flex-1">
          <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <span className="text-14 font-medium">{first ? read(first.title) : order.id}</span>
            <OrderPill state={order.state} />
            {order.refund === "asked" && <RefundPill state="asked" />}
            {order.settlement === "refused" && <SettlementPill state="refused" />}
          </span>
          <span className="mt-0.5 block text-12 text-ink-2">
            {[
              t("desk.order.pieces", { count }),
              ...(seat === PLATFORM ? [order.merchant?.title ?? t("desk.house")] : []),
              format.time(order.at),
              order.id,
            ].join(" · ")}
          </span>
        </span>
        <span className="text-14 font-semibold whitespace-nowrap">{format.money(order.gross)}</span>
      </Link>
    </li>
  );
}

/** The photo of what was bought; a till's sale has none. */
export function Picture({ photo, programme }: { photo: string | null; programme: string }): ReactElement {
  if (photo === null)
    return (
      <span className="flex size-12 shrink-0 items-center justify-center rounded-control border border-line bg-paper text-ink-3">
        <Icon name="leaf" />
      </span>
    );
  return (
    <img
      src={mallOf(programme).photoUrl(photo, 320)}
      alt=""
      width={48}
      height={48}
      loading="lazy"
      className="size-12 shrink-0 rounded-control object-cover"
    />
  );
}
