// The studio without its pages: changing a document by paths, its history, its text, its schemas' first values, its words, and the settings of a run.
import { readFileSync, readdirSync } from "node:fs";
import { check } from "@perennial/checks";
import { mechanismKinds, readPlan } from "@perennial/kernel";
import { defaultScenario, readScenario } from "@perennial/lab";
import { describe, expect, test } from "vitest";
import type { Desk } from "../src/studio/document/history.js";
import { changed, deskOf, sheetOf } from "../src/studio/document/history.js";
import { differences, moved, renamed, withAt, withoutAt } from "../src/studio/document/path.js";
import { pretty } from "../src/studio/document/pretty.js";
import { BARE, SHIPPED } from "../src/studio/document/starts.js";
import { breakOf, placeOf, placesOf } from "../src/studio/json/places.js";
import { reproduce } from "../src/studio/results/reproduce.js";
import { asked, differing, FIRST, laidOver } from "../src/studio/run/settings.js";
import type { JsonSchema } from "../src/studio/schema/json-schema.js";
import { optionFor, optionsOf } from "../src/studio/schema/json-schema.js";
import { MECHANISMS, newMechanism, PLAN, SCENARIO, suggestFrom } from "../src/studio/schema/plan-schema.js";
import { studioSearch } from "../src/studio/way-in.js";
import { inChinese } from "../src/studio/words/faults.js";

const plan = {
  ...BARE,
  assets: { points: { scale: 2 }, vouchers: { scale: 2 } },
  pools: { profit: { inflow: [{ rate: "0.30", of: "gross" }] } },
  ranks: [{ rank: "low", title: { zh: "初级", en: "Junior" }, require: {} }],
};

test("a part is changed by its path and everything else stays the same object", () => {
  const before = { a: [{ b: 1 }, { b: 2 }], c: { d: 3 } };
  const after = withAt(before, ["a", 1, "b"], 5) as typeof before;
  expect(after).toEqual({ a: [{ b: 1 }, { b: 5 }], c: { d: 3 } });
  expect(after.c).toBe(before.c);
  expect(before.a[1]).toEqual({ b: 2 });
  expect(withAt({}, ["limits", "perDay"], "1")).toEqual({ limits: { perDay: "1" } });
  expect(withoutAt(before, ["a", 0])).toEqual({ a: [{ b: 2 }], c: { d: 3 } });
  expect(withoutAt(before, ["c", "d"])).toEqual({ a: before.a, c: {} });
  expect(moved(["a", "b", "c"], 0, 2)).toEqual(["b", "c", "a"]);
  expect(Object.keys(renamed({ a: 1, b: 2, c: 3 }, "b", "x"))).toEqual(["a", "x", "c"]);
  expect(renamed({ a: 1, b: 2 }, "b", "a")).toEqual({ a: 1, b: 2 });
});

test("the paths at which two plans differ", () => {
  expect(differences({ a: 1, b: [1, { c: 2 }] }, { a: 1, b: [1, { c: 3 }], d: 4 })).toEqual([["b", 1, "c"], ["d"]]);
  expect(differences({ b: [1] }, { b: [1, 2] })).toEqual([["b"]]);
});

describe("the history", () => {
  const set = (desk: Desk, key: string, part: unknown): Desk =>
    changed(desk, { type: "set", path: [key], part, field: key });

  test("keystrokes of one field are one step, another field is another", () => {
    let desk = deskOf(sheetOf({}));
    for (const text of ["0", "0.", "0.5"]) desk = set(desk, "rate", text);
    desk = set(desk, "name", "x");
    expect(desk.past).toHaveLength(2);
    desk = changed(desk, { type: "undo" });
    expect(desk.sheet.value).toEqual({ rate: "0.5" });
    desk = changed(desk, { type: "undo" });
    expect(desk.sheet.value).toEqual({});
    desk = changed(changed(desk, { type: "redo" }), { type: "redo" });
    expect(desk.sheet.value).toEqual({ rate: "0.5", name: "x" });
    expect(changed(desk, { type: "redo" }).sheet).toBe(desk.sheet);
  });

  test("a text that is no JSON keeps the last value, and a field changed meanwhile brings the text back", () => {
    let desk = deskOf(sheetOf({ a: 1 }));
    desk = changed(desk, { type: "type", text: '{"a": ', moment: 0 });
    expect(desk.sheet).toEqual({ value: { a: 1 }, text: '{"a": ' });
    desk = changed(desk, { type: "type", text: '{"a": 2}', moment: 1 });
    expect(desk.past).toHaveLength(1);
    expect(desk.sheet.value).toEqual({ a: 2 });
    desk = set(desk, "b", 3);
    expect(JSON.parse(desk.sheet.text)).toEqual({ a: 2, b: 3 });
  });
});

