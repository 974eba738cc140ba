// The auditor's books: who holds what, kept in plain maps. Amounts are BigInt minor units.
import type { Ratio } from "./exact.js";
import type { Plan, Mechanism, Holder, Lot, Wallet, OrderRecord, Part, State } from "./types.js";

import { floorOf, least, ratio, ten, units, text } from "./exact.js";

/** Why an event is refused. */
export class No extends Error {
  constructor(readonly code: string) {
    super(code);
  }
}

export const idOf = (mechanism: Mechanism): string => mechanism.id ?? mechanism.kind;
export const PLATFORM = "platform";

export class Books {
  state: State;
  /** every version so far, the one in force last */
  readonly plans: Plan[];

  constructor(plan: Plan) {
    this.plans = [plan];
    this.state = {
      day: 0,
      start: 0,
      holders: new Map([[PLATFORM, person(PLATFORM, "platform", undefined)]]),
      wallets: new Map(),
      pools: new Map(Object.keys(plan.pools ?? {}).map((name) => [name, 0n])),
      owed: new Map(),
      orders: new Map(),
      agents: new Map(),
      prices: new Map(),
      counters: new Map(),
      lots: new Map(),
      notes: new Map(),
      tickets: new Map(),
      offers: [],
      trades: [],
      deals: [],
      burns: [],
      editions: new Map(),
      places: new Map(),
      accruals: new Map(),
      closing: false,
    };
  }

  get plan(): Plan {
    return this.plans.at(-1) as Plan;
  }
  /** Another version of the plan comes into force. */
  change(plan: Plan): void {
    this.plans.push(plan);
    for (const pool of Object.keys(plan.pools ?? {})) if (!this.state.pools.has(pool)) this.state.pools.set(pool, 0n);
  }
  /** A mechanism as it stood in a version of the plan. */
  rules(by: Mechanism, version: number): Mechanism {
    const plan = this.plans.find((each) => each.version === version);
    return plan?.mechanisms.find((each) => idOf(each) === idOf(by)) ?? by;
  }

  /** The version that a mechanism at work stands in. */
  versionOf(by: Mechanism): number {
    return this.plans.findLast(({ mechanisms }) => mechanisms.includes(by))?.version ?? this.plan.version;
  }

  scale(asset: string): number {
    return asset === "cash" ? 2 : (this.plan.assets[asset]?.scale ?? 0);
  }
  isAsset(name: string): boolean {
    return name === "cash" || name in this.plan.assets;
  }
  cap(asset: string): bigint | undefined {
    const text = asset === "cash" ? undefined : this.plan.assets[asset]?.cap;
    return text === undefined ? undefined : this.planUnits(text, asset);
  }
  planUnits(text: string, asset: string): bigint {
    return floorOf(1n, { n: ratio(text).n * 10n ** BigInt(this.scale(asset)), d: ratio(text).d });
  }

  holder(name: unknown): Holder {
    const holder = this.state.holders.get(text(name));
    if (!holder || holder.kind === "platform") throw new No("unknown_holder");
    return holder;
  }
  wallet(holder: string, asset: string): Wallet {
    const key = `${holder}|${asset}`;
    const known = this.state.wallets.get(key);
    if (known) return known;
    const wallet: Wallet = { free: 0n, held: 0n, lots: [] };
    this.state.wallets.set(key, wallet);
    return wallet;
  }
  free(holder: string, asset: string): bigint {
    return this.state.wallets.get(`${holder}|${asset}`)?.free ?? 0n;
  }
  total(holder: string, asset: string): bigint {
    const wallet = this.state.wallets.get(`${holder}|${asset}`);
    if (!wallet) return 0n;
    const locked = wallet.lots.reduce((all, lot) => (lot.open ? all : all + lot.left), 0n);
    return wallet.free + wallet.held + locked;
  }
  supply(asset: string): bigint {
    let all = 0n;
    for (const name of this.state.holders.keys()) all += this.total(name, asset);
    return all;
  }
  treasury(asset: string): bigint | undefined {
    const cap = this.cap(asset);
    return cap === undefined ? undefined : cap - this.supply(asset) - (this.state.accruals.get(asset) ?? 0n);
  }
  pool(name: string): bigint {
    return this.state.pools.get(name) ?? 0n;
  }
  addPool(name: string, by: bigint): void {
    this.state.pools.set(name, this.pool(name) + by);
  }
  owed(holder: string, asset: string): bigint {
    return this.state.owed.get(`${holder}|${asset}`) ?? 0n;
  }
  owe(holder: string, asset: string, by: bigint): void {
    if (by !== 0n) this.state.owed.set(`${holder}|${asset}`, this.owed(holder, asset) + by);
  }
  /** What an asset is worth in cash minor units for one minor unit of it. */
  price(asset: string): Ratio | undefined {
    const days = this.state.deals.filter((deal) => deal.asset === asset && deal.day < this.state.day);
    const last = days.at(-1)?.day;
    if (last !== undefined) {
      const deals = days.filter(({ day }) => day === last);
      const sumOf = (of: "value" | "quantity"): bigint => deals.reduce((all, deal) => all + deal[of], 0n);
      return { n: sumOf("value"), d: sumOf("quantity") };
    }
    const text = this.state.prices.get(asset) ?? this.plan.assets[asset]?.referencePrice;
    if (text === undefined) return undefined;
    const { n, d } = ratio(text);
    const step = ten(2 - this.scale(asset));
    return { n: n * step.n, d: d * step.d };
  }
  count(key: string): bigint {
    return this.state.counters.get(key) ?? 0n;
  }
  addCount(key: string, by: bigint): void {
    this.state.counters.set(key, this.count(key) + by);
  }

