// appreciation: who exits before whom, exit prices of lots and members, limits of sales to the cent, claims, and the price when nothing is left.
import { describe, expect, test } from "vitest";
import { claimsText, lotsText, promisedText, renderEntry } from "../../src/index.js";
import type { Json } from "../support/script.js";
import { planOf, play, Stage } from "../support/script.js";

/** All of the inflow is minted at 1 a point, and nothing is retained: the price stays at 1 until somebody funds the pool. */
const parts = (more: Json = {}, scale = 4): Json => ({
  assets: { points: { scale } },
  pools: { profit: { inflow: [{ rate: "0.30", of: "gross" }] } },
  mechanisms: [
    {
      kind: "appreciation",
      asset: "points",
      pool: "profit",
      mint: "1",
      initialPrice: "1",
      retention: "0",
      ...more,
    },
  ],
});

/** Exits since the stage began, in their order: who was paid how much. */
const exits = ({ programme, entries }: Stage): string[] =>
  entries
    .flatMap((entry) => renderEntry(programme, entry).postings)
    .filter(({ why }) => why.rule === "exit")
    .map(({ credit, amount }) => `${credit} ${amount}`);

const lotsOf = ({ programme }: Stage, name: string) => lotsText(programme, programme.holders.find(name) ?? -1);

describe("[appreciation.exit]", () => {
  const members = ["D", "C", "B", "A"].map((name) => `join ${name}`).join("\n");

  test("lots of one exit price go in the order of their orders, at the very price and not below it", () => {
    const stage = play(
      parts({ exit: { multiple: "0.5" } }),
      `${members}
      order o1 D 100
      order o2 C 100
      order o3 B 100
      order o4 A 100
      fund profit 79.99
      supply.points = 120.0000`,
    );
    expect(exits(stage)).toEqual([]);
    stage.play(`fund profit 0.01\nsupply.points = 0.0000\npool.profit = 0.00`);
    expect(exits(stage)).toEqual(["wallet:D 50.00", "wallet:C 50.00", "wallet:B 50.00", "wallet:A 50.00"]);
  });

  test("of two exit prices that differ by a ten-thousandth of a millionth the lower goes first, and alone", () => {
    const script = `${members}
      order o1 A 100000000.01
      order o2 B 100000000.00
      order o3 C 100000000.01
      order o4 D 100000000.00
      supply.points = 120000000.0000`;
    const together = play(parts({ exit: { multiple: "0.5" } }), `${script}\nfund profit 80400000`);
    expect(exits(together).map((text) => text.slice(0, 8))).toEqual(["wallet:B", "wallet:D", "wallet:A", "wallet:C"]);
    const exactly = play(parts({ exit: { multiple: "0.5" } }), `${script}\nfund profit 80000000`);
    expect(exits(exactly)).toEqual(["wallet:B 50000000.00", "wallet:D 50000000.00"]);
  });

  test("a portion of a lot goes once, and the rest stays", () => {
    const stage = play(
      parts({ exit: { multiple: "0.5", portion: "0.25" } }),
      `join A
      order o1 A 100
      fund profit 20
      A.points = 22.5000
      A.cash = 12.50
      fund profit 100
      A.points = 22.5000
      sell A points 22.5
      A.cash = 150.00
      pool.profit = 0.00`,
    );
    expect(exits(stage)).toEqual(["wallet:A 12.50"]);
  });

  const both = `join A
    join B
    order o1 A 100
    order o2 B 100
    fund profit 60
    price.points = 2.000000000000
    order o3 A 100
    supply.points = 75.0000
    sell A points 10
    A.cash = 16.00
    pool.profit = 134.00`;

  test("of a lot: multiple × spend ÷ minted, whatever of it was sold", () => {
    const stage = play(parts({ exit: { multiple: "1" }, retention: "0.20" }), both);
    expect(lotsOf(stage, "A")).toMatchObject([
      { order: "o1", minted: "30.0000", left: "20.0000", exitPrice: "3.333333333333", reached: "0.618461" },
      { order: "o3", minted: "15.0000", left: "15.0000", exitPrice: "6.666666666666", reached: "0.309230" },
    ]);
  });

  test("of a member: the same over all that is left, and all of it goes", () => {
    const stage = play(parts({ exit: { multiple: "1", scope: "member" }, retention: "0.20" }), both);
    // (100 × 20 ÷ 30 + 100) ÷ 35 = 4.7619…; the price is 134 ÷ 65.
    expect(lotsOf(stage, "A")).toMatchObject([
      { left: "20.0000", exitPrice: "4.761904761904", reached: "0.432923" },
      { left: "15.0000", exitPrice: "4.761904761904", reached: "0.432923" },
    ]);
    expect(lotsOf(stage, "B")).toMatchObject([{ exitPrice: "3.333333333333", reached: "0.618461" }]);
    stage.play("fund profit 82.66");
    expect(exits(stage)).toEqual([]);
    stage.play("fund profit 0.01\nB.points = 0.0000\npool.profit = 136.67");
    expect(exits(stage)).toEqual(["wallet:B 80.00"]);
    stage.play("fund profit 29.99\nA.points = 35.0000\nfund profit 0.01\nA.points = 0.0000\npool.profit = 33.34");
    expect(exits(stage)).toEqual(["wallet:B 80.00", "wallet:A 133.33"]);
    // Nothing is left: the price is that of the last sale, and what comes is minted at it.
    stage.play("price.points = 4.762000000000\norder o4 A 100\nA.points = 6.2998");
    expect(lotsOf(stage, "A")).toMatchObject([{ order: "o4", exitPrice: "15.873519794279" }]);
  });
});

