// The programme: one plan at work. Applies events one by one, closes days between them, and puts everything back when an event is refused.
import { Clock, NOT_YET } from "./clock.js";
import { closeDay, HalfClosed, PART } from "./closing.js";
import { handle } from "./events/handlers.js";
import { parseEvent } from "./events/vocabulary.js";
import type { KernelEvent } from "./events/vocabulary.js";
import { Holders, ROLE } from "./holders/holders.js";
import { Ranks } from "./holders/ranks.js";
import type { House, Working } from "./house.js";
import { ISSUANCE, TREASURY } from "./ledger/accounts.js";
import type { Entry, Why } from "./ledger/entry.js";
import { Expiry } from "./ledger/expiry.js";
import { Ledger } from "./ledger/ledger.js";
import { plannedPrices, Prices } from "./ledger/prices.js";
import { BLANK_ASSET } from "./ledger/tables.js";
import { formatAmount, parseAmount } from "./number/decimal.js";
import { OrderBook } from "./orders/book.js";
import { Counters } from "./orders/counters.js";
import { Limits } from "./orders/limits.js";
import type { Order } from "./orders/order.js";
import { Rewards } from "./orders/rewards.js";
import type { Plan } from "./plan/compile.js";
import { mechanismKinds } from "./plan/compile.js";
import { successor } from "./plan/succession.js";
import { ladderOf } from "./plan/ladder.js";
import { beginAll, readKnown } from "./plan/versions.js";
import type { PlanDocument } from "./plan/schema.js";
import { Refusal, refuse } from "./refusal.js";
import type { Part, Table, TableDeclaration } from "./store/store.js";
import { cellsIn } from "./store/images.js";
import { Store } from "./store/store.js";
import type { Day } from "./time/calendar.js";
import { formatDay, parseDay, parseInstant } from "./time/calendar.js";

/** What became of an event. `entries`: what the journal gets, closed days first, the event's own entry last. */
export type Outcome =
  | { ok: true; entries: Entry[]; event: KernelEvent }
  | { ok: false; refusal: Refusal; entries: Entry[] };

const versionTable = {
  name: "plan_version",
  columns: { document: "text", day: "ref" },
} as const satisfies TableDeclaration;
const slotTable = { name: "slot", columns: { id: "text", kind: "text" } } as const satisfies TableDeclaration;

/** No event may lie further ahead of the open day than this. */
const MOST_DAYS_AHEAD = 36_525;

export class Programme implements House {
  readonly store: Store;
  readonly ledger: Ledger;
  readonly holders: Holders;
  readonly ranks: Ranks;
  readonly book: OrderBook;
  readonly counters: Counters;
  readonly prices: Prices;
  readonly rewards: Rewards;
  working: Working[] = [];
  eventId = "";
  /** a close has begun and is not over */
  private isHalfClosed = false;
  readonly clock: Clock;
  private readonly versions: Table<typeof versionTable.columns>;
  private readonly slots: Table<typeof slotTable.columns>;
  private current: Plan;
  private assetRows = new Map<string, number>();
  private poolRows = new Map<string, number>();
  /** every version that has been in force, the oldest first */
  documents: readonly PlanDocument[] = [];
  /** when lots lapse, by the version they began under */
  expiry: Expiry;

  private constructor(plan: Plan, tracking: boolean) {
    this.store = new Store(tracking);
    this.clock = new Clock(this.store);
    this.versions = this.store.table(versionTable);
    this.slots = this.store.table(slotTable);
    this.ledger = new Ledger(this.store);
    this.holders = new Holders(this.store);
    this.ranks = new Ranks(this.store, this.holders, this.ledger);
    this.ranks.moving = {
      before: (holder) => this.working.forEach(({ behaviour }) => behaviour.beforeStanding?.(holder)),
      after: (holder) => this.working.forEach(({ behaviour }) => behaviour.afterStanding?.(holder)),
    };
    this.book = new OrderBook(this.store);
    this.counters = new Counters(this.store);
    this.prices = new Prices(this.ledger);
    this.rewards = new Rewards(
      this.store,
      this.ledger,
      this.prices,
      new Limits(this.counters, (asset) => this.scale(asset)),
      this,
    );
    for (const { tables } of mechanismKinds()) for (const declaration of tables) this.store.table(declaration);
    for (const table of this.store.all()) table.keepFollowers();
    this.expiry = new Expiry(this.ledger, [], (name) => this.asset(name));
    this.current = plan;
  }

