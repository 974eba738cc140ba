// A calendar month as its readers write it.
import type { Language } from "../../shared/format/format.js";

/** `2026-03` → `2026年3月`, `March 2026`; anything else as it is. */
export function monthText(month: string, language: Language): string {
  const first = new Date(`${month}-01T00:00:00Z`);
  if (Number.isNaN(first.getTime())) return month;
  return new Intl.DateTimeFormat(language, { year: "numeric", month: "long", timeZone: "UTC" }).format(first);
}
