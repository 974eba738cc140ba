// Reads a plan: every fault at once, or the plan ready to run.
import { z } from "zod";
import { mechanisms } from "../mechanisms/registry.generated.js";
import type { AnyMechanism } from "../mechanisms/mechanism.js";
import { parseFraction } from "../number/fraction.js";
import type { Day } from "../time/calendar.js";
import { parseDay } from "../time/calendar.js";
import { zoneDays } from "../time/zone.js";
import type { Fault } from "./fault.js";
import { pathText, schemaFaults } from "./fault.js";
import { amountFaults, assetFaults, currencyScale, poolFaults, rankFaults } from "./references.js";
import type { MechanismDocument, PlanDocument } from "./schema.js";
import { planSchema } from "./schema.js";
import type { Common } from "./types.js";

export interface PlanEntry {
  readonly definition: AnyMechanism;
  readonly params: MechanismDocument;
  readonly common: Common;
  readonly id: string;
}

/** A plan without faults, ready to run. */
export interface Plan {
  readonly document: PlanDocument;
  readonly cashScale: number;
  readonly start: Day | undefined;
  readonly dayOf: (instant: number) => Day;
  readonly entries: readonly PlanEntry[];
}

export type PlanResult = { ok: true; plan: Plan } | { ok: false; faults: Fault[] };

const definitions: ReadonlyMap<string, AnyMechanism> = new Map(
  mechanisms.map((definition) => [definition.kind, definition]),
);

/** Every kind of mechanism there is, in alphabetical order. */
export const mechanismKinds = (): readonly AnyMechanism[] => mechanisms;

/** Checks a JSON value as a plan. Faults come in the order of the document; none hides another unless it stands inside it. */
export function readPlan(json: unknown): PlanResult {
  if (typeof json !== "object" || json === null || Array.isArray(json))
    return {
      ok: false,
      faults: [{ path: "", wrong: "a plan is a JSON object", right: 'such as {"plan", "version", …}' }],
    };
  const shape = schemaFaults(planSchema, json, []);
  const parts = readable(json);
  const listed = Array.isArray((json as Record<string, unknown>)["mechanisms"])
    ? ((json as Record<string, unknown>)["mechanisms"] as unknown[])
    : [];
  const entries = listed.map((entry, index) => readMechanism(entry, index, parts));
  const faults = [
    ...shape,
    ...entries.flatMap((entry) => entry.faults),
    ...planFaults(
      parts,
      entries.flatMap(({ entry }) => entry ?? []),
    ),
  ];
  if (faults.length) return { ok: false, faults };
  const document = json as PlanDocument;
  return {
    ok: true,
    plan: {
      document,
      cashScale: currencyScale(document.currency),
      start: document.start === undefined ? undefined : parseDay(document.start),
      dayOf: zoneDays(document.timezone),
      entries: entries.flatMap(({ entry }) => entry ?? []),
    },
  };
}

/** What of the document can be looked at for names even when other parts of it are at fault. */
function readable(json: object): PlanDocument {
  const partial = planSchema.partial().safeParse(json);
  if (partial.success) return { assets: {}, ...partial.data, mechanisms: [] } as unknown as PlanDocument;
  const kept = Object.entries(json).filter(([key, value]) => {
    const schema = planSchema.shape[key as keyof typeof planSchema.shape] as z.ZodType | undefined;
    return schema?.safeParse(value).success;
  });
  return { currency: "CNY", assets: {}, ...Object.fromEntries(kept), mechanisms: [] } as unknown as PlanDocument;
}

function readMechanism(json: unknown, index: number, plan: PlanDocument): { entry?: PlanEntry; faults: Fault[] } {
  const path = pathText(["mechanisms", index]);
  const kind = typeof json === "object" && json !== null ? (json as Record<string, unknown>)["kind"] : undefined;
  const definition = typeof kind === "string" ? definitions.get(kind) : undefined;
  if (!definition) {
    return {
      faults: [
        {
          path: `${path}.kind`,
          wrong: kind === undefined ? "is missing" : `there is no mechanism ${JSON.stringify(kind)}`,
          right: `one of ${[...definitions.keys()].join(", ")}`,
        },
      ],
    };
  }
  const shape = schemaFaults(definition.schema, json, ["mechanisms", index]);
  if (shape.length) return { faults: shape };
  const params = json as MechanismDocument;
  const entry = { definition, params, common: params as Common, id: params.id ?? definition.kind };
  return { entry, faults: definition.faults(params, plan, path) };
}

