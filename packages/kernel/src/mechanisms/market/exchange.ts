// The exchange at work: offers come in, are held, matched by price and time, and leave.
import type { EventOf, KernelEvent } from "../../events/vocabulary.js";
import { holdOf, walletOf } from "../../ledger/accounts.js";
import { CASH } from "../../ledger/ledger.js";
import { formatAmount } from "../../number/decimal.js";
import { compare } from "../../number/fraction.js";
import { mulDivFloor } from "../../number/integer.js";
import type { Order, RefundStep } from "../../orders/order.js";
import type { Instance } from "../../plan/instance.js";
import { refuse } from "../../refusal.js";
import type { Day } from "../../time/calendar.js";
import type { World } from "../../world.js";
import type { Behaviour } from "../mechanism.js";
import { termsOf } from "../shared/terms.js";
import { Book } from "./book.js";
import { Burns } from "./burn.js";
import type { MarketTerms } from "./parameters.js";
import { schema } from "./parameters.js";
import { inBand, onTick, readWish } from "./prices.js";
import { SIDE } from "./tables.js";
import { Till } from "./till.js";
import { Trades } from "./trades.js";

/**
 * A price is cash for one unit, a decimal of at most 12 places, kept exact. A trade of q at price p costs **⌊q × p⌋ once**, in cash minor units:
 * the fraction is the seller's loss. A bid holds ⌊left × its price⌋; as ⌊a⌋ + ⌊b⌋ ≤ ⌊a + b⌋ and no trade is dearer than the bid, that is always enough,
 * and what a better price or the rounding leaves over is free again at once. Nothing is traded for nothing: an offer that would fetch less than one minor
 * unit is refused, and a rest that small is cancelled.
 */
export class Exchange implements Behaviour {
  private readonly asset: number;
  private readonly book: Book;
  private readonly till: Till;
  private readonly trades: Trades;
  private readonly burns: Burns;
  private readonly terms: (version: number) => MarketTerms;

  constructor(
    private readonly params: MarketTerms,
    private readonly world: World,
    private readonly self: Instance,
  ) {
    this.asset = world.asset(params.asset);
    this.terms = termsOf(schema, params, world, self);
    this.till = new Till(world, self, this.asset);
    this.book = new Book(world.store, self.slot, (version) => this.isDirect(version) === this.isDirect(self.version));
    this.trades = new Trades(world, self.slot, this.asset, this.book, this.till, this.terms);
    this.burns = new Burns(world, self.slot, this.asset, this.till);
  }

  take(event: KernelEvent): boolean {
    switch (event.type) {
      case "market.asked":
        return this.offer(event, SIDE.ask);
      case "market.bid":
        return this.offer(event, SIDE.bid);
      case "market.cancelled":
        return this.cancel(event);
      case "market.paid":
        return this.step(event.trade, (row) => this.trades.paid(row));
      case "market.received":
        return this.step(event.trade, (row) => this.trades.received(row));
      case "market.decided":
        return this.step(event.trade, (row) => this.trades.decided(row, event.to));
      default:
        return false;
    }
  }

  onOrder(order: Order): void {
    if (this.params.merchantBurn) this.burns.burn(order, this.params.merchantBurn);
  }

  onRefund(order: Order, step: RefundStep): void {
    this.burns.giveBack(order, step);
  }

  onClose(day: Day): void {
    this.trades.close(day);
  }

  /** Holds cover what is offered and what waits for its cash, and no two offers that could trade stand side by side. */
  broken(): string[] {
    const asked = new Map<number, number>();
    const bid = new Map<number, number>();
    for (const [seller, quantity] of this.trades.held()) add(asked, seller, quantity);
    const { side, holder, left, version } = this.book.offers.cells;
    for (const row of this.book.open()) {
      if (side.get(row) === SIDE.ask) add(asked, holder.get(row), left.get(row));
      else if (!this.isDirect(version.get(row))) add(bid, holder.get(row), this.book.cost(row, left.get(row)));
    }
    return [
      ...this.uncovered(this.asset, asked),
      ...this.uncovered(CASH, bid),
      ...this.crossed(),
      ...this.burns.broken(),
    ];
  }

