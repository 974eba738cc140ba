// Each bound of a plan beside what a run has measured of the same figure.
import type { Bound, Plan, Programme } from "@perennial/kernel";
import type { MeasuredBound } from "../backtest/measured.js";
import { mechanismsOf, textOf } from "../population/document.js";
import type { Promises } from "./promises.js";
import type { RunTally } from "./tally.js";
import { REDEEMED } from "./tally.js";

interface Run {
  plan: Plan;
  programme: Programme;
  tally: RunTally;
  promises: Promises;
  /** cash minor units spent by all members */
  gross: number;
}

interface Share {
  n: bigint;
  d: bigint;
}

/** `measured` is undefined where a run of unequal orders does not measure what the bound speaks of, or nothing has happened yet. */
export function measureBound(bound: Bound, run: Run): MeasuredBound {
  const share = shareOf(bound, run);
  const measured = share && share.d > 0n ? share : undefined;
  const { value } = bound;
  return {
    ...bound,
    measured,
    within: measured && value && measured.n * BigInt(value.d) <= BigInt(value.n) * measured.d,
  };
}

function shareOf({ name, path }: Bound, run: Run): Share | undefined {
  const { tally, promises } = run;
  const id = idAt(run.plan, path);
  const gross = BigInt(run.gross);
  switch (name) {
    case "paid-back":
      return { n: ownMoney(run, id), d: gross };
    case "exit-share":
      return { n: exited(run.programme, id), d: gross };
    case "pool-paid-back": {
      const pool = run.programme.pool(path.slice("pools.".length));
      const own = (tally.outflow[pool] ?? 0) - (tally.capital[pool] ?? 0);
      return { n: BigInt(Math.max(0, own)), d: gross };
    }
    case "tickets-paid": {
      const own = ownMoney(run, id) - otherMoney(run, id);
      return { n: own > 0n ? own : 0n, d: promises.madeBy(id) ?? 0n };
    }
    case "entrants-paid":
      return tickets(run.programme, id);
    case "limit-paid":
      return { n: paidBy(tally, id), d: promises.madeOf(textOf(parameter(run.plan, id, "limit"))) };
    case "funded": {
      const isRounds = parameter(run.plan, id, "voucher") !== undefined;
      const paid = paidBy(tally, isRounds ? REDEEMED : id);
      return {
        n: paid,
        d: isRounds ? (promises.madeBy(id) ?? 0n) : promises.madeOf(textOf(parameter(run.plan, id, "asset"))),
      };
    }
    case "spend-funded":
      return { n: paidBy(tally, REDEEMED), d: promises.madeOf(path.split(".")[1] ?? "") };
    default:
      return undefined;
  }
}

/** What a mechanism has paid out of its pool, capital that was put into the pool left out. */
function ownMoney({ plan, programme, tally }: Run, id: string): bigint {
  const pool = parameter(plan, id, "pool") ?? (parameter(plan, id, "from") as { pool?: string } | undefined)?.pool;
  const capital = BigInt(tally.capital[programme.pool(textOf(pool))] ?? 0);
  const paid = paidBy(tally, id);
  return paid > capital ? paid - capital : 0n;
}

/** Id of the mechanism at `mechanisms[2]` of the plan. */
function idAt({ document }: Plan, path: string): string {
  const index = /^mechanisms\[(\d+)\]/.exec(path)?.[1];
  const entry = index === undefined ? undefined : document.mechanisms[Number(index)];
  return entry?.id ?? entry?.kind ?? "";
}

const parameter = (plan: Plan, id: string, key: string): unknown =>
  mechanismsOf(plan).find((each) => (each.id ?? each.kind) === id)?.[key];

const paidBy = (tally: RunTally, id: string): bigint =>
  BigInt((tally.paidBy.get(id) ?? []).reduce((sum, paid) => sum + paid, 0));

type Cells = Record<string, { get(row: number): unknown } | undefined>;

/** Visits the rows that a mechanism has in one of its tables. */
function eachRow(programme: Programme, table: string, id: string, visit: (cells: Cells, row: number) => void): void {
  const slot = programme.working.find(({ instance }) => instance.id === id)?.instance.slot ?? -1;
  const rows = programme.store.all().find(({ name }) => name === table);
  for (let row = 0; row < (rows?.length ?? 0); row++)
    if (rows && Number(rows.cells["slot"]?.get(row)) === slot) visit(rows.cells, row);
}

/** Gross of the orders whose lots have had their forced exit. */
function exited(programme: Programme, id: string): bigint {
  let gross = 0n;
  eachRow(programme, "appreciation_lot", id, (cells, row) => {
    if (cells["exited"]?.get(row) === 1) gross += BigInt(Number(cells["spend"]?.get(row)));
  });
  return gross;
}

/** What orders without a ticket of a queue have brought into its pool: the bound leaves it apart, as it does capital. */
function otherMoney({ plan, programme }: Run, id: string): bigint {
  const pool = programme.pool(textOf(parameter(plan, id, "pool")));
  const ticketed = new Set<number>();
  eachRow(programme, "queue_ticket", id, (cells, row) => void ticketed.add(Number(cells["order"]?.get(row))));
  const { table, inflows } = programme.book;
  let sum = 0n;
  for (let order = 0; order < table.length; order++) {
    if (ticketed.has(order)) continue;
    for (const row of programme.book.inflowsOf(order))
      if (inflows.cells.pool.get(row) === pool)
        sum += BigInt(inflows.cells.amount.get(row) - inflows.cells.returned.get(row));
  }
  return sum;
}

/** Tickets paid in their turn, of all that stand: those that accelerations alone have paid did not wait for others. */
function tickets(programme: Programme, id: string): Share {
  const faster = new Map<number, number>();
  eachRow(programme, "queue_acceleration", id, (cells, row) => {
    const [ticket, paid] = [Number(cells["ticket"]?.get(row)), Number(cells["amount"]?.get(row))];
    faster.set(ticket, (faster.get(ticket) ?? 0) + paid - Number(cells["taken"]?.get(row)));
  });
  let [paid, all] = [0n, 0n];
  eachRow(programme, "queue_ticket", id, (cells, row) => {
    const amount = Number(cells["amount"]?.get(row));
    if (amount > 0) all += 1n;
    if (amount > (faster.get(row) ?? 0) && cells["left"]?.get(row) === 0) paid += 1n;
  });
  return { n: paid, d: all };
}
