// The auditor's arithmetic: fractions of BigInt, decimals, days. Written apart from the kernel on purpose.

/** A field of the JSON as text. */
export const text = (value: unknown): string => (typeof value === "string" ? value : JSON.stringify(value ?? ""));

export interface Ratio {
  readonly n: bigint;
  readonly d: bigint;
}

/** A decimal text as a fraction. */
export function ratio(decimal: string): Ratio {
  const [whole = "0", part = ""] = decimal.split(".");
  return { n: BigInt(whole + part), d: 10n ** BigInt(part.length) };
}

export const floorOf = (amount: bigint, { n, d }: Ratio): bigint => (amount * n) / d;
export const product = (a: Ratio, b: Ratio): Ratio => ({ n: a.n * b.n, d: a.d * b.d });
export const difference = (a: Ratio, b: Ratio): Ratio => ({ n: a.n * b.d - b.n * a.d, d: a.d * b.d });
export const sum = (a: Ratio, b: Ratio): Ratio => ({ n: a.n * b.d + b.n * a.d, d: a.d * b.d });
export const isMore = (a: Ratio, b: Ratio): boolean => a.n * b.d > b.n * a.d;
export const isEqual = (a: Ratio, b: Ratio): boolean => a.n * b.d === b.n * a.d;
/** A power of ten, also a negative one. */
export const ten = (power: number): Ratio =>
  power >= 0 ? { n: 10n ** BigInt(power), d: 1n } : { n: 1n, d: 10n ** BigInt(-power) };

export const least = (a: bigint, b: bigint): bigint => (a < b ? a : b);

const MOST = 9007199254740991n;

/** Minor units, or the code that an amount is refused with. */
export function units(text: string, scale: number, signs: "positive" | "zero" | "signed"): bigint | string {
  const negative = text.startsWith("-");
  const [whole = "", part = ""] = text.replace("-", "").split(".");
  const isZero = BigInt(whole + part) === 0n;
  if ((isZero && signs !== "zero") || (negative && !isZero && signs !== "signed") || (negative && isZero))
    return "amount_not_positive";
  const minor = BigInt(whole + part.slice(0, scale).padEnd(scale, "0"));
  if (minor > MOST) return "amount_overflow";
  if (part.length > scale) return "scale_exceeded";
  return negative ? -minor : minor;
}

export function decimal(minor: bigint, scale: number): string {
  const digits = String(minor < 0n ? -minor : minor).padStart(scale + 1, "0");
  const body = scale ? `${digits.slice(0, -scale)}.${digits.slice(-scale)}` : digits;
  return minor < 0n ? `-${body}` : body;
}

const DAY_MS = 86_400_000;
/** Number of a day `2026-01-31`. */
export const dayNumber = (text: string): number => Date.parse(`${text}T00:00:00Z`) / DAY_MS;
export const dayText = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10);
/** The day of an instant in a zone eight hours ahead. */
export const dayInShanghai = (at: string): number => Math.floor((Date.parse(at) + 8 * 3_600_000) / DAY_MS);
export const weekdayOf = (day: number): number => new Date(day * DAY_MS).getUTCDay() || 7;
export const isLastOfMonth = (day: number): boolean => new Date((day + 1) * DAY_MS).getUTCDate() === 1;