  /**
   * Places an offer. False: another asset's. Refuses with `already_exists`, `amount_not_positive`, `amount_overflow`, `scale_exceeded`, `off_tick`,
   * `outside_band`, `below_minimum` (worth less than one minor unit of cash), `limit_reached` (limits count the quantity offered), `insufficient_balance`.
   */
  private offer(event: EventOf<"market.asked" | "market.bid">, side: number): boolean {
    if (this.book.find(event.offer) !== undefined)
      refuse("already_exists", "offer", `there is an offer "${event.offer}"`, "a name that is not taken");
    if (event.asset !== this.params.asset) return false;
    const holder = this.world.holders.need(event.holder, "holder");
    const { quantity, price, cost } = readWish(this.world, this.asset, event);
    onTick(event.price, this.params.tick);
    if (!inBand(this.world, this.asset, price, this.params))
      refuse("outside_band", "price", `a price of ${event.price}`, `within ${this.params.band} of the day's reference`);
    if (cost === 0)
      refuse("below_minimum", "quantity", "it would fetch less than the smallest unit of cash", "a larger quantity");
    if (this.world.rewards.withinLimits(this.self, holder, this.asset, quantity) < quantity)
      refuse("limit_reached", "quantity", "the offers pass a limit", "a smaller quantity, or another day");
    const row = this.book.offers.append({
      slot: this.self.slot,
      version: this.self.version,
      id: event.offer,
      holder,
      side,
      price: event.price,
      priceN: price.n,
      priceD: price.d,
      quantity,
      left: quantity,
      open: 1,
    });
    this.hold(row, cost);
    this.match(row);
    return true;
  }

  private hold(row: number, cost: number): void {
    const { id, holder, price, quantity, side, version } = this.book.offers.cells;
    const who = holder.get(row);
    const figures = { offer: id.get(row), price: price.get(row), quantity: this.text(quantity.get(row)) };
    if (side.get(row) === SIDE.ask) {
      const why = this.till.why("ask.held", { ...figures, amount: quantity.get(row) });
      this.world.ledger.take(who, this.asset, quantity.get(row), holdOf(who), why);
    } else if (!this.isDirect(version.get(row))) {
      const why = this.till.why("bid.held", { ...figures, amount: cost });
      this.world.ledger.take(who, CASH, cost, holdOf(who), why);
    }
  }

  /** Trades a new offer with those that stand, the best first, until it is used up or meets none. */
  private match(row: number): void {
    const { side, holder, left } = this.book.offers.cells;
    while (this.book.isOpen(row)) {
      const other = this.book.best(side.get(row) === SIDE.ask ? SIDE.bid : SIDE.ask);
      if (other === undefined || !this.crosses(row, other)) return;
      if (holder.get(other) === holder.get(row)) return this.withdraw(row, "self");
      if (!inBand(this.world, this.asset, this.book.price(other), this.params)) {
        this.withdraw(other, "band");
        continue;
      }
      const quantity = Math.min(left.get(row), left.get(other));
      const price = this.book.price(other);
      const value = mulDivFloor(quantity, price.n, price.d);
      if (value === 0) return this.withdraw(row, "rest");
      const [ask, bid] = side.get(row) === SIDE.ask ? [row, other] : [other, row];
      this.fill({ ask, bid, quantity, value, price: this.book.offers.cells.price.get(other) });
    }
  }

  private crosses(row: number, other: number): boolean {
    const gap = compare(this.book.price(row), this.book.price(other));
    return this.book.offers.cells.side.get(row) === SIDE.ask ? gap <= 0 : gap >= 0;
  }

  private fill(fill: Fill): void {
    const { left } = this.book.offers.cells;
    const { ask, bid, quantity, value, price } = fill;
    const reserved = this.book.cost(bid, left.get(bid));
    for (const row of [ask, bid]) left.set(row, left.get(row) - quantity);
    if (this.isDirect(this.self.version)) this.trades.open(ask, bid, quantity, value, price);
    else {
      this.settle(fill);
      this.free(bid, reserved - value - this.book.cost(bid, left.get(bid)));
    }
    for (const row of [ask, bid]) {
      if (left.get(row) === 0) this.book.offers.cells.open.set(row, 0);
      else if (this.book.cost(row, left.get(row)) === 0) this.withdraw(row, "rest");
    }
  }

