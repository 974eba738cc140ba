// Shopping: who orders today, for how much, with which tags, and what of it is paid in assets.
import { CASH, formatAmount, mulDivFloor } from "@perennial/kernel";
import type { Chance } from "../chance/chance.js";
import type { People } from "./people.js";
import { nameOf } from "./people.js";
import type { Scenario } from "./scenario.js";
import { perMillion } from "./scenario.js";
import type { Deeds, Stage } from "./stage.js";
import { cashText, usable } from "./stage.js";

/** A product of the scenario, read once. */
interface Product {
  tags: readonly string[];
  perMillion: number;
  /** cash minor units; undefined: drawn like every other order */
  price: number | undefined;
  joining: boolean;
}

/** What an order comes to, read once; cash minor units. */
type Amounts = { median: number; sigma: number; least: number; most: number } | { history: readonly number[] };

/** What behaviour tells the run: an order that was settled (cash minor units), and a claim that was made and found its pool short. */
export interface Told {
  ordered(member: number, gross: number): void;
  unpaid(): void;
}

/** An asset that pays for orders. */
interface Means {
  asset: number;
  name: string;
  /** decimals that both the asset and cash have */
  scale: number;
  /** only for orders with one of these tags */
  tags: readonly string[] | undefined;
}

export class Shopping {
  /** members by the day on which they order next */
  private readonly calendar: number[][];
  private readonly means: Means[];
  private readonly joining: Product[];
  private readonly usual: Product[];
  private readonly first: number;
  private readonly leave: number;
  private readonly redeem: number;
  /** of a million of gross, what the platform's own goods cost: they leave the least margin of the scenario's merchants */
  private readonly ownKept: number;
  private readonly amounts: Amounts;
  private orders = 0;

  constructor(
    private readonly stage: Stage,
    private readonly people: People,
    private readonly chance: Chance,
    private readonly told: Told,
  ) {
    const { scenario, programme } = stage;
    this.calendar = Array.from({ length: scenario.days }, () => []);
    const products = scenario.products.map(({ tags, share, price, joining = false }): Product => {
      return {
        tags,
        perMillion: perMillion(share),
        price: price === undefined ? undefined : this.minor(price),
        joining,
      };
    });
    this.joining = products.filter(({ joining }) => joining);
    this.usual = products.filter(({ joining }) => !joining);
    this.first = perMillion(scenario.orders.first);
    this.leave = perMillion(scenario.orders.leave);
    this.redeem = perMillion(scenario.habits.redeem);
    this.ownKept = 1_000_000 - perMillion(scenario.merchants.margin.least);
    this.amounts = this.amountsOf(scenario.spend);
    this.means = Object.entries(stage.plan.document.assets).flatMap(([name, { spend, scale }]) =>
      spend
        ? [{ asset: programme.asset(name), name, scale: Math.min(scale, programme.scale(CASH)), tags: spend.tags }]
        : [],
    );
  }

  /** The first visit of somebody who has just joined. */
  *welcome(member: number): Deeds {
    for (const product of this.joining) if (this.chance.happens(product.perMillion)) yield* this.buy(member, product);
    if (this.chance.happens(this.first)) yield* this.visit(member);
    else this.later(member);
  }

  /** Those who are due today. Returns who they were. */
  *due(): Deeds<readonly number[]> {
    const today = (this.calendar[this.stage.today] ?? []).filter((member) => this.people.gone[member] === 0);
    for (const member of today) yield* this.visit(member);
    return today;
  }

  /** An order wholly paid in assets, for as much as the member can: before a run takes the pool. */
  *spendAll(member: number): Deeds {
    for (const means of this.means) {
      const worth = this.worthOf(member, means);
      if (worth === 0) continue;
      const tender = { [means.name]: formatAmount(worth, means.scale) };
      const gross = worth * this.stepOf(means);
      yield* this.pay(member, { gross, tender, tags: means.tags?.slice(0, 1) ?? [] });
    }
  }

