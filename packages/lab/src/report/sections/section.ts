// One card of the report: its title, the finding in one sentence, what shows it, and a note.
import type { Both } from "../format.js";
import { both } from "../format.js";

export function section(title: Both, finding: Both, content: string, note?: Both): string {
  const small = note ? both(note, "p").replaceAll('<p class="', '<p class="note ') : "";
  return `<section><h2>${both(title)}</h2><p class="finding">${both(finding)}</p>${content}${small}</section>`;
}
