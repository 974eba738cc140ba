// How the report writes numbers and texts: amounts in the currency's form, shares, counts, and both languages side by side.
import { formatAmount, fractionText } from "@perennial/kernel";

export type Language = "zh" | "en";
export const LANGUAGES: readonly Language[] = ["zh", "en"];
export const LOCALES = { zh: "zh-CN", en: "en-US" } as const;

/** The page a chart is drawn for. */
export interface Sheet {
  language: Language;
  isNarrow: boolean;
}

/** A plain text in both languages. */
export interface Both {
  zh: string;
  en: string;
}

/** The same text in each language. */
export function each(write: (language: Language) => string): Both {
  return { zh: write("zh"), en: write("en") };
}

/** Numbers of one backtest: its currency and the decimals of its cash. */
export class Figures {
  constructor(
    readonly currency: string,
    readonly scale: number,
  ) {}

  /** Minor units to the last one: `¥1,234.56`. */
  exact(minor: number, language: Language): string {
    return this.money(language, { minimumFractionDigits: this.scale, maximumFractionDigits: this.scale }).format(
      this.decimal(minor),
    );
  }

  /** For sentences: whole units from a thousand on. */
  about(minor: number, language: Language): string {
    const digits = Math.abs(minor) >= 1000 * 10 ** this.scale ? 0 : this.scale;
    return this.money(language, { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(
      this.decimal(minor),
    );
  }

  /** For axes: `¥12万`, `$120K`. */
  short(minor: number, language: Language): string {
    return this.money(language, { notation: "compact", maximumFractionDigits: 1, minimumFractionDigits: 0 }).format(
      this.decimal(minor),
    );
  }

  private decimal(minor: number): `${number}` {
    return formatAmount(Math.trunc(minor), this.scale) as `${number}`;
  }

  private money(language: Language, options: Intl.NumberFormatOptions): Intl.NumberFormat {
    const key = `${language} ${JSON.stringify(options)}`;
    const known = this.formats.get(key);
    if (known) return known;
    const format = new Intl.NumberFormat(LOCALES[language], {
      style: "currency",
      currency: this.currency,
      currencyDisplay: "narrowSymbol",
      ...options,
    });
    this.formats.set(key, format);
    return format;
  }
  private readonly formats = new Map<string, Intl.NumberFormat>();
}

const counts = { zh: new Intl.NumberFormat("zh-CN"), en: new Intl.NumberFormat("en-US") };

export const count = (value: number, language: Language = "en"): string => counts[language].format(value);

/** part ÷ whole in percent, rounded down; from 10 % on one decimal, below it two; what is not nothing never reads as 0. */
export function percent(part: number | bigint, whole: number | bigint): string {
  const [top, bottom] = [BigInt(part), BigInt(whole) || 1n];
  if (top === 0n || top === bottom) return top === 0n ? "0%" : "100%";
  if (top * 10_000n < bottom) return "<0.01%";
  return `${fractionText(top * 100n, bottom, top * 10n >= bottom ? 1 : 2)}%`;
}

/** A decimal text with at most so many decimals, rounded down. */
export function shortened(decimal: string, decimals: number): string {
  const [whole = "0", rest = ""] = decimal.split(".");
  return `${whole.replaceAll(/\B(?=(?:\d{3})+$)/g, ",")}${rest ? `.${rest.slice(0, decimals)}` : ""}`;
}
