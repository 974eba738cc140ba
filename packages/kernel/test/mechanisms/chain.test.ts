// chain: who is paid for which sale as agents become leaders and leave the line, worked out by hand; and what refunds undo.
import { expect, test } from "vitest";
import { Programme, readPlan } from "../../src/index.js";
import { placeTable } from "../../src/mechanisms/chain/tables.js";
import { planOf, positions } from "../support/script.js";
import type { Json } from "../support/script.js";
import { broken, soundly } from "./sound.js";

const parts = (leaderAfter: number, more: Json = {}): Json => ({
  mechanisms: [
    {
      kind: "chain",
      tag: "entry",
      leaderAfter,
      rewards: { direct: "100", leader: "200", own: "300" },
      ...more,
    },
  ],
});

/** Joins a member under another and buys the entry product; orders are named after the buyers. */
const buys = (...names: string[]): string =>
  names
    .map((name) => {
      const [member = "", referrer] = name.split("<");
      return `join ${member}${referrer ? ` referrer=${referrer}` : ""}\norder o${member} ${member} 499 tags=entry`;
    })
    .join("\n");

test("[chain.2+1] first two stay, the third is the new leader's own", () => {
  // L sells to A and X: an agent without a leader, 100 each; with the second it leads.
  // L sells to B as leader: 300. B, started under a leader, stands in L's line.
  // B sells to C and D: B 100 each, L 200 each; C and D stay with L; B leads from now on.
  // B sells to E: 300 for B, nothing for L. E stands in B's line.
  // C (stayed with L) sells to F: C 100, L 200. E sells to G: E 100, B 200.
  soundly(
    parts(2),
    `
    ${buys("L", "A<L", "X<L")}
    L.cash = 200.00
    ${buys("B<L")}
    L.cash = 500.00
    ${buys("C<B", "D<B")}
    B.cash = 200.00
    L.cash = 900.00
    ${buys("E<B")}
    B.cash = 500.00
    L.cash = 900.00
    ${buys("F<C")}
    C.cash = 100.00
    L.cash = 1100.00
    ${buys("G<E")}
    E.cash = 100.00
    B.cash = 700.00
    L.cash = 1100.00
    `,
  );
});

test("[chain.3+1] an agent leads after three buyers", () => {
  // Root R: three sales of 100, then 300.
  soundly(parts(3), `${buys("R", "A<R", "B<R", "C<R")}\nR.cash = 300.00\n${buys("D<R")}\nR.cash = 600.00`);
});

test("[chain.leaving] a first buyer who becomes leader leaves the old leader too", () => {
  // L leads after A and X. B is L's own (300). B sells to C, D (stay with L). C sells to P, Q: 100 each for C, 200 each for L.
  // C leads now: its third, S, is C's own; L gets nothing more from C. P stayed with L: P sells to T: P 100, L 200.
  soundly(
    parts(2),
    `
    ${buys("L", "A<L", "X<L", "B<L", "C<B", "D<B", "P<C", "Q<C")}
    L.cash = 1300.00
    C.cash = 200.00
    ${buys("S<C")}
    C.cash = 500.00
    L.cash = 1300.00
    ${buys("T<P")}
    P.cash = 100.00
    L.cash = 1500.00
    B.cash = 200.00
    `,
  );
});

test("[chain.outside] who has no place sells nothing, and the line passes through", () => {
  // N never buys: no reward for the sale to M, but M stands in L's line, so that M's sale to O pays M 100 and L 200.
  soundly(
    parts(2),
    `
    ${buys("L", "A<L", "B<L")}
    join N referrer=L
    ${buys("M<N")}
    L.cash = 200.00
    N.cash = -
    ${buys("O<M")}
    M.cash = 100.00
    L.cash = 400.00
    # other orders, and orders of nothing, are no sales
    order p1 A 499
    order p2 A 499 tags=zone
    join Z referrer=M
    order p3 Z 0 tags=entry
    M.cash = 100.00
    `,
  );
});