  /** Asset against cash out of the two holds; the fee is the seller's. */
  private settle({ ask, bid, quantity, value, price }: Fill): void {
    const { ledger, rewards } = this.world;
    const { holder, id, version } = this.book.offers.cells;
    const [seller, buyer] = [holder.get(ask), holder.get(bid)];
    const figures = { ask: id.get(ask), bid: id.get(bid), price };
    const goods = this.till.why("trade", { ...figures, value, amount: quantity });
    rewards.arrive(buyer, this.asset, quantity, holdOf(seller), goods);
    const cash = this.till.why("trade.cash", { ...figures, quantity: this.text(quantity), amount: value });
    ledger.post(holdOf(buyer), walletOf(seller), CASH, value, cash);
    this.till.chargeOrOwe(seller, value, this.terms(version.get(ask)).fee);
    this.till.traded(seller, buyer, quantity, value);
  }

  /** Cash of a bid that it no longer needs. */
  private free(bid: number, amount: number): void {
    const { id, holder } = this.book.offers.cells;
    const who = holder.get(bid);
    const why = this.till.why("bid.freed", { offer: id.get(bid), amount });
    this.world.ledger.post(holdOf(who), walletOf(who), CASH, amount, why);
  }

  /** False: no offer of this market. Refuses with `wrong_state` when it stands no more. */
  private cancel({ offer }: EventOf<"market.cancelled">): boolean {
    const row = this.book.find(offer);
    if (row === undefined || !this.book.isMine(row)) return false;
    if (!this.book.isOpen(row))
      refuse("wrong_state", "offer", `"${offer}" is traded or cancelled already`, "an offer that stands");
    this.withdraw(row, "cancelled");
    return true;
  }

  /** Takes what is left of an offer off the book and gives back what it held. */
  private withdraw(row: number, rule: string): void {
    const { id, holder, side, left, open, version } = this.book.offers.cells;
    const who = holder.get(row);
    const isAsk = side.get(row) === SIDE.ask;
    const cash = this.isDirect(version.get(row)) ? 0 : this.book.cost(row, left.get(row));
    const amount = isAsk ? left.get(row) : cash;
    const why = this.till.why(rule, { offer: id.get(row), left: this.text(left.get(row)), amount });
    open.set(row, 0);
    if (amount === 0) this.world.ledger.note(why);
    else this.world.ledger.post(holdOf(who), walletOf(who), isAsk ? this.asset : CASH, amount, why);
  }

  /** A step of a trade under direct settlement. False: no trade of this market. */
  private step(name: string, act: (row: number) => void): boolean {
    const row = this.trades.find(name);
    if (row !== undefined) act(row);
    return row !== undefined;
  }

  private isDirect(version: number): boolean {
    return this.terms(version).settlement === "direct";
  }

  private uncovered(asset: number, needed: ReadonlyMap<number, number>): string[] {
    const { ledger, holders } = this.world;
    return [...needed].flatMap(([holder, amount]) => {
      const wallet = ledger.findWallet(holder, asset);
      const held = wallet === -1 ? 0 : ledger.wallets.cells.held.get(wallet);
      return held >= amount ? [] : [`market: ${holders.name(holder)} holds ${held} for offers of ${amount}`];
    });
  }

  private crossed(): string[] {
    const [ask, bid] = [this.book.best(SIDE.ask), this.book.best(SIDE.bid)];
    if (ask === undefined || bid === undefined || !this.crosses(bid, ask)) return [];
    return [`market: ask ${ask} and bid ${bid} stand side by side and could trade`];
  }

  private text(quantity: number): string {
    return formatAmount(quantity, this.world.scale(this.asset));
  }
}

interface Fill {
  ask: number;
  bid: number;
  quantity: number;
  value: number;
  /** the resting offer's, as it was offered */
  price: string;
}

function add(sums: Map<number, number>, key: number, amount: number): void {
  sums.set(key, (sums.get(key) ?? 0) + amount);
}
