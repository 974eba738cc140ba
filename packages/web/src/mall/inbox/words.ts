// Where the words of inbox and statements come from: their pages bring them.
import type { Language } from "../../shared/format/format.js";
import { bringWords } from "../../shared/i18n/i18n.js";
import { withWords } from "../way-in.js";

async function inboxWords(language: Language): Promise<object> {
  const words = language === "en" ? import("../../locales/inbox.en.json") : import("../../locales/inbox.zh-CN.json");
  return (await words).default;
}

/** Loads a page of the inbox together with its words. */
export const withInboxWords =
  <T>(load: () => Promise<T>) =>
  async (): Promise<T> => {
    const [page] = await Promise.all([withWords(load)(), bringWords(inboxWords)]);
    return page;
  };
