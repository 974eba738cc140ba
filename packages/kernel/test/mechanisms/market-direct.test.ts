// market under direct settlement: what each word of buyer, seller and operator moves, and what happens when none comes.
import { expect, test } from "vitest";
import { renderEntry } from "../../src/index.js";
import { planOf, Stage } from "../support/script.js";
import type { Json } from "../support/script.js";
import { soundly } from "./sound.js";

const parts = (more: Json = {}): Json => ({
  assets: { points: { scale: 2 } },
  mechanisms: [{ kind: "market", asset: "points", ...more }],
});

const DIRECT = parts({ settlement: "direct", deadlines: { pay: 1, receive: 2 } });

test("[market.direct] the asset is held until the seller says received; cash never touches the platform", () => {
  soundly(
    DIRECT,
    `
    2026-01-01
    join A
    join B
    adjust A points 100
    ask a1 A points 10 2.00
    # B has no cash here and needs none
    bid b1 B points 6 2.00
    B.points = -
    A.points = 100.00
    received T1 ! wrong_state
    decide T1 ! wrong_state
    paid T1
    paid T1 ! wrong_state
    received T1
    received T1 ! wrong_state
    B.points = 6.00
    A.points = 94.00
    A.cash = -
    # the 4 left of a1 stand and are held: of 94, 90 are free
    ask a2 A points 90.01 3 ! insufficient_balance
    close 2026-01-01
    price.points = 2.000000000000
    `,
  );
});

test("[market.deadlines] unpaid trades lapse, paid ones become disputes that the operator decides", () => {
  // Days 01-01: T1, T2, T3 (10 each). T1 is never paid: pay 1 day, gone at the close of 01-02. T2 and T3 are paid on 01-02: receive 2 days, disputed
  // at the close of 01-04. T2 goes to the buyer, T3 back to the seller.
  const stage = soundly(
    DIRECT,
    `
    2026-01-01
    join A
    join B
    join C
    adjust A points 30
    ask a1 A points 10 2.00
    ask a2 A points 10 2.00
    ask a3 A points 10 2.00
    bid b1 B points 30 2.00
    2026-01-02
    paid T2
    paid T3
    ask a4 A points 0.01 2 ! insufficient_balance
    2026-01-03
    # T1 has lapsed: its 10 are free
    paid T1 ! wrong_state
    ask a4 A points 10 3
    cancel a4
    2026-01-05
    decide T2 to=C ! not_allowed
    decide T2 to=B
    decide T3
    decide T3 ! wrong_state
    B.points = 10.00
    A.points = 20.00
    ask a5 A points 20 2
    close 2026-01-05
    price.points = 2.000000000000
    `,
  );
  const rules = stage.entries.flatMap((entry) =>
    entry.notes
      .concat(entry.postings.map(({ why }) => why))
      .filter(({ rule }) => rule.startsWith("trade."))
      .map(({ rule, figures }) => `${entry.at.slice(0, 10)} ${rule} ${figures["trade"]}`),
  );
  expect(rules).toEqual([
    "2026-01-01 trade.opened T1",
    "2026-01-01 trade.opened T2",
    "2026-01-01 trade.opened T3",
    "2026-01-02 trade.paid T2",
    "2026-01-02 trade.paid T3",
    "2026-01-02 trade.lapsed T1",
    "2026-01-04 trade.disputed T2",
    "2026-01-04 trade.disputed T3",
    "2026-01-05 trade.decided T2",
    "2026-01-05 trade.decided T3",
  ]);
});

test("[market.direct.fee] the fee comes out of what cash the seller has here, the rest is owed", () => {
  // 10 × 2.00 × 0.05 = 1.00, A has 0.40.
  soundly(
    parts({ settlement: "direct", fee: "0.05" }),
    `
    join A
    join B
    adjust A points 10
    adjust A cash 0.40
    ask a1 A points 10 2.00
    bid b1 B points 10 2.00
    paid T1
    received T1
    A.cash = 0.00
    A.cash.owed = 0.60
    platform.cash = 0.40
    `,
  );
});

test("[market.words] every rule is told in both languages, with every figure", () => {
  const stage = new Stage(planOf({ ...DIRECT, ...parts({ settlement: "direct", fee: "0.05" }) })).play(`
    join A
    join B
    adjust A points 10
    ask a1 A points 10 2.00
    bid b1 B points 10 2.00
    paid T1
    received T1
  `);
  const texts = stage.entries
    .map((entry) => renderEntry(stage.programme, entry))
    .flatMap(({ postings, notes }) => [...postings.map(({ why }) => why), ...notes])
    .filter(({ mechanism }) => mechanism === "market")
    .map(({ text }) => text.en);
  expect(texts).toEqual([
    "Ask a1: 10.00 at 2.00 each, held until it trades or is cancelled",
    "Trade T1: ask a1 with bid b1, 10.00 × 2.00 = 20.00; the buyer has to pay the seller",
    "Trade T1: the buyer says paid; the seller has to say received",
    "Trade T1: the seller has the money, 10.00 handed over",
    "Fee on the trade: the balance is short, 1.00 is owed",
  ]);
});
