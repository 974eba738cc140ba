// How the journal holds entries: forms told once, lines with what differs; the stored texts themselves, and what is said when they do not fit.
import { describe, expect, test } from "vitest";
import type { Form, Line } from "../../src/index.js";
import { readRecord, readText, recordEntry, Scribe, textsOf } from "../../src/index.js";
import { planOf, Stage } from "../support/script.js";

const plan = planOf({
  assets: { points: { scale: 4 }, few: { scale: 0, cap: "1" } },
  pools: { profit: { inflow: [{ rate: "0.30", of: "gross" }] } },
  mechanisms: [
    { kind: "grant", id: "gift", on: "order", to: "buyer", asset: "few", amount: "2" },
    {
      kind: "appreciation",
      asset: "points",
      pool: "profit",
      mint: "0.70",
      initialPrice: "1",
      retention: "0.20",
    },
  ],
});

describe("the scribe writes", () => {
  const script = ["join 0.70", "order o1 0.70 100", "sell 0.70 points 5", "join B", "order o2 B 100"];

  /** Plays the script, and writes every entry down. */
  function told() {
    const stage = new Stage(plan);
    const scribe = new Scribe(stage.programme);
    const forms: Form[] = [];
    const written = script.map((line) => {
      const event = stage.event(line);
      const [entry] = stage.programme.apply(event).entries;
      if (!entry) throw new Error(`no entry: ${line}`);
      const { postings, notes } = scribe.write(entry, textsOf(event));
      const fresh = scribe.takeForms();
      expect(fresh.map(({ number }) => number)).toEqual(fresh.map((_, index) => forms.length + index));
      forms.push(...fresh.map(({ form }) => form));
      return {
        forms: fresh.map(({ form }) => form),
        postings: JSON.parse(postings) as unknown,
        notes: JSON.parse(notes) as unknown,
      };
    });
    return { stage, forms, written };
  }

  const short = ({ debit, credit, asset, scale, cash, own, mechanism, kind, version, rule, figures }: Form) =>
    [
      `${debit ?? "note"} ${credit ?? ""} ${asset} ${scale} ${cash} ${own ?? "-"} | ${mechanism} ${kind} ${version} ${rule} |`,
      ...figures.map((each) =>
        [each.name, each.is, ...("text" in each ? [each.text] : "scale" in each ? [each.scale] : [])].join(":"),
      ),
    ].join(" ");

  test("a form for each kind of line, once", () => {
    expect(told().written.map(({ forms }) => forms.map(short))).toEqual([
      [],
      [
        "external wallet:platform cash 2 2 - |   1 order.paid | order:text amount:same",
        "wallet:platform pool:profit cash 2 2 - |   1 pool.inflow | rate:fixed:0.30 base:amount:2 of:fixed:gross order:text amount:same",
        "treasury wallet: few 0 2 - | gift grant 1 amount | amount:same",
        "issuance wallet: points 4 2 - | appreciation appreciation 1 mint | base:amount:2 rate:fixed:0.70 value:amount:2 priceN:number priceD:number order:text amount:same",
        "note  few 0 2 - | gift grant 1 cut.treasury | wanted:amount:0 amount:amount:0",
      ],
      [
        "wallet: issuance points 4 2 - | appreciation appreciation 1 burnt | quantity:same",
        "pool:profit wallet: cash 2 2 4 | appreciation appreciation 1 sale | quantity:number value:amount:2 retention:fixed:0.20 amount:same priceN:number priceD:number",
      ],
      [],
      [],
    ]);
  });

  test("lines with names, amounts and figures; what stands in the event by its place there", () => {
    expect(told().written.map(({ postings, notes }) => [postings, notes])).toEqual([
      [[], []],
      [
        [
          [0, 10000, 3],
          [1, 3000, 10000, 3],
          [2, 4, 1],
          [3, 4, 210000, 3000, 2100, 1, 100, 3],
        ],
        [[4, 2, 1]],
      ],
      [
        [
          [5, 3, 50000],
          [6, 3, 571, 50000, 714, 3000, 210000],
        ],
        [],
      ],
      [[], []],
      [
        [
          [0, 10000, 3],
          [1, 3000, 10000, 3],
          [3, 4, 138328, 3000, 2100, 2429, 160000, 3],
        ],
        [[4, 2, 0]],
      ],
    ]);
  });

  test("the same again from forms that are known: no form comes twice", () => {
    const { stage, forms } = told();
    const known = new Scribe(stage.programme, forms);
    const event = stage.event("order o3 B 100");
    const [made] = stage.programme.apply(event).entries;
    if (!made) throw new Error("no entry");
    const { postings, canonical } = known.write(made, []);
    expect(known.takeForms()).toEqual([]);
    const lines = JSON.parse(postings) as Line[];
    expect(lines[0]).toEqual([0, 10000, "o3"]);
    const { seq, type, id, at } = made;
    const row = { seq, type, id, at, postings: lines, notes: [] };
    const read = readRecord(row, forms, []);
    expect(read).toEqual({ ...recordEntry(stage.programme, made), notes: [] });
    expect(canonical).toContain('"debit":"external"');
  });
});

