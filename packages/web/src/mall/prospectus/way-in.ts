// Where the words of the prospectus come from.
import type { Language } from "../../shared/format/format.js";
import { bringWords } from "../../shared/i18n/i18n.js";
import { withWords } from "../way-in.js";

async function prospectusWords(language: Language): Promise<object> {
  const words =
    language === "en" ? import("../../locales/prospectus.en.json") : import("../../locales/prospectus.zh-CN.json");
  return (await words).default;
}

/** Loads a page of the mall that speaks of the prospectus, together with its words. */
export const withProspectusWords = <T>(load: () => Promise<T>): (() => Promise<T>) =>
  withWords(async () => {
    const [page] = await Promise.all([load(), bringWords(prospectusWords)]);
    return page;
  });