test.each(SHIPPED)("the text of $name reads back to the same plan, in lines that an editor shows", ({ document }) => {
  const text = pretty(document);
  expect(JSON.parse(text)).toEqual(document);
  expect(check(document).ok).toBe(true);
});

test("every plan of the folder may be begun from", () => {
  const folders = readdirSync(new URL("../../../plans/", import.meta.url));
  expect(SHIPPED.map(({ name }) => name).toSorted()).toEqual(folders.toSorted());
  expect(check(BARE).ok).toBe(true);
});

describe("the schemas", () => {
  test("every kind of mechanism has its form", () => {
    expect([...MECHANISMS.keys()].toSorted()).toEqual(mechanismKinds().map(({ kind }) => kind));
  });

  test.each([...MECHANISMS])(
    "a new %s stands in a plan of two assets, a pool and a rank without faults",
    (kind, schema) => {
      const mechanism = newMechanism(kind, schema, suggestFrom(plan));
      const read = readPlan({ ...plan, mechanisms: [mechanism] });
      expect(read.ok ? [] : read.faults).toEqual([]);
    },
  );

  test("an option is told by the shape of a value, however wrong its parts are", () => {
    const mint = optionsOf(MECHANISMS.get("appreciation")?.properties?.["mint"] ?? {});
    expect([optionFor(mint, ""), optionFor(mint, "nonsense"), optionFor(mint, { rate: 5 })]).toEqual([0, 0, 1]);
    const from = optionsOf(MECHANISMS.get("distribution")?.properties?.["from"] ?? {});
    expect([optionFor(from, { pool: "" }), optionFor(from, { schedule: {} }), optionFor(from, 7)]).toEqual([1, 0, -1]);
    const growth = optionsOf(MECHANISMS.get("rounds")?.properties?.["growth"] ?? {});
    expect([optionFor(growth, "observed"), optionFor(growth, "0.15")]).toEqual([0, 1]);
    const arrivals = optionsOf(SCENARIO.properties?.["members"]?.properties?.["arrivals"] ?? {});
    expect(optionFor(arrivals, { kind: "bass" })).toBe(3);
  });

  test("every hint of the plan and of the scenario has its Chinese", () => {
    const hints = JSON.parse(
      readFileSync(new URL("../src/studio/words/hints.zh-CN.json", import.meta.url), "utf8"),
    ) as object;
    const found = new Set<string>();
    const visit = (schema: unknown): void => {
      if (typeof schema !== "object" || schema === null) return;
      const { description } = schema as JsonSchema;
      if (typeof description === "string") found.add(description);
      Object.values(schema).forEach(visit);
    };
    visit(PLAN);
    visit(SCENARIO);
    expect([...found].filter((description) => !(description in hints))).toEqual([]);
    expect(Object.keys(hints).filter((description) => !found.has(description))).toEqual([]);
  });
});

