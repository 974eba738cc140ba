// What a run is asked to be: its size, its seeds, the stresses, and what of the scenario differs from what fits the plan. Kept over a reload.
import type { Plan } from "@perennial/kernel";
import type { Scenario, ScenarioFault } from "@perennial/lab";
import { defaultScenario, readScenario, STRESSES, stressNamed } from "@perennial/lab";
import { recall, remember } from "../../shared/storage.js";
import { parsed } from "../document/history.js";
import type { Json } from "../schema/json-schema.js";
import { isObject } from "../schema/json-schema.js";

export interface Settings {
  members: number;
  days: number;
  seed: number;
  seeds: number;
  /** names of stresses, and `own`: the scenario as it stands */
  stresses: readonly string[];
  /** what differs from the scenario that fits the plan */
  over: Json;
}

export const OWN = "own";
export const MOST_MEMBERS = 100_000;
export const LIMITS = {
  members: [1, MOST_MEMBERS],
  days: [1, 3_650],
  seed: [0, 2_147_483_647],
  seeds: [1, 200],
} as const;

export const FIRST: Settings = {
  members: 300,
  days: 180,
  seed: 1,
  seeds: 3,
  stresses: STRESSES.map(({ name }) => name),
  over: {},
};

const KEY = "perennial.studio.run";

function whole(value: unknown, key: keyof typeof LIMITS): number {
  const [least, most] = LIMITS[key];
  return typeof value === "number" && Number.isInteger(value) && value >= least && value <= most ? value : FIRST[key];
}

/** What was kept; what of it can't be read is as at first. */
export function keptSettings(): Settings {
  const found = parsed(recall(KEY) ?? "")?.value;
  const kept = isObject(found) ? found : {};
  const names = Array.isArray(kept["stresses"]) ? kept["stresses"].map(String) : FIRST.stresses;
  return {
    members: whole(kept["members"], "members"),
    days: whole(kept["days"], "days"),
    seed: whole(kept["seed"], "seed"),
    seeds: whole(kept["seeds"], "seeds"),
    stresses: names.filter((name) => name === OWN || stressNamed(name) !== undefined),
    over: isObject(kept["over"]) ? kept["over"] : {},
  };
}

export const keepSettings = (settings: Settings): void => remember(KEY, JSON.stringify(settings));

/** Objects key by key; a list, or anything with a `kind`, as a whole: as the lab reads what differs. */
export function laidOver(base: Json, over: Json): Json {
  const laid = Object.entries(over).map(([key, value]) => {
    const old = base[key];
    return [
      key,
      isObject(old) && isObject(value) && value["kind"] === undefined ? laidOver(old, value) : value,
    ] as const;
  });
  return { ...base, ...Object.fromEntries(laid) };
}

/** The inverse: what has to be laid over `base` to get `whole`. */
export function differing(base: Json, whole: Json): Json {
  return Object.fromEntries(
    Object.entries(whole).flatMap(([key, value]) => {
      const old = base[key];
      if (JSON.stringify(old) === JSON.stringify(value)) return [];
      const byKey = isObject(old) && isObject(value) && value["kind"] === undefined;
      return [[key, byKey ? differing(old, value) : value] as const];
    }),
  );
}

export interface Asked {
  fitting: Scenario;
  /** as the form shows it, right or wrong */
  shown: Json;
  faults: readonly ScenarioFault[];
  /** what would run; none while there are faults */
  scenarios: Scenario[];
}

/** The scenarios that the settings ask for, over what fits the plan. */
export function asked(plan: Plan, { members, days, stresses, over }: Settings): Asked {
  const fitting = defaultScenario(plan, { members, days });
  const shown = laidOver(fitting, over);
  const read = readScenario(over, fitting);
  if (!read.ok) return { fitting, shown, faults: read.faults, scenarios: [] };
  const scenarios = stresses.flatMap((name) => {
    if (name === OWN) return [{ ...read.scenario, scenario: OWN }];
    return stressNamed(name)?.of(read.scenario) ?? [];
  });
  return { fitting, shown, faults: [], scenarios };
}
