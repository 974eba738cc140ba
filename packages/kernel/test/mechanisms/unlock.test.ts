// unlock: what is freed, how it is cut, and that a refund locks it again.
import { expect, test } from "vitest";
import { readPlan } from "../../src/index.js";
import { planOf, positions } from "../support/script.js";
import type { Json } from "../support/script.js";
import { soundly } from "./sound.js";

const ASSETS: Json = { challenge: { scale: 2 }, unlocked: { scale: 2 } };
const WELCOME: Json = { kind: "grant", on: "join", to: "self", asset: "challenge", amount: "100" };
const unlock = (more: Json): Json => ({ kind: "unlock", asset: "challenge", into: "unlocked", ...more });

test("[unlock.amount] a referral frees 10 of the referrer's 100, and never more than is held", () => {
  // 100 held; each member who joins under A frees 10: after two 80 are left. Taking 75 away leaves 5, which is all that the third frees.
  soundly(
    { assets: ASSETS, mechanisms: [WELCOME, unlock({ on: "join", to: "referrer", amount: "10" })] },
    `
    join A
    A.challenge = 100.00
    join B referrer=A
    join C referrer=A
    A.challenge = 80.00
    A.unlocked = 20.00
    adjust A challenge -75
    join D referrer=A
    A.challenge = 0.00
    A.unlocked = 25.00
    join E referrer=A
    A.unlocked = 25.00
    supply.challenge = 400.00
    `,
  );
});

test("[unlock.rate] a share of what is held, rounded down once", () => {
  // ⌊100.00 × 0.333⌋ = 33.30, then ⌊66.70 × 0.333⌋ = ⌊22.2111⌋ = 22.21.
  soundly(
    { assets: ASSETS, mechanisms: [WELCOME, unlock({ on: "task:walk", to: "self", rate: "0.333" })] },
    `
    join A
    task A walk
    A.unlocked = 33.30
    task A walk
    A.unlocked = 55.51
    A.challenge = 44.49
    task A fly ! not_allowed
    `,
  );
});

test("[unlock.scale] into a coarser asset only whole units go, the rest stays locked", () => {
  // 10.55 of scale 2 into scale 0: 10 whole ones; exactly 10.00 leave.
  soundly(
    {
      assets: { challenge: { scale: 2 }, unlocked: { scale: 0 } },
      mechanisms: [WELCOME, unlock({ on: "task:walk", to: "self", amount: "10.55" })],
    },
    `
    join A
    task A walk
    A.unlocked = 10
    A.challenge = 90.00
    `,
  );
});

test("[unlock.cuts] limits and the treasury cut both sides alike", () => {
  // The limit of 6 a day and the treasury of 10: 6 on the first day, 4 on the second, then nothing.
  soundly(
    {
      assets: { challenge: { scale: 2 }, unlocked: { scale: 2, cap: "10" } },
      mechanisms: [WELCOME, unlock({ on: "task:walk", to: "self", amount: "8", limits: { perHolderPerDay: "6" } })],
    },
    `
    2026-01-01
    join A
    task A walk
    A.unlocked = 6.00
    task A walk
    A.unlocked = 6.00
    2026-01-02
    task A walk
    A.unlocked = 10.00
    A.challenge = 90.00
    2026-01-03
    task A walk
    A.challenge = 90.00
    `,
  );
});

const ON_ORDER = {
  assets: ASSETS,
  mechanisms: [WELCOME, unlock({ on: "order", to: "buyer", amount: "10" }), { kind: "transfer", asset: "unlocked" }],
};

test("[unlock.refund] order and full refund leave everything as before; parts go in proportion", () => {
  const before = soundly(ON_ORDER, "join A\njoin B").programme;
  const after = soundly(ON_ORDER, "join A\njoin B\norder o1 A 100\nrefund o1").programme;
  expect(positions(after)).toEqual(positions(before));
  // A third of the order back: ⌊10.00 ÷ 3⌋ = 3.33; two thirds in all: ⌊20.00 ÷ 3⌋ = 6.66.
  soundly(
    ON_ORDER,
    `
    join A
    order o1 A 30
    refund o1 gross=10
    A.unlocked = 6.67
    A.challenge = 93.33
    refund o1 gross=10
    A.unlocked = 3.34
    A.challenge = 96.66
    refund o1
    A.unlocked = 0.00
    A.challenge = 100.00
    `,
  );
});

test("[unlock.refund] what was passed on becomes a receivable that the next unlocking pays off", () => {
  soundly(
    ON_ORDER,
    `
    join A
    join B
    order o1 A 100
    transfer A B unlocked 8
    refund o1
    A.unlocked = 0.00
    A.unlocked.owed = 8.00
    A.challenge = 100.00
    order o2 A 100
    A.unlocked = 2.00
    A.unlocked.owed = -
    A.challenge = 90.00
    `,
  );
});

test("[unlock.versions] a refund gives back what the version of the order took", () => {
  const parts = { assets: { ...ASSETS, other: { scale: 2 } }, mechanisms: ON_ORDER.mechanisms };
  const v2 = planOf({
    ...parts,
    version: 2,
    mechanisms: [{ kind: "unlock", on: "order", to: "buyer", asset: "other", into: "unlocked", amount: "10" }],
  });
  soundly(
    parts,
    `
    join A
    order o1 A 100
    A.challenge = 90.00
    plan v2
    refund o1
    A.challenge = 100.00
    A.unlocked = 0.00
    `,
    { v2 },
  );
});

test("[unlock.closing] a closing programme frees nothing", () => {
  soundly(ON_ORDER, "join A\nclosing\norder o1 A 100\nA.challenge = 100.00\nA.unlocked = -");
});

test("[unlock.faults] every fault with its place", () => {
  const result = readPlan(
    planOf({
      assets: ASSETS,
      mechanisms: [
        unlock({ on: "join", to: "self" }),
        unlock({ id: "b", on: "join", to: "self", rate: "1.5", into: "cash" }),
        unlock({ id: "c", on: "join", to: "self", amount: "1.234", into: "challenge" }),
        unlock({ id: "d", on: "join", to: "self", amount: "1", asset: "cash" }),
      ],
    }),
  );
  expect(result.ok ? [] : result.faults.map(({ path, wrong }) => `${path}: ${wrong}`)).toEqual([
    "mechanisms[0]: needs either `amount` or `rate`",
    "mechanisms[1].rate: is 1.5, more than is held",
    "mechanisms[1].into: cash comes out of an order's margin, and there is none on join",
    "mechanisms[2].amount: has more decimals than challenge",
    "mechanisms[2].into: is the asset itself",
    "mechanisms[3].asset: cash can't stand here",
  ]);
});
