// A scenario: who comes, what they spend, how they behave, and what shock hits them. Data with a schema; every fault is told at once.
import { parseAmount, parseDay } from "@perennial/kernel";
import { z } from "zod";
import { MILLION } from "../chance/chance.js";

/** A decimal text of a few digits: money and rates alike; `fits` looks at it in millionths. */
function decimal(pattern: RegExp, right: string, fits: (perMillion: number) => boolean = () => true) {
  return z.string({ error: right }).refine((text) => pattern.test(text) && fits(perMillion(text)), { error: right });
}
const share = decimal(/^[01](?:\.\d{1,6})?$/, 'a share from 0 to 1 such as "0.25"', (value) => value <= MILLION);
const growth = decimal(
  /^-?\d{1,3}(?:\.\d{1,6})?$/,
  'a rate above −1 such as "0.15" or "-0.30"',
  (value) => value > -MILLION,
);
const number = decimal(/^\d{1,9}(?:\.\d{1,6})?$/, 'a number as a decimal string such as "2.5"');
const positive = decimal(/^\d{1,9}(?:\.\d{1,6})?$/, 'a number above 0 such as "2.5"', (value) => value > 0);
const money = decimal(/^\d{1,9}(?:\.\d{1,2})?$/, 'an amount as a decimal string such as "300.00"');
const name = z
  .string()
  .min(1, { error: "a text of 1 to 64 characters" })
  .max(64, { error: "a text of 1 to 64 characters" });
const whole = (least: number, most: number) => {
  const error = `a whole number from ${least} to ${most}`;
  return z.int({ error }).min(least, { error }).max(most, { error });
};
const day = whole(0, 36_500);

const arrivals = z.discriminatedUnion(
  "kind",
  [
    z.strictObject({ kind: z.literal("constant"), perDay: number }),
    z.strictObject({ kind: z.literal("growth"), perDay: number, perMonth: growth }),
    z.strictObject({ kind: z.literal("logistic"), members: whole(1, 10_000_000), middle: day, steepness: positive }),
    z.strictObject({ kind: z.literal("bass"), members: whole(1, 10_000_000), innovation: share, imitation: number }),
  ],
  { error: '"kind" is constant, growth, logistic or bass' },
);

const spend = z.discriminatedUnion(
  "kind",
  [
    z.strictObject({ kind: z.literal("lognormal"), median: money, sigma: number, least: money, most: money }),
    z.strictObject({ kind: z.literal("history"), amounts: z.array(money).min(1, { error: "at least one amount" }) }),
  ],
  { error: '"kind" is lognormal or history' },
);

const margin = z.strictObject({ least: share, most: share });

