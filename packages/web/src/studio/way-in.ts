// The little that the rest of the application knows of the studio: what its address may say, and where its words come from.
import type { Language } from "../shared/format/format.js";

export const VIEWS = ["plan", "run", "compare"] as const;
export type View = (typeof VIEWS)[number];

export interface StudioSearch {
  view?: View;
  /** the programme whose plan may be taken as a beginning */
  from?: string;
}

/** Reads what stands behind the question mark; what nobody knows is left out. */
export function studioSearch(search: Record<string, unknown>): StudioSearch {
  const view = VIEWS.find((each) => each === search["view"]);
  const { from } = search;
  return { ...(view && { view }), ...(typeof from === "string" && { from }) };
}

export async function studioWords(language: Language): Promise<object> {
  const words = language === "en" ? import("../locales/studio.en.json") : import("../locales/studio.zh-CN.json");
  return (await words).default;
}
