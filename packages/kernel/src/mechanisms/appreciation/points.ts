// Points at work: minting, sales, forced exits and refunds against one pool.
import type { Account } from "../../ledger/accounts.js";
import { poolAccount, walletOf } from "../../ledger/accounts.js";
import type { Figures, Why } from "../../ledger/entry.js";
import { CASH } from "../../ledger/ledger.js";
import { unitPrice } from "../../ledger/prices.js";
import type { EventOf, KernelEvent } from "../../events/vocabulary.js";
import type { Fraction } from "../../number/fraction.js";
import { fraction, minus, ONE, portion } from "../../number/fraction.js";
import { mulDivFloor } from "../../number/integer.js";
import type { Order, RefundStep } from "../../orders/order.js";
import type { Instance } from "../../plan/instance.js";
import { refuse } from "../../refusal.js";
import type { Table } from "../../store/store.js";
import type { World } from "../../world.js";
import type { HolderAct } from "../shared/ahead.js";
import type { Behaviour, Claim, LotOutlook } from "../mechanism.js";
import { termsOf } from "../shared/terms.js";
import type { Exit } from "./exit.js";
import { Exits, multipleIn } from "./exits.js";
import type { Appreciation } from "./parameters.js";
import { schema } from "./parameters.js";
import { appreciationLotTable, appreciationTable } from "./tables.js";

const SOLD = "sold";

/** What a sale comes to: its value, what the seller gets of it, and the price (cash minor units per point minor unit). */
interface Sale {
  value: number;
  paid: number;
  price: Fraction;
  /** share of the value that stays in the pool */
  retention: string;
}

export class Points implements Behaviour {
  private readonly asset: number;
  private readonly pool: number;
  private readonly source: Account;
  private readonly initial: Fraction;
  private readonly crowd: number | undefined;
  private readonly states: Table<typeof appreciationTable.columns>;
  private readonly lots: Table<typeof appreciationLotTable.columns>;
  private readonly exits: Exits;
  /** the rules under which a lot began */
  private readonly terms: (version: number) => Appreciation;
  private readonly crowded = new Set<number>();
  /** the entry in which they came to hold more: one that was refused or rehearsed leaves nobody behind */
  private crowdedIn: unknown;
  /** of the refund at hand: points asked back, and points that had not been sold */
  private refunded = { due: 0, burnt: 0 };

  constructor(
    private readonly params: Appreciation,
    private readonly world: World,
    private readonly self: Instance,
  ) {
    const { ledger, store } = world;
    this.asset = world.asset(params.asset);
    this.pool = world.pool(params.pool);
    this.source = ledger.source(this.asset);
    this.terms = termsOf(schema, params, world, self);
    this.initial = unitPrice(fraction(params.initialPrice), world.scale(this.asset), world.scale(CASH)) ?? ONE;
    this.crowd = params.exit?.quantity === undefined ? undefined : world.planAmount(params.exit.quantity, this.asset);
    this.states = store.table(appreciationTable);
    this.lots = store.table(appreciationLotTable);
    this.exits = new Exits(
      world,
      self.slot,
      this.lots,
      (version) => multipleIn(this.terms(version).exit),
      params.exit?.scope ?? "lot",
    );
    ledger.watch(this.asset, (holder) => {
      this.exits.changed(holder);
      if (this.crowd !== undefined) this.crowdOf().add(holder);
    });
  }

  /** Mints ⌊⌊inflow × mint⌋ ÷ price before the order⌋ to the buyer as a lot. */
  onOrder(order: Order): void {
    const { base, rate } = this.mintBase(order);
    const value = portion(base, fraction(rate));
    if (value === 0) return;
    const price = this.priceAt(order.poolsBefore[this.pool] ?? 0);
    const figures: Figures = { base, rate, value, priceN: price.n, priceD: price.d, order: order.id };
    if (price.n === 0) return this.world.ledger.note(this.why("worthless", figures));
    const amount = mulDivFloor(value, price.d, price.n);
    const given = this.world.rewards.give({
      by: this.self,
      order,
      holder: order.buyer,
      asset: this.asset,
      amount,
      rule: "mint",
      figures,
      lot: "tracked",
      own: true,
    });
    if (given.lot !== -1)
      this.lots.append({
        slot: this.self.slot,
        version: this.self.version,
        lot: given.lot,
        spend: order.gross,
        minted: given.amount,
        exited: 0,
      });
  }

