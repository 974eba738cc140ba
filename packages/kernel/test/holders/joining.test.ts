// Joining: who is active from when on, what a mechanism that was switched off or left the plan still does, and margins within the band.
import { describe, test } from "vitest";
import { planOf, play, Stage } from "../support/script.js";

const grants = ["join", "activate", "merchant"].map((on) => ({
  kind: "grant",
  id: on,
  on,
  to: "self",
  asset: on,
  amount: "1",
}));
const assets = { join: { scale: 0 }, activate: { scale: 0 }, merchant: { scale: 0 } };
const direct = [{ rank: "top", title: { zh: "高", en: "top" }, require: { direct: 1 } }];

test("[joining.active] without a tag everybody is active on joining; with one, whom an order or an event activates", () => {
  const people = "join A\n shop M\n agent G 441302";
  play({}, `${people}\n A.active = true\n M.active = true\n G.active = true`);
  play(
    { activation: { tag: "starter" }, ranks: direct },
    `${people}
    A.active = false
    M.active = false
    G.active = false
    join B referrer=A
    A.rank = -
    activate B
    B.active = true
    A.rank = top
    activate B ! already_exists
    order o1 M 5 tags=starter
    M.active = true`,
  );
});

test("[joining.grants] each trigger gives once; an activation by an order that is refunded ends, and its count with it", () => {
  play(
    { assets, mechanisms: grants, activation: { tag: "starter" }, ranks: direct, demote: true },
    `
    2026-01-31
    join A
    join B referrer=A
    B.join = 1
    B.activate = -
    order o1 B 5 tags=starter
    B.activate = 1
    A.rank = top
    order o2 B 5 tags=starter
    B.activate = 1
    refund o1
    B.active = true
    refund o2
    B.active = false
    close 2026-01-31
    A.rank = -
    2026-02-01
    shop M referrer=A
    M.merchant = 1
    M.join = -
    M.activate = -
    `,
  );
});

test("[joining.ended] after the programme has begun to close nobody is given anything, but people come and are active", () => {
  play(
    { assets, mechanisms: grants },
    "closing\n join A\n A.active = true\n A.join = -\n A.activate = -\n shop M\n M.merchant = -",
  );
});

test("[joining.retired] what has left the plan gives nothing any more", () => {
  const plan = planOf({ assets, mechanisms: grants });
  new Stage(plan, { v2: { ...plan, version: 2, mechanisms: [] } }).play(
    "join A\n A.join = 1\n A.activate = 1\n plan v2\n join B\n B.join = -\n B.activate = -\n shop M\n M.merchant = -",
  );
});

describe("[joining.band] a merchant's margin lies within the plan's band, its ends included", () => {
  const band = { marginBand: { min: "0.05", max: "0.30" } };
  for (const margin of ["0.05", "0.30", "0.1"])
    test(margin, () => void play(band, `shop M margin=${margin}\n concede M ${margin}\n order o1 M 10\n shop N`));
  for (const margin of ["0.049", "0.301"])
    test(
      margin,
      () => void play(band, `shop M margin=${margin} ! outside_band\n shop M\n concede M ${margin} ! outside_band`),
    );
  test("without a band: from 0 to 1", () =>
    void play({}, "shop M margin=0\n concede M 1\n concede M 1.01 ! outside_band\n shop N margin=1.01 ! outside_band"));
});

test("[joining.margin] a change holds from the next order on; a merchant without a rate leaves the whole", () => {
  play(
    {},
    `
    join A
    shop M margin=0.10
    shop N
    order o1 A 100 merchant=M
    M.cash = 90.00
    concede M 0.20
    order o2 A 100 merchant=M
    M.cash = 170.00
    order o3 A 100 merchant=N
    N.cash = -
    concede N 0.5
    order o4 A 100 merchant=N
    N.cash = 50.00
    `,
  );
});
