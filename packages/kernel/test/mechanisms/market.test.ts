// market: the book by price and time, what holds and trades move, and the refusals in the order in which they win.
import { expect, test } from "vitest";
import { Programme, readPlan } from "../../src/index.js";
import { goodPlan, planOf, Stage } from "../support/script.js";
import type { Json } from "../support/script.js";
import { table } from "../support/table.js";
import { soundly } from "./sound.js";

const parts = (more: Json = {}, asset: Json = {}): Json => ({
  assets: { points: { scale: 2, ...asset } },
  mechanisms: [{ kind: "market", asset: "points", ...more }],
});

/** A has points, B and C have cash. */
const CROWD = `
  join A
  join B
  join C
  adjust A points 100
  adjust B cash 1000
  adjust C cash 1000
`;

test("[market.match] price first, then time; the resting offer's price is the trade's; the rest stays", () => {
  // Book: a1 10 at 2.00, a2 10 at 1.90, a3 10 at 1.90. B bids 15 at 2.00: 10 of a2 at 1.90 = 19.00, then 5 of a3 at 1.90 = 9.50.
  // It held 30.00, so 1.50 come back: B has 1,000 − 28.50. a3 has 5 left. C bids 5 at 1.95: all of a3's, 9.50.
  // C bids 3 at 1.95: no ask that low is left, so it stands. A asks 1 at 1.00: C's bid is met at 1.95. 2 × 1.95 = 3.90 stay held.
  soundly(
    parts(),
    `
    ${CROWD}
    ask a1 A points 10 2.00
    ask a2 A points 10 1.90
    ask a3 A points 10 1.90
    A.points = 100.00
    bid b1 B points 15 2.00
    B.points = 15.00
    B.cash = 971.50
    A.cash = 28.50
    bid c1 C points 5 1.95
    C.points = 5.00
    A.cash = 38.00
    bid c2 C points 3 1.95
    C.cash = 990.50
    ask a4 A points 1 1.00
    A.cash = 39.95
    C.points = 6.00
    C.cash = 988.55
    # what is held can't be used: C has 988.55 − 3.90 free
    bid c3 C points 1 984.66 ! insufficient_balance
    cancel c2
    cancel c2 ! wrong_state
    bid c3 C points 1 984.66
    `,
  );
});

test("[market.sequence] a bid sweeps several asks and its rest stands", () => {
  // 4 at 1.00, 4 at 1.10, then 2 of 10 rest at 1.20: 4.00 + 4.40 = 8.40 paid, 2.40 held.
  soundly(
    parts(),
    `
    ${CROWD}
    ask a1 A points 4 1.00
    ask a2 A points 4 1.10
    ask a3 A points 4 1.30
    bid b1 B points 10 1.20
    B.points = 8.00
    B.cash = 991.60
    bid b2 B points 1 989.21 ! insufficient_balance
    ask a5 A points 2 1.20
    B.cash = 989.20
    A.cash = 10.80
    `,
  );
});

test("[market.rounding] a trade costs ⌊q × p⌋ once; the fraction is the seller's loss, and holds are enough", () => {
  // 0.35 × 0.10 = 0.035 → 0.03. B holds ⌊1.00 × 0.10⌋ = 0.10; after 0.35 for 0.03 it needs ⌊0.65 × 0.10⌋ = 0.06: 0.01 is free again.
  // Then 0.65 for ⌊0.065⌋ = 0.06. In all 0.09 paid for 1.00.
  soundly(
    parts(),
    `
    ${CROWD}
    bid b1 B points 1 0.10
    ask a1 A points 0.35 0.10
    A.cash = 0.03
    B.cash = 999.97
    ask a2 A points 0.65 0.10
    A.cash = 0.09
    B.cash = 999.91
    B.points = 1.00
    `,
  );
});

test("[market.rest] nothing is traded for nothing: small offers are refused, small rests cancelled", () => {
  // 0.09 × 0.10 = 0.009 is less than a cent. Of a bid for 0.19 at 0.10 (held 0.01) an ask of 0.10 leaves 0.09: worth nothing, cancelled.
  soundly(
    parts(),
    `
    ${CROWD}
    ask a0 A points 0.09 0.10 ! below_minimum
    bid b1 B points 0.19 0.10
    ask a1 A points 0.10 0.10
    A.cash = 0.01
    B.points = 0.10
    cancel b1 ! wrong_state
    # a dear bid for little meets a cheap ask: at the ask's price it would get it for nothing
    ask a2 A points 50 0.01
    bid b2 B points 0.50 0.10
    B.cash = 999.99
    cancel b2 ! wrong_state
    cancel a2
    A.points = 99.90
    `,
  );
});

