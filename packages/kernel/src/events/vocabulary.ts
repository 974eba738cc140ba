// The event vocabulary: one table of types and fields. Validation, types and reference all come from it.
import { DECIMAL } from "../number/decimal.js";
import { parseFraction } from "../number/fraction.js";
import { refuse } from "../refusal.js";
import { parseDay, parseInstant } from "../time/calendar.js";

/** What a field may be. A `?` behind the kind: it may be left out. */
interface FieldTypes {
  name: string;
  amount: string;
  rate: string;
  region: string;
  day: string;
  text: string;
  number: number;
  tags: string[];
  tender: Record<string, string>;
  document: unknown;
}
type FieldKind = keyof FieldTypes;
type Field = FieldKind | `${FieldKind}?`;

export const VOCABULARY = {
  "member.joined": { member: "name", referrer: "name?" },
  "member.activated": { member: "name" },
  "merchant.joined": { merchant: "name", referrer: "name?", region: "region?", margin: "rate?" },
  "merchant.changed": { merchant: "name", margin: "rate" },
  "agent.appointed": { agent: "name", region: "region", sponsor: "name?" },
  "order.settled": {
    order: "name",
    buyer: "name",
    gross: "amount",
    merchant: "name?",
    cost: "amount?",
    region: "region?",
    tender: "tender?",
    tags: "tags?",
  },
  "order.refunded": { order: "name", gross: "amount?" },
  "asset.sold": { holder: "name", asset: "name", quantity: "amount" },
  "asset.transferred": { from: "name", to: "name", asset: "name", quantity: "amount" },
  "asset.converted": { holder: "name", from: "name", to: "name", quantity: "amount" },
  "cash.withdrawn": { holder: "name", amount: "amount" },
  "withdrawal.approved": { withdrawal: "name" },
  "withdrawal.refused": { withdrawal: "name" },
  "task.done": { member: "name", task: "name", value: "number?" },
  "market.asked": { offer: "name", holder: "name", asset: "name", quantity: "amount", price: "amount" },
  "market.bid": { offer: "name", holder: "name", asset: "name", quantity: "amount", price: "amount" },
  "market.cancelled": { offer: "name" },
  "market.paid": { trade: "name" },
  "market.received": { trade: "name" },
  "market.decided": { trade: "name", to: "name?" },
  "collectible.redeemed": { holder: "name", edition: "name" },
  "pool.funded": { pool: "name", amount: "amount" },
  "price.set": { asset: "name", price: "amount" },
  "rank.approved": { member: "name", rank: "name" },
  adjusted: { holder: "name", asset: "name", quantity: "amount", reason: "text" },
  "programme.closing": {},
  "plan.changed": { plan: "document" },
  "day.closed": { day: "day" },
} as const satisfies Record<string, Record<string, Field>>;

export type EventType = keyof typeof VOCABULARY;

type Plain<F> = F extends FieldKind ? FieldTypes[F] : never;
type Body<Fields> = { readonly [K in keyof Fields as Fields[K] extends `${string}?` ? never : K]: Plain<Fields[K]> } & {
  readonly [K in keyof Fields as Fields[K] extends `${string}?` ? K : never]?: Fields[K] extends `${infer F}?`
    ? Plain<F>
    : never;
};

/** An event of one type, checked. */
export type EventOf<T extends EventType> = { readonly id: string; readonly at: string; readonly type: T } & Body<
  (typeof VOCABULARY)[T]
>;
/** Any event, checked; `type` tells which. */
export type KernelEvent = { [T in EventType]: EventOf<T> }[EventType];

const isText = (value: unknown, most: number): value is string =>
  typeof value === "string" && value.length >= 1 && value.length <= most;
const isName = (value: unknown): value is string => isText(value, 64);
const isDecimal = (value: unknown): value is string => isText(value, 40) && DECIMAL.test(value);

