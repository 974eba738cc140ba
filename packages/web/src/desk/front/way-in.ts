// Where the words of laying out the home come from; its preview speaks those of the mall.
import { mallWords } from "../../mall/way-in.js";
import type { Language } from "../../shared/format/format.js";
import { bringWords } from "../../shared/i18n/i18n.js";

async function frontWords(language: Language): Promise<object> {
  const words = language === "en" ? import("../../locales/front.en.json") : import("../../locales/front.zh-CN.json");
  return (await words).default;
}

/** Loads the page together with its words. */
export const withFrontWords =
  <T>(load: () => Promise<T>) =>
  async (): Promise<T> => {
    const [page] = await Promise.all([load(), bringWords(frontWords), bringWords(mallWords)]);
    return page;
  };
