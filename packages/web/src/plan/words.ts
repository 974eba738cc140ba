// The mechanisms of a plan in sentences, for a member: what is earned, from what, and under which condition.
import type { PlanDocument } from "@perennial/kernel";
import type { TFunction } from "i18next";
import type { ProgrammeHere } from "../shared/programme.js";

type Mechanism = PlanDocument["mechanisms"][number];

const textOf = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);

function recordOf(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? Object.fromEntries(Object.entries(value)) : {};
}

function appreciation(entry: Mechanism, t: TFunction, here: ProgrammeHere): string[] {
  const { format, assetTitle, poolTitle, plan } = here;
  const asset = assetTitle(textOf(entry["asset"]) ?? "");
  const poolName = textOf(entry["pool"]) ?? "";
  const pool = poolTitle(poolName);
  const inflows = (plan.pools?.[poolName]?.inflow ?? []).map(({ rate, of }) =>
    t("words.inflow", { rate: format.percent(rate), of: t(`of.${of}`), pool }),
  );
  const mint = entry["mint"];
  const own = recordOf(mint);
  const minted =
    typeof mint === "string"
      ? t("words.mintInflow", { rate: format.percent(mint), asset })
      : t("words.mintOf", {
          rate: format.percent(textOf(own["rate"]) ?? "0"),
          of: t(`of.${textOf(own["of"])}`),
          asset,
        });
  const exit = recordOf(entry["exit"]);
  const multiple = textOf(exit["multiple"]);
  const quantity = textOf(exit["quantity"]);
  return [
    ...inflows,
    minted,
    t("words.price", { pool, asset, start: textOf(entry["initialPrice"]) }),
    t("words.retention", { rate: format.percent(textOf(entry["retention"]) ?? "0"), pool }),
    ...(multiple === undefined ? [] : [t("words.exit", { multiple })]),
    ...(quantity === undefined ? [] : [t("words.exitQuantity", { quantity: format.amount(quantity), asset })]),
  ];
}

function grant(entry: Mechanism, t: TFunction, here: ProgrammeHere): string[] {
  const { format, assetTitle, quantity } = here;
  const asset = textOf(entry["asset"]) ?? "";
  const on = textOf(entry["on"]) ?? "";
  const occasion = on.startsWith("task:") ? t("on.task", { task: on.slice("task:".length) }) : t(`on.${on}`);
  const generation = typeof entry["generation"] === "number" ? entry["generation"] : 1;
  const to = textOf(entry["to"]) ?? "";
  const who = to === "referrer" && generation > 1 ? t("to.generation", { generation }) : t(`to.${to}`);
  const rate = textOf(entry["rate"]);
  const figures = { occasion, who, asset: assetTitle(asset) };
  const vest = textOf(recordOf(entry["vest"])["daily"]);
  return [
    rate === undefined
      ? t("words.grantAmount", { ...figures, amount: quantity(asset, textOf(entry["amount"]) ?? "0") })
      : t("words.grantRate", { ...figures, rate: format.percent(rate), of: t(`of.${textOf(entry["of"])}`) }),
    ...(vest === undefined ? [] : [t("words.vest", { rate: format.percent(vest) })]),
  ];
}

/** Sentences for a mechanism; for kinds without words of their own, one sentence on what the kind does. */
export function sentences(entry: Mechanism, t: TFunction, here: ProgrammeHere): string[] {
  if (entry.kind === "appreciation") return appreciation(entry, t, here);
  if (entry.kind === "grant") return grant(entry, t, here);
  return [t(`mechanism.${entry.kind}.what`, { defaultValue: entry.kind })];
}

const COMMON = new Set(["kind", "id", "enabled"]);

/** The settings of a mechanism as the plan states them: a path and a value. */
export function settings(entry: Mechanism): [string, string][] {
  const flat = (path: string, value: unknown): [string, string][] =>
    typeof value === "object" && value !== null
      ? Object.entries(value).flatMap(([key, each]) => flat(`${path}.${key}`, each))
      : [[path, String(value)]];
  return Object.entries(entry)
    .filter(([key]) => !COMMON.has(key))
    .flatMap(([key, value]) => flat(key, value));
}