  /** Burns what is left of the order's points; what is no longer there becomes a receivable. */
  onRefund(order: Order, step: RefundStep): void {
    const { rewards, ledger } = this.world;
    const { slot, lot: lotOf, amount: given } = rewards.rewards.cells;
    this.refunded = { due: 0, burnt: 0 };
    for (const row of rewards.ofOrder(order.row)) {
      if (slot.get(row) !== this.self.slot) continue;
      const due = rewards.due(row, step);
      const lot = lotOf.get(row);
      const again = rewards.oweAgain(row, step, due, order);
      const burnt = lot === -1 ? 0 : Math.min(due - again, ledger.lots.table.cells.left.get(lot));
      const figures = { amount: burnt, given: given.get(row), order: order.id };
      if (burnt > 0) ledger.takeFromLot(lot, burnt, this.source, this.why("refund", figures));
      const missing = due - again - burnt;
      rewards.owe(order.buyer, this.asset, missing, this.why("refund.owed", { ...figures, missing }));
      this.refunded.due += due;
      this.refunded.burnt += burnt + again;
    }
  }

  /** The pool lets go of the inflow in the proportion of the points that were still there. */
  releasesInflow(pool: number, amount: number): number {
    const { due, burnt } = this.refunded;
    return pool !== this.pool || due === 0 ? amount : mulDivFloor(amount, burnt, due);
  }

  take(event: KernelEvent): boolean {
    if (event.type !== "asset.sold" || event.asset !== this.params.asset) return false;
    this.sell(event);
    return true;
  }

  acts(): HolderAct[] {
    return [{ event: "asset.sold", asset: this.asset }];
  }

  afterEvent(): void {
    this.sellCrowded();
    if (!this.world.ledger.touchedPools.has(this.pool)) return;
    for (;;) {
      const price = this.priceAt(this.world.ledger.pool(this.pool));
      const due = this.exits.takeDue(BigInt(price.n), BigInt(price.d));
      if (!due) return;
      this.force(due);
    }
  }

  price(): { asset: number; n: bigint; d: bigint } {
    const { n, d } = this.priceAt(this.world.ledger.pool(this.pool));
    return { asset: this.asset, n: BigInt(n), d: BigInt(d) };
  }

  /** The programme closes: everybody's free points are bought at one price, nothing retained, since nobody comes after. */
  payClaims(): void {
    const { ledger } = this.world;
    const { holder, asset } = ledger.wallets.cells;
    const price = this.priceAt(ledger.pool(this.pool));
    for (let row = 0; row < ledger.wallets.length; row++) {
      const points = asset.get(row) === this.asset ? ledger.free(holder.get(row), this.asset) : 0;
      if (points === 0) continue;
      const value = Math.min(ledger.pool(this.pool), mulDivFloor(points, price.n, price.d));
      ledger.take(holder.get(row), this.asset, points, this.source, this.why("burnt", { quantity: points }));
      this.pay(holder.get(row), "closing", points, { value, paid: value, price, retention: this.params.retention });
    }
  }

