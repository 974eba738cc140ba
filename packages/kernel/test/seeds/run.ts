// One seed from beginning to end: a plan, a stream, the kernel and the auditor side by side, and everything that must hold.
import type { Changes, Entry } from "../../src/index.js";
import {
  poolsText,
  Programme,
  ranksText,
  readPlan,
  receivablesText,
  Replay,
  supplyText,
  walletText,
} from "../../src/index.js";
import { Auditor, isAudited } from "./audit/auditor.js";
import { dayNumber, dayText, text } from "./audit/exact.js";
import type { Generator, Json } from "./generate/draft.js";
import { generatePlan } from "./generate/plan.js";
import { generateStream } from "./generate/stream.js";
import { Random } from "./random.js";
import { backing, Journal, looseLots, unbalanced, uncapped, unexplained } from "./statements.js";

export interface Finding {
  seed: number;
  event: number;
  what: string;
}

/** What a run went through, for seeing that the seeds reach what they should. */
export interface Tally {
  [what: string]: number;
}

export interface Options {
  generators: readonly Generator[];
  /** names of base events left out */
  without?: readonly string[];
  /** called with the plan and each event as JSON, to look at a seed closely */
  trace?: (line: string) => void;
}

/** Runs a seed; undefined when all is well. */
export function runSeed(seed: number, options: Options, tally: Tally = {}): Finding | undefined {
  return new Run(seed, options, tally).findings();
}

class Run {
  private readonly random: Random;
  private readonly plan: Json;
  private readonly replay: Replay;
  private readonly auditor: Auditor | undefined;
  private readonly journal = new Journal();
  private readonly booked: Entry[] = [];
  private twin: Programme | undefined;
  private dump: Changes = {};
  private rows = "";
  private day: number;

  constructor(
    private readonly seed: number,
    private readonly options: Options,
    private readonly tally: Tally,
  ) {
    this.random = new Random(seed);
    this.plan = generatePlan(this.random, options.generators);
    const read = readPlan(this.plan);
    if (!read.ok) throw new Error(`seed ${seed}: ${JSON.stringify(read.faults)} in ${JSON.stringify(this.plan)}`);
    this.replay = new Replay(read.plan, undefined, (entry) => {
      this.booked.push(entry);
      this.journal.add(this.replay.programme, entry);
    });
    this.auditor = isAudited(this.plan as { mechanisms: { kind: string }[] }) ? new Auditor(this.plan) : undefined;
    this.day = dayNumber(text(this.plan["start"]));
    options.trace?.(JSON.stringify(this.plan));
  }

  findings(): Finding | undefined {
    let number = 0;
    const stream = generateStream(this.random, this.plan, this.options.generators, this.options.without ?? []);
    for (const { event, daysBefore } of stream) {
      number += 1;
      if (daysBefore) {
        const what = this.pass(daysBefore);
        if (what !== undefined) return { seed: this.seed, event: number, what: `closing days: ${what}` };
      }
      const at = `${dayText(this.day)}T${String(8 + (number % 12)).padStart(2, "0")}:00:00+08:00`;
      const what = this.step({ id: `e${number - 1}`, at, ...event }, number);
      if (what !== undefined) return { seed: this.seed, event: number, what: `${JSON.stringify(event)}: ${what}` };
    }
    return undefined;
  }

  /** Lets days pass; they are closed before the next event, so that a refusal of it can be told from them. */
  private pass(days: number): string | undefined {
    this.day += days;
    this.options.trace?.(`close ${dayText(this.day - 1)}`);
    this.replay.closeThrough(this.day - 1);
    this.twin?.closeThrough(this.day - 1);
    this.auditor?.closeBefore(this.day);
    this.look();
    return this.compare();
  }

  private step(event: Json, number: number): string | undefined {
    const { programme } = this.replay;
    const before = programme.opened ? this.rows : undefined;
    const priced = backing(this.dump);
    const refusal = this.replay.line(number, event);
    const became = refusal?.code ?? "accepted";
    this.options.trace?.(`${JSON.stringify(event)} → ${became}`);
    this.tally[`${text(event["type"])} ${became}`] = (this.tally[`${text(event["type"])} ${became}`] ?? 0) + 1;
    const isOrder = !refusal && event["type"] === "order.settled" && this.random.once(4);
    const were = before === undefined || !isOrder ? undefined : (JSON.parse(before) as Changes);
    this.look();
    if (refusal && before !== undefined && before !== this.rows)
      return `refused with ${became}, and yet something changed`;
    if (!refusal && this.random.once(8)) {
      this.replay.line(number, event);
      if (JSON.stringify(programme.store.dump()) !== this.rows) return "the same event again changed something";
    }
    const entry = this.booked.at(-1);
    if (were && entry) {
      const what = undone(were, this.dump, event, entry);
      if (what !== undefined) return what;
    }
    if (this.fell(priced, text(event["type"]))) return "the price of points fell";
    const told = this.auditor?.apply(event) ?? became;
    if (told !== became) return `became ${became}, the auditor says ${told}`;
    return this.follow(event) ?? (refusal ? undefined : this.compare());
  }

  /** Takes the rows of all tables, as JSON. */
  private look(): void {
    this.dump = this.replay.programme.store.dump();
    this.rows = JSON.stringify(this.dump);
  }

  /** A programme restored from its rows somewhere on the way goes on identically. */
  private follow(event: Json): string | undefined {
    if (this.twin) {
      this.twin.apply(event);
      if (!this.random.once(4)) return undefined;
    } else if (this.random.once(15)) this.twin = Programme.restore([JSON.parse(this.rows) as Changes]);
    if (!this.twin) return undefined;
    const rows = this.twin.store.dump();
    return JSON.stringify(rows) === this.rows
      ? undefined
      : `a restored programme has other rows: ${gap(this.dump, rows)}`;
  }

