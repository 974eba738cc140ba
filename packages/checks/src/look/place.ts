// A place in a plan with the reason why a rule points at it.
import type { Text } from "@perennial/kernel";
import type { Place } from "../finding.js";

/** The reason, with the field named behind it. */
export function place(path: string, because: Text): Place {
  return { path, because: { zh: `${because.zh}（${path}）`, en: `${because.en} (${path})` } };
}
