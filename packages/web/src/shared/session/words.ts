// Where the words of signing in come from; every face that knows people brings them.
import type { Language } from "../format/format.js";

export async function sessionWords(language: Language): Promise<object> {
  const words =
    language === "en" ? import("../../locales/session.en.json") : import("../../locales/session.zh-CN.json");
  return (await words).default;
}
