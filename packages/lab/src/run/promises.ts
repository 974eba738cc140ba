// Every cash promise of a running plan: how much was ever promised, how much stands open, to whom, and the pool behind it.
import type { Plan, Posting, Programme } from "@perennial/kernel";
import { CASH, fraction, kindOf, mulDivFloor, ownerOf, PLATFORM } from "@perennial/kernel";
import { mechanismsOf, textOf } from "../population/document.js";
import type { Path } from "./paths.js";
import { arrivalsOf, pathsOf } from "./paths.js";

/** Open promises on one pool, and its cash; minor units. `pool` −1: no pool stands behind them. */
export interface Standing {
  pool: number;
  promised: bigint;
  held: bigint;
}

interface Asset extends Path {
  row: number;
  poolRow: number;
  /** cash minor units per minor unit of the asset, n over d */
  n: bigint;
  d: bigint;
}

type Working = Programme["working"][number];
type Cell = { get(row: number): unknown } | undefined;
type Visit = (holder: number, amount: number) => void;
/** A walk over rows; pauses now and then, so that a driver may look up. */
type Walk<T = void> = Generator<undefined, T>;
/** Kinds whose promises hang on lots or tickets and not on what is held of an asset. */
const BY_LOT = ["appreciation", "queue", "rounds"];
/** Rows between two pauses. */
const BREATH = 8192;
/** A sum of numbers below it takes any amount more. */
const FULL = 2 ** 52;

export class Promises {
  private readonly assets: Asset[];
  private readonly arrivals: Set<string>;
  /** promised so far by asset, in the asset's minor units; in all, and by holder less what has lapsed */
  private readonly given = new Map<number, bigint>();
  private readonly givenTo = new Map<number, number[]>();

  constructor(
    private readonly plan: Plan,
    private readonly programme: Programme,
  ) {
    this.arrivals = arrivalsOf(plan);
    this.assets = pathsOf(plan).map((path) => {
      const row = programme.asset(path.asset);
      const [up, down] = [10n ** BigInt(programme.scale(CASH)), 10n ** BigInt(programme.scale(row))];
      return {
        ...path,
        row,
        poolRow: programme.pool(path.pool),
        n: BigInt(path.rate.n) * up,
        d: BigInt(path.rate.d) * down,
      };
    });
  }

  /** Whether the plan promises any cash, now or later. */
  get any(): boolean {
    return this.assets.length > 0 || this.lotWorking().some((working) => drained(this.lotMade(working)) !== undefined);
  }

  /** Pools out of which promises are paid. */
  pools(): Set<number> {
    const owed = this.lotWorking().flatMap(({ behaviour }) =>
      (behaviour.owes?.() ?? []).flatMap(({ pool }) => pool ?? []),
    );
    return new Set([...this.assets.map(({ poolRow }) => poolRow), ...owed]);
  }

  /** Ids of the mechanisms that pay out of such pools. */
  payers(): Set<string> {
    const names = new Set([...this.pools()].map((pool) => this.programme.ledger.pools.cells.name.get(pool)));
    return new Set(
      mechanismsOf(this.plan).flatMap((each) => {
        const from = each["from"] as { pool?: unknown } | undefined;
        return names.has(textOf(each["pool"] ?? from?.pool)) ? [each.id ?? each.kind] : [];
      }),
    );
  }

  /** Told of every posting: what a holder is given of an asset that leads to cash is a promise, unless it only moves along its path. */
  note({ debit, credit, asset, amount, why }: Posting): void {
    if (!this.assets.some(({ row }) => row === asset)) return;
    if (isHolders(debit) && why.rule === "expired") this.count(ownerOf(debit), asset, -amount);
    if (isHolders(debit) || !isHolders(credit)) return;
    const { id } = why.slot === -1 ? { id: "" } : this.programme.slot(why.slot);
    if (this.arrivals.has(`${id} ${this.programme.ledger.assets.cells.name.get(asset)}`)) return;
    this.given.set(asset, (this.given.get(asset) ?? 0n) + BigInt(amount));
    this.count(ownerOf(credit), asset, amount);
  }

  private count(holder: number, asset: number, amount: number): void {
    const list = this.givenTo.get(asset) ?? [];
    this.givenTo.set(asset, list);
    list[holder] = (list[holder] ?? 0) + amount;
  }

  /** All that was ever promised, holder by holder, what has lapsed by the plan's own terms left out; to members and merchants alike. */
  *eachMade(visit: Visit): Walk {
    for (const { row, n, d } of this.assets) {
      const worth = share(n, d);
      for (const [holder, amount] of (this.givenTo.get(row) ?? []).entries()) {
        if (amount !== undefined) visit(holder, amount < 0 ? -worth(-amount) : worth(amount));
        if (holder % BREATH === 0) yield;
      }
    }
    for (const working of this.lotWorking()) yield* this.lotMade(working, visit);
  }