describe("[appreciation.sell] limits to the cent", () => {
  const stage = () =>
    play(
      parts({ sell: { maxPerSale: "20", maxPerHolderPerDay: "30" } }),
      "join A\norder o1 A 1000\nA.points = 300.0000",
    );
  const refusal = (at: Stage, line: string) => {
    const outcome = at.programme.apply(at.event(line));
    if (outcome.ok) throw new Error(`accepted: ${line}`);
    const { code, place, wrong, right } = outcome.refusal;
    return { code, place, wrong, right };
  };

  test("one sale, and a day's", () => {
    const at = stage();
    expect(refusal(at, "sell A points 20.01")).toEqual({
      code: "limit_reached",
      place: "quantity",
      wrong: "the sale pays more than one sale may",
      right: "a quantity that pays at most 20",
    });
    at.play("sell A points 20\nsell A points 10\nA.cash = 30.00");
    expect(refusal(at, "sell A points 0.01")).toEqual({
      code: "limit_reached",
      place: "quantity",
      wrong: "the day's sales would pay more than a holder may have",
      right: "at most 30 a day",
    });
    at.play("2026-01-02\nsell A points 19.99\nsell A points 10.01\nA.cash = 60.00\npool.profit = 240.00");
  });

  test("what is refused counts for nothing", () => {
    const at = stage();
    at.play("join B\nsell B points 20 ! insufficient_balance\norder o2 B 1000\nsell B points 20\nsell B points 10");
    at.play("sell nobody points 1 ! unknown_holder\nsell A gold 1 ! unknown_asset\nB.cash = 30.00");
  });
});

