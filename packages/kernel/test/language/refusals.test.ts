// Every code an event may be refused with, for every event that may be: one row each, in the order in which the codes win.
import { describe, expect, test } from "vitest";
import { formatDay, REFUSAL_CODES, Replay } from "../../src/index.js";
import { goodPlan, planOf } from "../support/script.js";
import type { TableRow } from "../support/table.js";
import { table } from "../support/table.js";
import { hasKind, prepared } from "./stage.js";

const LONG = "x".repeat(65);

/** `needs`: the kind of mechanism without which the row makes no sense. */
const rows = table(`
  | code                 | needs        | event                                                                                                   |
  |----------------------|--------------|---------------------------------------------------------------------------------------------------------|
  | malformed_event      |              | {}                                                                                                      |
  | malformed_event      |              | {"id": "", "at": "2026-01-02T09:00:00Z", "type": "programme.closing"}                                   |
  | malformed_event      |              | {"id": 7, "at": "2026-01-02T09:00:00Z", "type": "programme.closing"}                                    |
  | malformed_event      |              | {"id": "x", "type": "programme.closing"}                                                                |
  | malformed_event      |              | {"id": "x", "at": "2026-01-02 09:00", "type": "programme.closing"}                                      |
  | malformed_event      |              | {"id": "x", "at": "2026-01-02T09:00:00Z"}                                                               |
  | malformed_event      |              | {"id": "x", "at": "2026-01-02T09:00:00Z", "type": "member.joined"}                                      |
  | malformed_event      |              | {"id": "x", "at": "2026-01-02T09:00:00Z", "type": "member.joined", "member": "C", "nickname": "c"}      |
  | malformed_event      |              | {"id": "x", "at": "2026-01-02T09:00:00Z", "type": "order.settled", "order": "o9", "buyer": "A", "gross": 12} |
  | malformed_event      |              | {"id": "x", "at": "2026-01-02T09:00:00Z", "type": "order.settled", "order": "o9", "buyer": "A", "gross": "1e3"} |
  | malformed_event      |              | {"id": "x", "at": "2200-01-02T09:00:00Z", "type": "programme.closing"}                                  |
  | malformed_event      |              | join ${LONG}                                                                                            |
  | malformed_event      |              | shop N margin=-0.10                                                                                     |
  | malformed_event      |              | shop N region=4413                                                                                      |
  | malformed_event      |              | agent H 44                                                                                              |
  | malformed_event      |              | order o9 A 12,30                                                                                        |
  | malformed_event      |              | order o9 A 12.                                                                                          |
  | malformed_event      |              | order o9 A .5                                                                                           |
  | malformed_event      |              | task B walk value=-1                                                                                    |
  | malformed_event      |              | close 2026-02-30                                                                                        |
  | unknown_type         |              | {"id": "x", "at": "2026-01-02T09:00:00Z", "type": "member.left", "member": "A"}                         |
  | unknown_type         |              | {"id": "x", "at": "2026-01-02T09:00:00Z", "type": "toString"}                                           |
  | day_closed           |              | {"id": "x", "at": "2026-01-01T23:59:59+08:00", "type": "member.joined", "member": "C"}                  |
  | day_closed           |              | {"id": "x", "at": "2026-01-01T15:59:59Z", "type": "day.closed", "day": "2025-12-31"}                    |
  | unknown_holder       |              | join C referrer=nobody                                                                                  |
  | unknown_holder       |              | join C referrer=platform                                                                                |
  | unknown_holder       |              | join C referrer=C                                                                                       |
  | unknown_holder       |              | activate nobody                                                                                         |
  | unknown_holder       |              | activate M                                                                                              |
  | unknown_holder       |              | shop N referrer=nobody                                                                                  |
  | unknown_holder       |              | concede A 0.10                                                                                          |
  | unknown_holder       |              | concede nobody 0.10                                                                                     |
  | unknown_holder       |              | agent H 440000 sponsor=nobody                                                                           |
  | unknown_holder       |              | order o9 nobody 100                                                                                     |
  | unknown_holder       |              | order o9 platform 100                                                                                   |
  | unknown_holder       |              | order o9 A 100 merchant=nobody                                                                          |
  | unknown_holder       |              | order o9 A 100 merchant=B                                                                               |
  | unknown_holder       |              | sell nobody points 1                                                                                    |
  | unknown_holder       |              | transfer nobody A coin 1                                                                                |
  | unknown_holder       |              | transfer A nobody coin 1                                                                                |
  | unknown_holder       |              | convert nobody coin token 1                                                                             |
  | unknown_holder       |              | withdraw nobody 1                                                                                       |
  | unknown_holder       |              | task nobody walk                                                                                        |
  | unknown_holder       |              | ask x1 nobody shell 1 1                                                                                 |
  | unknown_holder       |              | bid x1 nobody shell 1 1                                                                                 |
  | unknown_holder       |              | redeem nobody fox                                                                                       |
  | unknown_holder       |              | rank nobody junior                                                                                      |
  | unknown_holder       |              | adjust nobody points 1                                                                                  |
  | unknown_holder       |              | adjust platform points 1                                                                                |
  | unknown_order        |              | refund o9                                                                                               |
  | unknown_order        |              | refund o9 1                                                                                             |
  | unknown_asset        |              | order o9 A 100 tender=gold:1                                                                            |
  | unknown_asset        |              | sell A gold 1                                                                                           |
  | unknown_asset        |              | transfer A B gold 1                                                                                     |
  | unknown_asset        |              | convert A gold token 1                                                                                  |
  | unknown_asset        |              | convert A coin gold 1                                                                                   |
  | unknown_asset        |              | ask x1 A gold 1 1                                                                                       |
  | unknown_asset        |              | bid x1 A gold 1 1                                                                                       |
  | unknown_asset        |              | price gold 1                                                                                            |
  | unknown_asset        |              | adjust A gold 1                                                                                         |
  | unknown_pool         |              | fund gold 1                                                                                             |
  | unknown_offer        | market       | cancel x1                                                                                               |
  | unknown_edition      | collectible  | redeem B wolf                                                                                           |
  | unknown_trade        | market       | paid x1                                                                                                 |
  | unknown_trade        | market       | received x1                                                                                             |
  | unknown_trade        | market       | decide x1 to=A                                                                                          |
  | unknown_withdrawal   | withdraw     | approve x1                                                                                              |
  | unknown_withdrawal   | withdraw     | deny x1                                                                                                 |
  | unknown_rank         |              | rank A senior                                                                                           |
  | already_exists       |              | join A                                                                                                  |
  | already_exists       |              | join M                                                                                                  |
  | already_exists       |              | join platform                                                                                           |
  | already_exists       |              | activate A                                                                                              |
  | already_exists       |              | shop M                                                                                                  |
  | already_exists       |              | shop B                                                                                                  |
  | already_exists       |              | agent H 441302                                                                                          |
  | already_exists       |              | agent platform 440000                                                                                   |
  | already_exists       |              | order o1 A 100                                                                                          |
  | not_allowed          |              | order o9 A 100 tender=coin:1                                                                            |
  | not_allowed          |              | order o9 A 100 tender=cash:1                                                                            |
  | not_allowed          |              | order o9 B 100 tender=voucher:1                                                                         |
  | not_allowed          |              | order o9 B 100 tender=voucher:1 tags=drink                                                              |
  | not_allowed          |              | sell A coin 1                                                                                           |
  | not_allowed          |              | sell A cash 1                                                                                           |
  | not_allowed          |              | transfer A B points 1                                                                                   |
  | not_allowed          |              | convert A token coin 1                                                                                  |
  | not_allowed          |              | task A swim                                                                                             |
  | not_allowed          |              | ask x1 A coin 1 1                                                                                       |
  | not_allowed          |              | bid x1 A coin 1 1                                                                                       |
  | malformed_plan       |              | plan broken                                                                                             |
  | malformed_plan       |              | plan older                                                                                              |
  | malformed_plan       |              | plan other                                                                                              |
  | malformed_plan       |              | plan rescaled                                                                                           |
  | amount_not_positive  |              | order o9 A -1                                                                                           |
  | amount_not_positive  |              | order o9 A 100 cost=0                                                                                   |
  | amount_not_positive  |              | order o9 A 100 tender=points:0                                                                          |
  | amount_not_positive  |              | refund o1 0                                                                                             |
  | amount_not_positive  |              | refund o1 -5                                                                                            |
  | amount_not_positive  |              | sell A points 0                                                                                         |
  | amount_not_positive  | transfer     | transfer B A coin 0                                                                                     |
  | amount_not_positive  | convert      | convert B coin token 0                                                                                  |
  | amount_not_positive  | withdraw     | withdraw B 0                                                                                            |
  | amount_not_positive  | market       | ask x1 B shell 0 1                                                                                      |
  | amount_not_positive  | market       | bid x1 B shell 1 0                                                                                      |
  | amount_not_positive  |              | fund profit 0                                                                                           |
  | amount_not_positive  |              | price shell 0.00                                                                                        |
  | amount_not_positive  |              | price shell -1                                                                                          |
  | amount_not_positive  |              | adjust A points 0                                                                                       |
  | amount_overflow      |              | order o9 A 90071992547409.92                                                                            |
  | amount_overflow      |              | order o9 A 100 cost=90071992547409.92                                                                   |
  | amount_overflow      |              | order o9 A 100 tender=points:900719925474.0992                                                          |
  | amount_overflow      |              | refund o1 90071992547409.92                                                                             |
  | amount_overflow      |              | sell A points 900719925474.0992                                                                         |
  | amount_overflow      | transfer     | transfer B A coin 9007199254740992                                                                      |
  | amount_overflow      | convert      | convert B coin token 9007199254740992                                                                   |
  | amount_overflow      | withdraw     | withdraw B 90071992547409.92                                                                            |
  | amount_overflow      |              | fund profit 90071992547409.91                                                                           |
  | amount_overflow      |              | price shell 99999999999999999                                                                           |
  | amount_overflow      |              | adjust B cash 90071992547409.91                                                                         |
  | amount_overflow      |              | adjust A points -900719925474.0992                                                                      |
  | scale_exceeded       |              | order o9 A 1.005                                                                                        |
  | scale_exceeded       |              | order o9 A 1.000                                                                                        |
  | scale_exceeded       |              | order o9 A 100 cost=1.005                                                                               |
  | scale_exceeded       |              | order o9 A 100 tender=points:1.00005                                                                    |
  | scale_exceeded       |              | refund o1 1.005                                                                                         |
  | scale_exceeded       |              | sell A points 1.00005                                                                                   |
  | scale_exceeded       | transfer     | transfer B A coin 1.5                                                                                   |
  | scale_exceeded       | convert      | convert B coin token 1.5                                                                                |
  | scale_exceeded       | withdraw     | withdraw B 9.999                                                                                        |
  | scale_exceeded       |              | fund profit 0.001                                                                                       |
  | scale_exceeded       |              | price shell 0.0000000000001                                                                             |
  | scale_exceeded       |              | adjust B coin 0.5                                                                                       |
  | off_tick             | market       | ask x1 B shell 1 1.001                                                                                  |
  | outside_band         |              | shop N margin=0.31                                                                                      |
  | outside_band         |              | shop N margin=0.04                                                                                      |
  | outside_band         |              | concede M 0.31                                                                                          |
  | below_minimum        | withdraw     | withdraw B 4.99                                                                                         |
  | limit_reached        |              | sell A points 34                                                                                        |
  | limit_reached        |              | adjust A coin 96                                                                                        |
  | limit_reached        | withdraw     | withdraw B 41                                                                                           |
  | no_tier              | task         | task B walk value=4999                                                                                  |
  | no_tier              | task         | task B walk                                                                                             |
  | tender_exceeds_gross |              | order o9 A 1 tender=points:1.0100                                                                       |
  | refund_exceeds_order |              | refund o1 1000.01                                                                                       |
  | refund_exceeds_order |              | refund o2                                                                                               |
  | refund_exceeds_order |              | refund o2 0.01                                                                                          |
  | insufficient_balance |              | order o9 B 100 tender=points:1                                                                          |
  | insufficient_balance |              | sell B points 1                                                                                         |
  | insufficient_balance | transfer     | transfer B A coin 6                                                                                     |
  | insufficient_balance | convert      | convert B coin token 6                                                                                  |
  | insufficient_balance | withdraw     | withdraw A 10                                                                                           |
  | insufficient_balance | market       | ask x1 A shell 1 1                                                                                      |
  | insufficient_balance | market       | bid x1 A shell 1 1                                                                                      |
  | insufficient_balance | collectible  | redeem A fox                                                                                            |
  | insufficient_balance |              | adjust B coin -6                                                                                        |
  | insufficient_balance |              | adjust A coin -1                                                                                        |
  | pool_short           |              | order o9 B 100 tender=voucher:1 tags=food                                                               |
  | pool_short           | task         | task B walk value=5000                                                                                  |
  | margin_exceeded      |              | order o9 A 100 cost=96                                                                                  |
  | margin_exceeded      |              | order o9 A 100 cost=200                                                                                 |
  | margin_exceeded      |              | order o9 A 100 merchant=M cost=100.01                                                                   |
`);

