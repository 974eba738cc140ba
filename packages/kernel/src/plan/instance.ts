// One mechanism of one plan version at work in a programme.
import type { Common } from "./types.js";

export interface Instance {
  /** the number of its id in the programme; the same over all versions of the plan */
  readonly slot: number;
  readonly id: string;
  readonly kind: string;
  readonly version: number;
  readonly common: Common;
  /** no longer in the plan: it serves what began under it and begins nothing */
  readonly retired: boolean;
}

/** Whether an order with these tags is one that the mechanism (or pool inflow) looks at. */
export function matchesTags(
  filter: { tags?: string[] | undefined; exceptTags?: string[] | undefined },
  tags: ReadonlySet<string>,
): boolean {
  if (filter.tags && !filter.tags.some((tag) => tags.has(tag))) return false;
  return !filter.exceptTags?.some((tag) => tags.has(tag));
}
