// Golden figures of rounds: what one order's points have become after so many rounds, when rounds come, and the inviter's part.
import { expect, test } from "vitest";
import { formatDay, parseDay } from "../../src/index.js";
import type { Json } from "../support/script.js";
import { planOf, Stage } from "../support/script.js";
import { table } from "../support/table.js";

const plan = (more: Json = {}): Json =>
  planOf({
    assets: { points: { scale: 2 }, voucher: { scale: 2 } },
    mechanisms: [
      {
        kind: "rounds",
        points: "points",
        voucher: "voucher",
        rate: "0.005",
        growth: "0.15",
        trigger: { growth: "0.15", days: 15 },
        multiple: "5",
        maxRounds: 40,
        ...more,
      },
    ],
  });
const order = `
  2026-01-01
  join R
  join A
  shop M margin=0.20 referrer=R
  order o1 A 1000 merchant=M
  A.points = 200.00
  M.points = 200.00
`;

/** The day of the n-th round: 01-17, then every 16 days. */
const roundDay = (round: number): number => (parseDay("2026-01-17") ?? 0) + 16 * (round - 1);

test("[rounds.table] the sum of one lot's vouchers after each round, up to the cap of 5 ×", () => {
  const stage = new Stage(plan()).play(order);
  for (const { round, sum } of table(`
    | round | sum     |
    |-------|---------|
    | 1     | 1.00    |
    | 2     | 2.15    |
    | 3     | 3.47    |
    | 4     | 4.99    |
    | 25    | 212.79  |
    | 30    | 434.74  |
    | 35    | 881.17  |
    | 36    | 1000.00 |
    | 41    | 1000.00 |
  `))
    stage.play(`close ${formatDay(roundDay(Number(round)))}\n A.voucher = ${sum}\n M.voucher = ${sum}`);
});

test("[rounds.uncapped] without the cap round 36 brings it to 1,014.34; none after maxRounds", () => {
  const stage = new Stage(plan({ multiple: "1000", maxRounds: 36 })).play(order);
  stage.play(`close ${formatDay(roundDay(36))}\n A.voucher = 1014.34`);
  stage.play(`close ${formatDay(roundDay(40))}\n A.voucher = 1014.34`);
});

test("[rounds.dates] order on 01-01, days 15: the first round at the close of 01-17, the second at 02-02", () => {
  new Stage(plan()).play(`${order}
    close 2026-01-16
    A.voucher = -
    close 2026-01-17
    A.voucher = 1.00
    close 2026-02-01
    A.voucher = 1.00
    close 2026-02-02
    A.voucher = 2.15
  `);
});

test("[rounds.inviter] at 0.10 of the merchant's first round: 0.10", () => {
  const stage = new Stage(plan({ inviter: "0.10" })).play(`${order}\n close 2026-01-17\n R.voucher = 0.10`);
  stage.play("close 2026-02-02\n R.voucher = 0.21\n M.voucher = 2.15");
  expect(stage.look("supply.voucher")).toBe("4.51");
});
