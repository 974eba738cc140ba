// What is said of orders and refunds that are refused: the place in the event, what is wrong and what would be right; and what is noted of debts.
import { expect, test } from "vitest";
import { renderEntry } from "../../src/index.js";
import type { Json } from "../support/script.js";
import { planOf, Stage } from "../support/script.js";

const parts: Json = {
  assets: {
    coin: { scale: 2, spend: { settle: "merchant", tags: ["zone", "new"] } },
    card: { scale: 0, spend: { settle: { pool: "fund" } } },
    hi: { scale: 2 },
  },
  pools: { fund: { inflow: [] } },
  mechanisms: [],
};

function opened(script: string): Stage {
  return new Stage(planOf(parts)).play(
    `join A\njoin B\nshop M margin=0.20\nadjust A coin 50\nadjust A card 9\n${script}`,
  );
}

function said(stage: Stage, line: string): string {
  const outcome = stage.programme.apply(stage.event(line));
  if (outcome.ok) return "accepted";
  const { code, place, wrong, right } = outcome.refusal;
  return `${code} ${place} | ${wrong} | ${right}`;
}

test("orders", () => {
  const stage = opened("order o1 A 10\nfund fund 3");
  const refusals: Record<string, string> = {
    "order o2 A 10 tender=gold:1 tags=zone":
      'unknown_asset tender.gold | the plan has no asset "gold" | an asset of the plan',
    "order o1 A 10": 'already_exists order | order "o1" is already settled | an order number that is not taken',
    "order o2 A 10 tender=hi:1": "not_allowed tender.hi | hi can't pay for orders | an asset with `spend` in the plan",
    "order o2 A 10 tender=coin:1":
      "not_allowed tender.coin | coin pays only for orders with a certain tag | an order tagged zone or new",
    "order o2 A 10 tender=coin:1 tags=old":
      "not_allowed tender.coin | coin pays only for orders with a certain tag | an order tagged zone or new",
    "order o2 A 10 tender=card:11":
      "tender_exceeds_gross tender | the parts paid in assets are worth more than the order | at most the gross",
    "order o2 A 100 tender=coin:50.01 tags=new":
      "insufficient_balance tender.coin | the buyer has less coin than that free | at most the free balance",
    "order o2 A 100 tender=card:4":
      "pool_short tender.card | the pool that pays for this asset holds less | a smaller part, or the rest in cash",
  };
  for (const [line, wrong] of Object.entries(refusals)) expect([line, said(stage, line)]).toEqual([line, wrong]);
  expect(said(stage, "order o2 A 53 tender=coin:50,card:3 tags=new,old")).toBe("accepted");
  stage.play("A.coin = 0.00\nA.card = 6\npool.fund = 0.00");
});

test("of several amounts at fault the code that wins is said, at its place", () => {
  const stage = opened("");
  const place = (line: string): string => said(stage, line).split(" | ")[0] ?? "";
  expect(place("order o A 1.001 cost=0")).toBe("amount_not_positive cost");
  expect(place("order o A 1.001 cost=1")).toBe("scale_exceeded gross");
  expect(place("order o A 1.001 cost=1.001")).toBe("scale_exceeded gross");
  expect(place("order o A 1 cost=90071992547409.92 tender=card:0")).toBe("amount_not_positive tender.card");
  expect(place("order o A 1 cost=90071992547409.92 tender=card:1.5")).toBe("amount_overflow cost");
  expect(place("order o A 1 cost=1 tender=card:1.5")).toBe("scale_exceeded tender.card");
  expect(place("order o A -1 cost=1")).toBe("amount_not_positive gross");
  expect(place("order o A 0")).toBe("accepted");
});

test("refunds", () => {
  const stage = opened("order o1 A 10");
  const left =
    "refund_exceeds_order gross | more than what is left of the order | at most the gross less what has been refunded";
  expect(said(stage, "refund o9")).toBe('unknown_order order | there is no order "o9" | the number of a settled order');
  expect(said(stage, "refund o1 10.01")).toBe(left);
  expect(said(stage, "refund o1 0").split(" | ")[0]).toBe("amount_not_positive gross");
  expect(said(stage, "refund o1 1.001").split(" | ")[0]).toBe("scale_exceeded gross");
  expect(said(stage, "refund o1 4")).toBe("accepted");
  expect(said(stage, "refund o1 6.01")).toBe(left);
  expect(said(stage, "refund o1")).toBe("accepted");
  expect(said(stage, "refund o1")).toBe(left);
});

test("a seller that has spent what it was paid in owes it, and the buyer has it back all the same", () => {
  const stage = opened("order o1 A 50 merchant=M tender=coin:50 tags=zone\nM.coin = 50.00\nadjust M coin -30");
  const [entry] = stage.programme.apply(stage.event("refund o1 40")).entries;
  const postings = entry ? renderEntry(stage.programme, entry).postings : [];
  const coin = postings.filter(({ asset }) => asset === "coin");
  expect(
    coin.map(
      ({ debit, credit, amount, why }) => `${debit} → ${credit} ${amount} ${why.rule} ${JSON.stringify(why.figures)}`,
    ),
  ).toEqual([
    'wallet:M → wallet:A 20.00 refund.tender {"order":"o1","amount":"40.00"}',
    'issuance → receivable:M 20.00 clawback.owed {"order":"o1","amount":"40.00","missing":"20.00"}',
    'issuance → wallet:A 20.00 refund.tender {"order":"o1","amount":"40.00"}',
  ]);
  stage.play("A.coin = 40.00\nM.coin = 0.00\nM.coin.owed = 20.00");
  stage.play("refund o1\nA.coin = 50.00\nM.coin.owed = 30.00");
});
