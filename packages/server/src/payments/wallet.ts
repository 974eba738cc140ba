// Cash of the buyer's own wallet: it leaves the ledger when it pays and comes back into it with a refund, each told to the kernel once. Offered where
// the plan lets cash be withdrawn, for only there it is the holder's to spend.
import { CASH, formatAmount } from "@perennial/kernel";
import type { Database } from "../database/database.js";
import { Fault } from "../http/fault.js";
import type { Programmes } from "../programmes/programmes.js";
import { adjustedEvent } from "../settlement/events.js";
import type { Answer, Outbox, Tx } from "../settlement/outbox.js";
import type { Back, Channel, Due, Moved } from "./channel.js";
import type { Payments } from "./payments.js";

const PAY = "wallet";
const BACK = "wallet-back";

interface Parts {
  readonly database: Database;
  readonly programmes: Programmes;
  readonly outbox: Outbox;
}

export class WalletCash {
  constructor(
    private readonly parts: Parts,
    private readonly payments: () => Payments,
  ) {
    parts.outbox.on(PAY, async (tx, programme, payment, answer) => this.paid(tx, programme, payment, answer));
    parts.outbox.on(BACK, async (tx, programme, move, answer) => {
      // A refusal leaves the refund waiting: the next round tries it again.
      if ("code" in answer) await parts.outbox.forget(tx, programme, `${BACK}:${move}`);
      else await this.payments().ended(tx, programme, "wallet", move, true);
    });
  }

  /** The channel of a programme; undefined: its plan does not let cash out. */
  of(programme: string): Channel | undefined {
    const plan = this.parts.programmes.get(programme)?.programme.plan;
    if (!plan?.mechanisms.some(({ kind, enabled }) => kind === "withdraw" && enabled !== false)) return undefined;
    return {
      start: async (due) => this.start(programme, due),
      read: async () =>
        Promise.reject(new Fault("bad_signature", "body", "a wallet has no notifications", "POST …/payments/{id}/pay")),
      thanks: { body: "", type: "text/plain" },
      splits: false,
      refund: async (back) => this.refund(programme, back),
    };
  }

  /** Throws `insufficient_balance`. The same payment again is the same event. */
  private async start(programme: string, { payment, amount }: Due): ReturnType<Channel["start"]> {
    const member = await this.memberOf(programme, payment);
    await this.tell(programme, PAY, payment, member, -amount, `付款 ${payment} · payment ${payment}`);
    const { state } = await this.payments().need(programme, payment);
    if (state === "open")
      throw new Fault(
        "insufficient_balance",
        "channel",
        `the wallet has less than ${this.text(programme, amount)} of free cash`,
        "another channel",
      );
    return { action: { kind: "done" } };
  }

  private async refund(programme: string, { payment, move, amount }: Back): Promise<Moved> {
    const member = await this.memberOf(programme, payment);
    await this.tell(programme, BACK, move, member, amount, `退款 ${payment} · refund of ${payment}`);
    return { state: "waiting", ref: move };
  }

  private async paid(tx: Tx, programme: string, payment: string, answer: Answer): Promise<void> {
    if ("code" in answer) return this.parts.outbox.forget(tx, programme, `${PAY}:${payment}`);
    const { amount } = await tx
      .selectFrom("payment")
      .select("amount")
      .where("programme_id", "=", programme)
      .where("payment", "=", payment)
      .executeTakeFirstOrThrow();
    const ref = `entry-${answer.entry}`;
    await this.payments().act(tx, programme, "wallet", { notice: ref, kind: "paid", payment, amount, ref });
    return undefined;
  }

  private async tell(
    programme: string,
    about: string,
    subject: string,
    holder: string,
    amount: number,
    reason: string,
  ): Promise<void> {
    const body = adjustedEvent(holder, this.text(programme, amount), reason);
    await this.parts.database.query
      .transaction()
      .execute(async (tx) =>
        this.parts.outbox.add(tx, { programme, eventId: `${about}:${subject}`, body, about, subject }),
      );
    await this.parts.outbox.deliver(programme);
  }

  private async memberOf(programme: string, payment: string): Promise<string> {
    return (await this.payments().need(programme, payment)).member;
  }

  private text(programme: string, amount: number): string {
    return formatAmount(amount, this.parts.programmes.need(programme).programme.scale(CASH));
  }
}