test("[chain.again] a further entry order is a sale in the line in which the buyer started, but no further buyer", () => {
  // A's second order pays L 100 once more and leaves L at one buyer; only B makes it leader. A started under nobody: L gets `direct` again.
  soundly(
    parts(2),
    `
    ${buys("L", "A<L")}
    order o2 A 499 tags=entry
    L.cash = 200.00
    ${buys("B<L")}
    L.cash = 300.00
    order o3 A 499 tags=entry
    L.cash = 400.00
    ${buys("C<L")}
    L.cash = 700.00
    order o4 C 499 tags=entry
    L.cash = 1000.00
    `,
  );
});

test("[chain.refund] order and full refund leave all as before, the places too", () => {
  const start = `${buys("L", "A<L", "X<L", "B<L", "C<B")}\njoin D referrer=B`;
  const before = soundly(parts(2), start).programme;
  const after = soundly(parts(2), `${start}\norder oD D 499 tags=entry\nrefund oD`).programme;
  expect(positions(after)).toEqual(positions(before));
  // D's place is gone, so B is agent again: the next sale pays B 100 and L 200, and only the one after is B's own.
  soundly(
    parts(2),
    `
    ${start}
    order oD D 499 tags=entry
    refund oD
    B.cash = 100.00
    L.cash = 700.00
    ${buys("E<B")}
    B.cash = 200.00
    L.cash = 900.00
    ${buys("F<B")}
    B.cash = 500.00
    L.cash = 900.00
    `,
  );
});

test("[chain.refund] rewards go back in proportion, what is spent is owed; a leader left with too few hands his line back", () => {
  // Half of B's order back: ⌊300 ÷ 2⌋ of L's 300. After A and X are refunded, L has one buyer (B) and is agent; B's line has no leader above it.
  soundly(
    parts(2),
    `
    ${buys("L", "A<L", "X<L", "B<L")}
    L.cash = 500.00
    refund oB gross=249.50
    L.cash = 350.00
    adjust L cash -350
    refund oA
    refund oX
    L.cash = 0.00
    L.cash.owed = 200.00
    ${buys("C<B")}
    B.cash = 100.00
    L.cash = 0.00
    ${buys("Y<L")}
    # 100 for the sale pays off half of the debt; with Y and B, L leads again
    L.cash.owed = 100.00
    ${buys("D<B")}
    B.cash = 200.00
    L.cash = 100.00
    L.cash.owed = -
    `,
  );
});

test("[chain.margin] more than the margin is refused", () => {
  soundly(parts(2), `${buys("L")}\njoin A referrer=L\norder o1 A 99 tags=entry ! margin_exceeded\nL.cash = -`);
});

test("[chain.versions] a place keeps the number of its version, amounts are those in force", () => {
  // L began at two: with A and B it leads. M begins under version 2 at three, and its sales pay 10.
  const v2 = planOf({ ...parts(3, { rewards: { direct: "10", leader: "20", own: "30" } }), version: 2 });
  soundly(
    parts(2),
    `
    ${buys("L", "A<L")}
    plan v2
    ${buys("B<L")}
    L.cash = 110.00
    ${buys("M<L")}
    L.cash = 140.00
    ${buys("P<M", "Q<M", "R<M")}
    M.cash = 30.00
    L.cash = 200.00
    ${buys("S<M")}
    M.cash = 60.00
    L.cash = 200.00
    `,
    { v2 },
  );
});

test("[chain.closing] a closing programme gives neither rewards nor places", () => {
  soundly(parts(2), `${buys("L", "A<L")}\njoin B referrer=L\nclosing\norder oB B 499 tags=entry\nL.cash = 100.00`);
});