  /** A new programme under a plan. `tracking`: changed rows are kept for `store.takeChanges()`. */
  static start(plan: Plan, options: { tracking?: boolean } = {}): Programme {
    const programme = new Programme(plan, options.tracking ?? false);
    programme.holders.add("platform", ROLE.platform, -1, "");
    programme.clock.begin(plan.start);
    programme.adopt(plan);
    programme.store.commit();
    return programme;
  }

  /** A programme as it was when its rows were taken (`store.dump()`, or a checkpoint and the redo after it, in order). */
  static restore(parts: readonly Part[], options: { tracking?: boolean } = {}): Programme {
    const documents = parts.flatMap((part) => cellsIn(part[versionTable.name], 0)).toSorted((a, b) => a[0] - b[0]);
    const plans = new Map(documents.map(([row, document]) => [row, readKnown(String(document))]));
    const last = [...plans.values()].at(-1);
    if (!last) throw new Error("the rows hold no plan");
    const programme = new Programme(last, options.tracking ?? false);
    for (const part of parts) programme.store.load(part);
    programme.documents = [...plans.values()].map(({ document }) => document);
    programme.attach(last);
    programme.store.takeChanges();
    programme.store.commit();
    return programme;
  }

  /**
   * Applies one event, a JSON value. Days between are closed first and stay closed whatever becomes of the event.
   * A refused event leaves everything else as it was. `id` stands in for an id that is left out. Throws HalfClosed.
   */
  apply(json: unknown, id?: string): Outcome {
    this.needWhole();
    const entries: Entry[] = [];
    try {
      const event = parseEvent(json, id);
      this.closeBefore(this.dayOf(event), entries);
      entries.push(this.attempt(event.type, event.id, event.at, () => handle(this, event)));
      return { ok: true, entries, event };
    } catch (error) {
      if (error instanceof Refusal) return { ok: false, refusal: error, entries };
      throw error;
    }
  }

  /**
   * Lets events happen in `play` and puts everything back before it returns: state, changed rows, numbers of entries and what is derived
   * from them. What `play` gives must not need the programme any more. Throws HalfClosed, what `play` throws, and when it is called
   * within `play`.
   */
  rehearse<T>(play: () => T): T {
    this.needWhole();
    const { current, documents, eventId } = this;
    try {
      return this.store.rehearse(play);
    } finally {
      this.documents = documents;
      this.eventId = eventId;
      this.ledger.begin();
      this.ranks.forget();
      if (this.current !== current) this.attach(current);
    }
  }

  /**
   * Closes every day up to and including `day`, and adds what that makes to `entries`. Refuses nothing: a day that is already closed
   * stays so. Throws HalfClosed.
   */
  closeThrough(day: Day, entries: Entry[] = []): Entry[] {
    if (!this.opened) this.clock.openFirst(day);
    while (this.today <= day) {
      const parts = this.closeInParts(this.today);
      let step = parts.next();
      for (; !step.done; step = parts.next()) entries.push(step.value);
      entries.push(step.value);
    }
    return entries;
  }

  /**
   * Closes one day, the open one (or the first), part by part: see `closeDay`. What it has told is good to write down, and becomes
   * final with the last part. Throws HalfClosed when a close is not over.
   */
  *closeInParts(day: Day, most = PART): Generator<Entry, Entry, number | undefined> {
    this.needWhole();
    if (!this.opened) this.clock.openFirst(day);
    if (day !== this.today) throw new Error(`not_open: ${formatDay(day)} is not the open day`);
    this.eventId = `day:${formatDay(day)}`;
    this.isHalfClosed = true;
    try {
      return yield* closeDay(this, most);
    } finally {
      this.isHalfClosed = false;
    }
  }

