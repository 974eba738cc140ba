// Golden figures of grant: one order of 5,000 at a margin of 10 %, four grants.
import { test } from "vitest";
import { play } from "../support/script.js";

test("[grant.golden] order 5,000, margin 10 %: 5,000, 1,000, 1,000 and 12.5", () => {
  play(
    {
      assets: { value: { scale: 0 }, coin: { scale: 1, referencePrice: "2" } },
      mechanisms: [
        { kind: "grant", id: "buyer", on: "order", to: "buyer", asset: "value", rate: "10", of: "margin" },
        { kind: "grant", id: "merchant", on: "order", to: "merchant", asset: "value", rate: "2", of: "margin" },
        { kind: "grant", id: "direct", on: "order", to: "referrer", asset: "value", rate: "0.20", of: "earned" },
        {
          kind: "grant",
          id: "coins",
          on: "order",
          to: "referrer",
          asset: "coin",
          rate: "0.05",
          of: "margin",
          at: "market",
        },
      ],
    },
    `
    join R
    join B referrer=R
    shop M margin=0.10
    order o1 B 5000 merchant=M
    B.value = 5000
    M.value = 1000
    R.value = 1000
    R.coin = 12.5
    M.cash = 4500.00
    platform.cash = 500.00
    `,
  );
});
