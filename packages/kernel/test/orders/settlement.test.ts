// What an order does, in the order in which it does it: tender, pools, merchant, counts, mechanisms, activation, ranks.
import { describe, expect, test } from "vitest";
import { renderEntry } from "../../src/index.js";
import type { Json } from "../support/script.js";
import { planOf, play, Stage } from "../support/script.js";
import { table } from "../support/table.js";

const named = (text: string): Json => ({ zh: text, en: text });

test("[order.sequence] tender leaves, pools fill, the merchant is credited, mechanisms run as written, then activation and ranks", () => {
  const stage = new Stage(
    planOf({
      assets: { voucher: { scale: 2, spend: { settle: "merchant" } }, hi: { scale: 0 }, gift: { scale: 0 } },
      pools: { p: { inflow: [{ rate: "0.05", of: "gross" }] }, r: { inflow: [{ rate: "0.5", of: "revenue" }] } },
      ranks: [{ rank: "junior", title: named("junior"), require: { spend: "100" } }],
      activation: { tag: "starter" },
      mechanisms: [
        { kind: "grant", id: "first", on: "order", to: "buyer", asset: "hi", rate: "1", of: "margin" },
        { kind: "grant", id: "second", on: "order", to: "buyer", asset: "hi", rate: "1", of: "earned" },
        {
          kind: "grant",
          id: "ranked",
          on: "order",
          to: "buyer",
          asset: "hi",
          rate: "100",
          of: "margin",
          if: { rank: "junior" },
        },
        {
          kind: "grant",
          id: "active",
          on: "order",
          to: "buyer",
          asset: "hi",
          rate: "100",
          of: "margin",
          if: { activated: true },
        },
        { kind: "grant", id: "cash", on: "order", to: "referrer", asset: "cash", rate: "0.10", of: "margin" },
        { kind: "grant", id: "welcome", on: "activate", to: "self", asset: "gift", amount: "1" },
      ],
    }),
  ).play(`
    join R
    join A referrer=R
    shop M margin=0.20
    adjust A voucher 50
    order o1 A 250 merchant=M tender=voucher:50 tags=starter
    # cash part 200: cost 160, margin 40, inflow 10, direct 4, revenue 26 of which half goes into r
    A.voucher = 0.00
    M.voucher = 50.00
    M.cash = 160.00
    R.cash = 4.00
    pool.p = 10.00
    pool.r = 13.00
    platform.cash = 13.00
    # 40 by the first grant, 40 by the second; not yet ranked nor activated when they ran
    A.hi = 80
    A.rank = junior
    A.active = true
    A.gift = 1
  `);
  const entry = stage.entries.at(-1);
  const rules = entry ? renderEntry(stage.programme, entry).postings.map(({ why }) => why.mechanism || why.rule) : [];
  expect(rules).toEqual([
    "tender",
    "order.paid",
    "pool.inflow",
    "order.cost",
    "first",
    "second",
    "cash",
    "pool.inflow",
    "welcome",
  ]);
});

test("[order.explained] every posting says why in both languages, with no gap in the text", () => {
  const stage = play(
    {
      assets: { points: { scale: 4 } },
      pools: { profit: { inflow: [{ rate: "0.30", of: "gross" }] } },
      mechanisms: [
        { kind: "appreciation", asset: "points", pool: "profit", mint: "0.70", initialPrice: "1", retention: "0.20" },
      ],
    },
    `
    join A
    order o1 A 1000
    order o2 A 1000
    sell A points 10
    refund o2
    `,
  );
  const texts = stage.entries.flatMap((entry) =>
    renderEntry(stage.programme, entry).postings.map(({ why }) => why.text),
  );
  expect(texts.length).toBeGreaterThan(8);
  for (const { zh, en } of texts) expect(`${zh} ${en}`).not.toMatch(/[{}]|undefined|NaN/);
  expect(texts.map(({ en }) => en)).toContain(
    "Order o2: pool inflow 300.00 × 0.70 = 210.00, minted at the price before the order, 1.428571428571: 147.0000",
  );
});