  /** Cash comes out of the platform's wallet, everything else out of its source, which is whatever no wallet holds. */
  private fromSource(asset: string, by: bigint): void {
    if (asset === "cash") this.wallet(PLATFORM, "cash").free -= by;
  }

  put(holder: string, asset: string, amount: bigint, lot?: Lot): void {
    const wallet = this.wallet(holder, asset);
    if (lot) wallet.lots.push(lot);
    if (!lot || lot.open) wallet.free += amount;
  }

  /** The same; of what lapses as a lot of today. */
  arrive(holder: string, asset: string, amount: bigint): void {
    const lot = this.trackedLot(holder, asset);
    if (lot) lot.left = amount;
    this.put(holder, asset, amount, lot);
  }

  /** Free, but in lots as old as these parts. */
  putParts(holder: string, asset: string, parts: readonly Part[]): void {
    for (const { version, born, quantity } of parts)
      this.wallet(holder, asset).lots.push({ ...blankLot(holder, asset), version, born, left: quantity, open: true });
  }

  /** A lot of today for an asset that lapses. */
  private trackedLot(holder: string, asset: string): Lot | undefined {
    if (asset === "cash" || this.plan.assets[asset]?.expires === undefined) return undefined;
    return { ...blankLot(holder, asset), version: this.plan.version, born: this.state.day, open: true };
  }

  /** Whether any version lets an asset lapse. */
  ages(asset: string): boolean {
    return this.plans.some(({ assets }) => assets[asset]?.expires !== undefined);
  }

  /** The last day of a lot that began then under that version. */
  lastDay(asset: string, version: number, born: number): number | undefined {
    const days = this.plans.find((plan) => plan.version === version)?.assets[asset]?.expires;
    return days === undefined ? undefined : born + days;
  }

  /** At the close of a day: what has had its last day goes back to where it came from. */
  lapse(day: number): void {
    for (const [key, wallet] of this.state.wallets) {
      const asset = key.slice(key.lastIndexOf("|") + 1);
      for (const lot of wallet.lots) {
        const last = this.lastDay(asset, lot.version, lot.born);
        if (last === undefined || last > day) continue;
        if (lot.open) wallet.free -= lot.left;
        lot.left = 0n;
      }
    }
  }

  /** Out of the free balance, the oldest open lots first; returns what came out of lots. */
  take(holder: string, asset: string, amount: bigint): Part[] {
    const wallet = this.wallet(holder, asset);
    if (wallet.free < amount) throw new No("insufficient_balance");
    wallet.free -= amount;
    const parts: Part[] = [];
    let missing = amount;
    for (const lot of wallet.lots.toSorted((a, b) => a.born - b.born)) {
      const quantity = lot.open ? least(missing, lot.left) : 0n;
      if (quantity === 0n) continue;
      lot.left -= quantity;
      missing -= quantity;
      parts.push({ version: lot.version, born: lot.born, quantity });
    }
    return parts;
  }

  takeLot(lot: Lot, amount: bigint): void {
    lot.left -= amount;
    if (lot.open) this.wallet(lot.holder, lot.asset).free -= amount;
  }

  /** Debts first, then the wallet. `pool`: where cash comes from when not out of the margin. */
  credit(holder: string, asset: string, amount: bigint, lot?: Lot, pool?: string): void {
    if (pool === undefined) this.fromSource(asset, amount);
    else this.addPool(pool, -amount);
    const paid = least(amount, this.owed(holder, asset));
    if (paid > 0n) {
      this.owe(holder, asset, -paid);
      this.fromSource(asset, -paid);
    }
    const kept = amount - paid;
    if (lot) {
      lot.left = kept;
      lot.kept = kept;
    }
    if (kept > 0n && lot) this.put(holder, asset, kept, lot);
    else if (kept > 0n) this.arrive(holder, asset, kept);
  }

