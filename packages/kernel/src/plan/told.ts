// A plan's rules in sentences for whoever reads it: each mechanism's own words with its parameters, then what all may say.
import { commonTold } from "../mechanisms/shared/told.js";
import type { Plan } from "./compile.js";
import type { Text } from "./types.js";

/** A mechanism of the plan as its readers see it. */
export interface RuleText {
  /** its id in the plan */
  id: string;
  kind: string;
  title: Text;
  sentences: Text[];
}

/** The rules of a plan, in its order; those that are switched off too. */
export function rulesText({ entries, document }: Plan): RuleText[] {
  return entries.map(({ definition, params, common, id }) => {
    const asset = params["asset"] ?? params["points"];
    return {
      id,
      kind: definition.kind,
      title: definition.title,
      sentences: [
        ...definition.told(params, document),
        ...commonTold(common, document, typeof asset === "string" ? asset : "cash"),
      ],
    };
  });
}
