// Plan versions at work: the mechanisms of the version in force, and those of earlier ones that still serve what began under them.
import type { House, Working } from "../house.js";
import type { AnyMechanism } from "../mechanisms/mechanism.js";
import type { Plan } from "./compile.js";
import { mechanismKinds, readPlan } from "./compile.js";
import type { PlanDocument } from "./schema.js";
import type { Common } from "./types.js";

/** Number of the slot of a mechanism's id and kind; −1: it has none. */
type FindSlot = (id: string, kind: string) => number;

/** Begins every mechanism that is switched on, in the order of the plan, then the retired ones, the youngest version first. */
export function beginAll(house: House, plan: Plan, documents: readonly PlanDocument[], findSlot: FindSlot): Working[] {
  const served = new Set<number>();
  const begin = (definition: AnyMechanism, params: Common, version: number, retired: boolean): Working[] => {
    const { kind } = definition;
    const id = params.id ?? kind;
    const slot = findSlot(id, kind);
    if (slot === -1 || served.has(slot) || params.enabled === false) return [];
    served.add(slot);
    const instance = { slot, id, kind, version, common: params, retired };
    return [{ instance, behaviour: definition.begin(params, house, instance) }];
  };
  const current = plan.entries.flatMap(({ definition, params }) =>
    begin(definition, params, plan.document.version, false),
  );
  const retired = documents.toReversed().flatMap(({ mechanisms, version }) =>
    mechanisms.flatMap((params) => {
      const definition = mechanismKinds().find(({ kind }) => kind === params.kind);
      return definition ? begin(definition, params, version, true) : [];
    }),
  );
  return [...current, ...retired];
}

/** A plan that was in force, from the document that was kept. */
export function readKnown(document: string): Plan {
  const result = readPlan(JSON.parse(document));
  if (!result.ok)
    throw new Error(
      `the stored plan has faults: ${result.faults.map(({ path, wrong }) => `${path} ${wrong}`).join("; ")}`,
    );
  return result.plan;
}