/** Rows that take more than one event: those before the last are accepted. */
const longer = table(`
  | code             | needs       | events                                                                   |
  |------------------|-------------|--------------------------------------------------------------------------|
  | unknown_withdrawal | withdraw  | withdraw B 10 ; approve e1                                               |
  | wrong_state      |             | closing ; closing                                                        |
  | limit_reached    |             | sell A points 10 ; sell A points 10 ; sell A points 10                                      |
  | limit_reached    | withdraw    | withdraw B 25 ; withdraw B 20                                            |
  | limit_reached    | task        | fund ads 10 ; task B walk value=5000 ; task B walk value=5000            |
  | already_exists   | market      | ask x1 B shell 1 1 ; ask x1 B shell 1 1                                  |
  | insufficient_balance | market  | ask x1 B shell 10 1 ; ask x2 B shell 1 1                                 |
  | sold_out         | collectible | redeem B fox ; redeem B fox                                              |
`);

/** What a refused event may change: nothing but days closed before it. */
function refused(setUp: readonly string[], event: string, code: string): void {
  const stage = prepared();
  for (const line of setUp) stage.play(line);
  const before = stage.programme.store.dump();
  const outcome = stage.programme.apply(stage.event(event));
  const became = outcome.ok ? "accepted" : outcome.refusal.code;
  expect(became).toBe(code);
  expect(outcome.entries).toEqual([]);
  expect(stage.programme.store.dump()).toEqual(before);
  if (outcome.ok) return;
  expect(outcome.refusal.wrong).not.toBe("");
  expect(outcome.refusal.right).not.toBe("");
}