describe("[order.margin] what an order leaves after its cost", () => {
  for (const { order, merchant, platform, pool, why } of table(`
    | order                        | merchant | platform | pool   | why                                              |
    |------------------------------|----------|----------|--------|--------------------------------------------------|
    | A 100                        | -        | 90.00    | 10.00  | own goods with no cost told: all of it is margin |
    | A 100 cost=60                | -        | 90.00    | 10.00  | own cost stays with the platform                 |
    | A 100 merchant=M             | 80.00    | 10.00    | 10.00  | 20 % of 100                                      |
    | A 33.33 merchant=M           | 26.67    | 3.33     | 3.33   | ⌊33.33 × 0.2⌋ = 6.66 stays, 26.67 is the cost    |
    | A 0.04 merchant=M            | 0.04     | 0.00     | 0.00   | ⌊0.04 × 0.2⌋ = 0                                 |
    | A 100 merchant=M cost=85.50  | 85.50    | 4.50     | 10.00  | the cost told wins over the rate                 |
    | A 100 merchant=N             | -        | 90.00    | 10.00  | a merchant without a rate keeps nothing          |
    | A 0 merchant=M               | -        | -        | 0.00   | an order of 0 earns nothing                      |
  `))
    test(`${order}: ${why}`, () => {
      const stage = play(
        { pools: { p: { inflow: [{ rate: "0.10", of: "gross" }] } } },
        `
        join A
        shop M margin=0.20
        shop N
        order o1 ${order}
        `,
      );
      const who = order?.includes("=N") ? "N" : "M";
      expect([stage.look(`${who}.cash`), stage.look("platform.cash"), stage.look("pool.p")]).toEqual([
        merchant,
        platform,
        pool,
      ]);
    });
});

test("[order.margin] a merchant's new rate holds from its next order on", () => {
  play(
    {},
    `
    join A
    shop M margin=0.20
    order o1 A 100 merchant=M
    concede M 0.50
    order o2 A 100 merchant=M
    M.cash = 130.00
    `,
  );
});

test("[order.margin] inflows and cash grants together may take the whole margin, and no more", () => {
  const plan = (rate: string): Json => ({
    pools: { p: { inflow: [{ rate: "0.60", of: "margin" }] } },
    mechanisms: [{ kind: "grant", on: "order", to: "referrer", asset: "cash", rate, of: "margin" }],
  });
  const people = "join R\njoin A referrer=R\nshop M margin=0.10\n";
  play(plan("0.40"), `${people} order o1 A 100 merchant=M\n R.cash = 4.00\n pool.p = 6.00\n platform.cash = 0.00`);
  play(plan("0.41"), `${people} order o1 A 100 merchant=M ! margin_exceeded\n R.cash = -\n pool.p = 0.00\n M.cash = -`);
  play(plan("9"), `${people} order o1 A 100 merchant=M ! margin_exceeded\n fund p 5\n pool.p = 5.00`);
});

describe("[order.tender] part of an order paid in an asset", () => {
  const plan: Json = {
    assets: {
      voucher: { scale: 2, spend: { settle: "merchant" } },
      fine: { scale: 4, spend: { settle: "merchant" } },
      shopping: { scale: 2, cap: "1000", spend: { settle: { pool: "fund" } } },
      likeCash: { scale: 2, spend: { settle: "merchant", earns: true } },
      food: { scale: 2, spend: { settle: "merchant", tags: ["food"] } },
      hi: { scale: 2 },
    },
    pools: { fund: { inflow: [{ rate: "0.05", of: "gross" }] } },
    mechanisms: [{ kind: "grant", on: "order", to: "buyer", asset: "hi", rate: "1", of: "gross" }],
  };
  const people = `
    join A
    shop M margin=0.20
    adjust A voucher 100
    adjust A fine 100
    adjust A shopping 100
    adjust A likeCash 100
    adjust A food 100
  `;

  test("to the merchant: it gets the asset in full, and its cost on the cash part", () => {
    play(
      plan,
      `${people}
      order o1 A 100 merchant=M tender=voucher:40
      M.voucher = 40.00
      M.cash = 48.00
      A.hi = 60.00
      pool.fund = 3.00
      supply.voucher = 100.00
    `,
    );
  });

  test("out of a pool: the merchant gets cash for it, the asset is burnt or returns to its treasury", () => {
    play(
      plan,
      `${people}
      supply.shopping = 100.00
      fund fund 30
      order o1 A 100 merchant=M tender=shopping:30
      # 30 from the pool as it stood before the order, 56 on the cash part; then 3.50 flow in
      M.cash = 86.00
      pool.fund = 3.50
      supply.shopping = 70.00
      A.shopping = 70.00
      adjust A shopping 930
      adjust A shopping 0.01 ! limit_reached
    `,
    );
  });

  test("a pool that is short is not helped by the order's own inflow", () => {
    play(
      plan,
      `${people}
      fund fund 29.99
      order o1 A 1000 merchant=M tender=shopping:30 ! pool_short
      A.shopping = 100.00
      pool.fund = 29.99
    `,
    );
  });

  test("an asset that earns counts as cash for rewards, not for pools", () => {
    play(
      plan,
      `${people}
      order o1 A 100 merchant=M tender=likeCash:40
      A.hi = 100.00
      M.cash = 48.00
      pool.fund = 3.00
    `,
    );
  });

  test("only with the right tag", () => {
    play(
      plan,
      `${people}
      order o1 A 100 merchant=M tender=food:40 ! not_allowed
      order o1 A 100 merchant=M tender=food:40 tags=drink,food
      M.food = 40.00
    `,
    );
  });

  test("several at once, the platform's own goods, and the whole price in assets", () => {
    play(
      plan,
      `${people}
      order o1 A 100 tender=voucher:60,fine:40
      platform.voucher = 60.00
      platform.fine = 40.0000
      A.hi = -
      platform.cash = -
    `,
    );
  });

  test("what is finer than cash counts rounded down, and is handed over in full", () => {
    play(
      plan,
      `${people}
      order o1 A 1.00 tender=fine:1.0099
      platform.fine = 1.0099
      platform.cash = -
      order o2 A 1.00 tender=fine:0.0099
      platform.cash = 0.95
    `,
    );
  });
});

