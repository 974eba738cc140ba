// collectible: numbers in order, the price burnt, and which refusal wins.
import { expect, test } from "vitest";
import { readPlan } from "../../src/index.js";
import { planOf } from "../support/script.js";
import type { Json } from "../support/script.js";
import { soundly } from "./sound.js";

const edition = (name: string, price: string, supply: number): Json => ({
  edition: name,
  title: { zh: name, en: name },
  price,
  supply,
});
const parts = (more: Json = {}, asset: Json = { scale: 0 }): Json => ({
  assets: { points: asset },
  mechanisms: [
    { kind: "grant", on: "join", to: "self", asset: "points", amount: "100" },
    {
      kind: "collectible",
      asset: "points",
      editions: [edition("tiger", "30", 2), edition("whale", "101", 1)],
      ...more,
    },
  ],
});

test("[collectible.numbers] the next number is the holder's, the price is burnt", () => {
  const stage = soundly(
    parts(),
    `
    join A
    join B
    redeem A tiger
    redeem B tiger
    A.points = 70
    B.points = 70
    supply.points = 140
    `,
  );
  const numbers = stage.entries.flatMap(({ postings }) => postings).filter(({ why }) => why.rule === "redeemed");
  expect(numbers.map(({ why }) => why.figures["number"])).toEqual([1, 2]);
});

test("[collectible.refusals] in the order in which they win", () => {
  soundly(
    parts({ limits: { perHolder: "95" } }),
    `
    join A
    join B
    join C
    redeem nobody dragon ! unknown_holder
    redeem A dragon ! unknown_edition
    redeem A whale ! limit_reached
    redeem A tiger
    redeem B tiger
    # sold out, and too little left: the balance wins; with enough of it, sold out
    adjust B points -60
    redeem B tiger ! insufficient_balance
    redeem C tiger ! sold_out
    C.points = 100
    `,
  );
});

test("[collectible.none] without the mechanism, or with it switched off, it is not allowed", () => {
  const off = parts({ enabled: false });
  soundly(off, "join A\nredeem A tiger ! not_allowed");
  soundly({ assets: { points: { scale: 0 } } }, "join A\nredeem A tiger ! not_allowed");
});

test("[collectible.capped] a capped asset goes back to its treasury", () => {
  // Cap 150: A has 100, B the remaining 50; 30 of A's go back and are what the next member gets.
  soundly(
    parts({}, { scale: 0, cap: "150" }),
    `
    join A
    join B
    redeem A tiger
    join C
    C.points = 30
    supply.points = 150
    `,
  );
});

test("[collectible.versions] a new version counts on from the numbers that are taken", () => {
  const v2 = planOf({
    ...parts({ editions: [edition("tiger", "10", 2)] }),
    version: 2,
  });
  soundly(
    parts(),
    `
    join A
    redeem A tiger
    plan v2
    redeem A tiger
    A.points = 60
    redeem A tiger ! sold_out
    redeem A whale ! unknown_edition
    `,
    { v2 },
  );
});

test("[collectible.faults] every fault with its place", () => {
  const result = readPlan(planOf(parts({ asset: "cash", editions: [edition("a", "0", 1), edition("a", "1.234", 1)] })));
  expect(result.ok ? [] : result.faults.map(({ path, wrong }) => `${path}: ${wrong}`)).toEqual([
    "mechanisms[1].asset: cash can't stand here",
    "mechanisms[1].editions[0].price: is 0",
    'mechanisms[1].editions[1].edition: "a" stands twice',
    "mechanisms[1].editions[1].price: has more decimals than cash",
  ]);
});
