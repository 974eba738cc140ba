// Refunds, row by row of the reference: what an order gave comes back in proportion, and what is missing is owed.
import { describe, expect, test } from "vitest";
import { claimsText } from "../../src/index.js";
import type { Json } from "../support/script.js";
import { play } from "../support/script.js";
import { table } from "../support/table.js";

const appreciation: Json = {
  kind: "appreciation",
  asset: "points",
  pool: "profit",
  mint: "0.70",
  initialPrice: "1",
  retention: "0.20",
};

test("[refund.proportion] each refund takes ⌊given × refunded ÷ gross⌋ less what was taken before; the last takes all", () => {
  const plan = {
    assets: { hi: { scale: 0 } },
    pools: { p: { inflow: [{ rate: "0.1", of: "gross" }] } },
    mechanisms: [{ kind: "grant", on: "order", to: "buyer", asset: "hi", amount: "100" }],
  };
  const stage = play(plan, "join A\nshop M margin=0.5\norder o1 A 3.01 merchant=M");
  for (const { refund, hi, pool, merchant, owed } of table(`
    | refund | hi | pool | merchant | owed |
    |--------|----|------|----------|------|
    | 1.00   | 67 | 0.21 | 1.01     | -    |
    | 1.00   | 34 | 0.11 | 0.51     | -    |
    | 1.01   | 0  | 0.00 | 0.00     | -    |
  `))
    stage.play(`
      refund o1 ${refund}
      A.hi = ${hi}
      pool.p = ${pool}
      M.cash = ${merchant}
      A.hi.owed = ${owed}
    `);
  stage.play("platform.cash = 0.00\n refund o1 0.01 ! refund_exceeds_order");
});

describe("[refund.grant]", () => {
  const plan = (more: Json): Json => ({
    assets: { hi: { scale: 0, ...(more["asset"] as Json | undefined) } },
    mechanisms: [
      {
        kind: "grant",
        on: "order",
        to: "referrer",
        asset: "hi",
        rate: "1",
        of: "gross",
        ...(more["grant"] as Json | undefined),
      },
    ],
  });
  const people = "join R\njoin A referrer=R\n";

  test("from the free balance, then a receivable", () => {
    play(
      plan({}),
      `${people}
      order o1 A 100
      adjust R hi -60
      refund o1
      R.hi = 0
      R.hi.owed = 60
    `,
    );
  });

  test("from the order's own lot first, then the free balance, then a receivable", () => {
    play(
      plan({ grant: { vest: { daily: "0.25" } } }),
      `${people}
      order o1 A 100
      close 2026-01-01
      close 2026-01-02
      R.hi = 100
      R.hi.locked = 50
      2026-01-03
      adjust R hi -20
      refund o1 50
      # 50 from the lot: what had been freed stays free
      R.hi = 30
      R.hi.locked = 0
      refund o1
      R.hi = 0
      R.hi.owed = 20
    `,
    );
  });

  test("capped assets return to the treasury", () => {
    play(
      plan({ asset: { cap: "100" } }),
      `${people}
      order o1 A 100
      supply.hi = 100
      refund o1
      supply.hi = 0
      order o2 A 100
      R.hi = 100
    `,
    );
  });

  test("cash returns to the platform, from where the buyer is paid", () => {
    play(
      { mechanisms: [{ kind: "grant", on: "order", to: "referrer", asset: "cash", rate: "0.10", of: "gross" }] },
      `${people}
      order o1 A 100
      R.cash = 10.00
      adjust R cash -4
      refund o1
      R.cash = 0.00
      R.cash.owed = 4.00
      platform.cash = 0.00
      platform.cash.owed = 4.00
    `,
    );
  });

  test("what activation by the order gave comes back too", () => {
    play(
      {
        assets: { hi: { scale: 0 } },
        activation: { tag: "starter" },
        mechanisms: [{ kind: "grant", on: "activate", to: "referrer", asset: "hi", amount: "100" }],
      },
      `${people}
      order o1 A 10 tags=starter
      R.hi = 100
      refund o1 5
      R.hi = 50
      refund o1
      R.hi = 0
      `,
    );
  });
});

describe("[refund.appreciation]", () => {
  const plan: Json = {
    assets: { points: { scale: 4 } },
    pools: { profit: { inflow: [{ rate: "0.30", of: "gross" }] } },
    mechanisms: [appreciation],
  };

  test("points that are still there are burnt and the inflow goes back", () => {
    play(
      plan,
      `
      join A
      join B
      order o1 A 1000
      order o2 B 1000
      refund o2 500
      B.points = 73.5000
      pool.profit = 450.00
      refund o2
      B.points = 0.0000
      pool.profit = 300.00
      price.points = 1.428571428571
      platform.cash = 700.00
    `,
    );
  });

  test("points already sold are owed, and the inflow that belongs to them stays, at the platform's cost", () => {
    play(
      plan,
      `
      join A
      join B
      order o0 B 1000
      order o1 A 1000
      # A has 147 of 357, the pool 600: 49 are worth 82.35 and pay 65.88
      sell A points 49
      A.cash = 65.88
      pool.profit = 534.12
      refund o1
      # 98 of 147 are there: ⌊300 × 98 ÷ 147⌋ = 200 go back
      A.points = 0.0000
      A.points.owed = 49.0000
      pool.profit = 334.12
      supply.points = 210.0000
      platform.cash = 600.00
      # the next points pay the debt first; its lot still exits by all that was minted
      order o2 A 1000
      A.points.owed = -
      A.points = 82.9885
    `,
    );
  });

  test("of a lot that was sold in part, a later part refund takes what is left", () => {
    play(
      plan,
      `
      join A
      order o1 A 1000
      sell A points 200
      refund o1 500
      A.points = 0.0000
      A.points.owed = 95.0000
      refund o1
      A.points.owed = 200.0000
    `,
    );
  });
});

