// An order: where it stands, what may be done now, what it was made of, and what it earned.
import type { OrderDetail } from "@perennial/api";
import { ApiError } from "@perennial/api";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import type { ReactElement, ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { isZero } from "../../shared/format/decimal.js";
import { useProgramme } from "../../shared/programme.js";
import { ForMember } from "../../shared/session/gate.js";
import { Lost } from "../../shared/shell/lost.js";
import { Pending } from "../../shared/ui/states.js";
import { Card, CardTitle, PageTitle } from "../../shared/ui/surfaces.js";
import { addressLines } from "../addresses/address-text.js";
import { mall, orderQuery } from "../queries.js";
import { Icon } from "../../shared/ui/icons.js";
import { Qr } from "../../shared/ui/qr.js";
import { Photo } from "../ui/photo.js";
import { LINK } from "../ui/styles.js";
import { Deeds } from "./deeds.js";
import { Settlement } from "./settlement.js";

export function OrderPage(): ReactElement {
  const { t } = useTranslation();
  const order = useParams({ strict: false, select: (all) => all.order ?? "" });
  return (
    <div className="mx-auto max-w-[840px]">
      <PageTitle title={t("mall.order.title")} lead={t("mall.order.number", { order })} />
      <ForMember>{() => <Own order={order} />}</ForMember>
    </div>
  );
}

const MOVING = new Set(["waiting", "sent"]);
const AGAIN_MILLIS = 3_000;

function Own({ order }: { order: string }): ReactElement {
  const { id } = useProgramme();
  const { data, error, refetch } = useQuery({
    ...orderQuery(id, order),
    // The kernel books in the background: what it says comes by asking again.
    refetchInterval: ({ state }) =>
      state.data && MOVING.has(state.data.settlement) && state.data.state === "received" ? AGAIN_MILLIS : false,
  });
  if (data) return <Shown order={data} />;
  if (error instanceof ApiError && (error.problem.code === "not_found" || error.problem.code === "malformed_request"))
    return <Lost />;
  return (
    <Card>
      <Pending error={error} onRetry={refetch} rows={5} />
    </Card>
  );
}

function Shown({ order }: { order: OrderDetail }): ReactElement {
  const { t } = useTranslation();
  const { format } = useProgramme();
  return (
    <div className="space-y-4">
      <Card label={t("mall.order.standing")}>
        <h2 className="text-20 font-semibold" data-state={order.state}>
          {t(`mall.state.${order.state}`)}
        </h2>
        <p className="mt-1 text-14 text-ink-2">
          {t(`mall.order.means.${order.state}`)}
          {order.due !== null &&
            ` ${t(`mall.order.due.${order.state}`, { time: format.time(order.due), defaultValue: "" })}`}
        </p>
        {order.shipment && (
          <p className="mt-2 text-14">
            {t("mall.order.shipment", {
              carrier: order.shipment.carrier === "" ? "—" : order.shipment.carrier,
              number: order.shipment.number === "" ? "—" : order.shipment.number,
            })}
          </p>
        )}
        <Deeds order={order} />
      </Card>
      <Settlement order={order} />
      <Bought order={order} />
      {order.refunds.length > 0 && <Refunds order={order} />}
      <Show order={order} />
      <Facts order={order} />
      <Course order={order} />
    </div>
  );
}

function Bought({ order }: { order: OrderDetail }): ReactElement {
  const { t } = useTranslation();
  const { id, read, format, assetTitle } = useProgramme();
  return (
    <Card label={t("mall.order.bought")}>
      <CardTitle>{order.merchant?.title ?? t("mall.product.house")}</CardTitle>
      <ul className="divide-y divide-line">
        {order.lines.map((line, index) => (
          <li key={`${line.variant}/${index}`} className="flex items-center gap-3 py-3">
            <Photo
              photo={line.photo === null ? null : { id: line.photo }}
              sizes="64px"
              className="size-16 shrink-0 rounded-control"
            />
            <div className="min-w-0 flex-1 text-14">
              {line.product === "" ? (
                <span className="line-clamp-2 font-medium">{read(line.title)}</span>
              ) : (
                <Link
                  to="/p/$programme/mall/product/$product"
                  params={{ programme: id, product: line.product }}
                  className="line-clamp-2 font-medium hover:text-leaf"
                >
                  {read(line.title)}
                </Link>
              )}
              <p className="text-12 text-ink-2">
                {read(line.variantTitle)} {format.money(line.price)} × {line.quantity}
              </p>
            </div>
            <span className="text-14 font-medium">{format.money(line.sum)}</span>
          </li>
        ))}
      </ul>
      <dl className="mt-2 space-y-1 border-t border-line pt-3 text-14">
        <Fact name={t("mall.checkout.gross")}>{format.money(order.gross)}</Fact>
        {Object.entries(order.tender)
          .filter(([, part]) => !isZero(part))
          .map(([asset, part]) => (
            <Fact key={asset} name={t("mall.checkout.by", { asset: assetTitle(asset) })}>
              −{format.money(part)}
            </Fact>
          ))}
        {!isZero(order.shipping) && <Fact name={t("mall.checkout.shipping")}>{format.money(order.shipping)}</Fact>}
        <Fact name={t("mall.checkout.cash")}>
          <span className="text-16 font-semibold">{format.money(order.cash)}</span>
        </Fact>
        {!isZero(order.refunded) && <Fact name={t("mall.order.refunded")}>{format.money(order.refunded)}</Fact>}
      </dl>
    </Card>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }): ReactElement {
  return (
    <div className="flex justify-between gap-6">
      <dt className="shrink-0 text-ink-2">{name}</dt>
      <dd className="min-w-0 text-right">{children}</dd>
    </div>
  );
}

function Refunds({ order }: { order: OrderDetail }): ReactElement {
  const { t } = useTranslation();
  const { format } = useProgramme();
  return (
    <Card label={t("mall.refund.title")}>
      <CardTitle>{t("mall.refund.title")}</CardTitle>
      <ul className="divide-y divide-line">
        {order.refunds.map((refund) => (
          <li key={refund.id} className="py-2 text-14" data-refund={refund.state}>
            <p className="flex justify-between gap-4">
              <span className="font-medium">{t(`mall.refund.state.${refund.state}`)}</span>
              <span className="font-medium">{format.money(refund.amount)}</span>
            </p>
            <p className="text-12 text-ink-2">
              {t("mall.refund.cash", { cash: format.money(refund.cash) })} · {format.time(refund.at)}
            </p>
            <p className="text-ink-2">{refund.reason}</p>
            {refund.answer !== "" && <p>{t("mall.refund.answer", { answer: refund.answer })}</p>}
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Facts({ order }: { order: OrderDetail }): ReactElement | null {
  const { t } = useTranslation();
  const { id } = useProgramme();
  const { pickup } = order;
  const store = useQuery({
    queryKey: [id, "store", pickup?.id],
    queryFn: async ({ signal }) => mall(id).store(pickup?.id ?? "", { signal }),
    enabled: pickup !== null,
  });
  if (order.address === null && pickup === null && order.invoice === null && order.note === "") return null;
  return (
    <Card label={t("mall.order.facts")}>
      <dl className="space-y-2 text-14">
        {order.address && (
          <Fact name={t("mall.place.title")}>
            {order.address.name} {order.address.phone}
            <br />
            {addressLines(order.address)}
          </Fact>
        )}
        {order.from !== null && <Fact name={t("mall.order.from")}>{order.from.title}</Fact>}
        {pickup !== null && (
          <Fact name={t("mall.place.pickup")}>
            {pickup.title}
            <br />
            {store.data?.address}
          </Fact>
        )}
        {order.note !== "" && <Fact name={t("mall.checkout.note")}>{order.note}</Fact>}
        {order.invoice && (
          <Fact name={t("mall.invoice.title")}>
            {order.invoice.title} · {t(`mall.invoice.state.${order.invoice.state}`)} {order.invoice.number}
            {order.invoice.reason !== undefined && <span className="block text-clay">{order.invoice.reason}</span>}
            {order.invoice.file && (
              <a href={mall(id).invoiceUrl(order.id)} download className={`${LINK} flex items-center gap-1`}>
                <Icon name="down" size={16} />
                {t("mall.invoice.download")}
              </a>
            )}
          </Fact>
        )}
      </dl>
    </Card>
  );
}

/** What is shown in the store, for what is handed over there: its seller's till knows the order by it. */
function Show({ order }: { order: OrderDetail }): ReactElement | null {
  const { t } = useTranslation();
  const { id } = useProgramme();
  if (order.state !== "paid" || (order.pickup === null && order.address !== null)) return null;
  return (
    <Card label={t("mall.order.show")} className="text-center">
      <CardTitle>{t("mall.order.show")}</CardTitle>
      <Qr
        className="mx-auto size-48"
        text={`${location.origin}/p/${encodeURIComponent(id)}/desk/orders/${order.id}`}
        label={t("mall.order.showCode", { order: order.id })}
      />
      <p className="mt-2 text-16 font-semibold tracking-wider">{order.id.match(/.{1,4}/g)?.join(" ")}</p>
      <p className="text-12 text-ink-2">{t("mall.order.showHint")}</p>
    </Card>
  );
}

/** What happened when, the latest last. */
function Course({ order }: { order: OrderDetail }): ReactElement {
  const { t } = useTranslation();
  const { format } = useProgramme();
  const steps = [
    { at: order.at, state: "unpaid", note: "" },
    ...order.history.map(({ at, to, note }) => ({ at, state: to, note })),
  ];
  return (
    <Card label={t("mall.order.course")}>
      <CardTitle>{t("mall.order.course")}</CardTitle>
      <ol className="space-y-3 border-l-2 border-leaf pl-4">
        {steps.map(({ at, state, note }) => (
          <li key={`${state}/${at}`} className="text-14">
            <p className="font-medium">{t(`mall.order.step.${state}`, { defaultValue: state })}</p>
            <p className="text-12 text-ink-2">
              {format.time(at)}
              {note !== "" && ` · ${note}`}
            </p>
          </li>
        ))}
      </ol>
    </Card>
  );
}
