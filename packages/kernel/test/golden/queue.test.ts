// Golden figures of queue: acceleration, the line by days, the line by arrivals.
import { expect, test } from "vitest";
import { claimsText } from "../../src/index.js";
import type { Json } from "../support/script.js";
import { planOf, play, Stage } from "../support/script.js";

const plan = (inflow: string, queue: Json): Json => ({
  pools: { p: { inflow: [{ rate: inflow, of: "gross" }] } },
  mechanisms: [{ kind: "queue", pool: "p", ...queue }],
});

test("[queue.golden-a] A refers B, each buys 100: A has 20.00, its ticket 80.00 left, the pool 20.00", () => {
  const stage = play(
    plan("0.20", { ticket: "1", lockDays: 15, accelerate: "0.20" }),
    `
    join A
    join B referrer=A
    order o1 A 100
    order o2 B 100
    A.cash = 20.00
    pool.p = 20.00
    `,
  );
  // 80.00 of A's ticket and all of B's
  expect(claimsText(stage.programme).map(({ promised, held }) => [promised, held])).toEqual([["180.00", "20.00"]]);
});

test("[queue.golden-b] eight buy 100 on 01-01: nothing by 01-15, after 01-16 only the first has its 100.00", () => {
  const stage = new Stage(planOf(plan("0.20", { ticket: "1", lockDays: 15, accelerate: "0.20" })));
  for (let member = 1; member <= 8; member++) stage.play(`join m${member}\norder o${member} m${member} 100`);
  stage.play(`
    close 2026-01-15
    m1.cash = -
    pool.p = 160.00
    close 2026-01-16
    m1.cash = 100.00
    m2.cash = -
    pool.p = 60.00
    close 2026-03-01
    m2.cash = -
  `);
});

test("[queue.golden-c] advance 3: the first is paid after 4 orders, the second after 7, the third after 10", () => {
  for (const [small, pool] of [
    ["", "400.00"],
    ["join x\norder x x 900", "625.00"],
  ]) {
    const stage = new Stage(planOf(plan("0.25", { ticket: "0.70", qualify: "1000", advance: 3 })));
    stage.play(small ?? "");
    const paid: string[] = [];
    for (let member = 1; member <= 10; member++) {
      stage.play(`join m${member}\norder o${member} m${member} 1000`);
      paid.push([1, 2, 3, 4].filter((other) => stage.look(`m${other}.cash`) === "700.00").join());
    }
    expect(paid).toEqual(["", "", "", "1", "1", "1", "1,2", "1,2", "1,2", "1,2,3"]);
    stage.play(`pool.p = ${pool}`);
  }
});