test("[order.activation] a tag activates its buyer once; joining does where the plan names no tag", () => {
  const grants: Json[] = [
    { kind: "grant", id: "join", on: "join", to: "self", asset: "hi", amount: "1" },
    { kind: "grant", id: "in", on: "activate", to: "self", asset: "hi", amount: "10" },
    { kind: "grant", id: "up", on: "activate", to: "referrer", asset: "hi", amount: "100", if: { activated: true } },
  ];
  play(
    { assets: { hi: { scale: 0 } }, activation: { tag: "starter" }, mechanisms: grants },
    `
    join A
    join B referrer=A
    A.hi = 1
    A.active = false
    order o1 A 100 tags=starter
    A.active = true
    A.hi = 11
    order o2 A 100 tags=starter
    A.hi = 11
    order o3 B 100
    B.active = false
    activate B
    B.hi = 11
    A.hi = 111
    activate B ! already_exists
    `,
  );
  play(
    { assets: { hi: { scale: 0 } }, mechanisms: grants },
    `
    join A
    A.active = true
    A.hi = 11
    join B referrer=A
    A.hi = 111
    `,
  );
});

test("[order.tags] mechanisms and inflows look only at the orders they are for", () => {
  play(
    {
      assets: { hi: { scale: 0 } },
      pools: {
        zone: { inflow: [{ rate: "0.1", of: "gross", tags: ["zone"] }] },
        rest: { inflow: [{ rate: "0.1", of: "gross", exceptTags: ["zone", "card"] }] },
      },
      mechanisms: [
        { kind: "grant", id: "zone", on: "order", to: "buyer", asset: "hi", amount: "1", tags: ["zone", "other"] },
        { kind: "grant", id: "rest", on: "order", to: "buyer", asset: "hi", amount: "100", exceptTags: ["zone"] },
      ],
    },
    `
    join A
    order o1 A 100 tags=zone
    A.hi = 1
    pool.zone = 10.00
    pool.rest = 0.00
    order o2 A 100 tags=card
    A.hi = 101
    pool.rest = 0.00
    order o3 A 100
    A.hi = 201
    pool.rest = 10.00
    `,
  );
});

test("[order.closing] from programme.closing on nothing new is rewarded; orders still settle", () => {
  play(
    {
      assets: { hi: { scale: 0 } },
      pools: { p: { inflow: [{ rate: "0.1", of: "gross" }] } },
      mechanisms: [
        { kind: "grant", id: "j", on: "join", to: "self", asset: "hi", amount: "1" },
        { kind: "grant", id: "o", on: "order", to: "buyer", asset: "hi", amount: "1" },
      ],
    },
    `
    join A
    closing
    join B
    order o1 A 100
    A.hi = 1
    B.hi = -
    pool.p = 10.00
    `,
  );
});
