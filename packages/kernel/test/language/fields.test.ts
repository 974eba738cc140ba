// The fields of events: for each kind of value the last that is right and the first that is wrong, and what a malformed event is told.
import { describe, expect, test } from "vitest";
import { Refusal } from "../../src/index.js";
import { parseEvent } from "../../src/events/vocabulary.js";
import type { Json } from "../support/script.js";

const at = "2026-01-01T09:00:00+08:00";
const order = { id: "e1", at, type: "order.settled", order: "o1", buyer: "A", gross: "1" };

/** What becomes of a JSON value: "accepted", or the refusal as `code at place: wrong; right`. */
function became(json: unknown, id?: string): string {
  try {
    parseEvent(json, id);
    return "accepted";
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    expect(error.message).toBe(`${error.code}: ${error.wrong}`);
    expect(error.name).toBe("Refusal");
    return `${error.code} at "${error.place}": ${error.wrong}; ${error.right}`;
  }
}

const long = (length: number): string => "x".repeat(length);
const many = (length: number): string[] => Array.from({ length }, () => "tag");

/** An event with one field of the kind, the values that are right and those that are wrong. */
const kinds: { kind: string; event: Json; field: string; good: unknown[]; bad: unknown[]; right: string }[] = [
  {
    kind: "name",
    event: order,
    field: "buyer",
    good: ["A", long(64)],
    bad: ["", long(65), 1, null, ["A"]],
    right: "a text of 1 to 64 characters",
  },
  {
    kind: "amount",
    event: order,
    field: "gross",
    good: ["0", "-1", "12.30", "1".repeat(40)],
    bad: ["", "1.", ".5", "+1", "1e3", "1,0", 1, "1".repeat(41)],
    right: 'a decimal string such as "12.30" (a JSON number is refused)',
  },
  {
    kind: "rate",
    event: { id: "e1", at, type: "merchant.changed", merchant: "M" },
    field: "margin",
    good: ["0", "0.10", "1.5"],
    bad: ["-0.1", "10%", 0.1, "", `0.${"1".repeat(20)}`, `0.${"0".repeat(40)}`],
    right: 'a rate as a decimal string such as "0.10"',
  },
  {
    kind: "region",
    event: order,
    field: "region",
    good: ["441302"],
    bad: ["44130", "4413021", "a441302", "441302 ", 441302, null],
    right: "a region code of six digits (GB/T 2260)",
  },
  {
    kind: "day",
    event: { id: "e1", type: "day.closed" },
    field: "day",
    good: ["2026-01-31", "2024-02-29"],
    bad: ["2026-02-29", "2026-1-31", "2026-01-00", 20260131],
    right: 'a day such as "2026-01-31"',
  },
  {
    kind: "text",
    event: { id: "e1", at, type: "adjusted", holder: "A", asset: "hi", quantity: "1" },
    field: "reason",
    good: ["x", long(1000)],
    bad: ["", long(1001), 7],
    right: "a text of 1 to 1,000 characters",
  },
  {
    kind: "number",
    event: { id: "e1", at, type: "task.done", member: "A", task: "walk" },
    field: "value",
    good: [0, 1.5],
    bad: [-1, "1", Number.NaN, Number.POSITIVE_INFINITY, null],
    right: "a number, 0 or more",
  },
  {
    kind: "tags",
    event: order,
    field: "tags",
    good: [[], ["a", "b"], many(32)],
    bad: [many(33), ["a", ""], "a", { 0: "a" }, null],
    right: "a list of at most 32 tags",
  },
  {
    kind: "tender",
    event: order,
    field: "tender",
    good: [{}, { voucher: "1" }, { voucher: "1", coin: "2.5" }],
    bad: [["1"], null, "1", { voucher: 1 }, { voucher: "1", coin: "x" }, { "": "1" }],
    right: 'amounts by asset, such as {"voucher": "20.00"}',
  },
  {
    kind: "document",
    event: { id: "e1", at, type: "plan.changed" },
    field: "plan",
    good: [{}, []],
    bad: [null, "plan", 1],
    right: "a plan document",
  },
];

describe("[language.fields]", () => {
  for (const { kind, event, field, good, bad, right } of kinds) {
    test(`${kind}: what is right`, () => {
      for (const value of good) expect(became({ ...event, [field]: value }), String(value)).toBe("accepted");
    });
    test(`${kind}: what is wrong`, () => {
      for (const value of bad)
        expect(became({ ...event, [field]: value }), String(value)).toBe(
          `malformed_event at "${field}": "${field}" is ${JSON.stringify(value).slice(0, 80)}; ${right}`,
        );
    });
  }

  test("a field that must be there, one that need not, and one that nobody knows", () => {
    expect(became({ ...order, buyer: undefined })).toBe(
      'malformed_event at "buyer": "buyer" is missing; a text of 1 to 64 characters',
    );
    expect(became({ ...order, merchant: undefined })).toBe("accepted");
    expect(became({ ...order, colour: "green" })).toBe(
      'malformed_event at "colour": order.settled has no field "colour"; only order, buyer, gross, merchant, cost, region, tender, tags',
    );
    expect(became({ id: "e1", at, type: "programme.closing", why: "x" })).toBe(
      'malformed_event at "why": programme.closing has no field "why"; only id, at and type',
    );
  });
});

describe("[language.frame]", () => {
  test("an event is an object", () => {
    for (const json of [null, [], "x", 1])
      expect(became(json)).toBe('malformed_event at "": an event is a JSON object; such as {"id", "at", "type", …}');
  });

  test("its id may be handed in, and has 1 to 128 characters", () => {
    expect(parseEvent({ ...order, id: undefined }, "line:1")).toEqual({ ...order, id: "line:1" });
    expect(parseEvent(order, "line:1").id).toBe("e1");
    expect(became({ ...order, id: long(128) })).toBe("accepted");
    for (const id of [undefined, "", 5, long(129)])
      expect(became({ ...order, id })).toBe(
        'malformed_event at "id": the id is missing or no text; a text of 1 to 128 characters',
      );
  });

  test("its type is a text of the vocabulary", () => {
    expect(became({ ...order, type: undefined })).toBe(
      'malformed_event at "type": the type is missing or no text; one of the types of the vocabulary',
    );
    expect(became({ ...order, type: "order.lost" })).toMatch(
      /^unknown_type at "type": there is no event type "order\.lost"; one of member\.joined, member\.activated, .*, day\.closed$/,
    );
  });

  test("its time is an RFC 3339 instant; only the close of a day may do without, and stands at its end", () => {
    const wrong =
      'malformed_event at "at": the time is missing or none; an RFC 3339 time such as "2026-01-31T09:00:00+08:00"';
    for (const time of [undefined, null, 5, "2026-01-01", "2026-01-01T25:00:00Z"])
      expect(became({ ...order, at: time })).toBe(wrong);
    const close = { id: "e1", type: "day.closed", day: "2026-01-31" };
    expect(parseEvent(close).at).toBe("2026-01-31T23:59:59Z");
    expect(parseEvent({ ...close, at }).at).toBe(at);
    expect(became({ ...close, at: "noon" })).toBe(wrong);
  });
});
