// What lies ahead of a holder, held against what then happens: the days that come, the place in a line, the next share, the next round.
import { describe, expect, test } from "vitest";
import type { Programme } from "../../src/index.js";
import { actsText, aheadText, ordersUntilPaid, parseDay, walletText } from "../../src/index.js";
import type { Json } from "../support/script.js";
import { planOf, play, Stage } from "../support/script.js";

const dayOf = (text: string): number => parseDay(text) ?? 0;
const ahead = (programme: Programme, name: string, through = "2026-12-31") =>
  aheadText(programme, programme.holders.find(name) ?? -1, dayOf(through));

/** What the wallet holds free of an asset after each close, against what the calendar had said it would gain. */
function holdsGood({ programme }: Stage, name: string, asset: string, through: string): string[] {
  const told = ahead(programme, name, through).coming;
  const row = programme.holders.find(name) ?? -1;
  const number = programme.asset(asset);
  const wrong: string[] = [];
  for (let day = programme.today; day <= dayOf(through); day++) {
    const before = programme.ledger.free(row, number);
    programme.closeThrough(day);
    const lines = told.filter((line) => dayOf(line.day) === day && line.asset === asset);
    const sum = lines.reduce((all, { kind, amount }) => {
      const minor = Math.round(Number(amount) * 10 ** programme.scale(number));
      return all + (kind === "lapses" ? -minor : minor);
    }, 0);
    const came = programme.ledger.free(row, number) - before;
    if (came !== sum) wrong.push(`${day - dayOf("2026-01-01")}: told ${sum}, came ${came}`);
  }
  return wrong;
}

const release: Json = {
  assets: { subsidy: { scale: 2 }, voucher: { scale: 2 } },
  mechanisms: [
    {
      kind: "release",
      asset: "subsidy",
      to: "voucher",
      lots: { tiers: [{ atLeast: "0", multiple: "3" }] },
      daily: "0.7",
    },
  ],
};

describe("the calendar", () => {
  test("[release] two lots: each frees its part from the day after its order on, the last day what is left", () => {
    const stage = play(
      release,
      `
      join A
      order o1 A 100.01
      2026-01-02
      order o2 A 10
      `,
    );
    const { coming } = ahead(stage.programme, "A");
    expect(coming.map(({ day, kind, asset, amount, pool }) => [day, kind, asset, amount, pool].join(" "))).toEqual([
      "2026-01-02 freed voucher 70.00 ",
      "2026-01-03 freed voucher 77.00 ",
      "2026-01-04 freed voucher 77.00 ",
      "2026-01-05 freed voucher 77.00 ",
      "2026-01-06 freed voucher 27.03 ",
      "2026-01-07 freed voucher 2.00 ",
    ]);
    stage.play("close 2026-01-03");
    expect(ahead(stage.programme, "A").coming).toEqual(coming.slice(2));
    expect(holdsGood(stage, "A", "voucher", "2026-01-20")).toEqual([]);
    expect(ahead(stage.programme, "A").coming).toEqual([]);
  });

  test("[release] into cash is told with the pool that has to hold it", () => {
    const stage = play(
      {
        assets: { subsidy: { scale: 2 } },
        pools: { fund: { inflow: [{ rate: "0.10", of: "gross" }] } },
        mechanisms: [
          {
            kind: "release",
            asset: "subsidy",
            to: "cash",
            pool: "fund",
            lots: { tiers: [{ atLeast: "0", multiple: "1" }] },
            daily: "0.06",
          },
        ],
      },
      "join A\norder o1 A 100",
    );
    const { coming } = ahead(stage.programme, "A", "2026-01-03");
    expect(coming).toEqual([
      { day: "2026-01-02", kind: "paid", mechanism: "release", asset: "cash", amount: "6.00", pool: "fund" },
      { day: "2026-01-03", kind: "paid", mechanism: "release", asset: "cash", amount: "6.00", pool: "fund" },
    ]);
    // The pool has 10.00: one of the two days is paid, as the words beside it say.
    stage.play("close 2026-01-03\nA.cash = 6.00");
  });

  test("[grant] what vests comes by the day, shares of less than a unit included", () => {
    const stage = play(
      {
        assets: { points: { scale: 0 } },
        mechanisms: [{ kind: "grant", on: "join", to: "self", asset: "points", amount: "10", vest: { daily: "0.15" } }],
      },
      "join A",
    );
    const { coming } = ahead(stage.programme, "A");
    expect(coming.map(({ amount }) => amount)).toEqual(["1", "2", "1", "2", "1", "2", "1"]);
    expect(holdsGood(stage, "A", "points", "2026-01-20")).toEqual([]);
  });

  test("[expiry] what lapses is told on the day on which it does", () => {
    const stage = play(
      {
        assets: { points: { scale: 0, expires: 3 } },
        mechanisms: [{ kind: "grant", on: "join", to: "self", asset: "points", amount: "10" }],
      },
      "join A",
    );
    const { coming } = ahead(stage.programme, "A");
    expect(coming).toEqual([
      { day: "2026-01-04", kind: "lapses", mechanism: "grant", asset: "points", amount: "10", pool: "" },
    ]);
    expect(holdsGood(stage, "A", "points", "2026-01-10")).toEqual([]);
  });
});