test("what the kernel finds wrong with bad plans is said in Chinese", () => {
  const bad = [
    {
      ...plan,
      mechanisms: [{ kind: "appreciation", asset: "x", pool: "y", mint: 1, retention: "2" }, { kind: "none" }, {}],
    },
    { ...plan, version: 0, currency: "yuan", timezone: "Mars", start: "soon", more: 1, checks: ["de"] },
    {
      ...plan,
      mechanisms: [
        { kind: "queue", pool: "profit", ticket: "1" },
        { kind: "grant", on: "join", to: "buyer", asset: "points" },
      ],
    },
    {
      ...plan,
      budgets: [
        { over: [], rate: "0.1", of: "gross" },
        { over: ["z"], rate: "0.1", of: "gross" },
      ],
      closing: ["q"],
    },
    {
      ...plan,
      ranks: [{ rank: "low", title: { zh: "", en: "" }, require: { rank: "none", volume: "1.234" } }],
      assets: { cash: { scale: 9 } },
    },
    [],
  ].flatMap((document) => {
    const result = check(document);
    return result.ok ? [] : result.faults;
  });
  expect(bad.length).toBeGreaterThan(18);
  expect(
    bad
      .flatMap(({ wrong, right }) => [wrong, right])
      .filter((text) => !/^["{[]/.test(text) && inChinese(text) === undefined),
  ).toEqual([]);
  expect(inChinese('the plan has no pool "profit"')).toBe("方案里没有资金池「profit」");
});

describe("places in a JSON text", () => {
  const text = '{\n  "a.b": [1, {"c": "x"}],\n  "d": \n}';

  test("each path has its value's range, and a text that breaks off still has places", () => {
    const places = placesOf(text);
    const at = (path: string): string => text.slice(placeOf(places, path).from, placeOf(places, path).to);
    expect(at("a.b[1].c")).toBe('"x"');
    expect(at("a.b[0]")).toBe("1");
    expect(at("a.b[1].missing")).toBe('{"c": "x"}');
    expect(at("d")).toBe('"d"');
    expect(at("nowhere")).toBe("{");
    expect(breakOf(text)?.from).toBeGreaterThan(text.indexOf('"d"'));
    expect(breakOf('{"a": 1}')).toBeUndefined();
  });
});

describe("the settings of a run", () => {
  const read = readPlan(SHIPPED.find(({ name }) => name === "appreciation")?.document);
  if (!read.ok) throw new Error("the shipped plan is at fault");
  const fitting = { ...defaultScenario(read.plan, { members: 300, days: 180 }) };

  test("what differs from the scenario that fits, laid over it again, is the same as the lab reads", () => {
    const shown = withAt(withAt(fitting, ["orders", "everyDays"], 7), ["members", "arrivals"], {
      kind: "constant",
      perDay: "3",
    });
    const over = differing(fitting, shown as typeof fitting);
    expect(over).toEqual({ orders: { everyDays: 7 }, members: { arrivals: { kind: "constant", perDay: "3" } } });
    expect(laidOver(fitting, over)).toEqual(shown);
    expect(readScenario(over, defaultScenario(read.plan, { members: 300, days: 180 }))).toEqual({
      ok: true,
      scenario: shown,
    });
  });

  test("nothing runs while the scenario is at fault, and the form shows it as it is", () => {
    const ask = asked(read.plan, { ...FIRST, over: { sellers: { hold: "0.9" } } });
    expect(ask.scenarios).toEqual([]);
    expect(ask.faults.map(({ path }) => path)).toEqual(["sellers"]);
    expect(ask.shown["sellers"]).toMatchObject({ hold: "0.9" });
  });

  test("the commands that give the same figures name a shipped plan, and files where the scenario was changed", () => {
    const ask = asked(read.plan, { ...FIRST, stresses: ["steady"] });
    const run = {
      document: read.plan.document,
      plan: { name: "appreciation", version: 1, title: { zh: "", en: "" } },
      settings: FIRST,
      scenarios: ask.scenarios,
    };
    const rest = { number: 1, currency: "CNY", cashScale: 2, results: [], seconds: 1, events: 0 };
    expect(reproduce({ ...run, ...rest })).toEqual({
      commands: [
        "perennial simulate --plan appreciation --scenario steady --members 300 --days 180 --seed 1 --seeds 3 --json",
      ],
      scenarioFile: false,
    });
    const changedRun = {
      ...run,
      ...rest,
      document: { ...read.plan.document, version: 2 },
      settings: { ...FIRST, over: { patience: 3 } },
    };
    expect(reproduce(changedRun).commands[0]).toMatch(/--plan appreciation\.json --scenario scenario-steady\.json /);
  });
});

test("the address of the studio says nothing that nobody knows", () => {
  expect(studioSearch({ view: "run", from: "demo", other: 1 })).toEqual({ view: "run", from: "demo" });
  expect(studioSearch({ view: "moon", from: 3 })).toEqual({});
});
