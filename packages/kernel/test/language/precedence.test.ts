// When several codes apply to one event the earlier wins: one row for each pair that can meet.
import { describe, expect, test } from "vitest";
import { REFUSAL_CODES } from "../../src/index.js";
import { table } from "../support/table.js";
import { hasKind, prepared } from "./stage.js";

const pairs = table(`
  | wins                 | over                 | needs    | event                                                                            |
  |----------------------|----------------------|----------|----------------------------------------------------------------------------------|
  | malformed_event      | unknown_type         |          | {"id": "x", "at": "yesterday", "type": "member.left"}                            |
  | malformed_event      | day_closed           |          | {"id": "x", "at": "2025-12-31T09:00:00Z", "type": "member.joined", "member": ""} |
  | malformed_event      | unknown_holder       |          | order o9 nobody 1,5                                                              |
  | unknown_type         | day_closed           |          | {"id": "x", "at": "2025-12-31T09:00:00Z", "type": "member.left"}                 |
  | day_closed           | unknown_holder       |          | {"id": "x", "at": "2025-12-31T09:00:00Z", "type": "member.activated", "member": "nobody"} |
  | day_closed           | already_exists       |          | {"id": "x", "at": "2025-12-31T09:00:00Z", "type": "member.joined", "member": "A"} |
  | unknown_holder       | unknown_asset        |          | order o9 nobody 100 tender=gold:1                                                |
  | unknown_holder       | unknown_asset        |          | sell nobody gold 0                                                               |
  | unknown_holder       | unknown_asset        |          | adjust nobody gold 0                                                             |
  | unknown_holder       | unknown_asset        |          | transfer A nobody gold 1                                                         |
  | unknown_holder       | unknown_rank         |          | rank nobody senior                                                               |
  | unknown_holder       | unknown_edition      |          | redeem nobody wolf                                                               |
  | unknown_holder       | already_exists       |          | join A referrer=nobody                                                           |
  | unknown_holder       | already_exists       |          | shop M referrer=nobody                                                           |
  | unknown_holder       | already_exists       |          | agent H 441302 sponsor=nobody                                                    |
  | unknown_holder       | already_exists       |          | order o1 A 100 merchant=nobody                                                   |
  | unknown_holder       | outside_band         |          | concede nobody 0.90                                                              |
  | unknown_holder       | not_allowed          |          | task nobody swim                                                                 |
  | unknown_order        | amount_not_positive  |          | refund o9 0                                                                      |
  | unknown_order        | scale_exceeded       |          | refund o9 1.005                                                                  |
  | unknown_asset        | already_exists       |          | order o1 A 100 tender=gold:1                                                     |
  | unknown_asset        | not_allowed          |          | order o9 A 100 tender=coin:1,gold:1                                              |
  | unknown_asset        | amount_not_positive  |          | price gold 0                                                                     |
  | unknown_asset        | amount_not_positive  |          | adjust A gold 0                                                                  |
  | unknown_asset        | amount_not_positive  |          | order o9 A -1 tender=gold:1                                                      |
  | unknown_pool         | amount_not_positive  |          | fund gold 0                                                                      |
  | already_exists       | not_allowed          |          | order o1 A 100 tender=coin:1                                                     |
  | already_exists       | amount_not_positive  |          | order o1 A -1                                                                    |
  | already_exists       | outside_band         |          | shop M margin=0.90                                                               |
  | not_allowed          | amount_not_positive  |          | order o9 A -1 tender=coin:1                                                      |
  | not_allowed          | amount_not_positive  |          | sell A coin 0                                                                    |
  | not_allowed          | insufficient_balance |          | transfer B A points 99                                                           |
  | amount_not_positive  | amount_overflow      |          | order o9 A 90071992547409.92 cost=0                                              |
  | amount_not_positive  | scale_exceeded       |          | order o9 A 1.005 cost=0                                                          |
  | amount_not_positive  | scale_exceeded       |          | order o9 A 1.005 tender=points:0                                                 |
  | amount_not_positive  | scale_exceeded       |          | order o9 A 0.000 cost=-0.001                                                     |
  | amount_not_positive  | scale_exceeded       |          | refund o1 0.000                                                                  |
  | amount_not_positive  | refund_exceeds_order |          | refund o2 0                                                                      |
  | amount_overflow      | scale_exceeded       |          | order o9 A 1.005 cost=90071992547409.92                                          |
  | amount_overflow      | scale_exceeded       |          | order o9 A 90071992547409.925                                                    |
  | amount_overflow      | refund_exceeds_order |          | refund o1 90071992547409.92                                                      |
  | amount_overflow      | scale_exceeded       | market   | ask x1 B shell 1.005 90071992547409.92                                           |
  | scale_exceeded       | tender_exceeds_gross |          | order o9 A 1.005 tender=points:9                                                 |
  | scale_exceeded       | refund_exceeds_order |          | refund o1 1000.005                                                               |
  | scale_exceeded       | insufficient_balance |          | sell B points 1.00005                                                            |
  | scale_exceeded       | below_minimum        | withdraw | withdraw B 1.005                                                                 |
  | below_minimum        | insufficient_balance | withdraw | withdraw A 4                                                                     |
  | limit_reached        | insufficient_balance |          | sell B points 999                                                                |
  | limit_reached        | insufficient_balance | withdraw | withdraw A 41                                                                    |
  | tender_exceeds_gross | insufficient_balance |          | order o9 B 1 tender=points:5                                                     |
  | tender_exceeds_gross | pool_short           |          | order o9 B 1 tender=voucher:5 tags=food                                          |
  | tender_exceeds_gross | margin_exceeded      |          | order o9 A 1 cost=9 tender=points:5                                              |
  | insufficient_balance | pool_short           |          | order o9 B 100 tender=voucher:5,points:1 tags=food                               |
  | insufficient_balance | margin_exceeded      |          | order o9 B 100 cost=100 tender=points:1                                          |
  | pool_short           | margin_exceeded      |          | order o9 B 100 cost=100 tender=voucher:1 tags=food                               |
`);

describe("[language.precedence]", () => {
  for (const { wins, over, needs, event } of pairs.filter((pair) => hasKind(pair["needs"] ?? ""))) {
    test(`${wins} over ${over}: ${event?.slice(0, 90)}`, () => {
      const stage = prepared();
      const outcome = stage.programme.apply(stage.event(event ?? ""));
      expect(outcome.ok ? "accepted" : outcome.refusal.code).toBe(wins);
      const [first, second] = [wins, over].map((code) => REFUSAL_CODES.findIndex((each) => each === code));
      expect(first).toBeLessThan(second ?? -1);
      expect(needs).toBeDefined();
    });
  }
});
