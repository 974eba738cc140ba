// What an order earns, or earned: before its settlement when it comes, after it the entry with its why.
import type { OrderDetail } from "@perennial/api";
import { ApiError } from "@perennial/api";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { entryQuery } from "../../shared/api/queries.js";
import { useProgramme } from "../../shared/programme.js";
import { Bone, Waiting } from "../../shared/ui/states.js";
import { Card, CardTitle } from "../../shared/ui/surfaces.js";
import type { Earning } from "../../shared/why/earnings.js";
import { earningsOf } from "../../shared/why/earnings.js";
import { PostingWhy } from "../../shared/why/posting.js";
import { Figure } from "../../shared/why/sheet.js";
import { shopQuery } from "../queries.js";
import { useWhen } from "../ui/earned.js";
import { LINK } from "../ui/styles.js";

export function Settlement({ order }: { order: OrderDetail }): ReactElement | null {
  const { t } = useTranslation();
  const { id } = useProgramme();
  const { data: shop } = useQuery(shopQuery(id));
  const when = useWhen();
  if (order.settlement === "none" && (order.state === "cancelled" || order.state === "refunded")) return null;
  return (
    <Card label={t("mall.settlement.title")}>
      <CardTitle>{t("mall.settlement.title")}</CardTitle>
      <p className="text-14 text-ink-2" data-settlement={order.settlement}>
        {t(`mall.settlement.${order.settlement}`)}
        {(order.settlement === "none" || order.settlement === "waiting") && shop && ` ${when(shop.hold)}`}
      </p>
      {order.settlement === "refused" && order.refusal !== null && (
        <p className="mt-2 rounded-control bg-clay-soft p-3 text-14 text-clay">
          {t(`code.${order.refusal}`, { defaultValue: order.refusal })}
        </p>
      )}
      {order.entry !== null && <Booked seq={order.entry} buyer={order.buyer} />}
      {tookBack(order) && (
        <p className="mt-3 rounded-control bg-clay-soft p-3 text-14 text-clay">{t("mall.settlement.back")}</p>
      )}
    </Card>
  );
}

/** Whether a refund has come after the settlement: it takes back what belongs to it. */
function tookBack({ state, settlement, history, refunds }: OrderDetail): boolean {
  if (settlement !== "settled") return false;
  if (state === "refunded") return true;
  const settled = history.find(({ to }) => to === "completed")?.at ?? "";
  return refunds.some((refund) => (refund.state === "approved" || refund.state === "paid") && refund.at > settled);
}

function Booked({ seq, buyer }: { seq: number; buyer: string }): ReactElement {
  const { t } = useTranslation();
  const { id, assetTitle, signedQuantity } = useProgramme();
  const { data, error } = useQuery(entryQuery(id, seq));
  const why = ({ asset, amount, postings }: Earning) => ({
    title: assetTitle(asset),
    figure: signedQuantity(asset, amount),
    body: (
      <div className="space-y-6">
        {postings.map((posting, index) => (
          <PostingWhy key={index} why={posting.why} seq={seq} />
        ))}
      </div>
    ),
  });
  if (error)
    // The journal is open to few in a live programme; one's own lines are open to oneself.
    return (
      <Link to="/p/$programme/mall/wallet" params={{ programme: id }} className={LINK}>
        {error instanceof ApiError ? t("mall.settlement.inWallet", { seq }) : t("state.offline.title")}
      </Link>
    );
  if (!data)
    return (
      <Waiting>
        <Bone className="mt-3 h-7 w-40" />
      </Waiting>
    );
  const earnings = earningsOf(data.entry, buyer);
  return (
    <div className="mt-3">
      {earnings.length === 0 ? (
        <p className="text-14">{t("mall.earns.nothing")}</p>
      ) : (
        <ul className="space-y-1">
          {earnings.map((earning) => (
            <li key={earning.asset} className="text-20 font-semibold" data-earned={earning.asset}>
              <Figure why={() => why(earning)}>{signedQuantity(earning.asset, earning.amount)}</Figure>
              <span className="ml-2 text-14 font-normal text-ink-2">{assetTitle(earning.asset)}</span>
            </li>
          ))}
        </ul>
      )}
      <Link to="/p/$programme/console/entries/$seq" params={{ programme: id, seq: String(seq) }} className={LINK}>
        {t("mall.settlement.entry", { seq })}
      </Link>
    </div>
  );
}
