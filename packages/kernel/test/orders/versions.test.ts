// A plan that changes while lots are open, prices that are set, and what is freed or lapses by the day.
import { describe, test } from "vitest";
import type { Json } from "../support/script.js";
import { planOf, play } from "../support/script.js";

const points = (multiple: string): Json => ({
  kind: "appreciation",
  asset: "points",
  pool: "profit",
  mint: "0.70",
  initialPrice: "1",
  retention: "0.20",
  exit: { multiple },
});
const base: Json = {
  assets: { points: { scale: 4 } },
  pools: { profit: { inflow: [{ rate: "0.30", of: "gross" }] } },
};

describe("[versions.lots] lots already open keep the version they began under", () => {
  test("the exit rule: the old lot at 3 ×, the new one at 1 ×, also when the mechanism has left the plan", () => {
    play(
      { ...base, mechanisms: [points("3")] },
      `
      join A
      join B
      order o1 A 1000
      plan v2
      order o2 B 1000
      A.points = 210.0000
      B.points = 147.0000
      # 2,499 ÷ 357 = 7: above 1,000 ÷ 147 = 6.80 and below 3,000 ÷ 210 = 14.28
      fund profit 1899
      B.points = 0.0000
      B.cash = 823.20
      A.points = 210.0000
      pool.profit = 1675.80
      plan v3
      order o3 B 1000
      B.points = 0.0000
      # the inflow of o3 makes 1,975.80; one cent below 3,000 nothing happens, then the price is reached exactly
      fund profit 1024.19
      A.points = 210.0000
      fund profit 0.01
      A.points = 0.0000
      A.cash = 2400.00
      pool.profit = 600.00
      `,
      {
        v2: planOf({ ...base, version: 2, mechanisms: [points("1")] }),
        v3: planOf({ ...base, version: 3, mechanisms: [] }),
      },
    );
  });

  test("what vests goes on vesting at its own pace, also when the new version vests nothing", () => {
    const grant = (more: Json): Json => ({
      kind: "grant",
      on: "order",
      to: "buyer",
      asset: "points",
      rate: "1",
      of: "gross",
      ...more,
    });
    play(
      { ...base, mechanisms: [grant({ vest: { daily: "0.30" } })] },
      `
      2026-01-01
      join A
      order o1 A 100
      A.points.locked = 100.0000
      adjust A points -1 ! insufficient_balance
      close 2026-01-01
      A.points = 100.0000
      A.points.locked = 70.0000
      2026-01-02
      plan v2
      close 2026-01-02
      A.points.locked = 40.0000
      2026-01-03
      plan v3
      close 2026-01-03
      A.points.locked = 10.0000
      close 2026-01-04
      A.points.locked = 0.0000
      A.points = 100.0000
      `,
      {
        v2: planOf({ ...base, version: 2, mechanisms: [grant({})] }),
        v3: planOf({ ...base, version: 3, mechanisms: [] }),
      },
    );
  });
});

test("[versions.switch] what a new version switches off is no longer given, what it adds is there at once", () => {
  const grant = (more: Json): Json => ({
    kind: "grant",
    on: "order",
    to: "buyer",
    asset: "points",
    amount: "1",
    ...more,
  });
  play(
    { ...base, mechanisms: [grant({}), { kind: "transfer", asset: "points" }] },
    `
    join A
    join B
    order o1 A 100
    transfer A B points 0.5
    plan v2
    order o2 A 100
    A.points = 0.5000
    A.coin = 5
    supply.coin = 5
    transfer A B points 0.1 ! not_allowed
    A.rank = low
    plan v2 ! malformed_plan
    `,
    {
      v2: planOf({
        ...base,
        version: 2,
        assets: { points: { scale: 4 }, coin: { scale: 0, cap: "5" } },
        ranks: [{ rank: "low", title: { zh: "", en: "" }, require: { spend: "100" } }],
        mechanisms: [
          grant({ enabled: false }),
          { kind: "transfer", asset: "points", enabled: false },
          grant({ id: "coins", asset: "coin", amount: "9" }),
        ],
      }),
    },
  );
});

test("[versions.cap] an asset in use keeps its cap, or stays without one", () => {
  const coin = (more: Json): Json => ({ assets: { coin: { scale: 1, ...more } } });
  play(
    coin({ cap: "10" }),
    `
    join A
    plan higher ! malformed_plan
    plan none ! malformed_plan
    plan same
    plan uncapped ! malformed_plan
    `,
    {
      higher: planOf({ version: 2, ...coin({ cap: "11" }) }),
      none: planOf({ version: 2, ...coin({}) }),
      same: planOf({ version: 2, ...coin({ cap: "10.0" }) }),
      uncapped: planOf({ version: 3, ...coin({ cap: "100" }) }),
    },
  );
});

test("[versions.retention] a forced exit pays by the version that its lot began under, a sale by the one in force", () => {
  play(
    { ...base, mechanisms: [points("3")] },
    `
    join A
    join B
    order o1 A 1000
    plan v2
    order o2 B 1000
    # 600 ÷ 357
    sell B points 147
    B.cash = 123.52
    pool.profit = 476.48
    # 3,000 ÷ 210
    fund profit 2523.52
    A.cash = 2400.00
    pool.profit = 600.00
    `,
    { v2: planOf({ ...base, version: 2, mechanisms: [{ ...points("9"), retention: "0.50" }] }) },
  );
});

