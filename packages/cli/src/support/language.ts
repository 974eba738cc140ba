// The language of what a command prints: --lang, else the environment's.
import type { Language } from "@perennial/checks";
import { Option } from "commander";
import type { Io } from "./io.js";

/** `--lang zh|en`. */
export function languageOption(io: Io): Option {
  const own: Language = io.locale.startsWith("zh") ? "zh" : "en";
  return new Option("--lang <language>", "language of the text").choices(["zh", "en"]).default(own);
}
