// Figures and days as a reader of one language expects them. Texts in, texts out; nothing is rounded up.
import { compare, cut, isNegative, negate, plus, shift, trim } from "./decimal.js";

export type Language = "zh-CN" | "en";

export interface Formats {
  /** `¥1,234.56`; a minus stands before the sign of the currency */
  money: (amount: string) => string;
  /** With the sign always shown: `+¥36.00`. */
  signedMoney: (amount: string) => string;
  /** Large sums short: `¥1,234.56万`; below a million as `money`. */
  shortMoney: (amount: string) => string;
  /** An amount of an asset or a plain decimal, grouped, every decimal kept. */
  amount: (amount: string) => string;
  signedAmount: (amount: string) => string;
  /** A price: at least two decimals, at most four; more stand in its why. */
  price: (price: string) => string;
  /** A sum on an axis, without decimals and as short as it goes: `¥40万`. */
  tick: (value: number) => string;
  count: (value: number) => string;
  /** `"0.125"` → `12.5%`, at most `places` decimals, cut. */
  percent: (share: string, places?: number) => string;
  day: (day: string) => string;
  time: (at: string) => string;
  symbol: string;
}

const TEN_THOUSAND = 10_000;
const DAY_LENGTH = "2026-01-31".length;

/** Three digits at a time, by the text. */
export function group(text: string): string {
  const [whole = "0", fraction] = text.replace("-", "").split(".");
  const grouped = whole.replaceAll(/\B(?=(\d{3})+$)/g, ",");
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

const minusSign = (text: string): string => (isNegative(text) ? "−" : "");

function short(amount: string, language: Language, symbol: string, cashScale: number): string {
  const positive = isNegative(amount) ? negate(amount) : amount;
  const steps: readonly [string, number, string][] =
    language === "zh-CN"
      ? [
          ["100000000", 8, "亿"],
          ["1000000", 4, "万"],
        ]
      : [
          ["1000000000", 9, "bn"],
          ["1000000", 6, "m"],
        ];
  const step = steps.find(([least]) => compare(positive, least) >= 0);
  if (!step) return `${minusSign(amount)}${symbol}${group(cut(plus(positive, zero(cashScale)), cashScale))}`;
  const [, places, unit] = step;
  return `${minusSign(amount)}${symbol}${group(cut(shiftLeft(positive, places), 2))}${unit}`;
}

const zero = (scale: number): string => (scale === 0 ? "0" : `0.${"0".repeat(scale)}`);

/** The point moved to the left. */
function shiftLeft(text: string, places: number): string {
  const [whole = "0", fraction = ""] = text.split(".");
  const padded = whole.padStart(places + 1, "0");
  return `${padded.slice(0, -places)}.${padded.slice(-places)}${fraction}`;
}

/** The narrow sign of a currency: `¥` for CNY in every language. */
export function currencySymbol(currency: string): string {
  const parts = new Intl.NumberFormat("en", {
    style: "currency",
    currency,
    currencyDisplay: "narrowSymbol",
  }).formatToParts(0);
  return parts.find(({ type }) => type === "currency")?.value ?? currency;
}

function count(value: number, language: Language): string {
  if (language === "zh-CN" && value >= 10 * TEN_THOUSAND)
    return new Intl.NumberFormat("zh-CN", { notation: "compact", maximumFractionDigits: 2 }).format(value);
  return new Intl.NumberFormat(language).format(value);
}

function price(text: string): string {
  const [whole, fraction = ""] = trim(cut(text, 4)).split(".");
  return group(`${whole}.${fraction.padEnd(2, "0")}`);
}

/** Everything for one language, currency and time zone. `timezone`: where the programme's days begin. */
export function formats(language: Language, currency: string, timezone: string, cashScale = 2): Formats {
  const symbol = currencySymbol(currency);
  const money = (amount: string): string =>
    `${minusSign(amount)}${symbol}${group(cut(plus(amount, zero(cashScale)), cashScale))}`;
  const signed = (amount: string, text: string): string => (isNegative(amount) ? text : `+${text}`);
  const days = new Intl.DateTimeFormat(language, { dateStyle: "medium", timeZone: "UTC" });
  const times = new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short", timeZone: timezone });
  const ticks = new Intl.NumberFormat(language, { notation: "compact", maximumFractionDigits: 1 });
  return {
    tick: (value) => `${symbol}${ticks.format(value)}`,
    money,
    signedMoney: (amount) => signed(amount, money(amount)),
    shortMoney: (amount) => short(amount, language, symbol, cashScale),
    amount: (amount) => `${minusSign(amount)}${group(amount)}`,
    signedAmount: (amount) => signed(amount, `${minusSign(amount)}${group(amount)}`),
    price,
    count: (value) => count(value, language),
    percent: (share, places = 2) => `${minusSign(share)}${group(trim(cut(shift(share, 2), places)))}%`,
    day: (day) => (Number.isNaN(Date.parse(day)) ? day : days.format(new Date(`${day}T00:00:00Z`))),
    time: (at) => {
      if (Number.isNaN(Date.parse(at))) return at;
      // The close of a day carries the day alone.
      return at.length === DAY_LENGTH ? days.format(new Date(at)) : times.format(new Date(at));
    },
    symbol,
  };
}

/** A number of a chart's axis as a decimal text: no exponent, no grouping. */
export const plain = (value: number): string =>
  new Intl.NumberFormat("en", { useGrouping: false, maximumFractionDigits: 6 }).format(value);
