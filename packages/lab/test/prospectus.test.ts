// The prospectus' data: the same input gives the same bytes, and the gate and the rules learn what the runs came to.
import { describe, expect, test } from "vitest";
import { gateStressOf, measuredOf, prospectusOf } from "../src/prospectus/data.js";
import type { StressInput, StressResult } from "../src/stress/stress.js";
import { prospectusHtml } from "../src/report/index.js";
import { stressed } from "../src/stress/stress.js";
import { plain, planOf, shipped, shippedNames, small } from "./support/plans.js";

const inputFor = (name: string): StressInput => ({
  plan: shipped(name),
  size: { members: 30, days: 60 },
  seed: 1,
  seeds: 2,
});

function results(input: StressInput): StressResult[] {
  const run = stressed(input);
  for (;;) {
    const step = run.next();
    if (step.done === true) return step.value;
  }
}

describe("the data of a prospectus", () => {
  test.each(["appreciation", "zhongdian", "circular", "three-in-one-out", "evergreen"])("%s", (name) => {
    const input = {
      ...inputFor(name),
      planHash: "0".repeat(64),
      command: `perennial prospectus --plan ${name} --seed 1`,
    };
    const [first, again] = [prospectusOf(input, results(input)), prospectusOf(input, results(input))];
    expect(JSON.stringify(again)).toBe(JSON.stringify(first));
    expect(first.stress.map(({ scenario }) => scenario)).toEqual(["growth", "steady", "decline", "stop", "run"]);
    expect(first.bounds.length).toBeGreaterThan(0);
    expect(first).toMatchObject({ plan: { name }, seed: 1, seeds: 2, members: 30, days: 60 });
  });

  test("evergreen leaves nothing unbacked, circular does, and without the stresses nothing is said", () => {
    const [good, poor] = [inputFor("evergreen"), inputFor("circular")];
    const fine = results(good);
    expect(gateStressOf(good.plan, fine)).toEqual({ version: 1, unpaidAtZeroGrowth: "0.00", unpaidInRun: "0.00" });
    expect(measuredOf(good.plan, fine).run?.unpaidAtZeroGrowth).toBe("0.00");
    const short = gateStressOf(poor.plan, results(poor));
    expect(Number(short?.unpaidInRun)).toBeGreaterThan(0);
    expect(gateStressOf(good.plan, [])).toBeUndefined();
    expect(measuredOf(good.plan, [])).toEqual({ run: {} });
  });
});

/** Plans that nobody ships: nothing promised at all, one name for everything, a currency without decimals, and odd texts. */
const odd = [
  small([{ kind: "withdraw" }]),
  small([{ kind: "queue", pool: "profit", ticket: "1", lockDays: 1 }], {
    currency: "JPY",
    title: { zh: "<b>“奇”&</b>", en: "<script>alert(1)</script>" },
  }),
  planOf({
    plan: "bare",
    version: 3,
    title: { zh: "空", en: "Bare" },
    currency: "CNY",
    timezone: "UTC",
    assets: {},
    mechanisms: [],
  }),
];

describe("the page of a prospectus", () => {
  const saidOf = (input: StressInput) =>
    prospectusOf({ ...input, planHash: "0".repeat(64), command: "perennial prospectus" }, results(input));

  test.each(shippedNames)("%s: five sentences in both languages, and a page that asks nobody for anything", (name) => {
    const input = { ...inputFor(name), size: { members: 20, days: 40 }, seeds: 1 };
    const said = saidOf(input);
    expect(said.summary).toHaveLength(5);
    for (const { zh, en } of said.summary) {
      expect(zh).toMatch(/^[^a-z].*。$/);
      expect(en).toMatch(/^[A-Z].*\.$/);
      expect(`${zh}${en}`).not.toMatch(/undefined|NaN|null|\$\{/);
    }
    const html = prospectusHtml(said);
    expect(html.replaceAll("http://www.w3.org/2000/svg", "")).not.toMatch(/https?:|src=|@import|url\((?!#)/);
    expect(html).not.toMatch(/undefined|NaN|\[object/);
    expect(prospectusHtml(JSON.parse(JSON.stringify(said)) as typeof said)).toBe(html);
  });

  test.each(odd)("an odd plan has one too", (plan) => {
    const scenario = plain(plan, 5, 20);
    const said = saidOf({ plan, size: { members: 5, days: 20 }, seed: 1, seeds: 1, scenarios: [scenario] });
    const html = prospectusHtml(said, "en");
    expect(said.summary).toHaveLength(5);
    expect(html).not.toContain("<script>alert");
    expect(html).not.toMatch(/undefined|NaN|\[object/);
  });

  test("a queue that a pool of 30 % pays: what the sentences say can be worked out by hand", () => {
    const plan = small([{ kind: "queue", pool: "profit", ticket: "1", lockDays: 1 }]);
    const scenario = { ...plain(plan, 10, 12), scenario: "steady", patience: 3 };
    const said = saidOf({ plan, size: { members: 10, days: 12 }, seed: 1, seeds: 1, scenarios: [scenario] });
    // Ten tickets of 100.00 against ten inflows of 30.00: three are paid, seven members are short.
    expect(said.stress[0]?.totals).toEqual({
      gross: "1000.00",
      paid: "300.00",
      paidOnPromises: "300.00",
      promised: "1000.00",
      open: "700.00",
      held: "0.00",
    });
    expect(said.stress[0]?.returns.map(({ members }) => members)).toEqual([7, 0, 0, 0, 3, 0]);
    expect(said.summary[0]?.en).toBe(
      "For every ¥100 that members spend the plan promises ¥100.00 in cash; in 1 simulated runs without growth it paid ¥30.00 of that.",
    );
    expect(said.summary[1]?.en).toContain(": 30%.");
    expect(said.summary[2]?.en).toContain("70.0% of the members had got less than they were promised");
    expect(said.gate.against.some(({ code }) => code === "stress_missing")).toBe(true);
  });
});
