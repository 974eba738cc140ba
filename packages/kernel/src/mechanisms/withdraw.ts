// withdraw — cash leaves a wallet for the holder's bank (提现); above `review` an operator decides.
import { z } from "zod";
import type { EventOf } from "../events/vocabulary.js";
import type { Account } from "../ledger/accounts.js";
import { EXTERNAL, holdOf, PLATFORM, walletOf } from "../ledger/accounts.js";
import type { Why } from "../ledger/entry.js";
import { CASH } from "../ledger/ledger.js";
import { fraction, portion, ZERO } from "../number/fraction.js";
import type { Fault } from "../plan/fault.js";
import type { Instance } from "../plan/instance.js";
import { amountFaults } from "../plan/references.js";
import type { PlanDocument } from "../plan/schema.js";
import type { Text } from "../plan/types.js";
import { amount, common, rate } from "../plan/types.js";
import { refuse } from "../refusal.js";
import { IndexOf } from "../store/index-of.js";
import { RowsBy } from "../store/rows.js";
import type { Table, TableDeclaration } from "../store/store.js";
import type { World } from "../world.js";
import type { HolderAct, InReview } from "./shared/ahead.js";
import type { Behaviour, Bound } from "./mechanism.js";
import { defineMechanism } from "./mechanism.js";
import { shareFaults } from "./shared/fees.js";
import { percent, quantityTold, say } from "./shared/told.js";

const schema = z.strictObject({
  kind: z.literal("withdraw"),
  ...common,
  fee: rate.optional().meta({ description: "share that goes to the platform" }),
  min: amount.optional().meta({ description: "least amount" }),
  maxPerDay: amount.optional().meta({ description: "most for one holder in a day" }),
  review: amount.optional().meta({ description: "above this amount an operator approves" }),
});
type Withdraw = z.infer<typeof schema>;

const STATE = { waiting: 0, approved: 1, refused: 2 } as const;
const withdrawalTable = {
  name: "withdrawal",
  columns: { slot: "ref", id: "text", holder: "ref", amount: "int", state: "ref" },
} as const satisfies TableDeclaration;
const TODAY = "withdrawn";

function faults({ fee, min, maxPerDay, review }: Withdraw, plan: PlanDocument, path: string): Fault[] {
  const amounts = { min, maxPerDay, review };
  return [
    ...shareFaults(`${path}.fee`, fee),
    ...Object.entries(amounts).flatMap(([key, text]) => amountFaults(plan, `${path}.${key}`, text, "cash")),
  ];
}

class Withdrawals implements Behaviour {
  private readonly table: Table<typeof withdrawalTable.columns>;
  private readonly byId: IndexOf<string>;
  private readonly ofHolder: RowsBy;

  constructor(
    private readonly params: Withdraw,
    private readonly world: World,
    private readonly self: Instance,
  ) {
    this.table = world.store.table(withdrawalTable);
    const { slot, id, holder } = this.table.cells;
    this.byId = IndexOf.over(this.table, (row) => (slot.get(row) === self.slot ? id.get(row) : undefined));
    this.ofHolder = new RowsBy(this.table, (row) => (slot.get(row) === self.slot ? holder.get(row) : undefined));
  }

  acts(): HolderAct[] {
    return [{ event: "cash.withdrawn", asset: CASH }];
  }

  inReview(holder: number): InReview[] {
    const { id, amount: sum, state } = this.table.cells;
    return this.ofHolder
      .get(holder)
      .filter((row) => state.get(row) === STATE.waiting)
      .map((row) => ({ id: id.get(row), amount: sum.get(row) }));
  }

  take(event: Parameters<NonNullable<Behaviour["take"]>>[0]): boolean {
    if (event.type === "cash.withdrawn") this.ask(event);
    else if (event.type === "withdrawal.approved") this.decide(event.withdrawal, STATE.approved);
    else if (event.type === "withdrawal.refused") this.decide(event.withdrawal, STATE.refused);
    else return false;
    return true;
  }

  /** Refuses with `unknown_holder`, for the amount, `below_minimum`, `limit_reached`, `insufficient_balance`. */
  private ask(event: EventOf<"cash.withdrawn">): void {
    const { ledger, counters, holders, today } = this.world;
    const { min, maxPerDay, review } = this.params;
    const holder = holders.need(event.holder, "holder");
    const sum = this.world.amount(event.amount, CASH, "amount");
    if (min !== undefined && sum < this.planned(min))
      refuse("below_minimum", "amount", `a withdrawal of ${event.amount}`, `at least ${min}`);
    const sofar = counters.get(this.self.slot, TODAY, holder, today);
    if (maxPerDay !== undefined && sofar + sum > this.planned(maxPerDay))
      refuse("limit_reached", "amount", "the day's withdrawals would pass the limit", `at most ${maxPerDay} a day`);
    ledger.need(holder, CASH, sum, "amount");
    if (maxPerDay !== undefined) counters.add(this.self.slot, TODAY, holder, today, sum);
    if (review === undefined || sum <= this.planned(review)) return this.pay(holder, sum, walletOf(holder));
    ledger.take(holder, CASH, sum, holdOf(holder), this.why("held", { amount: sum }), "amount");
    this.table.append({ slot: this.self.slot, id: event.id, holder, amount: sum, state: STATE.waiting });
  }

