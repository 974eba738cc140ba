// Order and full refund, in any number of parts, leave everything as before.
import { describe, expect, test } from "vitest";
import { planOf, positions, Stage } from "../support/script.js";
import { table } from "../support/table.js";

describe("[refund.whole] order and full refund leave every wallet, pool and supply as before", () => {
  const named = { zh: "", en: "" };
  const plan = planOf({
    assets: {
      points: { scale: 4 },
      hi: { scale: 2 },
      shell: { scale: 0, cap: "1000", referencePrice: "2" },
      voucher: { scale: 2, spend: { settle: "merchant" } },
      shopping: { scale: 2, spend: { settle: { pool: "fund" } } },
    },
    pools: {
      profit: { inflow: [{ rate: "0.10", of: "gross" }] },
      fund: { inflow: [{ rate: "0.10", of: "margin" }] },
      rest: { inflow: [{ rate: "0.33", of: "revenue" }] },
    },
    ranks: [{ rank: "low", title: named, require: { volume: "100000" } }],
    activation: { tag: "starter" },
    mechanisms: [
      { kind: "grant", id: "a", on: "order", to: "buyer", asset: "hi", rate: "1.37", of: "margin" },
      { kind: "grant", id: "b", on: "order", to: "referrer", asset: "cash", rate: "0.07", of: "margin" },
      { kind: "grant", id: "c", on: "order", to: "merchant", asset: "shell", rate: "0.3", of: "margin", at: "market" },
      { kind: "grant", id: "d", on: "activate", to: "referrer", asset: "hi", amount: "7", vest: { daily: "0.1" } },
      {
        kind: "appreciation",
        asset: "points",
        pool: "profit",
        mint: "0.70",
        initialPrice: "1",
        retention: "0.20",
      },
    ],
  });
  const before = `
    join R
    join A referrer=R
    shop M margin=0.37
    adjust A voucher 50
    adjust A shopping 50
    order o0 R 777.77 merchant=M
    fund fund 40
  `;
  for (const { order, parts } of table(`
    | order                                                          | parts             |
    |----------------------------------------------------------------|-------------------|
    | A 100 merchant=M                                               |                   |
    | A 99.99 merchant=M tags=starter                                | 33.33 0.01        |
    | A 123.45 merchant=M tender=voucher:20.01,shopping:9.99         | 1 2 3 4 5.55      |
    | A 0.07 merchant=M                                              | 0.01 0.01         |
    | A 500                                                          | 499.99            |
    | A 50 merchant=M tender=voucher:50                              | 13                |
  `))
    test(`${order}${parts ? ` in parts ${parts}` : ""}`, () => {
      const stage = new Stage(plan).play(before);
      const was = positions(stage.programme);
      stage.play(`order o1 ${order}`);
      expect(positions(stage.programme)).not.toEqual(was);
      for (const part of parts?.split(" ").filter((text) => text !== "") ?? []) stage.play(`refund o1 ${part}`);
      stage.play("refund o1");
      expect(positions(stage.programme)).toEqual(was);
    });
});