const possible = (row: TableRow): boolean => hasKind(row["needs"] ?? "");

describe("[language.codes] refused, and nothing changed:", () => {
  for (const row of rows.filter(possible)) {
    test(`${row["code"]}: ${row["event"]?.slice(0, 90)}`, () => {
      refused([], row["event"] ?? "", row["code"] ?? "");
    });
  }
  for (const row of longer.filter(possible)) {
    test(`${row["code"]}: ${row["events"]}`, () => {
      const lines = (row["events"] ?? "").split(" ; ");
      refused(lines.slice(0, -1), lines.at(-1) ?? "", row["code"] ?? "");
    });
  }
});

test("[language.codes] every code has a row, and the rows stand in the order in which the codes win", () => {
  const places = rows.map(({ code }) => REFUSAL_CODES.findIndex((each) => each === code));
  expect(places).toEqual(places.toSorted((a, b) => a - b));
  const covered = new Set([...rows, ...longer].map(({ code }) => code));
  // A conflict needs a memory of ids: see below.
  expect(REFUSAL_CODES.filter((code) => !covered.has(code))).toEqual(["event_conflict"]);
});

test("[language.codes] an id counts once: the same body changes nothing, another body is a conflict, a refused event leaves it free", () => {
  const replay = new Replay(goodPlan(planOf({ assets: { points: { scale: 0 } } })));
  const at = "2026-01-01T09:00:00+08:00";
  const join = { id: "a", at, type: "member.joined", member: "A" };
  const codes = [
    join,
    join,
    { ...join, member: "B" },
    { ...join, type: "member.left" },
    { ...join, extra: 1 },
    { id: "b", at, type: "adjusted", holder: "A", asset: "points", quantity: "-5", reason: "x" },
    { id: "b", at, type: "adjusted", holder: "A", asset: "points", quantity: "5", reason: "x" },
  ].map((event, index) => replay.line(index + 1, event)?.code ?? "accepted");
  expect(codes).toEqual([
    "accepted",
    "accepted",
    "event_conflict",
    "event_conflict",
    "malformed_event",
    "insufficient_balance",
    "accepted",
  ]);
  expect(replay.result().events).toBe(2);
  expect(replay.result().wallets).toEqual({ A: { points: "5" } });
});

test("[language.days] the days before a refused event close all the same", () => {
  const stage = prepared();
  const outcome = stage.programme.apply({ ...stage.event("join A"), at: "2026-01-05T09:00:00+08:00" });
  expect(outcome.ok ? "accepted" : outcome.refusal.code).toBe("already_exists");
  expect(outcome.entries.map(({ id }) => id)).toEqual(["day:2026-01-02", "day:2026-01-03", "day:2026-01-04"]);
  expect(formatDay(stage.programme.today)).toBe("2026-01-05");
});