/** What the schema can't see in the plan itself. */
function planFaults(plan: PlanDocument, entries: readonly PlanEntry[]): Fault[] {
  return [...assetPartFaults(plan), ...rankPartFaults(plan), ...budgetFaults(plan, entries), ...idFaults(entries)];
}

function assetPartFaults(plan: PlanDocument): Fault[] {
  return Object.entries(plan.assets).flatMap(([name, asset]) => {
    const path = `assets.${name}`;
    const reserved = name === "cash" ? [{ path, wrong: "cash is always there", right: "another name" }] : [];
    const settle = asset.spend?.settle;
    const pool = typeof settle === "object" ? poolFaults(plan, `${path}.spend.settle.pool`, settle.pool) : [];
    const price =
      asset.referencePrice !== undefined && parseFraction(asset.referencePrice)?.n === 0
        ? [{ path: `${path}.referencePrice`, wrong: "is 0", right: "a price above 0" }]
        : [];
    return [...reserved, ...amountFaults(plan, `${path}.cap`, asset.cap, name), ...pool, ...price];
  });
}

function rankPartFaults(plan: PlanDocument): Fault[] {
  const ranks = plan.ranks ?? [];
  return ranks.flatMap(({ rank, require }, index) => {
    const path = `ranks[${index}]`;
    const twice =
      ranks.findIndex((other) => other.rank === rank) < index
        ? [{ path: `${path}.rank`, wrong: `"${rank}" stands twice`, right: "each rank once" }]
        : [];
    const holding = Object.entries(require.holding ?? {}).flatMap(([asset, least]) => [
      ...assetFaults(plan, `${path}.require.holding.${asset}`, asset),
      ...amountFaults(plan, `${path}.require.holding.${asset}`, least, asset),
    ]);
    return [
      ...twice,
      ...rankFaults(plan, `${path}.require.directRank`, Object.keys(require.directRank ?? {})),
      ...rankFaults(plan, `${path}.require.teamRank`, Object.keys(require.teamRank ?? {})),
      ...rankFaults(plan, `${path}.require.rank`, require.rank === undefined ? [] : [require.rank]),
      ...amountFaults(plan, `${path}.require.volume`, require.volume, "cash"),
      ...amountFaults(plan, `${path}.require.spend`, require.spend, "cash"),
      ...holding,
    ];
  });
}

function budgetFaults(plan: PlanDocument, entries: readonly PlanEntry[]): Fault[] {
  const ids = entries.map(({ id }) => id);
  const missing = (path: string, names: readonly string[]): Fault[] =>
    names
      .filter((name) => !ids.includes(name))
      .map((name) => ({
        path,
        wrong: `there is no mechanism with the id "${name}"`,
        right: `one of ${ids.join(", ")}`,
      }));
  return [
    ...(plan.budgets ?? []).flatMap(({ over }, index) => missing(`budgets[${index}].over`, over)),
    ...missing("closing", plan.closing ?? []),
  ];
}

function idFaults(entries: readonly PlanEntry[]): Fault[] {
  return entries
    .map(({ id }, index) => ({ id, index }))
    .filter(({ id, index }) => entries.findIndex((other) => other.id === id) < index)
    .map(({ id, index }) => ({
      path: `mechanisms[${index}].id`,
      wrong: `"${id}" stands twice`,
      right: "an id of its own for each mechanism of the same kind",
    }));
}

/** The JSON Schema of the plan language (draft 2020-12), for editors. */
export function planJsonSchema(): Record<string, unknown> {
  const union = z.discriminatedUnion(
    "kind",
    mechanisms.map(({ schema }) => schema) as unknown as [z.ZodObject, z.ZodObject],
  );
  const schema = planSchema.extend({ mechanisms: z.array(union) });
  return {
    title: "Perennial plan",
    ...(z.toJSONSchema(schema, { unrepresentable: "any", io: "input" }) as Record<string, unknown>),
  };
}
