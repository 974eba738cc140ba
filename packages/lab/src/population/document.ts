// The mechanisms of a plan as its document lists them, those that are switched off left out.
import type { Plan, PlanDocument } from "@perennial/kernel";

export type MechanismDocument = PlanDocument["mechanisms"][number];

export const mechanismsOf = ({ document }: Plan): MechanismDocument[] =>
  document.mechanisms.filter(({ enabled }) => enabled !== false);

/** A parameter that is a text, or what stands for it when it is left out. */
export const textOf = (value: unknown, otherwise = ""): string => (typeof value === "string" ? value : otherwise);
