// The languages: Chinese is set first and comes with the first load, English is fetched when it is asked for.
import i18next from "i18next";
import { initReactI18next } from "react-i18next";
import zh from "../../locales/zh-CN.json";
import type { Language } from "../format/format.js";
import { recall, remember } from "../storage.js";

const KEY = "perennial.language";

const isLanguage = (text: string | null | undefined): text is Language => text === "zh-CN" || text === "en";

/** The language chosen before, else the browser's, else Chinese. */
function preferred(): Language {
  const chosen = recall(KEY);
  if (isLanguage(chosen)) return chosen;
  const own = navigator.languages.find((tag) => tag.startsWith("zh") || tag.startsWith("en"));
  return own?.startsWith("en") === true ? "en" : "zh-CN";
}

/** Fetches the words of one face of the product in a language. */
export type Words = (language: Language) => Promise<object>;

const rooms = new Set<Words>();

async function loadRoom(words: Words, language: Language): Promise<void> {
  i18next.addResourceBundle(language, "translation", await words(language), true, true);
}

/** Brings the words of a face that is loaded by itself, now and whenever the language changes. Called again it does nothing. */
export async function bringWords(words: Words): Promise<void> {
  if (rooms.has(words)) return;
  await Promise.all(
    [...new Set<Language>(["zh-CN", languageOf(i18next.language)])].map((each) => loadRoom(words, each)),
  );
  rooms.add(words);
}

async function load(language: Language): Promise<void> {
  if (language === "en" && !i18next.hasResourceBundle(language, "translation")) {
    const { default: words } = await import("../../locales/en.json");
    i18next.addResourceBundle(language, "translation", words);
  }
  await Promise.all([...rooms].map((room) => loadRoom(room, language)));
}

/** Starts with the preferred language. Call once, before the first page is drawn. */
export async function startLanguages(): Promise<void> {
  const language = preferred();
  await i18next.use(initReactI18next).init({
    lng: "zh-CN",
    fallbackLng: "zh-CN",
    resources: { "zh-CN": { translation: zh } },
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  await load(language);
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
}

/** Changes the language of the pages and keeps the choice. */
export async function chooseLanguage(language: Language): Promise<void> {
  await load(language);
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
  remember(KEY, language);
}

export const languageOf = (tag: string): Language => (tag.startsWith("en") ? "en" : "zh-CN");
