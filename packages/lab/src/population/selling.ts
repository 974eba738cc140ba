// Sellers: who sells back to an appreciation pool, when, and how panic spreads when the price falls or the payouts slow.
import type { Programme } from "@perennial/kernel";
import { CASH, formatAmount, fraction, parseAmount } from "@perennial/kernel";
import TinyQueue from "tinyqueue";
import type { Chance } from "../chance/chance.js";
import { mechanismsOf } from "./document.js";
import type { People } from "./people.js";
import { nameOf, SORT } from "./people.js";
import { perMillion } from "./scenario.js";
import type { Deeds, Stage } from "./stage.js";
import { usable } from "./stage.js";

/** Cash minor units for one minor unit of the asset; a double, used to compare only. */
type Price = number;

/** A member who sells all once the price is there. */
interface Wish {
  member: number;
  at: Price;
}

/** An asset that can be sold back to a pool. */
export class Counter {
  private readonly wishes = new TinyQueue<Wish>([], (a, b) => a.at - b.at || a.member - b.member);
  /** the wish of each member that still stands */
  private readonly wanted = new Map<number, Price>();
  readonly asset: number;
  private readonly multiple: number;
  highest: Price = 0;

  constructor(
    private readonly stage: Stage,
    private readonly people: People,
    private readonly working: Programme["working"][number],
    /** most that one sale may pay, cash minor units */
    private readonly most: number | undefined,
    private readonly kept: number,
  ) {
    this.asset = working.behaviour.price?.()?.asset ?? -1;
    this.multiple = perMillion(stage.scenario.sellers.at) / 1_000_000;
  }

  price(): Price {
    const made = this.working.behaviour.price?.();
    return made && made.d > 0n ? Number(made.n) / Number(made.d) : 0;
  }

  /** Whoever sells at a multiple sets its price by that of its last order. */
  bought(member: number): void {
    if (this.people.sorts[member] !== SORT.sellsAtMultiple) return;
    const at = this.price() * this.multiple;
    this.wanted.set(member, at);
    this.wishes.push({ member, at });
  }

  /** Those whose price has come. */
  *sellDue(): Deeds {
    for (let wish = this.wishes.peek(); wish && wish.at <= this.price(); wish = this.wishes.peek()) {
      this.wishes.pop();
      if (this.wanted.get(wish.member) !== wish.at) continue;
      this.wanted.delete(wish.member);
      yield* this.sellAll(wish.member);
    }
  }

  /** All that is free, or what one sale may pay; what is left waits for the next occasion. */
  *sellAll(member: number): Deeds {
    const held = usable(this.stage, this.people.holders[member] ?? 0, this.asset);
    const price = this.price();
    const limit = this.most === undefined || price === 0 ? held : Math.floor(this.most / (price * this.kept));
    const quantity = Math.min(held, limit);
    if (quantity > 0)
      yield { type: "asset.sold", holder: nameOf(member), asset: this.name, quantity: this.text(quantity) };
  }

  private get name(): string {
    return this.stage.programme.ledger.assets.cells.name.get(this.asset);
  }

  private text(quantity: number): string {
    return formatAmount(quantity, this.stage.programme.scale(this.asset));
  }
}

/** The counters of a plan: one for each appreciation. */
export function countersOf(stage: Stage, people: People): Counter[] {
  return stage.programme.working.flatMap((working) => {
    if (working.instance.kind !== "appreciation" || working.instance.common.enabled === false) return [];
    const params = mechanismsOf(stage.plan).find((each) => (each.id ?? each.kind) === working.instance.id);
    const { sell, retention } = (params ?? {}) as { sell?: { maxPerSale?: string }; retention?: string };
    const most = sell?.maxPerSale === undefined ? undefined : parseAmount(sell.maxPerSale, stage.programme.scale(CASH));
    const keep = fraction(retention ?? "0");
    return [new Counter(stage, people, working, typeof most === "number" ? most : undefined, 1 - keep.n / keep.d)];
  });
}

const WEEK = 7;
/** Days before panic can begin again, and from which on payouts are compared. */
const CALM = 30;

/** Panic: it begins when a price has fallen, or when a week has paid much less than the one before; those it takes act within a week. */
export class Panic {
  private readonly acting: number[][];
  private since = -CALM;

  constructor(
    private readonly stage: Stage,
    private readonly people: People,
    private readonly counters: readonly Counter[],
    private readonly chance: Chance,
    /** cash paid to members by day */
    private readonly payouts: readonly number[],
  ) {
    this.acting = Array.from({ length: stage.scenario.days + WEEK }, () => []);
  }

  /** Who acts today; looks first whether there is reason to. */
  today(): readonly number[] {
    const { today } = this.stage;
    const reason = this.hasFallen() || this.hasSlowed();
    if (today >= CALM && today - this.since >= CALM && reason) {
      this.since = today;
      for (let member = 0; member < this.people.count; member++)
        if (this.people.sorts[member] === SORT.panics && this.people.gone[member] === 0)
          this.acting[today + this.chance.below(WEEK)]?.push(member);
    }
    return this.acting[today] ?? [];
  }

  private hasFallen(): boolean {
    const left = 1 - perMillion(this.stage.scenario.sellers.drop) / 1_000_000;
    let fallen = false;
    for (const counter of this.counters) {
      const price = counter.price();
      counter.highest = Math.max(counter.highest, price);
      if (price < counter.highest * left) fallen = true;
    }
    return fallen;
  }

  private hasSlowed(): boolean {
    const { today, scenario } = this.stage;
    const week = (end: number): number =>
      this.payouts.slice(Math.max(0, end - WEEK), Math.max(0, end)).reduce((sum, paid) => sum + paid, 0);
    const [last, before] = [week(today), week(today - WEEK)];
    return before > 0 && last < before * (1 - perMillion(scenario.sellers.slow) / 1_000_000);
  }
}
