// The scribe against the plain steps: what it writes in one pass is the canonical text, and its lines read back are the entry, with
// and without words. Over random plans and streams of every kind, and over names that need escapes.
import { describe, expect, test } from "vitest";
import type { Entry, Form, Line, Shorthand } from "../../src/index.js";
import {
  canonical,
  Programme,
  readPlan,
  readRecord,
  readText,
  recordEntry,
  renderEntry,
  Scribe,
  textsOf,
} from "../../src/index.js";
import { mechanismKinds } from "../../src/index.js";
import { houseWords } from "../../src/ledger/words.js";
import { generators as GENERATORS } from "../seeds/generate/kinds.js";
import { generatePlan } from "../seeds/generate/plan.js";
import { generateStream } from "../seeds/generate/stream.js";
import { Random } from "../seeds/random.js";

type Body = Record<string, unknown>;

/** Writes entries as a journal does and reads them back after a trip through JSON. */
class Desk {
  readonly forms: Form[] = [];
  private readonly scribe: Scribe;

  constructor(private readonly programme: Programme) {
    this.scribe = new Scribe(programme);
  }

  check(entry: Entry, body: Body | undefined): void {
    const { programme } = this;
    const texts = textsOf(body);
    const { canonical: written, postings, notes } = this.scribe.write(entry, texts);
    for (const { number, form } of this.scribe.takeForms()) {
      expect(number).toBe(this.forms.length);
      this.forms.push(JSON.parse(JSON.stringify(form)) as Form);
    }
    const { seq, type, id, at } = entry;
    const row: Shorthand = { seq, type, id, at, postings: linesOf(postings), notes: linesOf(notes) };
    expect(written).toBe(canonical(recordEntry(programme, entry)));
    expect(JSON.stringify(readRecord(row, this.forms, texts))).toBe(JSON.stringify(recordEntry(programme, entry)));
    expect(JSON.stringify(readText(row, this.forms, texts))).toBe(JSON.stringify(renderEntry(programme, entry)));
  }
}

const linesOf = (json: string): Line[] => JSON.parse(json) as Line[];

function programmeOf(document: unknown): Programme {
  const read = readPlan(document);
  if (!read.ok) throw new Error(JSON.stringify(read.faults));
  return Programme.start(read.plan);
}

/** A random plan with a stream of events under it. */
function* played(seed: number) {
  const random = new Random(seed);
  const plan = generatePlan(random, GENERATORS);
  const programme = programmeOf(plan);
  let day = 0;
  for (const [number, { event, daysBefore }] of [...generateStream(random, plan, GENERATORS, [])].entries()) {
    day += daysBefore ?? 0;
    const at = new Date(Date.UTC(2026, 5, 1 + day, number % 12)).toISOString();
    const body = { id: `e${number}`, at, ...event };
    yield { programme, body, ...programme.apply(body) };
  }
}

describe("the scribe", () => {
  const batches = Array.from({ length: 20 }, (_, batch) => batch);

  test.each(batches)("writes what the plain steps write, for every kind of mechanism (batch %i)", (batch) => {
    for (let seed = 5 * batch + 1; seed <= 5 * (batch + 1); seed++) {
      let desk: Desk | undefined;
      for (const { programme, body, ok, entries } of played(seed)) {
        desk ??= new Desk(programme);
        for (const [index, entry] of entries.entries())
          desk.check(entry, ok && index === entries.length - 1 ? body : undefined);
      }
    }
  });

  test("meets nearly every rule there is in these streams", () => {
    const rules = new Set<string>();
    for (let seed = 1; seed <= 100 && rules.size <= 45; seed++)
      for (const { programme, entries } of played(seed))
        for (const { postings, notes } of entries)
          for (const { slot, rule } of [...postings.map(({ why }) => why), ...notes])
            rules.add(`${slot === -1 ? "" : programme.slot(slot).kind} ${rule}`);
    expect(rules.size).toBeGreaterThan(45);
  });

  test("escapes what must be escaped, and refers to the event only for whole texts", () => {
    const programme = programmeOf({
      plan: "scribe",
      version: 1,
      title: { zh: "记", en: "scribe" },
      currency: "CNY",
      timezone: "UTC",
      assets: { points: { scale: 0 } },
      mechanisms: [{ kind: "grant", on: "join", to: "self", asset: "points", amount: "7" }],
    });
    const desk = new Desk(programme);
    for (const [index, member] of ['na"me', "\\", "中:", "a:b", "0", "\u0001\u2028", "points"].entries()) {
      const body = { id: `j${index}`, at: "2026-01-01T00:00:00Z", type: "member.joined", member };
      for (const entry of programme.apply(body).entries) desk.check(entry, body);
    }
    expect(desk.forms.map(({ credit }) => credit)).toEqual(["wallet:"]);
  });

  test("a line that fits no form is named", () => {
    const row = { seq: 9, type: "x", id: "x", at: "x", notes: [], postings: [[3, 1]] };
    expect(() => readRecord(row, [], [])).toThrow("corrupt_entry: entry 9");
  });

  test("no rule shows a figure in two units: its words are made from the figures as they are written", () => {
    const all = [...mechanismKinds().flatMap(({ words }) => Object.values(words)), ...Object.values(houseWords)];
    const twice = all.flatMap(({ zh, en }) => {
      const places = [...(zh + en).matchAll(/\{(\w+):(\w+)\}/g)].map(([, name, unit]) => [name, unit] as const);
      return places.filter(([name, unit]) => places.some((other) => other[0] === name && other[1] !== unit));
    });
    expect(all.length).toBeGreaterThan(60);
    expect(twice).toEqual([]);
  });
});

test("[scribe.pieces] a long entry in pieces is the same entry, and no piece is long", () => {
  const found = [...played(3)].flatMap(({ programme, entries }) => entries.map((entry) => ({ programme, entry })));
  const most = found.toSorted((a, b) => b.entry.postings.length - a.entry.postings.length)[0];
  if (!most) throw new Error("a stream without entries");
  const { programme, entry } = most;
  const postings = Array.from({ length: 2_000 }, () => entry.postings).flat();
  const notes = [...entry.notes, ...postings.slice(0, 3).map(({ why }) => why)];
  const long = { ...entry, postings, notes };
  const pieces: string[] = [];
  const { canonical: whole, ...written } = new Scribe(programme).write(long, []);
  const again = new Scribe(programme);
  again.write(long, []);
  expect(again.writeInPieces(long, [], (piece) => pieces.push(piece))).toEqual(written);
  expect(pieces.join("")).toBe(whole);
  expect(Math.max(...pieces.map(({ length }) => length))).toBeLessThan(whole.length / 3);
});