test.each([
  ["100", "200", "300", { n: 300, d: 1 }],
  ["100", "200", "300.01", { n: 30_001, d: 100 }],
  ["10.10", "20.05", "30.14", { n: 603, d: 20 }],
  ["10.10", "20.05", "30.16", { n: 754, d: 25 }],
])("[chain.bounds] the dearest sale, at %s + %s or %s, and the share of leaders", (direct, leader, own, dearest) => {
  const json = planOf(parts(2, { rewards: { direct, leader, own } }));
  const result = readPlan(json);
  const [entry] = result.ok ? result.plan.entries : [];
  const bounds = entry?.definition.bounds(entry.params, json as never, "mechanisms[0]") ?? [];
  expect(bounds.map(({ name, value }) => [name, value])).toEqual([
    ["paid-per-entry", dearest],
    ["leaders", { n: 1, d: 2 }],
  ]);
});

test("[chain.again] a place that was given up begins anew: under the leader, the seller and the version of that day", () => {
  // C's place began before L led; when C comes back, L leads, and C is L's own.
  soundly(
    parts(2),
    `${buys("L", "C<L")}\nrefund oC\n${buys("A<L", "B<L")}\norder oC2 C 499 tags=entry\nL.cash = 500.00`,
  );
  // C came before L had a place, so nobody sold to it; when it comes back it is L's buyer, and with A the second.
  soundly(
    parts(2),
    `join L\n${buys("C<L")}\nL.cash = -\nrefund oC\norder oL L 499 tags=entry\norder oC2 C 499 tags=entry
    ${buys("A<L")}\nL.cash = 200.00\n${buys("B<L")}\nL.cash = 500.00`,
  );
  // L began at two buyers and gave its place up; what it begins anew is at three.
  const v2 = planOf({ ...parts(3), version: 2 });
  soundly(
    parts(2),
    `${buys("L")}\nrefund oL\nplan v2\norder oL2 L 499 tags=entry\n${buys("A<L", "B<L", "C<L")}\nL.cash = 300.00
    ${buys("D<L")}\nL.cash = 600.00`,
    { v2 },
  );
});

test("[chain.again] one of two entry orders refunded takes nothing from the count; who has given its place up has no buyers", () => {
  soundly(
    parts(2),
    `${buys("L", "A<L", "B<L")}\norder oA2 A 499 tags=entry\nrefund oA2\norder other A 100\nrefund other\n${buys("C<L")}\nL.cash = 500.00`,
  );
  soundly(
    parts(2),
    `${buys("L")}\nrefund oL\n${buys("A<L")}\norder oL2 L 499 tags=entry\n${buys("B<L", "C<L")}\nL.cash = 200.00`,
  );
});

test("[chain.broken] rows that can't be are named", () => {
  const { programme } = soundly(parts(2), buys("L", "A<L"));
  const state = programme.store.dump();
  const names = Object.keys(placeTable.columns);
  const brokenBy = (holder: string, cells: Record<string, number>): string[] => {
    const rows = (state["chain_place"] ?? []).map((image) =>
      programme.holders.name(Number(image[1 + names.indexOf("holder")])) === holder
        ? image.map((cell, at) => cells[names[at - 1] ?? ""] ?? cell)
        : image,
    );
    return broken(Programme.restore([{ ...state, chain_place: rows }]));
  };
  expect(brokenBy("L", {})).toEqual([]);
  expect(brokenBy("L", { buyers: 2 })).toEqual(["chain: L has 2 buyers, counted 1"]);
  expect(brokenBy("A", { orders: -1 })).toEqual(["chain: L has 1 buyers, counted 0", "chain: A has -1 entry orders"]);
  expect(brokenBy("A", { leader: programme.holders.find("A") ?? -1 })).toEqual(["chain: A stands under itself"]);
});

test("[chain.faults] two or three, and amounts in cash", () => {
  const faults = (json: Json): string[] => {
    const result = readPlan(planOf(json));
    return result.ok ? [] : result.faults.map(({ path, wrong, right }) => `${path}: ${wrong}; ${right}`);
  };
  expect(faults(parts(4))).toEqual(["mechanisms[0].leaderAfter: is 4; 2 (链动2+1) or 3 (链动3+1)"]);
  expect(faults(parts(2, { rewards: { direct: "1.234", leader: "0", own: "0" } }))).toEqual([
    "mechanisms[0].rewards.direct: has more decimals than cash; at most 2 decimals",
  ]);
});
