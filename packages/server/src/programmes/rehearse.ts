// A dry run: the event happens to the programme itself, is told, and is put back before anybody else comes to see it.
import type { EntryText, Programme, Refusal } from "@perennial/kernel";
import { renderEntry } from "@perennial/kernel";
import type { Body } from "./applier.js";

/** The entry that an event would make, or why it would be refused. Costs what the event costs, however many members there are. */
export function rehearse(programme: Programme, body: Body): EntryText | Refusal {
  return programme.rehearse(() => {
    const outcome = programme.apply(body);
    if (!outcome.ok) return outcome.refusal;
    const own = outcome.entries.at(-1);
    if (!own) throw new Error("no_entry: the kernel accepted an event without an entry");
    return renderEntry(programme, own);
  });
}
