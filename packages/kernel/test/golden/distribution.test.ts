// Golden figures of distribution: by what was earned today, the halving airdrop to 2060, the pool within a quota.
import { describe, expect, test } from "vitest";
import type { Json } from "../support/script.js";
import { play, planOf, Stage } from "../support/script.js";
import { table } from "../support/table.js";

test("[distribution.golden-a] daily 500 by what was earned today: 5,000 of 100,000 gets 25", () => {
  play(
    {
      assets: { value: { scale: 0 }, shared: { scale: 4, cap: "390000" } },
      mechanisms: [
        { kind: "grant", on: "order", to: "buyer", asset: "value", rate: "10", of: "gross" },
        { kind: "distribution", asset: "shared", from: { schedule: { daily: "500" } }, by: { earnedToday: "value" } },
      ],
    },
    `
    2026-01-01
    join A
    join B
    order o0 B 77
    close 2026-01-01
    B.shared = 500.0000
    2026-01-02
    order o1 A 500
    order o2 B 9500
    close 2026-01-02
    A.shared = 25.0000
    B.shared = 975.0000
    `,
  );
});

test("[distribution.golden-b] 498 a day halved yearly, cap 390,000, one holder, to the end of 2060", () => {
  const stage = new Stage(
    planOf({
      start: "2026-01-01",
      assets: { hi: { scale: 0 }, shell: { scale: 4, cap: "390000" } },
      mechanisms: [
        {
          kind: "distribution",
          asset: "shell",
          from: { schedule: { daily: "498", decay: "0.5" } },
          by: { holding: "hi" },
        },
      ],
    }),
  ).play("2026-01-01\njoin A\nadjust A hi 3");
  for (const { until, shell } of table(`
    | until      | shell       |
    |------------|-------------|
    | 2026-12-31 | 181770.0000 |
    | 2035-12-31 | 363317.2092 |
    | 2060-12-31 | 363672.3617 |
  `))
    stage.play(`close ${until}\n A.shell = ${shell}\n supply.shell = ${shell}`);
  // At least 26,327.6383 is never issued.
  expect(stage.programme.ledger.treasury(stage.programme.asset("shell"))).toBe(3_900_000_000 - 3_636_723_617);
});

describe("[distribution.golden-c-d] a pool shared by equity within a quota", () => {
  const plan: Json = {
    assets: { quota: { scale: 2 }, equity: { scale: 4 } },
    pools: { p: { inflow: [{ rate: "0.10", of: "gross" }] } },
    mechanisms: [
      { kind: "grant", id: "quota", on: "order", to: "buyer", asset: "quota", rate: "2", of: "gross" },
      { kind: "grant", id: "equity", on: "order", to: "buyer", asset: "equity", rate: "0.0005", of: "gross" },
      { kind: "distribution", asset: "cash", from: { pool: "p" }, by: { holding: "equity" }, limit: "quota" },
    ],
  };

  test("[distribution.golden-c] A buys 2,000, B 6,000", () => {
    play(
      plan,
      `
      join A
      join B
      order o1 A 2000
      order o2 B 6000
      close 2026-01-01
      A.cash = 200.00
      A.quota = 3800.00
      A.equity = 1.0000
      B.cash = 600.00
      B.quota = 11400.00
      B.equity = 3.0000
      pool.p = 0.00
      `,
    );
  });

  test("[distribution.golden-d] 780 put into the pool: after two closes 200.00 each, no quota left, 400.00 stay", () => {
    play(
      plan,
      `
      join A
      join B
      order o1 A 100
      order o2 B 100
      fund p 780
      close 2026-01-02
      A.cash = 200.00
      A.quota = 0.00
      B.cash = 200.00
      B.quota = 0.00
      pool.p = 400.00
      close 2026-01-09
      A.cash = 200.00
      pool.p = 400.00
      `,
    );
  });
});
