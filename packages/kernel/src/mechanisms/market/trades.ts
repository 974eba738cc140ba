// Trades under direct settlement: the asset is held, the buyer says paid, the seller says received, then it is handed over.
import { holdOf, walletOf } from "../../ledger/accounts.js";
import { formatAmount } from "../../number/decimal.js";
import { refuse } from "../../refusal.js";
import type { Table } from "../../store/store.js";
import type { Day } from "../../time/calendar.js";
import type { World } from "../../world.js";
import type { Book } from "./book.js";
import type { MarketTerms } from "./parameters.js";
import { PAY_DAYS, RECEIVE_DAYS } from "./parameters.js";
import { STATE, tradeTable } from "./tables.js";
import type { Till } from "./till.js";

export class Trades {
  readonly table: Table<typeof tradeTable.columns>;
  private readonly waiting = new Set<number>();

  constructor(
    private readonly world: World,
    private readonly slot: number,
    private readonly asset: number,
    private readonly book: Book,
    private readonly till: Till,
    private readonly terms: (version: number) => MarketTerms,
  ) {
    this.table = world.store.table(tradeTable);
    const note = (row: number): void => {
      if (this.isMine(row) && this.table.cells.state.get(row) < STATE.handed) this.waiting.add(row);
      else this.waiting.delete(row);
    };
    this.table.follow({ added: note, removed: (row) => void this.waiting.delete(row), restored: note });
  }

  /** The row of a trade of this market by its name. */
  find(name: string): number | undefined {
    const row = /^T[1-9]\d{0,8}$/.test(name) ? Number(name.slice(1)) - 1 : -1;
    return row >= 0 && row < this.table.length && this.isMine(row) ? row : undefined;
  }

  /** What a match begins: the seller's asset stays held until the trade ends. */
  open(ask: number, bid: number, quantity: number, value: number, price: string): void {
    const { id, version } = this.book.offers.cells;
    const row = this.table.append({
      slot: this.slot,
      version: version.get(ask),
      ask,
      bid,
      quantity,
      value,
      state: STATE.unpaid,
      since: this.world.today,
    });
    const figures = { ask: id.get(ask), bid: id.get(bid), quantity: this.text(quantity), price, value };
    this.note("trade.opened", row, figures);
  }

  /** The buyer says paid. Refuses with `wrong_state`. */
  paid(row: number): void {
    this.expect(row, [STATE.unpaid], "not been paid yet");
    this.become(row, STATE.paid);
    this.note("trade.paid", row);
  }

  /** The seller says received. Refuses with `wrong_state`. */
  received(row: number): void {
    this.expect(row, [STATE.paid, STATE.disputed], "been paid and not been ended");
    this.hand(row, "trade.received");
  }

  /** The operator decides, on a trade that is paid or disputed. Refuses with `not_allowed` (to a stranger), `wrong_state`. */
  decided(row: number, to: string | undefined): void {
    const holder = to === undefined ? this.seller(row) : this.world.holders.need(to, "to");
    if (holder !== this.seller(row) && holder !== this.buyer(row))
      refuse("not_allowed", "to", `"${to}" is no party of the trade`, "its buyer or its seller, or nobody");
    this.expect(row, [STATE.paid, STATE.disputed], "been paid and not been ended");
    if (holder === this.buyer(row)) this.hand(row, "trade.decided");
    else this.giveBack(row, "trade.decided");
  }

  /** Unpaid trades lapse and paid ones become disputes when their days are over. */
  close(day: Day): void {
    const { state, since, version } = this.table.cells;
    for (const row of [...this.waiting].toSorted((a, b) => a - b)) {
      const { pay = PAY_DAYS, receive = RECEIVE_DAYS } = this.terms(version.get(row)).deadlines ?? {};
      const waited = day - since.get(row);
      if (state.get(row) === STATE.unpaid && waited >= pay) this.giveBack(row, "trade.lapsed");
      else if (state.get(row) === STATE.paid && waited >= receive) {
        this.become(row, STATE.disputed);
        this.note("trade.disputed", row);
      }
    }
  }

  /** What sellers' holds owe to trades that have not ended: `[seller, quantity]`. */
  held(): [number, number][] {
    return [...this.waiting].map((row) => [this.seller(row), this.table.cells.quantity.get(row)]);
  }

  private hand(row: number, rule: string): void {
    const { quantity, value, version } = this.table.cells;
    const [seller, buyer] = [this.seller(row), this.buyer(row)];
    this.end(row, STATE.handed);
    const figures = { trade: nameOf(row), amount: quantity.get(row), to: this.world.holders.name(buyer) };
    const why = this.till.why(rule, figures);
    this.world.rewards.arrive(buyer, this.asset, quantity.get(row), holdOf(seller), why);
    this.till.chargeOrOwe(seller, value.get(row), this.terms(version.get(row)).fee);
    this.till.traded(seller, buyer, quantity.get(row), value.get(row));
  }

  private giveBack(row: number, rule: string): void {
    const seller = this.seller(row);
    const quantity = this.table.cells.quantity.get(row);
    this.end(row, STATE.returned);
    const figures = { trade: nameOf(row), amount: quantity, to: this.world.holders.name(seller) };
    this.world.ledger.post(holdOf(seller), walletOf(seller), this.asset, quantity, this.till.why(rule, figures));
  }

  private end(row: number, state: number): void {
    this.become(row, state);
    this.waiting.delete(row);
  }

  private become(row: number, state: number): void {
    this.table.cells.state.set(row, state);
    this.table.cells.since.set(row, this.world.today);
  }

  private expect(row: number, states: readonly number[], right: string): void {
    const state = this.table.cells.state.get(row);
    if (states.includes(state)) return;
    const name = Object.entries(STATE).find(([, value]) => value === state)?.[0] ?? "";
    refuse("wrong_state", "trade", `trade ${nameOf(row)} is ${name}`, `a trade that has ${right}`);
  }

  private note(rule: string, row: number, figures: Record<string, number | string> = {}): void {
    this.world.ledger.note(this.till.why(rule, { trade: nameOf(row), ...figures }));
  }

  private seller(row: number): number {
    return this.book.offers.cells.holder.get(this.table.cells.ask.get(row));
  }

  private buyer(row: number): number {
    return this.book.offers.cells.holder.get(this.table.cells.bid.get(row));
  }

  private isMine(row: number): boolean {
    return this.table.cells.slot.get(row) === this.slot;
  }

  private text(quantity: number): string {
    return formatAmount(quantity, this.world.scale(this.asset));
  }
}

const nameOf = (row: number): string => `T${row + 1}`;
