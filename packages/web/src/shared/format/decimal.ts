// Arithmetic on decimal texts as the contract sends them: exact, because money never becomes a float. Only bars and charts see numbers.

interface Exact {
  units: bigint;
  scale: number;
}

const DECIMAL = /^(-?)(\d+)(?:\.(\d+))?$/;

function read(text: string): Exact {
  const [, sign = "", whole = "0", fraction = ""] = DECIMAL.exec(text) ?? [];
  return { units: BigInt(`${sign}${whole}${fraction}`), scale: fraction.length };
}

function write({ units, scale }: Exact): string {
  const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, "0");
  const cut = digits.length - scale;
  return `${units < 0n ? "-" : ""}${digits.slice(0, cut)}${scale > 0 ? `.${digits.slice(cut)}` : ""}`;
}

function rescale({ units, scale }: Exact, to: number): Exact {
  return to >= scale
    ? { units: units * 10n ** BigInt(to - scale), scale: to }
    : { units: units / 10n ** BigInt(scale - to), scale: to };
}

/** What somebody typed as an amount, without what people put between digits; full-width digits become plain ones. */
export const typedAmount = (text: string): string => text.normalize("NFKC").replaceAll(/[\s,¥]/g, "");

/** Whether a text is a decimal such as `12.30`. */
export const isDecimal = (text: string): boolean => DECIMAL.test(text);

export const isZero = (text: string): boolean => read(text).units === 0n;

export const isNegative = (text: string): boolean => read(text).units < 0n;

/** The sum, with the decimals of the more exact one. */
export function plus(a: string, b: string): string {
  const [left, right] = [read(a), read(b)];
  const scale = Math.max(left.scale, right.scale);
  return write({ units: rescale(left, scale).units + rescale(right, scale).units, scale });
}

export const negate = (text: string): string => {
  const { units, scale } = read(text);
  return write({ units: -units, scale });
};

export const minus = (a: string, b: string): string => plus(a, negate(b));

/** The sum of all, `"0"` for none. */
export const sum = (all: readonly string[]): string => all.reduce(plus, "0");

/** The product, cut (towards zero) to `places` decimals. */
export function times(a: string, b: string, places: number): string {
  const [left, right] = [read(a), read(b)];
  return write(rescale({ units: left.units * right.units, scale: left.scale + right.scale }, places));
}

/** Cut (towards zero) to at most `places` decimals. */
export function cut(text: string, places: number): string {
  const exact = read(text);
  return exact.scale <= places ? text : write(rescale(exact, places));
}

/** The point moved to the right by `places`: `shift("0.125", 2)` is `12.5`. */
export function shift(text: string, places: number): string {
  const { units, scale } = read(text);
  return scale >= places
    ? write({ units, scale: scale - places })
    : write({ units: units * 10n ** BigInt(places - scale), scale: 0 });
}

/** Without zeros at the end of the fraction. */
export const trim = (text: string): string => (text.includes(".") ? text.replace(/0+$/, "").replace(/\.$/, "") : text);

/** Negative, zero or positive as a is below, equal to or above b. */
export function compare(a: string, b: string): number {
  const { units } = read(minus(a, b));
  return units < 0n ? -1 : Number(units > 0n);
}

/** a ÷ b as a number from 0 to 1, for the width of a bar; 0 when b is 0. */
export function share(a: string, b: string): number {
  return isZero(b) ? 0 : Math.min(1, Math.max(0, Number(a) / Number(b)));
}