  private *visit(member: number): Deeds {
    const product = this.usual.find((each) => this.chance.happens(each.perMillion));
    yield* this.buy(member, product);
    if (this.chance.happens(this.leave)) this.people.gone[member] = 1;
    else this.later(member);
  }

  private later(member: number): void {
    const day = this.stage.today + this.chance.gap(this.stage.scenario.orders.everyDays);
    this.calendar[day]?.push(member);
  }

  /** One order: paid in part in assets by those who can and like to, else in cash. */
  private *buy(member: number, product: Product | undefined): Deeds {
    const gross = product?.price ?? this.amount();
    const tags = product?.tags ?? [];
    if (this.chance.happens(this.redeem)) {
      const tender = this.tender(member, gross, tags);
      if (Object.keys(tender).length > 0 && (yield* this.pay(member, { gross, tags, tender }, product))) return;
    }
    yield* this.pay(member, { gross, tags }, product);
  }

  /** Settles an order; false when it was refused, as when the pool could not pay for what was tendered. */
  private *pay(
    member: number,
    order: { gross: number; tags: readonly string[]; tender?: Record<string, string> },
    product?: Product,
  ): Deeds<boolean> {
    this.orders += 1;
    const own = product?.joining === true || this.people.merchants.length === 0;
    const refused = yield {
      type: "order.settled",
      order: `o${this.orders}`,
      buyer: nameOf(member),
      gross: cashText(this.stage, order.gross),
      ...(own ? { cost: this.ownCost(order.gross) } : { merchant: this.chance.pick(this.people.merchants) }),
      ...(order.tender && { tender: order.tender }),
      ...(order.tags.length > 0 && { tags: [...order.tags] }),
    };
    if (refused === undefined) this.told.ordered(member, order.gross);
    if (refused === "pool_short") this.told.unpaid();
    return refused === undefined;
  }

  /** What of the member's assets pays for an order. */
  private tender(member: number, gross: number, tags: readonly string[]): Record<string, string> {
    const tender: Record<string, string> = {};
    let left = gross;
    for (const means of this.means) {
      if (means.tags && !means.tags.some((tag) => tags.includes(tag))) continue;
      const step = this.stepOf(means);
      const units = Math.min(this.worthOf(member, means), Math.floor(left / step));
      left -= units * step;
      if (units > 0) tender[means.name] = formatAmount(units, means.scale);
    }
    return tender;
  }

  /** Cash minor units in a unit of the scale that an asset shares with cash. */
  private stepOf({ scale }: Means): number {
    return 10 ** (this.cashScale - scale);
  }

  /** What a member has of such an asset, in units of the scale that it shares with cash. */
  private worthOf(member: number, { asset, scale }: Means): number {
    const held = usable(this.stage, this.people.holders[member] ?? 0, asset);
    return Math.floor(held / 10 ** (this.stage.programme.scale(asset) - scale));
  }

  private ownCost(gross: number): string {
    return cashText(this.stage, Math.max(1, mulDivFloor(gross, this.ownKept, 1_000_000)));
  }

  private amount(): number {
    const { amounts } = this;
    if ("history" in amounts) return this.chance.pick(amounts.history) ?? 0;
    const drawn = this.chance.lognormal(amounts.median, amounts.sigma);
    return Math.min(amounts.most, Math.max(amounts.least, drawn));
  }

  private amountsOf(spend: Scenario["spend"]): Amounts {
    if (spend.kind === "history") return { history: spend.amounts.map((text) => this.minor(text)) };
    const { median, sigma, least, most } = spend;
    return {
      median: this.minor(median),
      sigma: perMillion(sigma) / 1_000_000,
      least: this.minor(least),
      most: this.minor(most),
    };
  }

  private get cashScale(): number {
    return this.stage.programme.scale(CASH);
  }

  /** Minor units of an amount of the scenario; a currency with fewer decimals takes what it has. */
  private minor(text: string): number {
    return Math.floor(perMillion(text) / 10 ** (6 - this.cashScale));
  }
}
