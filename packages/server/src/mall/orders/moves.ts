// Moving an order from state to state, in a transaction: the table is asked, the step is written down, what follows is made due.
import type { Selectable } from "kysely";
import { sql } from "kysely";
import type { Tx } from "../../settlement/outbox.js";
import { Fault } from "../../http/fault.js";
import type { PlanHold } from "../settings.js";
import { CONFIRM_DAYS } from "../settings.js";
import type { MallTables } from "../tables.js";
import type { Action, By } from "./states.js";
import { targetOf } from "./states.js";

export type PurchaseRow = Selectable<MallTables["purchase"]>;
export const DAY_MS = 86_400_000;

/** Who moves it: the part that it plays, and its name for the record. */
export interface Actor {
  readonly by: By;
  readonly name: string;
}

/** An order, locked until the transaction ends. Throws `not_found`. */
export async function lock(tx: Tx, programme: string, purchase: string): Promise<PurchaseRow> {
  const row = await tx
    .selectFrom("purchase")
    .selectAll()
    .where("programme_id", "=", programme)
    .where("purchase", "=", purchase)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw unknownOrder(purchase);
  return row;
}

/** Whether a refund of it waits for its answer, or for its money. */
export async function hasOpenRefund(tx: Tx, row: PurchaseRow): Promise<boolean> {
  const open = await tx
    .selectFrom("purchase_refund")
    .select("refund")
    .where("programme_id", "=", row.programme_id)
    .where("purchase", "=", row.purchase)
    .where("state", "in", ["asked", "approved"])
    .executeTakeFirst();
  return open !== undefined;
}

/** Moves it; the row as it is then. `now` in milliseconds. Throws `illegal_transition`. */
export async function move(
  tx: Tx,
  row: PurchaseRow,
  action: Action,
  { by, name }: Actor,
  { now, hold, note = "" }: { now: number; hold: PlanHold; note?: string },
): Promise<PurchaseRow> {
  const to = targetOf(row, action, by);
  const at = new Date(now);
  const moved: PurchaseRow = {
    ...row,
    state: to,
    times: { ...row.times, [to]: at.toISOString() },
    due: to === "shipped" ? new Date(now + CONFIRM_DAYS * DAY_MS) : null,
    ...settlementOf(row, to, now, hold),
  };
  await tx
    .updateTable("purchase")
    .set({
      state: moved.state,
      times: JSON.stringify(moved.times),
      due: moved.due,
      settlement: moved.settlement,
      settle_at: moved.settle_at,
    })
    .where("programme_id", "=", row.programme_id)
    .where("purchase", "=", row.purchase)
    .execute();
  await writeStep(tx, row, to, name, at, note);
  return moved;
}

/** When the plan lets it settle: so long after it was paid or received; without a hold, on receipt. */
function settlementOf(row: PurchaseRow, to: PurchaseRow["state"], now: number, hold: PlanHold) {
  const { settlement, settle_at } = row;
  if (to === "refunded" && settlement !== "settled") return { settlement: "none" as const, settle_at: null };
  const begins = to === (hold?.after === "paid" ? "paid" : "received");
  if (settlement !== "none" || !begins) return { settlement, settle_at };
  return { settlement: "waiting" as const, settle_at: new Date(now + (hold?.days ?? 0) * DAY_MS) };
}

async function writeStep(tx: Tx, row: PurchaseRow, to: string, name: string, at: Date, note: string): Promise<void> {
  const next = sql<number>`(select count(*) from purchase_step s
    where s.programme_id = ${row.programme_id} and s.purchase = ${row.purchase})`;
  await tx
    .insertInto("purchase_step")
    .values({
      programme_id: row.programme_id,
      purchase: row.purchase,
      step: next,
      at,
      from_state: row.state,
      to_state: to,
      by_whom: name,
      note,
    })
    .execute();
}

export const unknownOrder = (purchase: string): Fault =>
  new Fault("not_found", "order", `there is no order "${purchase}"`, "an order of your own");