  get plan(): PlanDocument {
    return this.current.document;
  }
  get today(): Day {
    return this.clock.today;
  }
  get start(): Day {
    return this.clock.start;
  }
  get seq(): number {
    return this.clock.seq;
  }
  get closing(): boolean {
    return this.clock.closing;
  }
  /** Whether an event has opened the first day yet. */
  get opened(): boolean {
    return this.today !== NOT_YET;
  }

  asset(name: string): number {
    return this.assetRows.get(name) ?? -1;
  }
  pool(name: string): number {
    return this.poolRows.get(name) ?? -1;
  }
  scale(asset: number): number {
    return this.ledger.assets.cells.scale.get(asset);
  }
  expires(asset: number): number | undefined {
    return this.plan.assets[this.ledger.assets.cells.name.get(asset)]?.expires;
  }
  order(row: number): Order {
    return this.book.order(row);
  }

  amount(text: string, asset: number, place: string): number {
    const value = parseAmount(text, this.scale(asset), "positive");
    if (typeof value === "number") return value;
    const scale = this.scale(asset);
    const right = {
      amount_not_positive: "more than 0",
      amount_overflow: `at most ${formatAmount(Number.MAX_SAFE_INTEGER, scale)}`,
      scale_exceeded: `at most ${scale} decimals`,
    };
    refuse(value, place, `an amount of ${text}`, right[value]);
  }

  planAmount(text: string, asset: number): number {
    const value = parseAmount(text, this.scale(asset), "unsigned");
    if (typeof value !== "number") throw new Error(`the plan's amount ${text}: ${value}`);
    return value;
  }

  paramsOf(slot: number, version: number): unknown {
    const id = this.slots.cells.id.get(slot);
    const document = this.documents.find((each) => each.version === version);
    return document?.mechanisms.find((entry) => (entry.id ?? entry.kind) === id);
  }

  /** Id and kind of the mechanism in a slot. */
  slot(slot: number): { id: string; kind: string } {
    return { id: this.slots.cells.id.get(slot), kind: this.slots.cells.kind.get(slot) };
  }

  granted(holder: number, asset: number, amount: number): void {
    for (const { behaviour } of this.working) behaviour.onGranted?.(holder, asset, amount);
  }

  close(): void {
    if (this.closing) refuse("wrong_state", "type", "the programme is already closing", "once");
    this.clock.closeForGood();
    for (const id of this.plan.closing ?? []) {
      for (const { instance, behaviour } of this.working) if (instance.id === id) behaviour.payClaims?.();
    }
  }

  change(json: unknown): void {
    const scales = new Map([...this.assetRows].map(([name, asset]) => [name, this.scale(asset)]));
    this.pendingPlan = successor(json, this.plan, scales);
  }
  private pendingPlan: Plan | undefined;

  // — inside —

  /** Runs one step as a whole: an entry when it succeeds; when it is refused (or fails) everything is put back. */
  private attempt(type: string, id: string, at: string, step: () => void): Entry {
    const mark = this.store.mark();
    const before = this.current;
    this.eventId = id;
    this.ledger.begin();
    try {
      step();
      if (this.pendingPlan) this.succeed(this.pendingPlan);
      for (const { behaviour } of this.working) behaviour.afterEvent?.();
      this.ranks.review();
    } catch (error) {
      this.store.rollback(mark);
      this.ranks.forget();
      if (this.current !== before) {
        this.documents = this.documents.slice(0, -1);
        this.attach(before);
      }
      throw error;
    } finally {
      this.pendingPlan = undefined;
    }
    const seq = this.clock.nextSeq();
    this.store.commit();
    return { seq, type, id, at, ...this.ledger.cut() };
  }

