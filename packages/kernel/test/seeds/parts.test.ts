// Days closed in parts on random streams: together the parts are what one entry says, nothing else differs, what is broken off leaves
// nothing behind, and an audit of a journal in parts finds nothing.
import { describe, expect, test } from "vitest";
import type { AuditRow, Changes, Entry, Plan } from "../../src/index.js";
import {
  Auditor,
  chainHash,
  GENESIS,
  HalfClosed,
  parseDay,
  Programme,
  readPlan,
  recordEntry,
} from "../../src/index.js";
import { sha256 } from "../audit/kept.js";
import { generators } from "./generate/kinds.js";
import { story } from "./story.js";
import { Random } from "./random.js";

const count = Math.ceil(Number(process.env["SEEDS"] ?? 800) / 20);

/** A journal as it is kept. */
class Journal {
  readonly rows: AuditRow[] = [];
  constructor(private readonly programme: Programme) {}

  add(entry: Entry, body?: Record<string, unknown>): void {
    const before = this.head;
    const record = recordEntry(this.programme, entry);
    this.rows.push({
      entry: record,
      before,
      hash: chainHash(before, record, sha256),
      ...(body && { event: { body } }),
    });
  }

  get head(): string {
    return this.rows.at(-1)?.hash ?? GENESIS;
  }
}

/** All rows but the clock's: parts are counted there. */
const rowsOf = ({ store }: Programme): string => JSON.stringify({ ...store.dump(), clock: [] } satisfies Changes);
const linesOf = (entries: readonly Entry[]): string =>
  JSON.stringify([entries.flatMap(({ postings }) => postings), entries.flatMap(({ notes }) => notes)]);

/** At most so many parts of a close, each as full as chance says. Undefined: there are more. */
function partsOf(programme: Programme, day: number, most: number, random: Random): Entry[] | undefined {
  const parts = programme.closeInParts(day, random.int(1, 2));
  const entries: Entry[] = [];
  while (entries.length < most) {
    const { done, value } = parts.next(random.int(1, 2));
    entries.push(value);
    if (done) return entries;
    expect(() => programme.closeThrough(day)).toThrow(HalfClosed);
  }
  parts.return({ seq: 0, type: "", id: "", at: "", postings: [], notes: [] });
  return undefined;
}

/** Closes a day in parts, after a first try that may be broken off; what is wrong, if anything. */
function closeInParts(programme: Programme, whole: Entry, random: Random, journal: Journal): string | undefined {
  const day = parseDay(whole.at) ?? 0;
  const was = [programme.seq, rowsOf(programme)].join();
  const tried = partsOf(programme, day, random.int(0, 4), random);
  if (!tried && programme.opened && was !== [programme.seq, rowsOf(programme)].join())
    return "a close that was broken off left something behind";
  const entries = tried ?? partsOf(programme, day, Number.POSITIVE_INFINITY, random) ?? [];
  for (const entry of entries) journal.add(entry);
  const types = entries.map(({ type }) => type);
  if (types.some((type, index) => type !== (index === types.length - 1 ? "day.closed" : "day.closing")))
    return `the parts are ${types.join(", ")}`;
  return linesOf(entries) === linesOf([whole]) ? undefined : "the parts say something else than the whole";
}

function planOf(seed: number, kinds: typeof generators): { plan: Plan; events: Record<string, unknown>[] } {
  const { plan, events } = story(seed, kinds);
  const read = readPlan(plan);
  if (!read.ok) throw new Error(`seed ${seed}: ${JSON.stringify(read.faults)}`);
  return { plan: read.plan, events };
}

function difference(seed: number, tally: { parts: number }): string | undefined {
  // Lots that are released are what a close writes most for.
  const kinds = seed % 2 === 0 ? generators : generators.filter(({ kind }) => kind === "release");
  const { plan, events } = planOf(seed, kinds);
  const [whole, other] = [Programme.start(plan), Programme.start(plan)];
  const random = new Random(seed + 3);
  const journal = new Journal(other);
  for (const event of events) {
    const outcome = whole.apply(event);
    const closes = outcome.ok ? outcome.entries.slice(0, -1) : outcome.entries;
    for (const close of closes) {
      const wrong = closeInParts(other, close, random, journal);
      if (wrong !== undefined) return `SEED=${seed} ${close.id}: ${wrong}`;
    }
    const again = other.apply(event);
    for (const entry of again.entries) journal.add(entry, again.ok ? event : undefined);
    if (rowsOf(whole) !== rowsOf(other)) return `SEED=${seed} ${JSON.stringify(event)}: rows differ`;
  }
  tally.parts += journal.rows.filter(({ entry }) => entry.type === "day.closing").length;
  const auditor = new Auditor({ programme: Programme.start(plan), head: GENESIS }, sha256);
  for (const row of journal.rows) auditor.row(row);
  const { findings } = auditor.end({ seq: other.seq, head: journal.head, state: other });
  return findings.length === 0 ? undefined : `SEED=${seed}: ${JSON.stringify(findings[0])}`;
}

describe("a close in parts", () => {
  test(
    "[seeds.parts] says what one entry says, and can be put back at every part",
    { timeout: 60_000 + count * 400 },
    () => {
      const tally = { parts: 0 };
      const found = Array.from({ length: count }, (_, index) => difference(4_000_000 + index, tally)).find(Boolean);
      expect(found ?? "nothing found").toBe("nothing found");
      expect(tally.parts).toBeGreaterThan(count);
    },
  );
});