  /** The way of every reward: limits, budgets, treasury, then the wallet. Returns what was given. */
  give(
    by: Mechanism,
    order: OrderRecord | undefined,
    holder: string,
    asset: string,
    wanted: bigint,
    more: { lot?: Lot; own?: boolean; pool?: string } = {},
  ): bigint {
    if (wanted <= 0n || this.state.closing) return 0n;
    let amount = this.limited(by, holder, asset, wanted);
    amount = order ? this.budgeted(by, order, asset, amount) : amount;
    const stock = more.pool === undefined ? this.treasury(asset) : undefined;
    if (stock !== undefined) amount = least(amount, stock);
    for (const key of this.limitKeys(by, holder)) this.addCount(key, amount);
    if (order)
      for (const budget of order.budgets) if (budget.over.includes(idOf(by))) budget.left -= this.worth(asset, amount);
    if (amount <= 0n) return 0n;
    if (order && asset === "cash" && more.pool === undefined) order.cashGranted += amount;
    const lot = more.lot ?? this.trackedLot(holder, asset);
    this.credit(holder, asset, amount, lot, more.pool);
    const kept = lot !== undefined && lot.left > 0n ? lot : undefined;
    if (kept && more.lot) this.state.lots.set(kept.by, [...(this.state.lots.get(kept.by) ?? []), kept]);
    if (order) {
      if (holder === order.buyer) order.earned[asset] = (order.earned[asset] ?? 0n) + amount;
      order.rewards.push({ by: idOf(by), holder, asset, amount, taken: 0n, lot: kept, own: more.own ?? false });
    }
    this.addCount(`earned|${this.state.day}|${holder}|${asset}`, amount);
    return amount;
  }

  /** From the lot, then the free balance; what is missing is owed. */
  takeBack(holder: string, asset: string, amount: bigint, lot: Lot | undefined): void {
    const inLot = lot ? least(amount, lot.left) : 0n;
    if (lot) this.takeLot(lot, inLot);
    const free = least(amount - inLot, this.free(holder, asset));
    if (free > 0n) this.take(holder, asset, free);
    this.fromSource(asset, -(inLot + free));
    this.owe(holder, asset, amount - inLot - free);
  }

  worth(asset: string, amount: bigint): bigint {
    if (asset === "cash") return amount;
    const price = this.price(asset);
    return price ? floorOf(amount, price) : 0n;
  }

  limitKeys(by: Mechanism, holder: string): string[] {
    const { day } = this.state;
    const id = idOf(by);
    return [`${id}|${holder}|${day}`, `${id}|${holder}|`, `${id}||${day}`, `${id}||`];
  }

  limited(by: Mechanism, holder: string, asset: string, amount: bigint): bigint {
    const { perHolderPerDay, perHolder, perDay, total } = by.limits ?? {};
    const most = [perHolderPerDay, perHolder, perDay, total];
    let allowed = amount;
    for (const [index, key] of this.limitKeys(by, holder).entries()) {
      const text = most[index];
      if (text === undefined) continue;
      const left = this.planUnits(text, asset) - this.count(key);
      allowed = least(allowed, left > 0n ? left : 0n);
    }
    return allowed;
  }

  private budgeted(by: Mechanism, order: OrderRecord, asset: string, amount: bigint): bigint {
    let allowed = amount;
    for (const { over, left } of order.budgets) {
      if (!over.includes(idOf(by)) || this.worth(asset, allowed) <= left) continue;
      const price = asset === "cash" ? { n: 1n, d: 1n } : this.price(asset);
      if (price) allowed = least(allowed, (left * price.d) / price.n);
    }
    return allowed;
  }
}

export function person(name: string, kind: Holder["kind"], referrer: string | undefined): Holder {
  return { name, kind, referrer, active: "", rank: -1, approved: [], spend: 0n, tags: {} };
}

const blankLot = (holder: string, asset: string): Lot => ({
  holder,
  asset,
  by: "",
  version: 0,
  order: "",
  born: 0,
  left: 0n,
  kept: 0n,
  open: false,
  minted: 0n,
  spend: 0n,
  daily: 0n,
  whole: 0n,
  exited: false,
});

export function lotOf(books: Books, by: Mechanism, order: string, holder: string, asset: string, open: boolean): Lot {
  const { day } = books.state;
  return { ...blankLot(holder, asset), by: idOf(by), version: books.versionOf(by), order, born: day, open };
}

/** An amount of the event, or the code it is refused with. */
export function amountOf(books: Books, text: unknown, asset: string): bigint {
  const value = units(String(text), books.scale(asset), "positive");
  if (typeof value === "string") throw new No(value);
  return value;
}

export function fits(
  { tags: only, exceptTags: never }: { tags?: string[]; exceptTags?: string[] },
  tags: readonly string[],
): boolean {
  if (only && !only.some((tag) => tags.includes(tag))) return false;
  return !never?.some((tag) => tags.includes(tag));
}
