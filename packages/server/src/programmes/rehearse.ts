// A dry run: the event is applied to a copy of the programme, which is then thrown away.
import type { EntryText, Refusal } from "@perennial/kernel";
import { Programme, renderEntry } from "@perennial/kernel";
import type { Body } from "./applier.js";

/**
 * The entry that an event would make, or why it would be refused. Costs a copy of the whole state: some milliseconds for
 * thousands of members.
 */
export function rehearse(programme: Programme, body: Body): EntryText | Refusal {
  const copy = Programme.restore([programme.store.dump()]);
  const outcome = copy.apply(body);
  if (!outcome.ok) return outcome.refusal;
  const own = outcome.entries.at(-1);
  if (!own) throw new Error("no_entry: the kernel accepted an event without an entry");
  return renderEntry(copy, own);
}
