// Sweep, sensitivity and repair, on a plan whose answers can be written down: a queue that a pool of 30 % pays.
import { describe, expect, test } from "vitest";
import { leversOf } from "../src/repair/levers.js";
import { repair } from "../src/repair/repair.js";
import { parametersOf, withSettings } from "../src/sweep/parameters.js";
import { scaled, sensitivity, sweep } from "../src/sweep/sweep.js";
import { plain, shipped, small } from "./support/plans.js";

const plan = small([{ kind: "queue", pool: "profit", ticket: "1", lockDays: 1 }]);
const scenario = plain(plan, 10, 6);
const input = { plan, size: { members: 10, days: 6 }, seed: 1, seeds: 2, scenarios: [scenario] };

function finish<T>(run: Generator<unknown, T>): T {
  for (;;) {
    const step = run.next();
    if (step.done === true) return step.value;
  }
}

describe("parameters", () => {
  test("are the decimals of the plan above 0, by path, and can be set", () => {
    expect(parametersOf(plan)).toEqual([
      { path: "pools.profit.inflow[0].rate", value: "0.30" },
      { path: "mechanisms[0].ticket", value: "1" },
    ]);
    expect(withSettings(plan, [{ path: "mechanisms[0].ticket", value: "x" }])).toMatchObject({ ok: false });
    expect(() => withSettings(plan, [{ path: "mechanisms[7].ticket", value: "1" }])).toThrow(
      "nothing at mechanisms[7].ticket",
    );
    expect([scaled("0.30", 9, 10), scaled("3", 11, 10), scaled("1000", 1, 1)]).toEqual(["0.27", "3.3", "1000"]);
  });
});

describe("sweep", () => {
  test("what is left unpaid is the ticket less the 30 % that come in", () => {
    const swept = finish(sweep(input, "mechanisms[0].ticket", ["0.30", "0.50", "1", "none"]));
    expect(swept.map((each) => ("results" in each ? each.results[0]?.bands.uncovered.p50 : "faults"))).toEqual([
      0n,
      20_000n,
      70_000n,
      "faults",
    ]);
  });

  test("the ticket moves what is unpaid most: a tenth of it is 200.00 between less and more, of the inflow 60.00", () => {
    const found = finish(sensitivity(input, "uncovered"));
    expect(found.map(({ path, moves }) => ({ path, moves }))).toEqual([
      { path: "mechanisms[0].ticket", moves: 20_000n },
      { path: "pools.profit.inflow[0].rate", moves: 6_000n },
    ]);
  });
});

describe("orders leave room for the dearest variant", () => {
  test("a pool of 60 % out of margins of 40 % would have every order refused, and nothing promised", () => {
    const swept = finish(sweep(input, "pools.profit.inflow[0].rate", ["0.30", "0.60"]));
    expect(swept.map((each) => ("results" in each ? each.results[0]?.bands.uncovered.p50 : "faults"))).toEqual([
      70_000n,
      40_000n,
    ]);
  });

  test("a repair that raises the inflow is judged on orders that stand", () => {
    const result = finish(repair(input, [{ path: "pools.profit.inflow[0].rate", towards: "1" }]));
    expect(result).toMatchObject({
      outcome: "repaired",
      repaired: { changes: [{ from: "0.30", to: "1" }], after: [{ bands: { gross: { p50: 100_000n } } }] },
    });
  });
});

describe("repair", () => {
  test("of an exit: 3 × of what was spent, less what is retained, is more than the 30 % that came in", () => {
    const exits = small([
      {
        kind: "appreciation",
        asset: "points",
        pool: "profit",
        initialPrice: "1",
        mint: "0.70",
        retention: "0.20",
        exit: { multiple: "3" },
      },
    ]);
    const result = finish(repair({ ...input, plan: exits }, leversOf(exits)));
    // multiple × 0.80 ≤ 0.30 from 0.375 on: the 57th of 64 steps from 3 to 0.01.
    expect(result.outcome === "repaired" && result.repaired.changes).toEqual([
      { path: "mechanisms[0].exit.multiple", from: "3", to: "0.33703125" },
    ]);
  });

  test("lowers the ticket to the last step that 30 % can pay", () => {
    const result = finish(repair(input, leversOf(plan)));
    expect(result).toMatchObject({
      outcome: "repaired",
      repaired: {
        changes: [{ path: "mechanisms[0].ticket", from: "1", to: "0.296875" }],
        before: [{ unsound: 2 }],
        after: [{ unsound: 0 }],
      },
    });
  });

  test("of two levers moves the one that has less far to go", () => {
    const levers = [...leversOf(plan), { path: "pools.profit.inflow[0].rate", towards: "0.40" }];
    const result = finish(repair(input, levers));
    expect(result.outcome === "repaired" && result.repaired.changes).toEqual([
      { path: "mechanisms[0].ticket", from: "1", to: "0.296875" },
    ]);
  });

  test("says when a plan is sound already, and when no lever is enough", () => {
    const paid = small([{ kind: "queue", pool: "profit", ticket: "0.30", lockDays: 1 }]);
    expect(finish(repair({ ...input, plan: paid }, leversOf(paid))).outcome).toBe("sound");
    expect(finish(repair(input, [{ path: "mechanisms[0].ticket", towards: "0.9" }])).outcome).toBe("beyond");
    expect(() => finish(repair(input, [{ path: "mechanisms[0].none", towards: "0" }]))).toThrow(RangeError);
  });

  test("the levers of a shipped plan are what it promises by", () => {
    expect(leversOf(shipped("circular")).map(({ path }) => path)).toEqual(["mechanisms[0].rate"]);
    expect(leversOf(shipped("appreciation")).map(({ path }) => path)).toEqual(["mechanisms[0].exit.multiple"]);
  });
});
