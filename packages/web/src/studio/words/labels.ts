// What the parts of the language are called for people: keys, values and hints, in the reader's language; the code's own word where there is none.
import { useTranslation } from "react-i18next";
import { languageOf } from "../../shared/i18n/i18n.js";
import type { JsonSchema } from "../schema/json-schema.js";
import { choicesOf, isDecimal, optionsOf } from "../schema/json-schema.js";
import hints from "./hints.zh-CN.json";

const chinese: Readonly<Record<string, string>> = hints;

export interface Labels {
  isChinese: boolean;
  /** a key, `owner` being the kind of mechanism it stands in */
  key: (key: string, owner?: string) => string;
  value: (value: string | number | boolean) => string;
  hint: (schema: JsonSchema) => string | undefined;
  option: (option: JsonSchema, index: number) => string;
}

export function useLabels(): Labels {
  const { t, i18n } = useTranslation();
  const isChinese = languageOf(i18n.language) === "zh-CN";
  const key = (name: string, owner = ""): string =>
    t(`studio.fieldOf.${owner}-${name}`, { defaultValue: t(`studio.field.${name}`, { defaultValue: name }) });
  const value = (each: string | number | boolean): string =>
    t(`studio.value.${String(each)}`, { defaultValue: String(each) });
  const hint = ({ description }: JsonSchema): string | undefined =>
    description === undefined ? undefined : isChinese ? (chinese[description] ?? description) : sentence(description);
  const option = (each: JsonSchema, index: number): string => {
    if (each.const !== undefined) return value(each.const);
    const kind = each.properties?.["kind"]?.const;
    if (kind !== undefined) return value(kind);
    const choices = choicesOf(each);
    if (choices) return choices.map(value).join(" / ");
    if (each.type === "array") return t("studio.option.list");
    if (isDecimal(each)) return t("studio.option.figure");
    const keys = each.required ?? Object.keys(each.properties ?? {});
    if (keys.length > 0) return keys.map((name) => key(name)).join(" · ");
    return optionsOf(each).length > 0 ? t("studio.option.other") : `${index + 1}`;
  };
  return { isChinese, key, value, hint, option };
}

const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
