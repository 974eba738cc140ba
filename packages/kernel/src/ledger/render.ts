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

/** `mechanism`: the id in the plan, "" for the house rules. Figures are decimal strings in the units of their assets. */
export interface WhyRecord {
  mechanism: string;
  version: number;
  rule: string;
  figures: Record<string, string>;
}

/** A reason with its words. */
export interface WhyText extends WhyRecord {
  text: Text;
}

/** A posting as it leaves the kernel. Accounts read `wallet:alice`, `pool:profit`, `issuance`; the amount is a decimal string. */
export interface PostingOf<W extends WhyRecord> {
  debit: string;
  credit: string;
  asset: string;
  amount: string;
  why: W;
}
export type PostingText = PostingOf<WhyText>;

export interface EntryOf<W extends WhyRecord> {
  seq: number;
  type: string;
  id: string;
  at: string;
  postings: PostingOf<W>[];
  notes: W[];
}

/** An entry without words: what its hash covers. */
export type EntryRecord = EntryOf<WhyRecord>;
/** An entry with the explanation of every posting. */
export type EntryText = EntryOf<WhyText>;

/** An entry in the text form of the journal, every posting explained in Chinese and English. */
export function renderEntry(programme: Programme, entry: Entry): EntryText {
  return formOf(programme, entry, explain);
}

/** The same without the words: the content of the hash chain, in a fraction of the time. */
export function recordEntry(programme: Programme, entry: Entry): EntryRecord {
  return formOf(programme, entry, recordWhy);
}

type WhyForm<W> = (programme: Programme, why: Why, asset: number) => W;

function formOf<W extends WhyRecord>(programme: Programme, entry: Entry, form: WhyForm<W>): EntryOf<W> {
  const { seq, type, id, at } = entry;
  const postings = entry.postings.map(({ debit, credit, asset, amount, why }) => ({
    debit: accountText(programme, debit),
    credit: accountText(programme, credit),
    asset: assetName(programme, asset),
    amount: formatAmount(amount, programme.scale(asset)),
    why: form(programme, why, asset),
  }));
  return { seq, type, id, at, postings, notes: entry.notes.map((why) => form(programme, why, why.asset ?? CASH)) };
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

/** A rule's words, taken apart once: the unit of each figure (an amount is in the posting's asset, told or not), and the text with its places. */
interface Template {
  units: ReadonlyMap<string, string>;
  words: Text;
}

const PLACE = /\{(\w+):(\w+)\}/g;
const templates = new Map<string, Template>();

/** The words of a rule of a kind of mechanism; "" for the house rules, which also serve every mechanism. */
function templateOf(kind: string, rule: string): Template {
  const key = `${kind} ${rule}`;
  const known = templates.get(key);
  if (known) return known;
  const own = mechanismKinds().find((definition) => definition.kind === kind)?.words[rule];
  const words = own ?? houseWords[rule] ?? { zh: rule, en: rule };
  const units = new Map([
    ["amount", "asset"],
    ["given", "asset"],
    ["value", "cash"],
    ["worth", "cash"],
  ]);
  for (const [, name = "", unit = ""] of (words.en + words.zh).matchAll(PLACE)) units.set(name, unit);
  const template = { units, words };
  templates.set(key, template);
  return template;
}

/** The unit of each figure of a rule. */
export const unitsOf = (kind: string, rule: string): ReadonlyMap<string, string> => templateOf(kind, rule).units;

function recordWhy(programme: Programme, { slot, version, rule, figures }: Why, asset: number): WhyRecord {
  const own = slot === -1 ? undefined : programme.slot(slot);
  const units = unitsOf(own?.kind ?? "", rule);
  const shown: Record<string, string> = {};
  for (const name in figures) shown[name] = figureText(programme, figures, name, units.get(name), asset);
  return { mechanism: own?.id ?? "", version, rule, figures: shown };
}

function explain(programme: Programme, why: Why, asset: number): WhyText {
  const kind = why.slot === -1 ? "" : programme.slot(why.slot).kind;
  const record = recordWhy(programme, why, asset);
  return { ...record, text: wordsOf(kind, record, ownScale(programme, why.slot, asset), programme.scale(CASH)) };
}

/** Decimals of the asset that a mechanism makes a price of, which also a posting in cash speaks of; of the posting's asset where it makes none. */
export function ownScale(programme: Programme, slot: number, asset: number): number {
  const made = programme.working.find(({ instance }) => instance.slot === slot)?.behaviour.price?.();
  return programme.scale(made?.asset ?? asset);
}

/** A reason in words. `kind`: of its mechanism, "" for the house rules; `own`, `cash`: decimals of the asset it speaks of, and of cash. */
export function wordsOf(kind: string, { rule, figures }: WhyRecord, own: number, cash: number): Text {
  const { words } = templateOf(kind, rule);
  const fill = (text: string): string =>
    text.replaceAll(PLACE, (_, name: string, unit: string) => {
      if (unit === "price") return priceText(figures, name, own, cash);
      const figure = figures[name] ?? "";
      return unit === "own" ? formatAmount(Number(figure.replace(".", "")), own) : figure;
    });
  return { zh: fill(words.zh), en: fill(words.en) };
}

/**
 * A figure in its unit; `price:price` is made of `priceN` and `priceD`, cash minor units per minor unit of the asset. `own` is written with the
 * decimals of the posting's asset, which the hash chain has covered ever since, and read out in those of the asset it speaks of.
 */
export function figureText(
  programme: Programme,
  figures: Figures,
  name: string,
  unit: string | undefined,
  asset: number,
): string {
  const value = figures[name];
  if (unit === "price") return priceText(figures, name, programme.scale(asset), programme.scale(CASH));
  if (unit === "cash" && typeof value === "number") return formatAmount(value, programme.scale(CASH));
  if ((unit === "asset" || unit === "own") && typeof value === "number")
    return formatAmount(value, programme.scale(asset));
  return value === undefined ? "" : String(value);
}

/** A price in cash units for one unit of the asset, 12 decimals, rounded down. */
function priceText(figures: Figures, name: string, scale: number, cash: number): string {
  const n = BigInt(figures[`${name}N`] ?? 0);
  const d = BigInt(figures[`${name}D`] ?? 1);
  return fractionText(n * 10n ** BigInt(scale), d * 10n ** BigInt(cash), 12);
}
