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
import { asset, planSchema, pool, step } from "./schema.js";
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
  const faults = [...shape, ...entries.flatMap((entry) => entry.faults), ...planFaults(parts, listed.map(idOf))];
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

/** What of the document can be looked at for names even when other parts of it are at fault: a declaration at fault still declares its name. */
function readable(json: object): PlanDocument {
  const record = json as Record<string, unknown>;
  const kept = Object.entries(record).filter(([key, value]) => {
    const schema = planSchema.shape[key as keyof typeof planSchema.shape] as z.ZodType | undefined;
    return schema?.safeParse(value).success;
  });
  return {
    currency: "CNY",
    assets: mended(asset, record["assets"], () => ({ scale: 8 })),
    pools: mended(pool, record["pools"], () => ({ inflow: [] })),
    ranks: Object.values(mended(step, record["ranks"], nameOnly)),
    ...Object.fromEntries(kept),
    mechanisms: [],
  } as unknown as PlanDocument;
}

/** The entries of a part, those at fault replaced by the least that bears their name. */
function mended(schema: z.ZodType, part: unknown, blank: (value: unknown) => object): Record<string, unknown> {
  if (typeof part !== "object" || part === null) return {};
  return Object.fromEntries(
    Object.entries(part).map(([key, value]) => [key, schema.safeParse(value).success ? value : blank(value)]),
  );
}

function nameOnly(value: unknown): object {
  const rank = typeof value === "object" && value !== null ? (value as Record<string, unknown>)["rank"] : undefined;
  return { rank: typeof rank === "string" ? rank : "", title: { zh: "", en: "" }, require: {} };
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

/** The id that an entry of `mechanisms` goes by, whatever else is wrong with it. */
function idOf(entry: unknown): string | undefined {
  if (typeof entry !== "object" || entry === null) return undefined;
  const { id, kind } = entry as Record<string, unknown>;
  return typeof id === "string" ? id : typeof kind === "string" ? kind : undefined;
}

/** What the schema can't see in the plan itself. `ids`: those of the mechanisms, in order. */
function planFaults(plan: PlanDocument, ids: readonly (string | undefined)[]): Fault[] {
  return [...assetPartFaults(plan), ...rankPartFaults(plan), ...budgetFaults(plan, ids), ...idFaults(ids)];
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

function budgetFaults(plan: PlanDocument, ids: readonly (string | undefined)[]): Fault[] {
  const known = ids.filter((id) => id !== undefined);
  const missing = (path: string, names: readonly string[]): Fault[] =>
    names
      .filter((name) => !ids.includes(name))
      .map((name) => ({
        path,
        wrong: `there is no mechanism with the id "${name}"`,
        right: known.length ? `one of ${known.join(", ")}` : "declare it first: the plan has none",
      }));
  return [
    ...(plan.budgets ?? []).flatMap(({ over }, index) => missing(`budgets[${index}].over`, over)),
    ...missing("closing", plan.closing ?? []),
  ];
}

function idFaults(ids: readonly (string | undefined)[]): Fault[] {
  return ids.flatMap((id, index) =>
    id !== undefined && ids.indexOf(id) < index
      ? [
          {
            path: `mechanisms[${index}].id`,
            wrong: `"${id}" stands twice`,
            right: "an id of its own for each mechanism of the same kind",
          },
        ]
      : [],
  );
}

/** The JSON Schema of the plan language (draft 2020-12), for editors. */
export function planJsonSchema(): Record<string, unknown> {
  const union = z.discriminatedUnion(
    "kind",
    mechanisms.map(({ schema }) => schema) as unknown as [z.ZodObject, z.ZodObject],
  );
  const schema = planSchema.extend({ mechanisms: z.array(union).meta(planSchema.shape.mechanisms.meta() ?? {}) });
  return {
    title: "Perennial plan",
    ...(z.toJSONSchema(schema, { unrepresentable: "any", io: "input" }) as Record<string, unknown>),
  };
}
