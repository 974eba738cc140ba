// What every field of a form knows: how to change the document, what is wrong where, and which names the document already has.
import type { Fault } from "@perennial/kernel";
import type { ComponentType } from "react";
import { createContext, useContext } from "react";
import type { Path } from "../document/path.js";
import type { JsonSchema, Suggest } from "../schema/json-schema.js";

export interface Forming {
  set: (path: Path, part: unknown) => void;
  remove: (path: Path) => void;
  /** by path text, e.g. `mechanisms[0].mint` */
  faults: ReadonlyMap<string, readonly Fault[]>;
  suggest: Suggest;
  /** draws a part of any schema: parts lie within parts */
  Field: ComponentType<FieldProps>;
}

export const FormingContext = createContext<Forming | undefined>(undefined);

export function useForming(): Forming {
  const forming = useContext(FormingContext);
  if (!forming) throw new Error("a field stands outside of its form; put it under a FormingContext");
  return forming;
}

export interface FieldProps {
  schema: JsonSchema;
  path: Path;
  value: unknown;
  /** the kind of mechanism that the field belongs to */
  owner?: string | undefined;
  label: string;
  /** its label is for the ear only, because it stands above already */
  isBare?: boolean;
  /** there when the field may be taken away */
  onRemove?: (() => void) | undefined;
}

/** Faults by the path at which they stand. */
export function byPath(faults: readonly Fault[]): ReadonlyMap<string, readonly Fault[]> {
  const map = new Map<string, Fault[]>();
  for (const fault of faults) map.set(fault.path, [...(map.get(fault.path) ?? []), fault]);
  return map;
}

/** Faults at a path and at all that lies in it. */
export const faultsIn = (faults: Forming["faults"], path: string): number =>
  [...faults].reduce((sum, [at, list]) => sum + (isIn(at, path) ? list.length : 0), 0);

/** Whether a path text lies in another, or is it. */
export const isIn = (at: string, path: string): boolean =>
  path === "" || at === path || at.startsWith(`${path}.`) || at.startsWith(`${path}[`);