  /** Refuses with `unknown_withdrawal`, `wrong_state`. */
  private decide(id: string, state: number): void {
    const row = this.byId.get(id);
    if (row === undefined)
      refuse(
        "unknown_withdrawal",
        "withdrawal",
        `no withdrawal "${id}" is in review`,
        "the id of the event that asked for it",
      );
    const cells = this.table.cells;
    if (cells.state.get(row) !== STATE.waiting)
      refuse("wrong_state", "withdrawal", `withdrawal "${id}" has been decided`, "one that is still in review");
    cells.state.set(row, state);
    const [holder, sum] = [cells.holder.get(row), cells.amount.get(row)];
    if (state === STATE.approved) this.pay(holder, sum, holdOf(holder));
    else this.world.ledger.post(holdOf(holder), walletOf(holder), CASH, sum, this.why("refused", { amount: sum }));
  }

  private pay(holder: number, sum: number, from: Account): void {
    const fee = portion(sum, fraction(this.params.fee ?? "0"));
    const why = this.why("paid", { quantity: sum, fee, amount: sum - fee });
    if (from === walletOf(holder)) {
      this.world.ledger.take(holder, CASH, sum - fee, EXTERNAL, why, "amount");
      this.world.ledger.take(holder, CASH, fee, walletOf(PLATFORM), this.why("fee", { amount: fee }), "amount");
      return;
    }
    this.world.ledger.post(from, EXTERNAL, CASH, sum - fee, why);
    this.world.ledger.post(from, walletOf(PLATFORM), CASH, fee, this.why("fee", { amount: fee }));
  }

  private planned(text: string): number {
    return this.world.planAmount(text, CASH);
  }

  private why(rule: string, figures: Why["figures"]): Why {
    return { slot: this.self.slot, version: this.self.version, rule, figures };
  }
}

function bounds(_params: Withdraw, _plan: PlanDocument, path: string): Bound[] {
  const text = {
    zh: "提现只支付已有余额：新增的现金承诺为",
    en: "A withdrawal pays what is already there: cash newly promised is",
  };
  return [{ path, name: "promised", value: ZERO, unit: "cash", formula: "0", text }];
}

function told({ fee, min, maxPerDay, review }: Withdraw, plan: PlanDocument): Text[] {
  const sum = (amount: string): Text => quantityTold(plan, "cash", amount);
  return [
    say("现金余额可以提现。", "The cash balance can be withdrawn."),
    ...(fee === undefined ? [] : [say(`手续费 ${percent(fee)}。`, `The fee is ${percent(fee)}.`)]),
    ...(min === undefined ? [] : [say(`一次至少 ${sum(min).zh}。`, `At least ${sum(min).en} at a time.`)]),
    ...(maxPerDay === undefined
      ? []
      : [say(`每人每天最多 ${sum(maxPerDay).zh}。`, `At most ${sum(maxPerDay).en} a person a day.`)]),
    ...(review === undefined
      ? []
      : [say(`超过 ${sum(review).zh}的一笔须人工审核。`, `A sum above ${sum(review).en} is reviewed by a person.`)]),
  ];
}

export const mechanism = defineMechanism<Withdraw>({
  kind: "withdraw",
  title: { zh: "提现", en: "Withdrawal" },
  schema,
  tables: [withdrawalTable],
  faults,
  bounds,
  told,
  begin: (params, world, self) => new Withdrawals(params, world, self),
  words: {
    paid: {
      zh: "提现 {quantity:cash}，手续费 {fee:cash}，到账 {amount:cash}",
      en: "{quantity:cash} withdrawn, fee {fee:cash}, {amount:cash} sent",
    },
    fee: { zh: "提现手续费 {amount:cash}", en: "Withdrawal fee {amount:cash}" },
    held: { zh: "提现 {amount:cash} 待审核", en: "Withdrawal of {amount:cash} held for review" },
    refused: { zh: "提现未通过，{amount:cash} 退回余额", en: "Withdrawal refused, {amount:cash} back in the balance" },
  },
});
