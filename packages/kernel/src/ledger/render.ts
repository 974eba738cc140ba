// Entries as text: account names, decimal amounts, and the explanation of every posting in Chinese and English.
import { mechanismKinds } from "../plan/compile.js";
import type { Text } from "../plan/types.js";
import { formatAmount } from "../number/decimal.js";
import { fractionText } from "../number/fraction.js";
import type { Programme } from "../programme.js";
import type { Account } from "./accounts.js";
import { kindOf, ownerOf } from "./accounts.js";
import type { Entry, Figures, Why } from "./entry.js";
import { CASH } from "./ledger.js";
import { houseWords } from "./words.js";

/** A posting as it leaves the kernel. Accounts read `wallet:alice`, `pool:profit`, `issuance`; the amount is a decimal string. */
export interface PostingText {
  debit: string;
  credit: string;
  asset: string;
  amount: string;
  why: WhyText;
}

/** `mechanism`: the id in the plan, "" for the house rules. Figures are decimal strings in the units of their assets. */
export interface WhyText {
  mechanism: string;
  version: number;
  rule: string;
  figures: Record<string, string>;
  text: Text;
}

export interface EntryText {
  seq: number;
  type: string;
  id: string;
  at: string;
  postings: PostingText[];
  notes: WhyText[];
}

/** An entry in the text form of the journal: canonical, so that its hash is the same everywhere. */
export function renderEntry(programme: Programme, entry: Entry): EntryText {
  const { seq, type, id, at } = entry;
  const postings = entry.postings.map(({ debit, credit, asset, amount, why }) => ({
    debit: accountText(programme, debit),
    credit: accountText(programme, credit),
    asset: assetName(programme, asset),
    amount: formatAmount(amount, programme.scale(asset)),
    why: renderWhy(programme, why, asset),
  }));
  return { seq, type, id, at, postings, notes: entry.notes.map((why) => renderWhy(programme, why, why.asset ?? CASH)) };
}

export function accountText(programme: Programme, account: Account): string {
  const kind = kindOf(account);
  const owner = ownerOf(account);
  if (kind === "pool") return `pool:${programme.ledger.pools.cells.name.get(owner)}`;
  if (kind === "accrual") return `accrual:${programme.slot(owner).id}`;
  if (kind === "treasury" || kind === "issuance" || kind === "external") return kind;
  return `${kind}:${programme.holders.name(owner)}`;
}

export const assetName = (programme: Programme, asset: number): string => programme.ledger.assets.cells.name.get(asset);

function renderWhy(programme: Programme, { slot, version, rule, figures }: Why, asset: number): WhyText {
  const own = slot === -1 ? undefined : programme.slot(slot);
  const words = own === undefined ? houseWords : (mechanismKinds().find(({ kind }) => kind === own.kind)?.words ?? {});
  const template = words[rule] ?? houseWords[rule] ?? { zh: rule, en: rule };
  const units = unitsIn(template.en + template.zh);
  const shown = Object.fromEntries(
    Object.entries(figures).map(([name]) => [name, figureText(programme, figures, name, units.get(name), asset)]),
  );
  const fill = (text: string): string =>
    text.replaceAll(/\{(\w+):(\w+)\}/g, (_, name: string, unit: string) =>
      figureText(programme, figures, name, unit, asset),
    );
  return {
    mechanism: own?.id ?? "",
    version,
    rule,
    figures: shown,
    text: { zh: fill(template.zh), en: fill(template.en) },
  };
}

function unitsIn(template: string): Map<string, string> {
  return new Map([...template.matchAll(/\{(\w+):(\w+)\}/g)].map((match) => [match[1] ?? "", match[2] ?? ""]));
}

/** A figure in its unit; `price:price` is made of `priceN` and `priceD`, cash minor units per minor unit of the asset. */
function figureText(
  programme: Programme,
  figures: Figures,
  name: string,
  unit: string | undefined,
  asset: number,
): string {
  const value = figures[name];
  if (unit === "price")
    return priceText(programme, Number(figures[`${name}N`] ?? 0), Number(figures[`${name}D`] ?? 1), asset);
  if (unit === "cash" && typeof value === "number") return formatAmount(value, programme.scale(CASH));
  if (unit === "asset" && typeof value === "number") return formatAmount(value, programme.scale(asset));
  return value === undefined ? "" : String(value);
}

/** A price in cash units for one unit of the asset, 12 decimals, rounded down. */
function priceText(programme: Programme, n: number, d: number, asset: number): string {
  return fractionText(
    BigInt(n) * 10n ** BigInt(programme.scale(asset)),
    BigInt(d) * 10n ** BigInt(programme.scale(CASH)),
    12,
  );
}
