// The programme that a page speaks of: its plan, its names in the reader's language, and the forms of its figures.
import type { ProgrammeDetail, Text } from "@perennial/api";
import type { PlanDocument } from "@perennial/kernel";
import { useParams } from "@tanstack/react-router";
import { createContext, useContext, useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Formats, Language } from "./format/format.js";
import { formats } from "./format/format.js";
import { languageOf } from "./i18n/i18n.js";

export interface ProgrammeHere {
  id: string;
  detail: ProgrammeDetail;
  plan: PlanDocument;
  language: Language;
  format: Formats;
  /** a text in the reader's language */
  read: (text: Text) => string;
  assetTitle: (asset: string) => string;
  poolTitle: (pool: string) => string;
  /** what a mechanism of the plan is called, from its id; `""` is the house itself */
  mechanismTitle: (id: string) => string;
  /** an amount of any asset with its unit: money for cash, else grouped with the asset's name */
  quantity: (asset: string, amount: string) => string;
  signedQuantity: (asset: string, amount: string) => string;
}

export const ProgrammeContext = createContext<ProgrammeDetail | undefined>(undefined);

/** The programme of the page. Only inside a programme's pages. */
export function useProgramme(): ProgrammeHere {
  const detail = useContext(ProgrammeContext);
  const { t, i18n } = useTranslation();
  const language = languageOf(i18n.language);
  const { currency = "CNY", cashScale = 2 } = detail ?? {};
  // The service sends the document that it has checked itself.
  const plan = detail?.plan as unknown as PlanDocument;
  const timezone = detail === undefined ? "UTC" : plan.timezone;
  const format = useMemo(
    () => formats(language, currency, timezone, cashScale),
    [language, currency, timezone, cashScale],
  );
  if (!detail)
    throw new Error("a programme's page stands outside of its programme; put it under the route /p/$programme");
  const read = (text: Text): string => (language === "en" ? text.en : text.zh);
  const assetTitle = (name: string): string => {
    if (name === "cash") return t("asset.cash");
    const title = detail.assets.find((each) => each.name === name)?.title;
    return title ? read(title) : name;
  };
  const poolTitle = (name: string): string => {
    const title = plan.pools?.[name]?.title;
    return title ? read(title) : name;
  };
  const mechanismTitle = (id: string): string => {
    if (id === "") return t("why.house");
    const entry = plan.mechanisms.find((each) => (each.id ?? each.kind) === id);
    if (entry?.kind === "grant" && entry["to"] === "referrer") {
      const generation = entry["generation"] ?? 1;
      if (generation === 1) return t("mechanism.grant.direct");
      if (generation === 2) return t("mechanism.grant.indirect");
    }
    const rule = detail.rules.find((each) => each.id === id);
    if (!rule) return id;
    return rule.kind === id ? read(rule.title) : `${read(rule.title)} · ${id}`;
  };
  return {
    id: detail.id,
    detail,
    plan,
    language,
    format,
    read,
    assetTitle,
    poolTitle,
    mechanismTitle,
    quantity: (asset, amount) => (asset === "cash" ? format.money(amount) : format.amount(amount)),
    signedQuantity: (asset, amount) => (asset === "cash" ? format.signedMoney(amount) : format.signedAmount(amount)),
  };
}

/** Which programme the address names; also where nothing is known of it yet. */
export const useProgrammeId = (): string => useParams({ strict: false, select: ({ programme }) => programme ?? "" });

/** The key under which the last wallet looked at is kept. */
export const lastHolderKey = (programme: string): string => `perennial.holder.${programme}`;