  /** All that was ever promised, cash minor units. */
  made(): bigint {
    const held = this.assets.reduce((sum, asset) => sum + this.madeOf(asset.asset), 0n);
    return this.lotWorking().reduce((sum, working) => sum + (drained(this.lotMade(working)) ?? 0n), held);
  }

  /** What was promised in an asset by its path. */
  madeOf(name: string): bigint {
    const asset = this.assets.find((each) => each.asset === name);
    return asset ? ((this.given.get(asset.row) ?? 0n) * asset.n) / asset.d : 0n;
  }

  /** What the lots or tickets of a mechanism ever promised; undefined when it promises nothing so. */
  madeBy(id: string): bigint | undefined {
    const working = this.lotWorking().find(({ instance }) => instance.id === id);
    return working && drained(this.lotMade(working));
  }

  /** What stands open, pool by pool. Looks at every lot. */
  open(): Standing[] {
    const sums = new Map<number, bigint>();
    const add = (pool: number, amount: bigint): void => void sums.set(pool, (sums.get(pool) ?? 0n) + amount);
    for (const { behaviour } of this.lotWorking())
      for (const { promised, pool } of behaviour.owes?.() ?? []) add(pool ?? -1, promised);
    const { ledger } = this.programme;
    for (const asset of this.assets) {
      const held = BigInt(ledger.supply(asset.row) - ledger.stored(PLATFORM, asset.row));
      add(asset.poolRow, (held * asset.n) / asset.d - this.sharedOut(asset));
    }
    return [...sums].map(([pool, promised]) => ({
      pool,
      promised,
      held: pool === -1 ? 0n : BigInt(ledger.pool(pool)),
    }));
  }

  /** Visits the open promises holder by holder; their sums by pool are those of `open` up to a rounding each. */
  *each(visit: (holder: number, pool: number, amount: number) => void): Walk {
    for (const working of this.lotWorking()) yield* this.eachLot(working, visit);
    for (const asset of this.assets) {
      const worth = share(asset.n, asset.d);
      for (let holder = 1; holder < this.programme.holders.count; holder++) {
        const held = this.heldBy(holder, asset.row);
        if (held > 0) visit(holder, asset.poolRow, worth(held));
        if (holder % BREATH === 0) yield;
      }
    }
  }

  /** What a holder has, with what is due and not booked; what rounds are about to give is among what their lots have still to come. */
  private heldBy(holder: number, asset: number): number {
    const apart = this.programme.working.filter(({ instance }) => instance.kind !== "rounds");
    const due = apart.reduce((sum, { behaviour }) => sum + (behaviour.pending?.(holder, asset) ?? 0), 0);
    return this.programme.ledger.stored(holder, asset) + due;
  }

  /** Of a limit: what its distribution has shared out that is not booked yet. */
  private sharedOut({ limitOf }: Asset): bigint {
    const working = this.programme.working.find(({ instance }) => instance.id === limitOf);
    const { accruals } = this.programme.ledger;
    const slot = working?.instance.slot ?? -1;
    return slot === -1 || slot >= accruals.length ? 0n : BigInt(accruals.cells.balance.get(slot));
  }

  private lotWorking(): Working[] {
    return this.programme.working.filter(({ instance }) => BY_LOT.includes(instance.kind));
  }

  private *lotMade(working: Working, visit?: Visit): Walk<bigint | undefined> {
    const told = (holder: number, amount: number): number => {
      if (holder > 0) visit?.(holder, amount);
      return amount;
    };
    switch (working.instance.kind) {
      case "appreciation":
        return yield* this.exits(working, told);
      case "queue":
        return yield* this.walk("queue_ticket", working, ({ holder, amount }, row) =>
          told(whole(holder, row), whole(amount, row)),
        );
      case "rounds":
        return yield* this.walk("rounds_lot", working, (cells, row) => {
          const { most, above } = this.vouchers(working, cells, row);
          const own = told(whole(cells["holder"], row), Number(most));
          return own + told(whole(cells["inviter"], row), Number(above));
        });
      default:
        return undefined;
    }
  }

  /** multiple × spend × (1 − retention) of every lot; undefined when no exit pays a multiple. */
  private *exits(working: Working, told: (holder: number, amount: number) => number): Walk<bigint | undefined> {
    const { exit, retention } = this.params(working) as { exit?: { multiple?: string }; retention?: string };
    if (exit?.multiple === undefined) return undefined;
    const [times, kept] = [fraction(exit.multiple), fraction(retention ?? "0")];
    const paid = share(BigInt(times.n) * BigInt(kept.d - kept.n), BigInt(times.d) * BigInt(kept.d));
    const { lots } = this.programme.ledger;
    return yield* this.walk("appreciation_lot", working, ({ lot, spend }, row) =>
      told(lots.holder(whole(lot, row)), paid(whole(spend, row))),
    );
  }

