// What a buyer is told of its orders, in the transaction that makes it true: sent, paid back, refused, failed.
import { formatAmount } from "@perennial/kernel";
import type { Selectable } from "kysely";
import { tell } from "../../inbox/keep.js";
import type { Tx } from "../../settlement/outbox.js";
import type { MallTables } from "../tables.js";
import type { PurchaseRow } from "./moves.js";

/** `at` in milliseconds. */
export async function tellShipped(
  tx: Tx,
  { programme_id: programme, member, purchase }: PurchaseRow,
  { carrier, number, at }: { carrier: string; number: string; at: number },
): Promise<void> {
  await tell(tx, programme, {
    holder: member,
    cause: `shipped:${purchase}`,
    kind: "orderShipped",
    at: new Date(at).toISOString(),
    figures: { carrier, number },
    subject: purchase,
  });
}

/** What became of a refund. */
export async function tellRefund(
  tx: Tx,
  { programme_id: programme, purchase, refund, ...asked }: Selectable<MallTables["purchase_refund"]>,
  kind: "refundPaid" | "refundRefused" | "refundFailed",
  { at, scale }: { at: number; scale: (programme: string) => number },
): Promise<void> {
  const { member } = await tx
    .selectFrom("purchase")
    .select("member")
    .where("programme_id", "=", programme)
    .where("purchase", "=", purchase)
    .executeTakeFirstOrThrow();
  const money = kind === "refundPaid" ? asked.cash + asked.shipping : asked.amount;
  await tell(tx, programme, {
    holder: member,
    cause: `refund:${refund}`,
    kind,
    at: new Date(at).toISOString(),
    figures: {
      amount: formatAmount(money, scale(programme)),
      ...(kind === "refundRefused" && asked.answer !== "" && { answer: asked.answer }),
    },
    subject: purchase,
  });
}
