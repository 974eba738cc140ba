// Ranks: each requirement by itself, several steps at once, and demotion at the month's end.
import { describe, test } from "vitest";
import type { Json } from "../support/script.js";
import { play } from "../support/script.js";

const rank = (name: string, require: Json): Json => ({ rank: name, title: { zh: name, en: name }, require });
const plan = (...ranks: Json[]): Json => ({ assets: { hi: { scale: 0 } }, ranks });

/** One requirement: the script must end just before and just after it holds. */
const cases: { name: string; require: Json; script: string }[] = [
  {
    name: "direct: activated direct referrals",
    require: { direct: 2 },
    script: `
      join A
      join B referrer=A
      join C referrer=B
      shop M referrer=A
      A.rank = -
      join D referrer=A
      A.rank = top
      B.rank = -
    `,
  },
  {
    name: "team: activated members below, any depth",
    require: { team: 3 },
    script: `
      join A
      join B referrer=A
      join C referrer=B
      A.rank = -
      join D referrer=C
      A.rank = top
      B.rank = -
    `,
  },
  {
    name: "volume: cash of settled orders by members below, own orders not counted",
    require: { volume: "100" },
    script: `
      join A
      join B referrer=A
      join C referrer=B
      order o1 A 500
      order o2 B 60
      order o3 C 39.99
      A.rank = -
      order o4 C 0.01
      A.rank = top
      B.rank = -
    `,
  },
  {
    name: "spend: own orders, in cash",
    require: { spend: "100" },
    script: `
      join A
      join B referrer=A
      order o1 A 99.99
      order o2 B 99
      A.rank = -
      order o3 A 0.01
      A.rank = top
    `,
  },
  {
    name: "tag: bought an order with it",
    require: { tag: "deluxe" },
    script: `
      join A
      order o1 A 100 tags=plain
      A.rank = -
      order o2 A 1 tags=plain,deluxe
      A.rank = top
    `,
  },
  {
    name: "holding: however it was come by",
    require: { holding: { hi: "10" } },
    script: `
      join A
      adjust A hi 9
      A.rank = -
      adjust A hi 1
      A.rank = top
    `,
  },
  {
    name: "approval: by an operator",
    require: { approval: true },
    script: `
      join A
      A.rank = -
      rank A top
      A.rank = top
    `,
  },
  {
    name: "all of several must hold",
    require: { spend: "10", direct: 1, approval: true },
    script: `
      join A
      order o1 A 10
      rank A top
      A.rank = -
      join B referrer=A
      A.rank = top
    `,
  },
];

describe("[ranks.require]", () => {
  for (const { name, require, script } of cases) test(name, () => void play(plan(rank("top", require)), script));

  test("activation counts, not joining", () => {
    play(
      { ...plan(rank("top", { direct: 1 })), activation: { tag: "starter" } },
      `
      join A
      join B referrer=A
      A.rank = -
      order o1 B 1 tags=starter
      A.rank = top
      `,
    );
  });

  test("directRank and teamRank count that rank or a higher one", () => {
    play(
      plan(
        rank("low", { spend: "1" }),
        rank("mid", { spend: "10" }),
        rank("high", { directRank: { low: 2 } }),
        rank("top", { teamRank: { mid: 2 } }),
      ),
      `
      join A
      order o1 A 10
      join B referrer=A
      join C referrer=A
      join D referrer=C
      A.rank = mid
      order o2 B 1
      A.rank = mid
      # C comes in at mid, which is low or higher
      order o3 C 10
      C.rank = mid
      A.rank = high
      order o4 D 10
      D.rank = mid
      A.rank = top
      # C has one of rank low or higher directly below
      C.rank = mid
      `,
    );
  });

  test("rank: one that must be held, and a rank is reached only from the one below", () => {
    play(
      plan(rank("low", { approval: true }), rank("top", { spend: "10", rank: "low" })),
      `
      join A
      order o1 A 10
      A.rank = -
      rank A low
      A.rank = top
      `,
    );
  });
});

test("[ranks.review] one event may lift a holder several steps, and those above with it", () => {
  play(
    plan(rank("low", { spend: "10" }), rank("mid", { spend: "20" }), rank("high", { directRank: { mid: 1 } })),
    `
    join A
    join B referrer=A
    order o1 A 20
    A.rank = mid
    order o2 B 20
    B.rank = mid
    A.rank = high
    `,
  );
});

test("[ranks.review] a cascade up the whole line in one event", () => {
  play(
    plan(rank("r1", { spend: "1" }), rank("r2", { directRank: { r1: 1 } }), rank("r3", { directRank: { r2: 1 } })),
    `
    join A
    join B referrer=A
    join C referrer=B
    order o1 A 1
    order o2 B 1
    A.rank = r2
    B.rank = r1
    order o3 C 1
    C.rank = r1
    B.rank = r2
    A.rank = r3
    `,
  );
});

test("[ranks.holding] a grant that another's order gives is a holding too", () => {
  play(
    {
      ...plan(rank("top", { holding: { hi: "100" } })),
      mechanisms: [{ kind: "grant", on: "order", to: "referrer", asset: "hi", rate: "1", of: "gross" }],
    },
    `
    join A
    join B referrer=A
    order o1 B 99
    A.rank = -
    order o2 B 1
    A.rank = top
    `,
  );
});

describe("[ranks.demote]", () => {
  const ladder = [
    rank("low", { spend: "10" }),
    rank("mid", { directRank: { low: 1 } }),
    rank("high", { directRank: { mid: 1 } }),
  ];
  const script = `
    2026-01-30
    join A
    join B referrer=A
    join C referrer=B
    order a A 10
    order b B 10
    order c C 10
    A.rank = high
    B.rank = mid
    refund c
    C.rank = low
    A.rank = high
    close 2026-01-30
    A.rank = high
    close 2026-01-31
  `;

  test("ranks never fall unless the plan says so", () => {
    play(plan(...ladder), `${script}\n A.rank = high\n B.rank = mid\n C.rank = low`);
  });

  test("at each month's end, down the whole line", () => {
    play(
      { ...plan(...ladder), demote: true },
      `${script}
      C.rank = -
      B.rank = low
      A.rank = mid
      2026-02-01
      order d C 10
      A.rank = high
      `,
    );
  });
});