describe("[appreciation.claims]", () => {
  const exit = { multiple: "3" };
  const promised = ({ programme }: Stage): string => promisedText(programme);

  test("multiple × spend × (1 − retention) of what is left and has not exited", () => {
    const stage = play(parts({ exit, retention: "0.20" }), "join A\njoin B\norder o1 A 100");
    expect(claimsText(stage.programme)).toEqual([
      { mechanism: "appreciation", promised: "240.00", pool: "profit", held: "30.00" },
    ]);
    stage.play("sell A points 10");
    expect(promised(stage)).toBe("160.00");
    stage.play("order o2 B 50");
    expect(promised(stage)).toBe("280.00");
    stage.play("sell A points 20");
    expect(promised(stage)).toBe("120.00");
    stage.play("fund profit 1000");
    expect(promised(stage)).toBe("0.00");
  });

  test("each lot under the version in which it began", () => {
    const version = (number: number, more: Json): Json =>
      planOf({ ...parts({ retention: "0.20", ...more }), version: number });
    const documents = { none: version(2, {}), two: version(3, { exit: { multiple: "2" }, retention: "0.5" }) };
    const stage = new Stage(planOf(parts({ exit, retention: "0.20" })), documents);
    stage.play("join A\norder o1 A 100\nplan none\norder o2 A 100");
    expect(promised(stage)).toBe("240.00");
    stage.play("plan two\norder o3 A 10");
    expect(promised(stage)).toBe("250.00");
    stage.play("refund o1");
    expect(promised(stage)).toBe("10.00");
  });

  test("is exact beyond what a float can count", () => {
    const orders = [1, 2, 3, 4, 5].map((number) => `order o${number} A 10000000000000.03`).join("\n");
    const stage = play(parts({ exit, retention: "0.20" }, 0), `join A\n${orders}`);
    expect(promised(stage)).toBe("120000000000000.35");
  });
});

test("[appreciation.closing] all is bought at one price with nothing retained", () => {
  play(
    { ...parts({ retention: "0.20" }), closing: ["appreciation"] },
    `join A
    join B
    join C
    order o1 A 100
    order o2 B 200
    fund profit 90
    closing
    A.cash = 60.00
    A.points = 0.0000
    B.cash = 120.00
    B.points = 0.0000
    pool.profit = 0.00`,
  );
});

test("[appreciation.words] a sale is told in points and in cash for a point, whatever their scales", () => {
  const told = (scale: number) => {
    const { programme, entries } = play(parts({}, scale), "join A\norder o1 A 1000\nfund profit 150\nsell A points 20");
    const [, sale] = entries.flatMap((entry) => renderEntry(programme, entry).postings).slice(-2);
    return [sale?.amount, sale?.why.text.en];
  };
  const text = "Sold at 1.500000000000: worth 30.00, 0 of it stays in the pool, 30.00 paid";
  expect(told(0)).toEqual(["30.00", text]);
  expect(told(4)).toEqual(["30.00", text]);
  const closed = play({ ...parts(), closing: ["appreciation"] }, "join A\norder o1 A 100\nclosing");
  const postings = closed.entries.flatMap((entry) => renderEntry(closed.programme, entry).postings);
  expect(postings.find(({ why }) => why.rule === "closing")?.why.text).toEqual({
    zh: "项目结束，按统一价格 1.000000000000 兑付 30.0000，到账 30.00",
    en: "The programme closes; 30.0000 bought at one price for all, 1.000000000000: 30.00 paid",
  });
});

describe("[appreciation.mint]", () => {
  const notes = ({ programme, entries }: Stage) =>
    entries.flatMap((entry) => renderEntry(programme, entry).notes.map(({ rule, figures }) => ({ rule, ...figures })));
  const dry = (mint: Json): Json => ({ ...parts({ mint }), pools: { profit: { inflow: [] } } });

  test("points that are worth nothing are not minted, and it is said", () => {
    const stage = play(dry({ rate: "0.1", of: "gross" }), "join A\norder o1 A 100\nA.points = 10.0000\norder o2 A 50");
    expect(notes(stage)).toEqual([
      { rule: "worthless", base: "5000", rate: "0.1", value: "5.00", priceN: "0", priceD: "100000", order: "o2" },
    ]);
    stage.play("A.points = 10.0000\nfund profit 20\norder o3 A 50\nA.points = 12.5000");
  });

  test("of the gross, or of the margin; of nothing nothing", () => {
    play(dry({ rate: "0.1", of: "gross" }), "join A\norder o1 A 100 cost=60\nA.points = 10.0000");
    const stage = play(dry({ rate: "0.1", of: "margin" }), "join A\norder o1 A 100 cost=60\nA.points = 4.0000");
    stage.play("order o2 A 100 cost=100\nA.points = 4.0000");
    expect(notes(stage)).toEqual([]);
  });
});
