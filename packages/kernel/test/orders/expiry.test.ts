// Assets that lapse: kept in lots by day of grant, spent oldest first, gone at the close of their last day.
import { test } from "vitest";
import type { Json } from "../support/script.js";
import { planOf, play } from "../support/script.js";

const plan = (asset: Json): Json => ({
  assets: { hi: { scale: 0, spend: { settle: "merchant" }, ...asset } },
  mechanisms: [{ kind: "grant", on: "order", to: "buyer", asset: "hi", rate: "1", of: "gross" }],
});

test("[expiry] what is left of a lot lapses after the plan's days; what was spent came from the oldest", () => {
  play(
    plan({ expires: 3, cap: "1000" }),
    `
    2026-01-01
    join A
    order o1 A 100
    2026-01-02
    order o2 A 50
    order o3 A 30 tender=hi:30
    A.hi = 120
    close 2026-01-03
    A.hi = 120
    close 2026-01-04
    # 70 of the first lot were left
    A.hi = 50
    close 2026-01-05
    A.hi = 0
    2026-01-06
    # it has returned to the treasury
    order o4 A 970
    A.hi = 970
    `,
  );
});

test("[expiry] each lot lapses under the version it began in", () => {
  play(
    plan({ expires: 2 }),
    `
    2026-01-01
    join A
    order o1 A 100
    2026-01-02
    plan v2
    order o2 A 50
    close 2026-01-03
    A.hi = 50
    close 2026-01-06
    A.hi = 50
    close 2026-01-07
    A.hi = 0
    `,
    { v2: planOf({ ...plan({ expires: 5 }), version: 2 }) },
  );
});

test("[expiry] a refund takes from the order's own lot, and owes what has lapsed", () => {
  play(
    plan({ expires: 1 }),
    `
    2026-01-01
    join A
    order o1 A 100
    2026-01-02
    order o2 A 10
    close 2026-01-02
    2026-01-03
    A.hi = 10
    refund o1
    A.hi = 0
    A.hi.owed = 90
    `,
  );
});

test("[expiry] a tendered asset that a refund gives back lapses again; with the seller it had ceased to", () => {
  play(
    plan({ expires: 3 }),
    `
    2026-01-01
    join A
    order o1 A 100
    2026-01-02
    order o2 A 30 tender=hi:30
    platform.hi = 30
    close 2026-01-04
    # the 70 left of the first lot
    A.hi = 0
    2026-01-05
    refund o2
    platform.hi = 0
    A.hi = 30
    close 2026-01-07
    A.hi = 30
    close 2026-01-08
    A.hi = 0
    `,
  );
});
