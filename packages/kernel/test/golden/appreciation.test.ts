// Golden figures of appreciation: the table of the language's reference, and the marks the price passes.
import { expect, test } from "vitest";
import { play, planOf, Stage } from "../support/script.js";
import type { Json } from "../support/script.js";
import { table } from "../support/table.js";

const points = (more: Json = {}): Json => ({
  assets: { points: { scale: 4 } },
  pools: { profit: { inflow: [{ rate: "0.30", of: "gross" }] } },
  mechanisms: [
    {
      kind: "appreciation",
      asset: "points",
      pool: "profit",
      mint: "0.70",
      initialPrice: "1",
      retention: "0.20",
      ...more,
    },
  ],
});

/** `count` orders of 1,000 by different members, beginning with number `from`. */
const orders = (from: number, count: number): string =>
  Array.from(
    { length: count },
    (_, index) => `join m${from + index}\norder o${from + index} m${from + index} 1000`,
  ).join("\n");

test("[appreciation.table] four orders of 1,000 at inflow 30 %, mint 0.70", () => {
  const stage = new Stage(planOf(points()));
  let before = 0n;
  for (const row of table(`
    | after order | minted   | pool    | supply   | price          |
    |-------------|----------|---------|----------|----------------|
    | 1           | 210.0000 | 300.00  | 210.0000 | 1.428571428571 |
    | 2           | 147.0000 | 600.00  | 357.0000 | 1.680672268907 |
    | 3           | 124.9500 | 900.00  | 481.9500 | 1.867413632119 |
    | 4           | 112.4550 | 1200.00 | 594.4050 | 2.018825548237 |
  `)) {
    const number = Number(row["after order"]);
    stage.play(`
      ${orders(number, 1)}
      m${number}.points = ${row["minted"]}
      pool.profit = ${row["pool"]}
      supply.points = ${row["supply"]}
      price.points = ${row["price"]}
    `);
    const now = BigInt((row["price"] ?? "").replace(".", ""));
    expect(now).toBeGreaterThan(before);
    before = now;
  }
});

test("[appreciation.marks] without exits the price passes 4.76, 9.52 and 14.29 at orders 76, 767 and 2,968", () => {
  const stage = new Stage(planOf(points()));
  const marks = [
    { mark: 4.76, passed: 0 },
    { mark: 9.52, passed: 0 },
    { mark: 14.29, passed: 0 },
  ];
  for (let number = 1; number <= 2968; number++) {
    stage.play(orders(number, 1));
    const price = Number(stage.look("price.points"));
    for (const each of marks) if (each.passed === 0 && price >= each.mark) each.passed = number;
    if (number === 100) expect(stage.look("price.points")).toMatch(/^5\.1730/);
    if (number === 767) sellFirst(stage);
  }
  expect(marks.map(({ passed }) => passed)).toEqual([76, 767, 2968]);

  /** On a programme of its own, so that the marks above stay those without sales. */
  function sellFirst(at: Stage): void {
    expect(at.look("price.points")).toMatch(/^9\.5234/);
    const branch = new Stage(planOf(points())).play(orders(1, 767));
    branch.play(`
      m1.cash = -
      sell m1 points 210
      m1.cash = 1599.92
      m1.points = 0.0000
    `);
    expect(branch.look("price.points")).toMatch(/^9\.5401/);
  }
});

test("[appreciation.source] the second buyer of the source: 70 at 1.5 are 46.6666 points", () => {
  play(
    { ...points({ mint: { rate: "0.07", of: "gross" }, initialPrice: "1.5" }) },
    `
    join A
    order o1 A 1000
    A.points = 46.6666
    `,
  );
});

test("[appreciation.as-stated] 70 % of gross minted: the price falls to 0.43 after one order", () => {
  const stage = new Stage(planOf(points({ mint: { rate: "0.70", of: "gross" } })));
  stage.play(orders(1, 1)).play("price.points = 0.428571428571");
  stage.play(orders(2, 99));
  expect(stage.look("price.points")).toMatch(/^0\.0025/);
});
