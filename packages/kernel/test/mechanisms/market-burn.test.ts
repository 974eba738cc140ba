// market: what a merchant burns for its orders, and what a refund brings back.
import { expect, test } from "vitest";
import { positions } from "../support/script.js";
import { soundly } from "./sound.js";

const BURN = {
  assets: { points: { scale: 4, cap: "1000", referencePrice: "0.30" } },
  mechanisms: [
    { kind: "grant", on: "merchant", to: "self", asset: "points", amount: "100" },
    { kind: "market", asset: "points", merchantBurn: { rate: "1", of: "margin" }, exceptTags: ["free"] },
  ],
};

test("[market.burn] a merchant burns points worth its margin for each order, or the order is refused", () => {
  // Margin 10 % of 100 = 10.00; ÷ 0.30 = 33.3333. After three 0.0001 are left: too little for the fourth.
  soundly(
    BURN,
    `
    join A
    shop M margin=0.10
    order o1 A 100 merchant=M
    M.points = 66.6667
    order o2 A 100 merchant=M
    order o3 A 100 merchant=M
    M.points = 0.0001
    supply.points = 0.0001
    order o4 A 100 merchant=M ! insufficient_balance
    order o5 A 100 merchant=M tags=free
    order o6 A 100
    `,
  );
});

test("[market.burn.refund] what was burnt comes back in proportion; order and full refund leave all as before", () => {
  const start = "join A\nshop M margin=0.10";
  const before = soundly(BURN, start).programme;
  const after = soundly(BURN, `${start}\norder o1 A 100 merchant=M\nrefund o1`).programme;
  expect(positions(after)).toEqual(positions(before));
  // A third: ⌊33.3333 ÷ 3⌋ = 11.1111.
  soundly(
    BURN,
    `
    ${start}
    order o1 A 90 merchant=M
    M.points = 70.0000
    refund o1 gross=30
    M.points = 80.0000
    refund o1
    M.points = 100.0000
    `,
  );
  // What the treasury no longer holds can't come back: A has taken all of it.
  soundly(
    BURN,
    `
    ${start}
    order o1 A 90 merchant=M
    adjust A points 929
    refund o1
    M.points = 71.0000
    `,
  );
});

test("[market.burn.unpriced] without a price there is nothing to reckon with", () => {
  soundly(
    { ...BURN, assets: { points: { scale: 4 } } },
    "join A\nshop M margin=0.10\norder o1 A 100 merchant=M\nM.points = 100.0000",
  );
});