test("the texts of an event: those at its top level, in the order of its keys", () => {
  expect(textsOf({ a: "x", b: 1, c: ["y"], d: "", e: { f: "z" }, g: "x" })).toEqual(["x", "", "x"]);
  expect(textsOf(undefined)).toEqual([]);
});

describe("a line that does not fit is named", () => {
  const form: Form = {
    debit: "external",
    credit: "wallet:",
    asset: "cash",
    scale: 2,
    cash: 2,
    mechanism: "",
    kind: "",
    version: 1,
    rule: "x",
    figures: [
      { name: "n", is: "number" },
      { name: "t", is: "text" },
    ],
  };
  const read = (line: Line) =>
    readRecord({ seq: 9, type: "x", id: "i", at: "d", notes: [], postings: [line] }, [form], ["said"]).postings[0];
  const corrupt = (what: string): string =>
    `corrupt_entry: entry 9: ${what}; the journal and its forms do not belong together`;

  test("and one that does is read", () => {
    const why = { mechanism: "", version: 1, rule: "x", figures: { n: "7", t: "told" } };
    const posting = { debit: "external", credit: "wallet:said", asset: "cash", amount: "1.00", why };
    expect(read([0, 0, 100, 7, "told"])).toEqual(posting);
    const text = readText(
      { seq: 9, type: "x", id: "i", at: "d", notes: [], postings: [[0, 0, 100, 7, "told"]] },
      [form],
      ["said"],
    );
    expect(text.postings).toEqual([{ ...posting, why: { ...why, text: { zh: "x", en: "x" } } }]);
  });

  test.each<[string, Line]>([
    ["there is no form 3", [3, 0, 100, 7, "told"]],
    ['"0" is no number', ["0", 0, 100, 7, "told"]],
    ['"100" is no number', [0, 0, "100", 7, "told"]],
    ["undefined is no number", [0, 0, 100]],
    ["a text is missing", [0, 0, 100, 7]],
    ["a text is missing", [0, 1, 100, 7, "told"]],
    ["a line is longer than its form", [0, 0, 100, 7, "told", 1]],
  ])("%s: %j", (what, line) => {
    expect(() => read(line)).toThrow(new Error(corrupt(what)));
  });

  test("entries of an earlier version, written in full, are read as they are", () => {
    const why = { mechanism: "m", version: 1, rule: "r", figures: {}, text: { zh: "旧", en: "old" } };
    const full = { debit: "a", credit: "b", asset: "cash", amount: "1.00", why };
    const row = { seq: 1, type: "x", id: "i", at: "d", postings: [full], notes: [why] };
    expect(readText(row, [], [])).toEqual(row);
    const { text, ...record } = why;
    expect(text.en).toBe("old");
    expect(readRecord(row, [], [])).toEqual({ ...row, postings: [{ ...full, why: record }], notes: [record] });
  });
});
