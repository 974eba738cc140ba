// Golden figures of team: what an order's reward becomes on its way up the line.
import { test } from "vitest";
import type { Json } from "../support/script.js";
import { play } from "../support/script.js";

/** Ranks that an operator hands out. */
export const approved = (...names: string[]): Json[] =>
  names.map((name) => ({ rank: name, title: { zh: name, en: name }, require: { approval: true } }));

test("[team.golden] 10,000 flows up through C (10 %), B (44 %), A (50 %): C 1,000, B 3,400, A 600", () => {
  play(
    {
      assets: { hi: { scale: 0 } },
      ranks: approved("ten", "forty-four", "fifty"),
      mechanisms: [
        {
          kind: "team",
          on: "order",
          asset: "hi",
          of: "gross",
          mode: "differential",
          rates: { ten: "0.10", "forty-four": "0.44", fifty: "0.50" },
        },
      ],
    },
    `
    join A
    join B referrer=A
    join C referrer=B
    join D referrer=C
    rank A ten
    rank A forty-four
    rank A fifty
    rank B ten
    rank B forty-four
    rank C ten
    order o1 D 10000
    C.hi = 1000
    B.hi = 3400
    A.hi = 600
    `,
  );
});