test("[versions.ranks] a new ladder is looked at with the change itself, for everybody", () => {
  play(
    { ...base },
    `
    join A
    join B referrer=A
    order o1 A 100
    order o2 B 100
    plan v2
    B.rank = low
    A.rank = high
    `,
    {
      v2: planOf({
        ...base,
        version: 2,
        ranks: [
          { rank: "low", title: { zh: "", en: "" }, require: { spend: "100" } },
          { rank: "high", title: { zh: "", en: "" }, require: { directRank: { low: 1 } } },
        ],
      }),
    },
  );
});

test("[prices] the reference price: what was set last, else the plan's; without one nothing is paid at market", () => {
  play(
    {
      assets: { a: { scale: 2, referencePrice: "2" }, b: { scale: 0 } },
      mechanisms: ["a", "b"].map((asset) => ({
        kind: "grant",
        id: asset,
        on: "order",
        to: "buyer",
        asset,
        rate: "0.10",
        of: "gross",
        at: "market",
      })),
    },
    `
    join A
    order o1 A 100
    A.a = 5.00
    A.b = -
    price.a = 2.000000000000
    price.b = -
    price a 0.3
    price b 0.000001
    price.a = 0.300000000000
    order o2 A 100
    A.a = 38.33
    A.b = 10000000
    price b 20000
    order o3 A 300000
    A.b = 10000001
    `,
  );
});

test("[adjusted] signed, by hand, within the treasury and the free balance", () => {
  play(
    { assets: { coin: { scale: 0, cap: "10" }, hi: { scale: 1 } } },
    `
    join A
    adjust A coin 7
    adjust A coin 4 ! limit_reached
    adjust A coin -2
    adjust A coin 5
    supply.coin = 10
    adjust A hi 0.5
    adjust A hi -0.6 ! insufficient_balance
    adjust A hi -0.5
    A.hi = 0.0
    adjust A cash 12.34
    A.cash = 12.34
    `,
  );
});

test("[vest] a share of less than one unit a day is freed as well: exact in all, rounded down once", () => {
  const coins: Json = { kind: "grant", on: "order", to: "buyer", asset: "coin", vest: { daily: "0.40" } };
  play(
    { assets: { coin: { scale: 0 } }, mechanisms: [{ ...coins, amount: "2" }] },
    `
    2026-01-01
    join A
    order o1 A 100
    close 2026-01-01
    # 0.8
    A.coin.locked = 2
    close 2026-01-02
    # 1.6
    A.coin.locked = 1
    close 2026-01-03
    # 2.4, and no more than is there
    A.coin.locked = 0
    A.coin = 2
    `,
  );
});

test("[convert] rates of any fineness, and a fee of the same: one exact product, rounded down once", () => {
  play(
    {
      assets: { hi: { scale: 0 }, coin: { scale: 8 } },
      mechanisms: [{ kind: "convert", from: "hi", to: "coin", rate: "2.718281828459", fee: "0.333333333333" }],
    },
    `
    join A
    adjust A hi 3
    convert A hi coin 3
    # 3 × 2.718281828459 × 0.666666666667
    A.coin = 5.43656365
    `,
  );
});

test("[earnedToday.eligible] who was not activated by the close has no share, whoever earned", () => {
  play(
    {
      assets: { hi: { scale: 0 }, air: { scale: 0 } },
      activation: { tag: "starter" },
      mechanisms: [
        { kind: "grant", on: "order", to: "buyer", asset: "hi", rate: "1", of: "gross" },
        {
          kind: "distribution",
          asset: "air",
          from: { schedule: { daily: "90" } },
          by: { earnedToday: "hi" },
          eligible: "activated",
        },
      ],
    },
    `
    2026-01-01
    join A
    join B
    order o1 A 100
    order o2 B 200 tags=starter
    close 2026-01-01
    A.air = -
    B.air = 90
    2026-01-02
    order o3 A 100
    order o4 B 200
    # what it earned before counts as well, once it may share
    activate A
    close 2026-01-02
    A.air = 30
    B.air = 150
    `,
  );
});

describe("[versions.shares] what is shared out follows the version in force", () => {
  const airdrop = (by: Json): Json => ({
    kind: "distribution",
    asset: "points",
    from: { schedule: { daily: "40" } },
    by,
  });
  const assets = { points: { scale: 4 }, hi: { scale: 0 }, low: { scale: 0 } };
  const holdings = `
    2026-01-01
    join A
    join B
    adjust A hi 10
    adjust B hi 30
    adjust A low 1
    `;

  test("a mechanism that a new version adds shares among those who hold already", () => {
    play(
      { assets },
      `${holdings}
      plan v2
      close 2026-01-01
      A.points = 10.0000
      B.points = 30.0000
      `,
      { v2: planOf({ assets, version: 2, mechanisms: [airdrop({ holding: "hi" })] }) },
    );
  });

  test("another weight holds from the change on, and what was earned under the old one stays; out of the plan it shares no more", () => {
    play(
      { assets, mechanisms: [airdrop({ holding: "hi" })] },
      `${holdings}
      close 2026-01-01
      2026-01-02
      plan v2
      close 2026-01-02
      A.points = 50.0000
      B.points = 30.0000
      2026-01-03
      plan v3
      close 2026-01-05
      A.points = 50.0000
      B.points = 30.0000
      `,
      {
        v2: planOf({ assets, version: 2, mechanisms: [airdrop({ holding: "low" })] }),
        v3: planOf({ assets, version: 3 }),
      },
    );
  });
});