describe("[refund.queue] an acceleration and the ticket that it paid on, both refunded, in either order", () => {
  const plan: Json = {
    pools: { p: { inflow: [{ rate: "0.20", of: "gross" }] } },
    mechanisms: [
      { kind: "queue", pool: "p", ticket: "1", lockDays: 15, accelerate: "0.20" },
      { kind: "withdraw" },
      { kind: "grant", on: "order", to: "buyer", asset: "cash", rate: "0.10", of: "gross", tags: ["paid"] },
    ],
  };
  const orders = `
    join A
    join B referrer=A
    order o1 A 100
    order o2 B 100
    A.cash = 20.00
    pool.p = 20.00
    `;

  test("the acceleration first: it goes back into the ticket, which then shrinks to nothing", () => {
    play(plan, `${orders}\nrefund o2\nA.cash = 0.00\nrefund o1\nA.cash = 0.00\nA.cash.owed = -\npool.p = 0.00`);
  });

  test("the ticket first: what it was paid is owed, until the acceleration is taken back; nobody pays twice", () => {
    play(
      plan,
      `${orders}
      refund o1
      A.cash.owed = 20.00
      pool.p = 0.00
      fund p 5
      refund o2 50
      A.cash = 10.00
      A.cash.owed = 10.00
      pool.p = 5.00
      refund o2
      A.cash = 0.00
      A.cash.owed = -
      pool.p = 5.00
      `,
    );
  });

  test("a part of the ticket: the debt ends first, the ticket gets the rest", () => {
    const stage = play(plan, `${orders}\nrefund o1 90\nA.cash.owed = 10.00\nrefund o2\nA.cash = 0.00\nA.cash.owed = -`);
    // 10.00 of A's ticket stand, and the pool has its inflow of 2.00 less nothing
    expect(claimsText(stage.programme)).toMatchObject([{ promised: "10.00", held: "2.00" }]);
  });

  test("a debt that was paid off meanwhile: the platform passes it on, and the cash that is there is not asked for", () => {
    play(
      plan,
      `${orders}
      withdraw A 20
      refund o1
      A.cash.owed = 20.00
      order o3 A 200 tags=paid
      A.cash = 0.00
      A.cash.owed = -
      fund p 100
      pool.p = 140.00
      refund o2
      A.cash.owed = -
      pool.p = 140.00
      platform.cash = 140.00
      `,
    );
  });
});

describe("[refund.tender]", () => {
  const plan: Json = {
    assets: {
      voucher: { scale: 2, spend: { settle: "merchant" } },
      capped: { scale: 2, cap: "100", spend: { settle: "merchant" } },
      shopping: { scale: 2, spend: { settle: { pool: "fund" } } },
    },
    pools: { fund: { inflow: [{ rate: "0.05", of: "gross" }] } },
  };
  const people = `
    join A
    shop M margin=0.20
    adjust A voucher 50
    adjust A capped 50
    adjust A shopping 50
    fund fund 40
  `;

  test("from the merchant's wallet", () => {
    play(
      plan,
      `${people}
      order o1 A 100 merchant=M tender=voucher:40
      refund o1 50
      A.voucher = 30.00
      M.voucher = 20.00
      refund o1
      A.voucher = 50.00
      M.voucher = 0.00
      M.cash = 0.00
      platform.cash = 0.00
    `,
    );
  });

  test("what the merchant no longer has the buyer gets all the same, and the merchant owes it", () => {
    play(
      plan,
      `${people}
      order o1 A 100 merchant=M tender=voucher:40
      adjust M voucher -30
      refund o1
      A.voucher = 50.00
      M.voucher = 0.00
      M.voucher.owed = 30.00
      supply.voucher = 50.00
    `,
    );
  });

  test("the pool that paid for it is paid back out of the merchant's cash", () => {
    play(
      plan,
      `${people}
      order o1 A 100 merchant=M tender=shopping:30
      M.cash = 86.00
      pool.fund = 13.50
      refund o1
      A.shopping = 50.00
      supply.shopping = 50.00
      M.cash = 0.00
      pool.fund = 40.00
      platform.cash = 0.00
    `,
    );
  });

  test("a merchant that is short of cash owes the pool's part", () => {
    play(
      plan,
      `${people}
      order o1 A 100 merchant=M tender=shopping:30
      adjust M cash -86
      refund o1
      A.shopping = 50.00
      M.cash.owed = 86.00
      pool.fund = 10.00
    `,
    );
  });
});
