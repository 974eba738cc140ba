// distribution: the sums of schedules to the last day of a year, what its bounds are reckoned from, and weights that sharing itself earns.
import { describe, expect, test } from "vitest";
import { Programme } from "../../src/index.js";
import { scheduled } from "../../src/mechanisms/distribution/schedule.js";
import { parseDay } from "../../src/time/calendar.js";
import type { Json } from "../support/script.js";
import { goodPlan, planOf, play } from "../support/script.js";
import { broken } from "./sound.js";

describe("[distribution.schedule]", () => {
  const programme = Programme.start(goodPlan(planOf({ start: "2027-03-01", assets: { coin: { scale: 2 } } })));
  const coin = programme.asset("coin");
  const on = (schedule: Parameters<typeof scheduled>[1], day: string): number =>
    scheduled(programme, schedule, coin, parseDay(day) ?? 0);

  test("yearly: equal days, what is left over on the year's last", () => {
    const yearly = { yearly: ["36.51", "3.66", "0"] };
    expect(on(yearly, "2027-02-28")).toBe(0);
    expect(on(yearly, "2027-03-01")).toBe(9);
    expect(on(yearly, "2028-02-28")).toBe(9);
    // The first year has 366 days, to 29 February: 36.51 − 365 × 0.09.
    expect([on(yearly, "2027-03-02"), on(yearly, "2028-02-29")]).toEqual([9, 366]);
    expect([on(yearly, "2028-03-01"), on(yearly, "2029-02-28")]).toEqual([1, 2]);
    expect([on(yearly, "2029-03-01"), on(yearly, "2030-03-01")]).toEqual([0, 0]);
  });

  test("daily: what is kept after each year, rounded down once", () => {
    const daily = { daily: "9.99", decay: "0.5" };
    expect(on(daily, "2027-02-28")).toBe(0);
    expect([on(daily, "2027-03-01"), on(daily, "2028-02-29")]).toEqual([999, 999]);
    expect([on(daily, "2028-03-01"), on(daily, "2029-03-01"), on(daily, "2030-03-01")]).toEqual([499, 249, 124]);
    expect(on({ daily: "9.99" }, "2050-01-01")).toBe(999);
  });
});

describe("[distribution.bounds] of a limit", () => {
  const bounds = (inflow: string, ...grants: Json[]) => {
    const plan = goodPlan(
      planOf({
        assets: { quota: { scale: 2, referencePrice: "1" }, other: { scale: 2 } },
        pools: { fund: { inflow: [{ rate: inflow, of: "gross" }] } },
        mechanisms: [
          { kind: "distribution", id: "d", asset: "cash", from: { pool: "fund" }, by: { equal: true }, limit: "quota" },
          ...grants.map((grant, index) => ({
            kind: "grant",
            id: `g${index}`,
            on: "order",
            to: "buyer",
            asset: "quota",
            ...grant,
          })),
        ],
      }),
    );
    const [entry] = plan.entries;
    const found = entry?.definition.bounds(entry.params, plan.document, "mechanisms[0]") ?? [];
    return found.map(({ name, value, formula }) => `${name} ${value ? `${value.n}/${value.d}` : "none"}: ${formula}`);
  };
  const gross = (rate: string): Json => ({ rate, of: "gross" });
  const paid = (inflow: string, share: string): string => `paid-back ${share}: ${inflow}`;

  test("the pool's inflow by the highest rate of a grant of the quota on gross, and never above all of it", () => {
    expect(bounds("0.10", gross("0.20"))).toEqual([paid("0.10", "1/10"), "limit-paid 1/2: 0.10 ÷ 0.20"]);
    expect(bounds("0.10", gross("0.20"), gross("0.5"), gross("0.3"))[1]).toBe("limit-paid 1/5: 0.10 ÷ 0.5");
    expect(bounds("0.30", gross("0.20"))[1]).toBe("limit-paid 1/1: 0.30 ÷ 0.20");
    expect(bounds("0.20", gross("0.20"))[1]).toBe("limit-paid 1/1: 0.20 ÷ 0.20");
  });

  test("other grants promise nothing of it", () => {
    expect(bounds("0.10")).toEqual([paid("0.10", "1/10")]);
    expect(bounds("0.10", gross("0"))).toEqual([paid("0.10", "1/10")]);
    expect(bounds("0.10", { amount: "5" }, { rate: "0.4", of: "margin" }, { ...gross("0.4"), asset: "other" })).toEqual(
      [paid("0.10", "1/10")],
    );
  });
});

test("[distribution.late] a weight that sharing itself has earned counts at the same close, whether it was looked at or not", () => {
  const parts = {
    assets: { seed: { scale: 0 }, crop: { scale: 0, cap: "1000" }, dew: { scale: 0, cap: "1000" } },
    mechanisms: [
      {
        kind: "distribution",
        id: "crops",
        asset: "crop",
        from: { schedule: { daily: "30" } },
        by: { holding: "seed" },
      },
      { kind: "distribution", id: "dews", asset: "dew", from: { schedule: { daily: "40" } }, by: { holding: "crop" } },
    ],
  };
  play(
    parts,
    `join A
    join B
    adjust A seed 1
    adjust B seed 2
    adjust A crop 30
    close 2026-01-01
    # 10 and 20 crops were earned at this close before the dew was shared by 40 and 20
    A.dew = 26
    B.dew = 13
    close 2026-01-02
    A.crop = 50
    B.crop = 40
    A.dew = 48
    B.dew = 31`,
  );
});

test("[distribution.broken] a sum of weights below zero is named", () => {
  const stage = play(
    {
      assets: { hi: { scale: 0 } },
      pools: { fund: { inflow: [] } },
      mechanisms: [{ kind: "distribution", asset: "cash", from: { pool: "fund" }, by: { holding: "hi" } }],
    },
    "join A\nadjust A hi 5",
  );
  const state = stage.programme.store.dump();
  const { columns } = [...stage.programme.store.all()].find(({ name }) => name === "distribution_group") ?? {
    columns: [],
  };
  const weight = 1 + columns.findIndex(({ name }) => name === "weight");
  const rows = (state["distribution_group"] ?? []).map((row) => (Number(row[weight]) > 0 ? row.with(weight, -1) : row));
  expect(broken(stage.programme)).toEqual([]);
  expect(broken(Programme.restore([{ ...state, distribution_group: rows }]))).toEqual([
    "distribution: a sum of weights is negative",
  ]);
});