const line = (queue: Json, inflow = "0.20"): Stage =>
  new Stage(
    planOf({
      pools: { p: { inflow: [{ rate: inflow, of: "gross" }] } },
      mechanisms: [{ kind: "queue", pool: "p", ticket: "1", ...queue }],
    }),
  );

const like = { gross: "50.00", cost: "0.00" };
const orders = ({ programme }: Stage, name: string): (number | null)[] =>
  ordersUntilPaid(programme, programme.holders.find(name) ?? -1, like, "2026-02-01T12:00:00+08:00");

describe("the place in a line", () => {
  test("[lockDays] position, what is paid before, what the pool lacks, and as many orders as it then takes", () => {
    const stage = line({ lockDays: 15 });
    stage.play("join A\njoin B\norder o1 A 100\norder o2 B 60");
    const [place] = ahead(stage.programme, "B").places;
    expect(place).toEqual({
      mechanism: "queue",
      order: "o2",
      day: "2026-01-01",
      amount: "60.00",
      left: "60.00",
      position: 2,
      ahead: "100.00",
      pool: "p",
      held: "32.00",
      missing: "128.00",
      due: "2026-01-16",
    });
    expect(ahead(stage.programme, "B").coming).toEqual([]);
    // 50 × 0.20 = 10.00 an order
    const [needed] = orders(stage, "B");
    expect(needed).toBe(13);
    stage.play("join C");
    for (let count = 1; count <= 12; count++) stage.play(`order c${count} C 50`);
    stage.play("close 2026-01-20\nB.cash = -\n2026-01-21\norder c13 C 50\nclose 2026-01-21\nB.cash = 60.00");
    expect(ahead(stage.programme, "B").places).toEqual([]);
  });

  test("[advance] as many as have to come behind it, whoever waits before it included", () => {
    const stage = line({ ticket: "0.70", advance: 3 }, "0.25");
    stage.play("join A\njoin B\njoin C\norder o1 A 50\norder o2 B 50");
    expect(ahead(stage.programme, "B").places).toMatchObject([{ position: 2, ahead: "35.00", arrivals: 5 }]);
    const [needed = 0] = orders(stage, "B");
    expect(needed).toBe(5);
    for (let count = 1; count < Number(needed); count++) stage.play(`order c${count} C 50`);
    stage.play(`B.cash = -\norder last C 50\nB.cash = 35.00`);
  });

  test("says so when such orders never bring it there, and when only its day is missing", () => {
    const never = line({ lockDays: 15 }, "0");
    never.play("join A\norder o1 A 100");
    expect(orders(never, "A")).toEqual([null]);
    const enough = line({ lockDays: 60 });
    enough.play("join A\norder o1 A 100\nfund p 100");
    expect(orders(enough, "A")).toEqual([0]);
    expect(ahead(enough.programme, "A").coming).toEqual([
      { day: "2026-03-02", kind: "paid", mechanism: "queue", asset: "cash", amount: "100.00", pool: "p" },
    ]);
    expect(holdsGood(enough, "A", "cash", "2026-03-10")).toEqual([]);
  });
});

