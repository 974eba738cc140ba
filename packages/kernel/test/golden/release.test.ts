// Golden figures of release: lots by the day, acceleration up the generations, the team rule.
import { expect, test } from "vitest";
import { formatDay, parseDay } from "../../src/index.js";
import type { Json } from "../support/script.js";
import { play } from "../support/script.js";

const plan = (daily: string, more: Json = {}): Json => ({
  assets: { points: { scale: 2 }, change: { scale: 2 } },
  mechanisms: [
    {
      kind: "release",
      asset: "points",
      to: "change",
      lots: { tiers: [{ atLeast: "0", multiple: "3" }] },
      daily,
      ...more,
    },
  ],
});

test("[release.golden-a] 3,000 and 9,000 at 1.2 % a day: 144 after the first close that counts, used up after 250", () => {
  const stage = play(
    plan("0.012"),
    `
    2026-01-01
    join A
    order o1 A 3000
    order o2 A 9000
    A.points.locked = 36000.00
    close 2026-01-01
    A.change = -
    close 2026-01-02
    A.change = 144.00
    A.points = 35856.00
    `,
  );
  const first = parseDay("2026-01-02") ?? 0;
  stage.play(`
    close ${formatDay(first + 248)}
    A.points = 144.00
    close ${formatDay(first + 249)}
    A.points = 0.00
    A.change = 36000.00
    close ${formatDay(first + 300)}
    A.change = 36000.00
  `);
  expect(stage.look("supply.points")).toBe("0.00");
});

test("[release.golden-b] A refers B, both buy 3,000 × 3, accelerate 0.5 and 0.3: 54.00 and 36.00 released", () => {
  play(
    plan("0.012", { accelerate: ["0.5", "0.3"] }),
    `
    2026-01-01
    join A
    join B referrer=A
    order o1 A 3000
    order o2 B 3000
    close 2026-01-02
    A.change = 54.00
    A.points = 8946.00
    B.change = 36.00
    B.points = 8964.00
    `,
  );
});

test("[release.golden-c] A ← B ← C ← D at 50 %, 44 %, 10 %, none: 2,160, 4,840, 2,000, 10,000", () => {
  play(
    {
      ...plan("0.01", { team: { rates: { ten: "0.10", "forty-four": "0.44", fifty: "0.50" } } }),
      ranks: ["ten", "forty-four", "fifty"].map((rank) => ({
        rank,
        title: { zh: rank, en: rank },
        require: { approval: true },
      })),
    },
    `
    2026-01-01
    join A
    join B referrer=A
    join C referrer=B
    join D referrer=C
    rank A ten
    rank A forty-four
    rank A fifty
    rank B ten
    rank B forty-four
    rank C ten
    order a A 100000
    order b B 100000
    order c C 100000
    order d D 1000000
    close 2026-01-02
    A.change = 2160.00
    B.change = 4840.00
    C.change = 2000.00
    D.change = 10000.00
    `,
  );
});