  /** Whether the price of points is lower than before, though nothing was refunded, adjusted by hand or minted beyond the inflow. */
  private fell(before: ReturnType<typeof backing>, type: string): boolean {
    const now = backing(this.dump);
    const rule = (this.plan["mechanisms"] as Json[]).find(({ kind }) => kind === "appreciation");
    if (!before || !now || typeof rule?.["mint"] !== "string") return false;
    if (type === "order.refunded" || type === "adjusted") return false;
    return now.pool * before.supply < before.pool * now.supply;
  }

  private sharesOut(): boolean {
    return (this.plan["mechanisms"] as Json[]).some(({ kind }) => kind === "distribution" || kind === "rounds");
  }

  private compare(): string | undefined {
    const { programme } = this.replay;
    const { dump } = this;
    const broken = [
      ...unbalanced(dump),
      ...uncapped(dump, programme.plan.assets as Record<string, { scale: number; cap?: string }>),
      ...looseLots(dump),
      ...unexplained(dump, this.journal),
      ...programme.working.flatMap(({ behaviour }) => behaviour.broken?.() ?? []),
    ];
    if (broken.length) return broken.slice(0, 3).join("; ");
    if (!this.auditor) return undefined;
    const [mine, theirs] = [positionsOf(programme), this.auditor.positions()];
    const places = new Set([...Object.keys(mine), ...Object.keys(theirs)]);
    // What is shared out is booked when its holder is next touched; until then a debt that it will pay is not the platform's yet.
    const waits = Object.keys(receivablesText(programme)).length > 0 && this.sharesOut();
    const differ = [...places].filter(
      (place) => mine[place] !== theirs[place] && !(waits && place.startsWith("platform ")),
    );
    if (!differ.length) return undefined;
    return differ
      .slice(0, 4)
      .map((place) => `${place} is ${mine[place] ?? "nothing"}, the auditor says ${theirs[place] ?? "nothing"}`)
      .join("; ");
  }
}

/** What an order may set off that is not its own to take back. */
const SET_OFF = new Set(["exit", "exit.quantity", "paid.advance"]);

/** Order and full refund leave every wallet, pool and supply as before: tried on a copy. Undefined when it is so. */
function undone(before: Changes, after: Changes, event: Json, { postings }: Entry): string | undefined {
  if (postings.some(({ why }) => SET_OFF.has(why.rule))) return undefined;
  const copy = Programme.restore([after]);
  const refunded = copy.apply({ id: "undo", at: event["at"], type: "order.refunded", order: event["order"] });
  if (!refunded.ok) return event["gross"] === "0" ? undefined : `can't be refunded: ${refunded.refusal.code}`;
  const [was, is] = [Programme.restore([before]), copy].map((each) => ({
    ...positionsOf(each, false),
    ...supplyUnlimiting(each),
  }));
  const place = [...Object.keys(was ?? {}), ...Object.keys(is ?? {})].find((each) => was?.[each] !== is?.[each]);
  return (
    place && `refunded in full, ${place} is ${is?.[place] ?? "nothing"}, before the order ${was?.[place] ?? "nothing"}`
  );
}

/** Supply of the assets that limit no distribution: what pending shares will take of those is booked when their holder is next touched. */
function supplyUnlimiting(programme: Programme): Record<string, string> {
  const limits = new Set(
    programme.plan.mechanisms.flatMap((each) => (each.kind === "distribution" ? [each["limit"]] : [])),
  );
  return Object.fromEntries(Object.entries(supplyText(programme)).filter(([asset]) => !limits.has(asset)));
}

/** The first rows that differ. */
function gap(a: Changes, b: Changes): string {
  for (const [table, rows] of Object.entries(a)) {
    const row = rows.findIndex((each, index) => !same(each, b[table]?.[index]));
    if (row !== -1) return `${table} ${JSON.stringify(rows[row])} and ${JSON.stringify(b[table]?.[row])}`;
    if (rows.length !== b[table]?.length) return `${table} has more rows`;
  }
  return "tables";
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Wallets less what is owed, pools and ranks of a programme, as the auditor puts them. */
function positionsOf(programme: Programme, ranked = true): Record<string, string> {
  const all: Record<string, string> = {};
  const owed = receivablesText(programme);
  for (let holder = 0; holder < programme.holders.count; holder++) {
    const name = programme.holders.name(holder);
    const wallet = walletText(programme, holder);
    for (const asset of new Set([...Object.keys(wallet), ...Object.keys(owed[name] ?? {})])) {
      const net = less(wallet[asset], owed[name]?.[asset]);
      if (/[1-9]/.test(net)) all[`${name} ${asset}`] = net;
    }
  }
  if (ranked) for (const [name, rank] of Object.entries(ranksText(programme))) all[`${name} rank`] = rank;
  for (const [pool, amount] of Object.entries(poolsText(programme))) all[`pool ${pool}`] = amount;
  return all;
}

/** a − b of two decimals with the same number of digits behind the point. */
function less(a: string | undefined, b: string | undefined): string {
  const point = (a ?? b ?? "").split(".")[1]?.length ?? 0;
  const minor = BigInt((a ?? "0").replace(".", "")) - BigInt((b ?? "0").replace(".", ""));
  const digits = String(minor < 0n ? -minor : minor).padStart(point + 1, "0");
  const text = point ? `${digits.slice(0, -point)}.${digits.slice(-point)}` : digits;
  return minor < 0n ? `-${text}` : text;
}
