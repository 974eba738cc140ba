// The buyer's orders, by state, the newest first.
import type { Order } from "@perennial/api";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link, useSearch } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { useProgramme } from "../../shared/programme.js";
import { ForMember } from "../../shared/session/gate.js";
import { linkButton } from "../../shared/ui/controls.js";
import { More } from "../../shared/ui/more.js";
import { Notice, Pending } from "../../shared/ui/states.js";
import { Card, PageTitle } from "../../shared/ui/surfaces.js";
import { ordersQuery } from "../queries.js";
import { Photo } from "../ui/photo.js";
import { CHIP } from "../ui/styles.js";
import { ORDER_STATES } from "../way-in.js";
import { StateMark } from "./order-state.js";

export function OrdersPage(): ReactElement {
  const { t } = useTranslation();
  return (
    <div className="mx-auto max-w-[840px]">
      <PageTitle title={t("mall.orders.title")} />
      <ForMember>
        {(member) => (
          <>
            <States />
            <List member={member} />
          </>
        )}
      </ForMember>
    </div>
  );
}

function States(): ReactElement {
  const { t } = useTranslation();
  const { id } = useProgramme();
  const { state } = useSearch({ strict: false });
  return (
    <nav aria-label={t("mall.orders.byState")} className="-mx-4 mb-4 overflow-x-auto px-4 sm:mx-0 sm:px-0">
      <ul className="flex gap-2">
        {[undefined, ...ORDER_STATES].map((each) => (
          <li key={each ?? ""}>
            <Link
              to="/p/$programme/mall/orders"
              params={{ programme: id }}
              search={each === undefined ? {} : { state: each }}
              data-here={state === each || undefined}
              className={CHIP}
            >
              {each === undefined ? t("mall.home.everything") : t(`mall.state.${each}`)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function List({ member }: { member: string }): ReactElement {
  const { t } = useTranslation();
  const { id } = useProgramme();
  const { state } = useSearch({ strict: false });
  const query = useInfiniteQuery(ordersQuery(id, member, state));
  const orders = query.data?.pages.flatMap((page) => page.orders);
  if (orders === undefined)
    return (
      <Card>
        <Pending error={query.error} onRetry={query.refetch} rows={4} />
      </Card>
    );
  if (orders.length === 0)
    return (
      <Card>
        <Notice
          icon="orders"
          title={t("mall.orders.none")}
          action={
            <Link to="/p/$programme/mall" params={{ programme: id }} className={linkButton("primary")}>
              {t("mall.join.toShop")}
            </Link>
          }
        >
          {t("mall.orders.noneBody")}
        </Notice>
      </Card>
    );
  return (
    <>
      <ul className="space-y-3">
        {orders.map((order) => (
          <li key={order.id}>
            <OrderCard order={order} />
          </li>
        ))}
      </ul>
      <More pages={query} />
    </>
  );
}

function OrderCard({ order }: { order: Order }): ReactElement {
  const { t } = useTranslation();
  const { id, read, format } = useProgramme();
  const [first] = order.lines;
  const pieces = order.lines.reduce((sum, { quantity }) => sum + quantity, 0);
  return (
    <Link
      to="/p/$programme/mall/orders/$order"
      params={{ programme: id, order: order.id }}
      className="block rounded-card border border-line bg-paper-2 p-4 transition-colors duration-150 hover:border-leaf"
    >
      <span className="flex items-center justify-between gap-3">
        <span className="min-w-0 truncate text-14 text-ink-2">{order.merchant?.title ?? t("mall.product.house")}</span>
        <StateMark order={order} />
      </span>
      <span className="mt-3 flex items-center gap-3">
        <Photo
          photo={first?.photo ? { id: first.photo } : null}
          sizes="64px"
          className="size-16 shrink-0 rounded-control"
        />
        <span className="min-w-0 flex-1">
          <span className="line-clamp-2 text-14 font-medium">{first ? read(first.title) : order.id}</span>
          <span className="block text-12 text-ink-2">
            {t("mall.cart.pieces", { count: pieces })} · {format.time(order.at)}
          </span>
        </span>
        <span className="text-16 font-semibold">{format.money(order.gross)}</span>
      </span>
    </Link>
  );
}