test("[market.self] the newer of two offers of one holder is cancelled, what it had matched stays", () => {
  // B's ask at 1.00 stands behind A's at 0.90. B bids 15 at 1.00: 10 of A's for 9.00; then it would meet itself: the other 5 are cancelled.
  soundly(
    parts(),
    `
    ${CROWD}
    adjust B points 10
    ask a1 A points 10 0.90
    ask b1 B points 10 1.00
    bid b2 B points 15 1.00
    B.points = 20.00
    B.cash = 991.00
    cancel b2 ! wrong_state
    cancel b1
    withdraw B 1 ! not_allowed
    ask b3 B points 20 1.00
    `,
  );
});

test("[market.fee] ⌊value × fee⌋ of the seller's cash to the platform", () => {
  // 3 × 1.11 = 3.33; ⌊3.33 × 0.05⌋ = ⌊0.1665⌋ = 0.16.
  soundly(
    parts({ fee: "0.05" }),
    `
    ${CROWD}
    ask a1 A points 3 1.11
    bid b1 B points 3 1.11
    A.cash = 3.17
    B.cash = 996.67
    platform.cash = 0.16
    `,
  );
});

test("[market.reference] the volume-weighted price of the last trading day is the reference, and the band goes by it", () => {
  // 2026-01-01: 2 at 1.00 and 1 at 1.60: 3.60 ÷ 3 = 1.20. Band 0.10 next day: 1.08 to 1.32.
  soundly(
    parts({ band: "0.10" }),
    `
    2026-01-01
    ${CROWD}
    ask a1 A points 2 1.00
    bid b1 B points 2 1.00
    ask a2 A points 1 1.60
    bid b2 B points 1 1.60
    price.points = -
    2026-01-02
    ask a3 A points 1 1.33 ! outside_band
    ask a3 A points 1 1.07 ! outside_band
    price.points = 1.200000000000
    ask a3 A points 1 1.32
    bid b3 B points 1 1.08
    # a day without trades keeps it
    close 2026-01-03
    2026-01-04
    price.points = 1.200000000000
    bid b4 B points 1 1.33 ! outside_band
    bid b4 B points 1 1.32
    close 2026-01-04
    price.points = 1.320000000000
    `,
  );
});

test("[market.band] what the day's band no longer covers leaves the book when a trade would reach it", () => {
  // a1 stands at 1.00. The price is then set to 2.00: 1.80 to 2.20. B's bid at 2.00 would meet a1 outside: a1 is cancelled, a2 at 1.90 is met.
  soundly(
    parts({ band: "0.10" }, { referencePrice: "1" }),
    `
    ${CROWD}
    ask a1 A points 10 1.00
    price points 2.00
    ask a2 A points 10 1.90
    bid b1 B points 10 2.00
    B.cash = 981.00
    cancel a1 ! wrong_state
    ask a3 A points 90 2.00
    `,
  );
});

test("[market.refusals] in the order in which they win", () => {
  const stage = new Stage(
    planOf({
      assets: { points: { scale: 2, referencePrice: "1" }, other: { scale: 2 } },
      mechanisms: [
        {
          kind: "market",
          asset: "points",
          tick: "0.05",
          band: "0.50",
          limits: { perHolderPerDay: "100" },
        },
      ],
    }),
  ).play(`${CROWD}\nask taken A points 1 1.00`);
  for (const { offer, holder, asset, quantity, price, code } of table(`
    | offer | holder | asset  | quantity         | price             | code                 |
    |-------|--------|--------|------------------|-------------------|----------------------|
    | taken | X      | none   | 0                | 0                 | unknown_holder       |
    | taken | A      | none   | 0                | 0                 | unknown_asset        |
    | taken | A      | other  | 0                | 0                 | already_exists       |
    | new   | A      | other  | 0                | 0                 | not_allowed          |
    | new   | A      | points | 0                | 99999999999999999 | amount_not_positive  |
    | new   | A      | points | 9999999999999999 | 0                 | amount_not_positive  |
    | new   | A      | points | -1               | 1.00              | amount_not_positive  |
    | new   | A      | points | 99999999999999999| 1.0000000000001   | amount_overflow      |
    | new   | A      | points | 0.001            | 99999999999999999 | amount_overflow      |
    | new   | A      | points | 0.001            | 0.01              | scale_exceeded       |
    | new   | A      | points | 1                | 1.0000000000001   | scale_exceeded       |
    | new   | A      | points | 1                | 9.01              | off_tick             |
    | new   | A      | points | 0.01             | 0.45              | outside_band         |
    | new   | A      | points | 0.01             | 0.50              | below_minimum        |
    | new   | A      | points | 500              | 1.00              | limit_reached        |
    | new   | A      | points | 99.01            | 1.00              | limit_reached        |
    | new   | B      | points | 1                | 1.00              | insufficient_balance |
  `))
    stage.play(`ask ${offer} ${holder} ${asset} ${quantity} ${price} ! ${code}`);
  stage.play(`
    cancel new ! unknown_offer
    paid T1 ! unknown_trade
    received T0 ! unknown_trade
    decide T1 to=X ! unknown_holder
    decide T1 to=A ! unknown_trade
  `);
});