  /** Multiple × spend × (1 − retention) for what is left of every lot that can still exit. */
  owes(): Claim[] {
    const { lot, spend, minted, exited, slot, version } = this.lots.cells;
    const { left: leftOf } = this.world.ledger.lots.table.cells;
    let promised = 0n;
    let part = 0;
    let known = { version: -1, rate: undefined as Fraction | undefined };
    for (let row = 0; row < this.lots.length; row++) {
      const left = leftOf.get(lot.get(row));
      if (left === 0 || exited.get(row) === 1 || slot.get(row) !== this.self.slot) continue;
      const own = version.get(row);
      if (own !== known.version) known = { version: own, rate: this.exitRate(own) };
      if (!known.rate) continue;
      part += exitPay(known.rate, spend.get(row), left, minted.get(row));
      if (part >= 2 ** 52) [promised, part] = [promised + BigInt(part), 0];
    }
    return [{ promised: promised + BigInt(part), pool: this.pool }];
  }

  /** multiple × (1 − retention) under which a lot began; undefined: it has no exit. */
  private exitRate(version: number): Fraction | undefined {
    const { exit, retention } = this.terms(version);
    const multiple = multipleIn(exit);
    const keep = minus(ONE, fraction(retention));
    return multiple && { n: multiple.n * keep.n, d: multiple.d * keep.d };
  }

  outlook(lot: number): LotOutlook | undefined {
    const row = this.rowOf(lot);
    const exit = row === undefined ? undefined : this.exits.priceOf(row);
    if (row === undefined) return undefined;
    return exit ? { exit: { n: exit.n, d: exit.d } } : {};
  }

  broken(): string[] {
    return this.world.ledger.supply(this.asset) >= 0 ? [] : ["appreciation: the supply is negative"];
  }

  private mintBase(order: Order): { base: number; rate: string } {
    const { mint } = this.params;
    if (typeof mint === "string") return { base: order.inflows.get(this.pool) ?? 0, rate: mint };
    return { base: mint.of === "gross" ? order.gross : order.margin, rate: mint.rate };
  }

  /** Cash minor units per point minor unit with `cash` in the pool; with no points, the price just before the sale that emptied it. */
  private priceAt(cash: number): Fraction {
    const supply = this.world.ledger.supply(this.asset);
    if (supply > 0) return { n: cash, d: supply };
    const { lastN, lastD } = this.states.cells;
    const row = this.state();
    return row !== undefined && lastD.get(row) > 0 ? { n: lastN.get(row), d: lastD.get(row) } : this.initial;
  }

  private sell({ holder: name, quantity }: EventOf<"asset.sold">): void {
    const { ledger, holders, counters, today } = this.world;
    const holder = holders.need(name, "holder");
    const points = this.world.amount(quantity, this.asset, "quantity");
    const sale = this.worth(points, this.params);
    const { maxPerSale, maxPerHolderPerDay } = this.params.sell ?? {};
    if (maxPerSale !== undefined && sale.paid > this.world.planAmount(maxPerSale, CASH)) {
      refuse(
        "limit_reached",
        "quantity",
        "the sale pays more than one sale may",
        `a quantity that pays at most ${maxPerSale}`,
      );
    }
    if (maxPerHolderPerDay !== undefined) {
      if (
        counters.get(this.self.slot, SOLD, holder, today) + sale.paid >
        this.world.planAmount(maxPerHolderPerDay, CASH)
      ) {
        refuse(
          "limit_reached",
          "quantity",
          "the day's sales would pay more than a holder may have",
          `at most ${maxPerHolderPerDay} a day`,
        );
      }
      counters.add(this.self.slot, SOLD, holder, today, sale.paid);
    }
    ledger.take(holder, this.asset, points, this.source, this.why("burnt", { quantity: points }));
    this.pay(holder, "sale", points, sale);
  }

  /** `portion` of what is left of each lot goes as one sale at one price, under the rules that the (oldest) lot began under; each lot exits once. */
  private force(exit: Exit): void {
    const { ledger } = this.world;
    const parts = exit.lots.map((row) => {
      const lot = this.lots.cells.lot.get(row);
      const terms = this.terms(this.lots.cells.version.get(row));
      const share = fraction(terms.exit?.portion ?? "1");
      this.lots.cells.exited.set(row, 1);
      return { lot, terms, points: portion(ledger.lots.table.cells.left.get(lot), share) };
    });
    const points = parts.reduce((sum, part) => sum + part.points, 0);
    const [first] = parts;
    if (points === 0 || first === undefined) return;
    const sale = this.worth(points, first.terms);
    for (const part of parts)
      if (part.points > 0)
        ledger.takeFromLot(part.lot, part.points, this.source, this.why("exit.burnt", { quantity: part.points }));
    this.pay(ledger.lots.holder(first.lot), "exit", points, sale);
  }