/** For each kind of field: the test, and what would be right. */
const FIELDS: Record<FieldKind, { test: (value: unknown) => boolean; right: string }> = {
  name: { test: isName, right: "a text of 1 to 64 characters" },
  amount: { test: isDecimal, right: 'a decimal string such as "12.30" (a JSON number is refused)' },
  rate: {
    test: (value) => isText(value, 40) && parseFraction(value) !== undefined,
    right: 'a rate as a decimal string such as "0.10"',
  },
  region: {
    test: (value) => typeof value === "string" && /^\d{6}$/.test(value),
    right: "a region code of six digits (GB/T 2260)",
  },
  day: {
    test: (value) => typeof value === "string" && parseDay(value) !== undefined,
    right: 'a day such as "2026-01-31"',
  },
  text: { test: (value) => isText(value, 1000), right: "a text of 1 to 1,000 characters" },
  number: {
    test: (value) => typeof value === "number" && Number.isFinite(value) && value >= 0,
    right: "a number, 0 or more",
  },
  tags: {
    test: (value) => Array.isArray(value) && value.length <= 32 && value.every(isName),
    right: "a list of at most 32 tags",
  },
  tender: {
    test: (value) =>
      typeof value === "object" &&
      value !== null &&
      !Array.isArray(value) &&
      Object.entries(value).every(([asset, part]) => isName(asset) && isDecimal(part)),
    right: 'amounts by asset, such as {"voucher": "20.00"}',
  },
  document: { test: (value) => typeof value === "object" && value !== null, right: "a plan document" },
};

/** A field's kind and whether it may be left out. */
export function fieldOf(field: Field): { kind: FieldKind; optional: boolean; right: string } {
  const kind = field.replace("?", "") as FieldKind;
  return { kind, optional: field.endsWith("?"), right: FIELDS[kind].right };
}

/** The fields of each type, read once. */
const SHAPES = new Map<
  string,
  readonly { name: string; optional: boolean; right: string; test: (value: unknown) => boolean }[]
>(
  Object.entries(VOCABULARY).map(([type, fields]) => [
    type,
    Object.entries(fields).map(([name, field]: [string, Field]) => {
      const { kind, optional, right } = fieldOf(field);
      return { name, optional, right, test: FIELDS[kind].test };
    }),
  ]),
);

/**
 * Checks a JSON value as an event. `id` stands in for an id that is left out.
 * Refuses, in this order, with `malformed_event` (the frame), `unknown_type`, `malformed_event` (the fields of the type).
 */
export function parseEvent(json: unknown, id?: string): KernelEvent {
  if (typeof json !== "object" || json === null || Array.isArray(json))
    refuse("malformed_event", "", "an event is a JSON object", 'such as {"id", "at", "type", …}');
  const record = json as Record<string, unknown>;
  const own = record["id"] ?? id;
  if (!isText(own, 128))
    refuse("malformed_event", "id", "the id is missing or no text", "a text of 1 to 128 characters");
  const type = record["type"];
  if (typeof type !== "string")
    refuse("malformed_event", "type", "the type is missing or no text", "one of the types of the vocabulary");
  const { at } = record;
  let known = 2 + (record["id"] === undefined ? 0 : 1);
  const timeless = type === "day.closed" && at === undefined;
  if (!timeless && (typeof at !== "string" || parseInstant(at) === undefined)) {
    refuse(
      "malformed_event",
      "at",
      "the time is missing or none",
      'an RFC 3339 time such as "2026-01-31T09:00:00+08:00"',
    );
  }
  const shape = SHAPES.get(type);
  if (!shape)
    refuse("unknown_type", "type", `there is no event type "${type}"`, `one of ${Object.keys(VOCABULARY).join(", ")}`);
  for (const { name, optional, right, test } of shape) {
    const value = record[name];
    if (value === undefined && optional) continue;
    known += 1;
    if (!test(value))
      refuse(
        "malformed_event",
        name,
        value === undefined ? `"${name}" is missing` : `"${name}" is ${JSON.stringify(value)?.slice(0, 80)}`,
        right,
      );
  }
  if (timeless || count(record) !== known) onlyKnown(record, type, shape);
  if (record["id"] === own && !timeless) return json as KernelEvent;
  return { ...record, id: own, at: timeless ? `${String(record["day"])}T23:59:59Z` : at } as KernelEvent;
}

function count(record: object): number {
  let keys = 0;
  for (const _ in record) keys += 1;
  return keys;
}

/** Refuses a field that the type does not have. */
function onlyKnown(record: object, type: string, shape: readonly { name: string }[]): void {
  for (const key in record) {
    if (key === "id" || key === "at" || key === "type" || shape.some(({ name }) => name === key)) continue;
    refuse(
      "malformed_event",
      key,
      `${type} has no field "${key}"`,
      `only ${shape.map(({ name }) => name).join(", ") || "id, at and type"}`,
    );
  }
}