  /** The sum of what `of` makes of the rows of a mechanism. */
  private *walk(
    table: string,
    working: Working,
    of: (cells: Record<string, Cell>, row: number) => number,
  ): Walk<bigint> {
    const rows = this.programme.store.all().find(({ name }) => name === table);
    const own = working.instance.slot;
    const slot = rows?.cells["slot"];
    let [total, part] = [0n, 0];
    for (let row = 0; row < (rows?.length ?? 0); row++) {
      if (rows && whole(slot, row) === own) part += of(rows.cells, row);
      if (part >= FULL || part <= -FULL) [total, part] = [total + BigInt(part), 0];
      if (row % BREATH === BREATH - 1) yield;
    }
    return total + BigInt(part);
  }

  /** Vouchers of a lot of rounds and of whoever brought its merchant, in cash minor units: the most there can be, and still to come, to each. */
  private vouchers(
    working: Working,
    cells: Record<string, Cell>,
    row: number,
  ): { most: bigint; above: bigint; own: bigint; invited: bigint } {
    const params = this.params(working) as { points: string; multiple: string; inviter?: string };
    const [times, part] = [fraction(params.multiple), fraction(params.inviter ?? "0")];
    const up = 10n ** BigInt(this.programme.scale(CASH));
    const down = 10n ** BigInt(this.programme.scale(this.programme.asset(params.points)));
    const most = (BigInt(whole(cells["points"], row)) * BigInt(times.n) * up) / (BigInt(times.d) * down);
    const above = whole(cells["inviter"], row) === -1 ? 0n : (most * BigInt(part.n)) / BigInt(part.d);
    return {
      most,
      above,
      own: most - BigInt(whole(cells["received"], row)),
      invited: above - BigInt(whole(cells["invited"], row)),
    };
  }

  private *eachLot(working: Working, visit: (holder: number, pool: number, amount: number) => void): Walk {
    const pool = working.behaviour.owes?.()[0]?.pool ?? -1;
    const give: Visit = (holder, amount) => {
      if (amount > 0 && holder > 0) visit(holder, pool, amount);
    };
    if (working.instance.kind === "appreciation") return yield* this.eachExit(working, give);
    const isQueue = working.instance.kind === "queue";
    yield* this.walk(isQueue ? "queue_ticket" : "rounds_lot", working, (cells, row) => {
      const holder = whole(cells["holder"], row);
      if (isQueue) give(holder, whole(cells["left"], row));
      else {
        const { own, invited } = this.vouchers(working, cells, row);
        give(holder, Number(own));
        give(whole(cells["inviter"], row), Number(invited));
      }
      return 0;
    });
  }

  private *eachExit(working: Working, give: Visit): Walk {
    const { lots } = this.programme.ledger;
    const kept = fraction((this.params(working) as { retention?: string }).retention ?? "0");
    const { slot, left } = lots.table.cells;
    for (let lot = 0; lot < lots.table.length; lot++) {
      if (lot % BREATH === 0) yield;
      if (slot.get(lot) !== working.instance.slot || left.get(lot) === 0) continue;
      const exit = working.behaviour.outlook?.(lot)?.exit;
      if (!exit) continue;
      const paid = exit.n * BigInt(left.get(lot)) * BigInt(kept.d - kept.n);
      give(lots.holder(lot), Number(paid / (exit.d * BigInt(kept.d))));
    }
  }

  private params({ instance }: Working): unknown {
    return mechanismsOf(this.plan).find((each) => (each.id ?? each.kind) === instance.id) ?? {};
  }
}

const whole = (cell: Cell, row: number): number => Number(cell?.get(row) ?? 0);

/** ⌊amount × n ÷ d⌋ of amounts from 0, without big integers where none is needed. */
function share(n: bigint, d: bigint): (amount: number) => number {
  const [times, by] = [Number(n), Number(d)];
  if (Number.isSafeInteger(times) && Number.isSafeInteger(by)) return (amount) => mulDivFloor(amount, times, by);
  return (amount) => Number((BigInt(amount) * n) / d);
}

/** A walk to its end at one go. */
export function drained<T>(walk: Walk<T>): T {
  for (;;) {
    const step = walk.next();
    if (step.done === true) return step.value;
  }
}

function isHolders(account: number): boolean {
  const kind = kindOf(account);
  return (kind === "wallet" || kind === "lot" || kind === "hold") && ownerOf(account) !== PLATFORM;
}
