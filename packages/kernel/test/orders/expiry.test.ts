// Assets that lapse: kept in lots by day of grant, spent oldest first, gone at the close of their last day.
import { test } from "vitest";
import type { Json } from "../support/script.js";
import { planOf, play } from "../support/script.js";

const MECHANISMS: Json[] = [{ kind: "grant", on: "order", to: "buyer", asset: "hi", rate: "1", of: "gross" }];
const plan = (asset: Json): Json => ({
  assets: { hi: { scale: 0, spend: { settle: "merchant" }, ...asset } },
  mechanisms: MECHANISMS,
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

test("[expiry] what a mechanism pays that has left the plan begins under the version in force", () => {
  const assets = (expires: number): Json => ({ green: { scale: 0 }, hi: { scale: 0, expires } });
  const release = { kind: "release", asset: "green", to: "hi", lots: { tiers: [{ atLeast: "0", multiple: "1" }] } };
  play(
    { assets: assets(1), mechanisms: [{ ...release, daily: "0.5" }] },
    `
    2026-01-01
    join A
    order o1 A 100
    2026-01-02
    plan v2
    close 2026-01-04
    # 50 of each of two closes
    A.hi = 100
    close 2026-01-05
    A.hi = 50
    `,
    { v2: planOf({ assets: assets(3), version: 2 }) },
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
    # it would have lapsed the day before: it does so now
    close 2026-01-05
    A.hi = 0
    `,
  );
});

test("[expiry] what a refund gives back is as old as it was, what was spent last first", () => {
  play(
    plan({ expires: 3 }),
    `
    2026-01-01
    join A
    order o1 A 100
    2026-01-02
    order o2 A 50
    # 100 of the first day, 20 of the second
    order o3 A 120 tender=hi:120
    refund o3 60
    A.hi = 90
    2026-01-03
    # of these 60, 20 are of the second day and 40 of the first; they are spent first again
    order o4 A 10 tender=hi:10
    close 2026-01-04
    A.hi = 50
    close 2026-01-05
    A.hi = 0
    `,
  );
});

test("[expiry] what is handed on keeps its age, and is spent before what is younger", () => {
  play(
    { ...plan({ expires: 3 }), mechanisms: [...MECHANISMS, { kind: "transfer", asset: "hi" }] },
    `
    2026-01-01
    join A
    join B
    order o1 A 100
    2026-01-02
    order o2 B 50
    transfer A B hi 40
    order o3 B 30 tender=hi:30
    close 2026-01-04
    # the 10 of A's that B had left
    B.hi = 50
    A.hi = 0
    close 2026-01-05
    B.hi = 0
    `,
  );
});
