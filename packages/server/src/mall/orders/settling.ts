// Orders that the plan lets settle are sent to the kernel, and its answer is written back. What is not paid is cancelled, what was shipped long ago is confirmed.
import { CASH } from "@perennial/kernel";
import type { Payments } from "../../payments/payments.js";
import { settledEvent } from "../../settlement/events.js";
import type { Answer, Tx } from "../../settlement/outbox.js";
import type { MallParts } from "../parts.js";
import type { Splits } from "../splits/splits.js";
import type { PlanHold } from "../settings.js";
import { termsOf } from "../settings.js";
import type { Actor, PurchaseRow } from "./moves.js";
import { hasOpenRefund, lock, move } from "./moves.js";
import { creditShipping } from "./shipping.js";
import { restock } from "./stock.js";

const SETTLE = "settle";
const MOST_AT_ONCE = 200;
const CLOCK: Actor = { by: "clock", name: "clock" };
const KERNEL: Actor = { by: "kernel", name: "kernel" };

export class Settling {
  constructor(
    private readonly parts: MallParts,
    private readonly payments: Payments,
    private readonly splits: Splits,
  ) {
    parts.outbox.on(SETTLE, async (tx, programme, purchase, answer) => this.answered(tx, programme, purchase, answer));
  }

  holdOf(programme: string): PlanHold {
    return termsOf(this.parts.programmes.need(programme).programme).hold;
  }

  /** Everything that time has made due, in the programmes that this server writes. */
  async tick(): Promise<void> {
    for (const { id, served } of this.parts.programmes.list()) {
      if (!served) continue;
      await this.each(id, "due", async (tx, row) => this.passed(tx, row));
      await this.each(id, "settle_at", async (tx, row) => this.settle(tx, row));
    }
    await this.parts.outbox.deliverAll();
  }

  /** Sends an order to the kernel when its time has come; nothing when it has not, or a refund is open. */
  async settle(tx: Tx, row: PurchaseRow): Promise<void> {
    const { programme_id: programme, purchase } = row;
    const now = this.parts.now();
    if (row.settlement !== "waiting" || row.settle_at === null || row.settle_at.getTime() > now) return;
    if (await hasOpenRefund(tx, row)) return;
    const scale = this.parts.programmes.need(programme).programme.scale(CASH);
    const body = settledEvent({ ...row, order: purchase, buyer: row.member }, scale);
    await this.parts.outbox.add(tx, {
      programme,
      eventId: `settle:${purchase}`,
      body,
      about: SETTLE,
      subject: purchase,
    });
    await set(tx, row, { settlement: "sent" });
  }

  /** A refused settlement is made ready to be sent again, as the order stands now. */
  async again(tx: Tx, row: PurchaseRow): Promise<void> {
    await this.parts.outbox.forget(tx, row.programme_id, `settle:${row.purchase}`);
    const ready = { settlement: "waiting" as const, refusal: null, settle_at: new Date(this.parts.now()) };
    await set(tx, row, ready);
    await this.settle(tx, { ...row, ...ready });
  }

  private async answered(tx: Tx, programme: string, purchase: string, answer: Answer): Promise<void> {
    const row = await lock(tx, programme, purchase);
    if ("code" in answer) return set(tx, row, { settlement: "refused", refusal: `${answer.code}: ${answer.wrong}` });
    await set(tx, row, { settlement: "settled", entry: answer.entry });
    await creditShipping(tx, this.parts, row);
    await this.splits.settled(tx, row);
    if (row.state === "received") await this.complete(tx, { ...row, settlement: "settled" });
    return undefined;
  }

  /** An order that is both received and settled is complete. */
  async complete(tx: Tx, row: PurchaseRow): Promise<void> {
    if (row.state !== "received" || row.settlement !== "settled") return;
    await move(tx, row, "complete", KERNEL, { now: this.parts.now(), hold: null });
  }

  private async passed(tx: Tx, row: PurchaseRow): Promise<void> {
    const now = this.parts.now();
    if (row.due === null || row.due.getTime() > now) return;
    const hold = this.holdOf(row.programme_id);
    if (row.state === "unpaid") {
      await move(tx, row, "cancel", CLOCK, { now, hold, note: "not paid in time" });
      await restock(tx, row);
      await this.payments.close(tx, row.programme_id, row.payment);
    } else if (row.state === "shipped" && !(await hasOpenRefund(tx, row))) {
      const received = await move(tx, row, "confirm", CLOCK, { now, hold, note: "by itself" });
      await this.settle(tx, received);
      await this.complete(tx, received);
    }
  }

  /** Each in a transaction of its own: one that fails holds up no other. */
  private async each(programme: string, what: "due" | "settle_at", work: (tx: Tx, row: PurchaseRow) => Promise<void>) {
    const { database, now, log } = this.parts;
    let wanted = database.query
      .selectFrom("purchase")
      .select("purchase")
      .where("programme_id", "=", programme)
      .where(what, "<=", new Date(now()));
    if (what === "settle_at") wanted = wanted.where("settlement", "=", "waiting");
    const rows = await wanted.orderBy(what).limit(MOST_AT_ONCE).execute();
    for (const { purchase } of rows) {
      try {
        await database.query.transaction().execute(async (tx) => work(tx, await lock(tx, programme, purchase)));
      } catch (error) {
        log.warn({ programme, purchase, error }, "an order could not be moved; it is tried again");
      }
    }
  }
}

async function set(
  tx: Tx,
  row: PurchaseRow,
  values: Partial<Pick<PurchaseRow, "settlement" | "entry" | "refusal" | "settle_at">>,
): Promise<void> {
  await tx
    .updateTable("purchase")
    .set(values)
    .where("programme_id", "=", row.programme_id)
    .where("purchase", "=", row.purchase)
    .execute();
}
