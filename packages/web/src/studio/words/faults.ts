// What is wrong with a document, in the reader's language: the kernel says it in English; known sentences have a Chinese form, others stay as they are.
import type { Fault } from "@perennial/kernel";
import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { languageOf } from "../../shared/i18n/i18n.js";
import templates from "./faults.zh-CN.json";

interface Template {
  pattern: RegExp;
  chinese: string;
}

/** `the plan has no asset "{0}"` as a pattern with a group for each place. */
function patternOf(english: string): RegExp {
  const parts = english.split(/\{\d\}/).map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`));
  return new RegExp(`^${parts.join("(.+?)")}$`, "s");
}

const known: readonly Template[] = Object.entries(templates).map(([english, chinese]) => ({
  pattern: patternOf(english),
  chinese,
}));

/** The Chinese form of a sentence of the kernel or the lab; undefined when it has none. */
export function inChinese(english: string): string | undefined {
  for (const { pattern, chinese } of known) {
    const match = pattern.exec(english);
    if (match) return chinese.replaceAll(/\{(\d)\}/g, (_, place: string) => match[Number(place) + 1] ?? "");
  }
  return undefined;
}

/** A fault as one sentence. */
export function useFaultWords(): (fault: Fault) => string {
  const { t, i18n } = useTranslation();
  const isChinese = languageOf(i18n.language) === "zh-CN";
  return useCallback(
    ({ wrong, right }) => {
      const [is, should] = isChinese ? [inChinese(wrong) ?? wrong, inChinese(right) ?? right] : [wrong, right];
      const first = is.charAt(0).toUpperCase() + is.slice(1);
      return right === "" ? first : t("studio.fault", { wrong: first, right: should });
    },
    [t, isChinese],
  );
}
