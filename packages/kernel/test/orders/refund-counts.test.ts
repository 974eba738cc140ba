// What a refund gives back beside rewards: counts, ranks, activation, and what pools no longer hold.
import { test } from "vitest";
import { play } from "../support/script.js";

test("[refund.counts] spend and tags are reduced; a rank once reached stays", () => {
  play(
    {
      ranks: [
        { rank: "low", title: { zh: "", en: "" }, require: { spend: "100" } },
        { rank: "high", title: { zh: "", en: "" }, require: { spend: "100", tag: "card", approval: true } },
      ],
    },
    `
    join A
    order o1 A 100 tags=card
    A.rank = low
    refund o1
    A.rank = low
    rank A high
    A.rank = low
    order o2 A 99.99 tags=card
    A.rank = low
    order o3 A 0.01
    A.rank = high
    `,
  );
});

test("[refund.activation] ends with a full refund unless another order carries the tag, or it came by name", () => {
  play(
    { activation: { tag: "starter" } },
    `
    join A
    order o1 A 100 tags=starter
    order o2 A 100 tags=starter
    refund o1
    A.active = true
    refund o2 50
    A.active = true
    refund o2
    A.active = false
    order o3 A 100 tags=starter
    A.active = true
    join B
    activate B
    order o4 B 100 tags=starter
    refund o4
    B.active = true
    `,
  );
});

test("[refund.inflow] what the pool no longer holds is the platform's", () => {
  play(
    {
      assets: { shopping: { scale: 2, spend: { settle: { pool: "p" } } } },
      pools: { p: { inflow: [{ rate: "0.5", of: "gross" }] } },
    },
    `
    join A
    join B
    adjust B shopping 40
    order o1 A 100
    order o2 B 40 tender=shopping:40
    pool.p = 10.00
    platform.cash = 90.00
    refund o1
    pool.p = 0.00
    platform.cash = 0.00
    `,
  );
});