export const scenarioSchema = z.strictObject({
  scenario: name.meta({ description: "its name" }),
  start: z
    .string({ error: 'a day such as "2026-01-01"' })
    .refine((text) => parseDay(text) !== undefined, { error: 'a day such as "2026-01-01"' }),
  days: whole(1, 36_500),
  members: z.strictObject({
    founders: whole(0, 1_000_000).meta({ description: "who join on the first day, without a referrer" }),
    arrivals,
    most: whole(0, 10_000_000).optional().meta({ description: "nobody joins beyond so many" }),
    tree: z.enum(["preferential", "random"], { error: "preferential or random" }).meta({
      description: "who refers a new member: the more one has referred the likelier, or anybody",
    }),
    orphans: share.meta({ description: "share of new members without a referrer" }),
  }),
  spend,
  orders: z.strictObject({
    first: share.meta({ description: "share of members who order on the day they join" }),
    everyDays: whole(1, 3_650).meta({ description: "days between a member's orders, on average" }),
    leave: share.meta({ description: "share who never order again after an order" }),
  }),
  products: z
    .array(
      z.strictObject({
        tags: z.array(name).min(1, { error: "at least one tag" }),
        share: share.meta({ description: "share of orders that are for this product" }),
        price: money.optional().meta({ description: "left out: drawn like every other order" }),
        joining: z
          .boolean()
          .optional()
          .meta({ description: "bought on joining, by this share of members, from the platform" }),
      }),
    )
    .meta({ description: "orders that carry tags" }),
  merchants: z.strictObject({
    first: whole(0, 100_000),
    members: whole(1, 10_000_000).meta({ description: "one more merchant for each so many members" }),
    margin,
    regions: z.boolean().meta({ description: "agents are appointed and merchants lie in their district" }),
  }),
  sellers: z
    .strictObject({
      hold: share,
      multiple: share,
      at: positive.meta({ description: "sells all when the price is so many times that of its last order" }),
      panic: share,
      drop: share.meta({ description: "panics when the price is so much below its highest" }),
      slow: share.meta({ description: "or when a week paid so much less than the week before" }),
    })
    .refine(
      (sellers) => perMillion(sellers.hold) + perMillion(sellers.multiple) + perMillion(sellers.panic) === MILLION,
      {
        error: "hold, multiple and panic add up to 1",
      },
    ),
  habits: z.strictObject({
    redeem: share.meta({ description: "share of orders for which the buyer pays what it can in assets" }),
    withdraw: share.meta({ description: "share of orders after which the buyer withdraws its cash" }),
    taskDays: whole(1, 3_650).meta({ description: "days between a member's rounds of all tasks, on average" }),
  }),
  capital: z
    .array(z.strictObject({ pool: name, rate: share }))
    .meta({ description: "put into a pool each day, as a share of the day before's turnover" }),
  grants: z
    .array(z.strictObject({ asset: name, quantity: money, founders: whole(1, 100_000) }))
    .meta({ description: "entered by the operator on the first day for the first founders, e.g. equity" }),
  stop: day.optional().meta({ description: "from this day on nobody joins and nobody orders" }),
  run: z.strictObject({ day, share }).optional().meta({
    description: "on this day this share sells, spends and withdraws all it can; nobody joins or orders from then on",
  }),
  patience: day.meta({ description: "days after which a promise that stands open and uncovered counts as unpaid" }),
});

export type Scenario = z.infer<typeof scenarioSchema>;
export interface ScenarioFault {
  path: string;
  wrong: string;
  right: string;
}
export type ScenarioResult = { ok: true; scenario: Scenario } | { ok: false; faults: ScenarioFault[] };

/** A decimal text of at most six decimals in millionths. */
export function perMillion(text: string): number {
  const value = /[1-9]/.test(text) ? parseAmount(text, 6, "signed") : 0;
  return typeof value === "number" ? value : Number.NaN;
}

type Json = Record<string, unknown>;
const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Reads a scenario that says only what differs from `base`: objects are merged key by key, a list or anything with a `kind` is replaced whole. */
export function readScenario(json: unknown, base: Scenario): ScenarioResult {
  if (!isObject(json))
    return { ok: false, faults: [{ path: "", wrong: "is no JSON object", right: 'such as {"days": 90}' }] };
  const merged = merge(base, json);
  const result = scenarioSchema.safeParse(merged);
  if (result.success) return { ok: true, scenario: result.data };
  return { ok: false, faults: result.error.issues.map((issue) => faultOf(issue, merged)) };
}

function merge(base: Json, over: Json): Json {
  const entries = Object.entries(over).map(([key, value]) => {
    const old = base[key];
    return [key, isObject(old) && isObject(value) && value["kind"] === undefined ? merge(old, value) : value];
  });
  return { ...base, ...(Object.fromEntries(entries) as Json) };
}

function faultOf(issue: z.core.$ZodIssue, whole: Json): ScenarioFault {
  const path = issue.path
    .map((key) => (typeof key === "number" ? `[${key}]` : `.${String(key)}`))
    .join("")
    .replace(/^\./, "");
  if (issue.code === "unrecognized_keys")
    return { path, wrong: `has unknown keys: ${issue.keys.join(", ")}`, right: "only the keys of a scenario" };
  let value: unknown = whole;
  for (const key of issue.path)
    value = isObject(value) || Array.isArray(value) ? (value as Json)[String(key)] : undefined;
  const wrong = value === undefined ? "is missing" : `is ${JSON.stringify(value).slice(0, 80)}`;
  return { path, wrong, right: issue.message };
}