  /** Whoever holds the plan's quantity or more sells `portion` of it, again while that leaves so many. */
  private sellCrowded(): void {
    if (this.crowd === undefined) return;
    const { ledger } = this.world;
    const share = fraction(this.params.exit?.portion ?? "1");
    const crowded = this.crowdOf();
    for (const holder of crowded) {
      crowded.delete(holder);
      const held = ledger.free(holder, this.asset);
      const points = held >= this.crowd ? portion(held, share) : 0;
      if (points === 0) continue;
      const sale = this.worth(points, this.params);
      ledger.take(holder, this.asset, points, this.source, this.why("exit.burnt", { quantity: points }));
      this.pay(holder, "exit.quantity", points, sale);
    }
  }

  /** Whose balance has changed in the entry that is being made. */
  private crowdOf(): Set<number> {
    const { postings } = this.world.ledger;
    if (this.crowdedIn !== postings) this.crowded.clear();
    this.crowdedIn = postings;
    return this.crowded;
  }

  /** value = ⌊q × pool ÷ supply⌋, the seller gets ⌊value × (1 − retention)⌋; the rest stays in the pool. */
  private worth(points: number, { retention }: Appreciation): Sale {
    const held = this.world.ledger.pool(this.pool);
    const price = this.priceAt(held);
    const value = Math.min(held, mulDivFloor(points, price.n, price.d));
    return { value, paid: portion(value, minus(ONE, fraction(retention))), price, retention };
  }

  private pay(holder: number, rule: string, quantity: number, { value, paid, price, retention }: Sale): void {
    const figures = {
      quantity,
      value,
      retention,
      amount: paid,
      priceN: price.n,
      priceD: price.d,
    };
    this.world.ledger.post(poolAccount(this.pool), walletOf(holder), CASH, paid, this.why(rule, figures));
    if (this.world.ledger.supply(this.asset) > 0) return;
    const row = this.state() ?? this.states.append({ slot: this.self.slot, lastN: 0, lastD: 0 });
    this.states.cells.lastN.set(row, price.n);
    this.states.cells.lastD.set(row, price.d);
  }

  /** The row of a ledger lot; rows come in the order of their lots. */
  private rowOf(lot: number): number | undefined {
    let [low, high] = [0, this.lots.length - 1];
    while (low <= high) {
      const middle = (low + high) >> 1;
      const found = this.lots.cells.lot.get(middle);
      if (found === lot) return this.lots.cells.slot.get(middle) === this.self.slot ? middle : undefined;
      if (found < lot) low = middle + 1;
      else high = middle - 1;
    }
    return undefined;
  }

  private state(): number | undefined {
    for (let row = 0; row < this.states.length; row++)
      if (this.states.cells.slot.get(row) === this.self.slot) return row;
    return undefined;
  }

  private why(rule: string, figures: Figures): Why {
    return { slot: this.self.slot, version: this.self.version, rule, figures };
  }
}

/** ⌊rate × spend × left ÷ minted⌋, with big integers only where the product needs them. */
function exitPay(rate: Fraction, spend: number, left: number, minted: number): number {
  const paid = rate.n * spend * left;
  const by = rate.d * minted;
  if (paid <= Number.MAX_SAFE_INTEGER && by <= Number.MAX_SAFE_INTEGER) return Math.floor(paid / by);
  return Number((BigInt(rate.n) * BigInt(spend) * BigInt(left)) / (BigInt(rate.d) * BigInt(minted)));
}