  private dayOf(event: KernelEvent): Day {
    if (event.type === "day.closed") return (parseDay(event.day) ?? 0) + 1;
    return this.current.dayOf(parseInstant(event.at) ?? 0);
  }

  private closeBefore(day: Day, entries: Entry[]): void {
    if (!this.opened) this.clock.openFirst(day);
    if (day < this.today)
      refuse("day_closed", "at", `${formatDay(day)} is already closed`, `${formatDay(this.today)} or later`);
    if (day - this.today > MOST_DAYS_AHEAD)
      refuse("malformed_event", "at", "more than a hundred years ahead of the open day", "a time near the last event");
    this.closeThrough(day - 1, entries);
  }

  private needWhole(): void {
    if (this.isHalfClosed) throw new HalfClosed();
  }

  /** Lets another version of the plan follow the one in force, with those told whose figures hang on its rules. */
  private succeed(plan: Plan): void {
    for (const { behaviour } of this.working) behaviour.beforeChange?.();
    this.adopt(plan);
    for (const { behaviour } of this.working) behaviour.afterChange?.();
  }

  /** Puts a new version of the plan in force and writes it down. */
  private adopt(plan: Plan): void {
    this.versions.append({ document: JSON.stringify(plan.document), day: this.today });
    this.documents = [...this.documents, plan.document];
    this.declare(plan);
    this.attach(plan);
    this.ranks.ladderChanged();
  }

  /** Rows for assets, pools and slots that are new; the whole of a capped asset goes into the treasury. */
  private declare({ document, cashScale, entries }: Plan): void {
    const { assets, pools } = this.ledger;
    const names = rowsByName(assets);
    if (!names.has("cash")) assets.append({ name: "cash", scale: cashScale, ...BLANK_ASSET });
    for (const [name, { scale, cap }] of Object.entries(document.assets)) {
      if (names.has(name)) continue;
      const row = assets.append({ name, scale, ...BLANK_ASSET });
      const why: Why = { slot: -1, version: document.version, rule: "treasury.filled", figures: {} };
      if (cap !== undefined) this.ledger.post(ISSUANCE, TREASURY, row, this.planAmount(cap, row), why);
    }
    for (const name of Object.keys(document.pools ?? {}))
      if (!rowsByName(pools).has(name)) pools.append({ name, balance: 0 });
    for (const { id, definition } of entries)
      if (this.findSlot(id, definition.kind) === -1) this.slots.append({ id, kind: definition.kind });
  }

  /** Brings the plan to work on the rows that are there. Mechanisms no longer in the plan stay for what began under them. */
  private attach(plan: Plan): void {
    this.current = plan;
    this.assetRows = rowsByName(this.ledger.assets);
    this.poolRows = rowsByName(this.ledger.pools);
    const { document } = plan;
    this.ledger.cappedAssets.clear();
    for (const each of [...this.documents, document])
      for (const [name, { cap }] of Object.entries(each.assets))
        if (cap !== undefined) this.ledger.cappedAssets.add(this.asset(name));
    this.prices.plan(plannedPrices(this, document));
    this.ranks.climb(
      ladderOf(document, { asset: (name) => this.asset(name), amount: (text, asset) => this.planAmount(text, asset) }),
      document.demote ?? false,
    );
    this.ledger.unwatch();
    this.ranks.watchHoldings();
    for (const table of this.store.all()) table.dropFollowers();
    this.expiry = new Expiry(this.ledger, this.documents, (name) => this.asset(name));
    this.working = beginAll(this, plan, this.documents, (id, kind) => this.findSlot(id, kind));
  }

  private findSlot(id: string, kind: string): number {
    for (let slot = 0; slot < this.slots.length; slot++)
      if (this.slots.cells.id.get(slot) === id && this.slots.cells.kind.get(slot) === kind) return slot;
    return -1;
  }
}

function rowsByName(table: {
  readonly length: number;
  readonly cells: { readonly name: { get(row: number): string } };
}): Map<string, number> {
  return new Map(Array.from({ length: table.length }, (_, row) => [table.cells.name.get(row), row]));
}