describe("the next share", () => {
  const shares = (more: Json): Json => ({
    assets: { points: { scale: 0 }, leaf: { scale: 4, cap: "1000" } },
    mechanisms: [
      { kind: "grant", on: "order", to: "buyer", asset: "points", rate: "1", of: "gross" },
      { kind: "distribution", asset: "leaf", from: { schedule: { daily: "10" } }, by: { holding: "points" }, ...more },
    ],
  });
  const people = "join A\njoin B\norder o1 A 100\norder o2 B 200";

  test.each([{}, { by: { earnedToday: "points" } }, { by: { equal: true } }, { every: "month" }])(
    "is what the close then gives: %j",
    (more) => {
      const stage = play(shares(more), people);
      const [share] = ahead(stage.programme, "A").shares;
      const isMonthly = "every" in more;
      expect(share).toMatchObject({ asset: "leaf", sum: "10.0000", day: isMonthly ? "2026-01-31" : "2026-01-01" });
      if (isMonthly) return;
      stage.play("close 2026-01-01");
      stage.play(`A.leaf = ${share?.amount ?? ""}`);
    },
  );

  test("by the month it gathers", () => {
    const stage = play(shares({ every: "month" }), `${people}\nclose 2026-01-30`);
    const [share] = ahead(stage.programme, "A").shares;
    expect(share).toMatchObject({ sum: "310.0000", amount: "103.3333", share: "0.333333" });
    stage.play("close 2026-01-31\nA.leaf = 103.3333");
  });
});

test("[rounds] rounds so far, what brings the next one, and what it gives my lots", () => {
  const stage = play(
    {
      assets: { points: { scale: 2 }, voucher: { scale: 2 } },
      mechanisms: [
        {
          kind: "rounds",
          points: "points",
          voucher: "voucher",
          rate: "0.005",
          growth: "0.15",
          trigger: { growth: "0.10", days: 15 },
          multiple: "5",
          maxRounds: 40,
        },
      ],
    },
    "shop S margin=0.20\njoin A\norder o1 A 1000 merchant=S\nclose 2026-01-01",
  );
  const [first] = ahead(stage.programme, "A").rounds;
  expect(first).toEqual({
    mechanism: "rounds",
    points: "points",
    voucher: "voucher",
    rounds: [],
    existing: "400.00",
    target: "440.00",
    latest: "2026-01-17",
    mine: { points: "200.00", received: "0.00", most: "1000.00", next: "1.00" },
  });
  stage.play("close 2026-01-16\nA.voucher = -\nclose 2026-01-17\nA.voucher = 1.00");
  const [second] = ahead(stage.programme, "A").rounds;
  expect(second).toMatchObject({
    rounds: [{ number: 1, day: "2026-01-17", growth: "0.000000" }],
    latest: "2026-02-02",
    mine: { received: "1.00", next: "1.15" },
  });
  stage.play("close 2026-02-02\nA.voucher = 2.15");
});

test("what a holder may begin, by the plan in force; looking ahead changes nothing", () => {
  const plan: Json = {
    assets: { points: { scale: 0 }, voucher: { scale: 2 } },
    pools: { p: { inflow: [{ rate: "0.30", of: "gross" }] } },
    mechanisms: [
      { kind: "appreciation", asset: "points", pool: "p", mint: "0.70", initialPrice: "1", retention: "0.20" },
      { kind: "convert", from: "points", to: "voucher" },
      { kind: "transfer", asset: "points" },
      { kind: "transfer", id: "again", asset: "points", fee: "0.5" },
      { kind: "transfer", id: "off", asset: "voucher", enabled: false },
      { kind: "withdraw", review: "10" },
      {
        kind: "collectible",
        asset: "points",
        editions: [{ edition: "leaf", title: { zh: "叶", en: "Leaf" }, price: "5", supply: 2 }],
      },
    ],
  };
  const stage = play(plan, "join A\norder o1 A 100\nadjust A cash 50\nredeem A leaf\nwithdraw A 20");
  const rows = stage.programme.store.dump();
  const acts = actsText(stage.programme).map(({ event, mechanism, asset, to }) =>
    [event, mechanism, asset, to ?? "-"].join(" "),
  );
  expect(acts).toEqual([
    "asset.sold appreciation points -",
    "asset.converted convert points voucher",
    "asset.transferred transfer points -",
    "cash.withdrawn withdraw cash -",
    "collectible.redeemed collectible points -",
  ]);
  expect(actsText(stage.programme).at(-1)?.edition).toMatchObject({ name: "leaf", price: "5", left: 1 });
  const { inReview } = ahead(stage.programme, "A");
  expect(inReview).toMatchObject([{ amount: "20.00" }]);
  expect(stage.programme.store.dump()).toEqual(rows);
  stage.play(`approve ${inReview[0]?.id ?? ""}`);
  expect(ahead(stage.programme, "A").inReview).toEqual([]);
  expect(walletText(stage.programme, stage.programme.holders.find("A") ?? -1)["cash"]).toBe("30.00");
});