test("[market.none] without the mechanism it is not allowed", () => {
  soundly(
    { assets: { points: { scale: 2 } } },
    `
    join A
    ask a1 A points 1 1 ! not_allowed
    bid b1 A points 1 1 ! not_allowed
    cancel a1 ! not_allowed
    paid T1 ! not_allowed
    `,
  );
});

test("[market.versions] offers of another settlement are not met any more, but can be cancelled; fees are those of the ask", () => {
  const direct = planOf({ ...parts({ settlement: "direct" }), version: 2 });
  const dearer = planOf({ ...parts({ fee: "0.50" }), version: 3 });
  const none = planOf({ assets: { points: { scale: 2 } }, version: 4 });
  soundly(
    parts({ fee: "0.10" }),
    `
    ${CROWD}
    ask a1 A points 10 1.00
    plan direct
    bid b1 B points 10 1.00
    B.cash = 1000.00
    B.points = -
    plan dearer
    bid c1 C points 10 1.00
    A.cash = 9.00
    ask a2 A points 10 1.00
    plan none
    ask a3 A points 10 1.00 ! not_allowed
    cancel a2
    A.points = 90.00
    `,
    { direct, dearer, none },
  );
});

test("[market.order] the same book out of many random offers, matched by a plain list", () => {
  // A plain second way: all resting offers in a list, sorted anew for each one that comes.
  const rows: { id: string; side: string; price: number; left: number }[] = [];
  const programme = Programme.start(goodPlan(planOf(parts())));
  const send = (event: Json, index: number): void => {
    const outcome = programme.apply({ at: "2026-01-01T12:00:00+08:00", id: `e${index}`, ...event });
    expect(outcome.ok ? "accepted" : outcome.refusal.code).toBe("accepted");
  };
  for (const [index, member] of ["A", "B"].entries()) {
    send({ type: "member.joined", member }, index);
    send(
      { type: "adjusted", holder: member, asset: index ? "cash" : "points", quantity: "100000", reason: "-" },
      10 + index,
    );
  }
  let seed = 7;
  const dice = (most: number): number => (seed = (seed * 48271) % 2147483647) % most;
  let traded = 0;
  for (let index = 0; index < 400; index++) {
    const side = dice(2) ? "ask" : "bid";
    const offer = { id: `o${index}`, side, price: 90 + dice(20), left: 1 + dice(9) };
    send(
      {
        type: side === "ask" ? "market.asked" : "market.bid",
        offer: offer.id,
        holder: side === "ask" ? "A" : "B",
        asset: "points",
        quantity: String(offer.left),
        price: String(offer.price / 100),
      },
      100 + index,
    );
    const sign = side === "ask" ? 1 : -1;
    const others = rows
      .filter((each) => each.side !== side && each.left > 0 && sign * (offer.price - each.price) <= 0)
      .toSorted((a, b) => sign * (b.price - a.price));
    for (const other of others) {
      const quantity = Math.min(offer.left, other.left);
      offer.left -= quantity;
      other.left -= quantity;
      traded += quantity * other.price;
    }
    rows.push(offer);
    expect(programme.ledger.total(1, 0)).toBe(traded);
  }
  for (const { id, left } of rows.filter((each) => each.left > 0)) {
    expect(left).toBeGreaterThan(0);
    send({ type: "market.cancelled", offer: id }, 1000 + Number(id.slice(1)));
  }
  expect(programme.ledger.free(1, 0)).toBe(traded);
  expect(programme.ledger.free(1, 1) + programme.ledger.free(2, 1)).toBe(10_000_000);
});

test("[market.faults] every fault with its place", () => {
  const result = readPlan(
    planOf({
      assets: { points: { scale: 2 }, old: { scale: 2, expires: 30 } },
      mechanisms: [
        { kind: "market", asset: "cash", fee: "1.5", tick: "0" },
        { kind: "market", id: "b", asset: "old", deadlines: { pay: 1 } },
      ],
    }),
  );
  expect(result.ok ? [] : result.faults.map(({ path, wrong }) => `${path}: ${wrong}`)).toEqual([
    "mechanisms[0].asset: cash can't stand here",
    "mechanisms[0].fee: is 1.5, more than the whole",
    "mechanisms[0].tick: is 0",
    "mechanisms[1].asset: old expires: an offer would lose its age",
    "mechanisms[1].deadlines: nothing waits when cash moves within the programme",
  ]);
});
