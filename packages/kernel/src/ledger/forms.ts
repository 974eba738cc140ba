// Forms: what postings say again and again, told once. A line of the journal is a form's number and what differs from posting to
// posting: whose accounts, how much, and the figures. Reading needs the forms and the event, and no state.
import type { EntryOf, EntryRecord, EntryText, PostingOf, WhyRecord, WhyText } from "./render.js";
import { wordsOf } from "./render.js";
import { formatAmount } from "../number/decimal.js";

/** How a line holds a figure. `same`: it is the posting's amount; `fixed`: the form has it; the other two stand in the line. */
export type FigureForm =
  | { readonly name: string; readonly is: "amount"; readonly scale: number }
  | { readonly name: string; readonly is: "same" }
  | { readonly name: string; readonly is: "number" }
  | { readonly name: string; readonly is: "text" }
  | { readonly name: string; readonly is: "fixed"; readonly text: string };

/** The part that postings (or notes: they have no accounts) have in common. Plain JSON; forms are numbered from 0 in each programme. */
export interface Form {
  /** an account; one that ends with a colon is a holder's, and the line has the name */
  readonly debit?: string;
  readonly credit?: string;
  /** the asset that amounts are in, its decimals, and those of cash */
  readonly asset: string;
  readonly scale: number;
  readonly cash: number;
  /** decimals of the asset that the words speak of, where that is another one */
  readonly own?: number;
  /** id in the plan, "" for the house rules; kind, version and rule give the words */
  readonly mechanism: string;
  readonly kind: string;
  readonly version: number;
  readonly rule: string;
  readonly figures: readonly FigureForm[];
}

/** A form's number, then names, the amount in minor units, and figures. A number in the place of a text counts the event's texts. */
export type Line = readonly (number | string)[];

/** Entries written in full, as an earlier version did: with the words of their time. */
type Full = PostingOf<WhyText> | WhyText;

/** What the journal keeps of an entry. */
export interface Shorthand {
  readonly seq: number;
  readonly type: string;
  readonly id: string;
  readonly at: string;
  readonly postings: readonly (Line | Full)[];
  readonly notes: readonly (Line | Full)[];
}

/** The texts of an event's body that its lines may refer to: those at its top level, in the order of its keys. */
export function textsOf(body: Readonly<Record<string, unknown>> | undefined): string[] {
  const texts: string[] = [];
  for (const key in body) {
    const value = body[key];
    if (typeof value === "string") texts.push(value);
  }
  return texts;
}

/** The entry as its hash covers it. Throws `corrupt_entry` when a line fits no form. */
export function readRecord(entry: Shorthand, forms: readonly Form[], texts: readonly string[]): EntryRecord {
  return read(
    entry,
    forms,
    texts,
    ({ mechanism, version, rule, figures }) => ({ mechanism, version, rule, figures }),
    (why) => why,
  );
}

/** The entry with its words. Throws `corrupt_entry` when a line fits no form. */
export function readText(entry: Shorthand, forms: readonly Form[], texts: readonly string[]): EntryText {
  return read(
    entry,
    forms,
    texts,
    (why) => why,
    (why, { kind, scale, cash, own }) => ({ ...why, text: wordsOf(kind, why, own ?? scale, cash) }),
  );
}

function read<W extends WhyRecord>(
  { seq, type, id, at, postings, notes }: Shorthand,
  forms: readonly Form[],
  texts: readonly string[],
  written: (why: WhyText) => W,
  told: (why: WhyRecord, form: Form) => W,
): EntryOf<W> {
  const why = (values: Values): W => told(values.why(), values.form);
  return {
    seq,
    type,
    id,
    at,
    postings: postings.map((line) => {
      if ("why" in line) return { ...line, why: written(line.why) };
      const values = new Values(line as Line, forms, texts, seq);
      const { debit = "", credit = "", asset } = values.form;
      const accounts = { debit: values.account(debit), credit: values.account(credit) };
      return { ...accounts, asset, amount: values.takeAmount(), why: why(values) };
    }),
    notes: notes.map((line) => ("rule" in line ? written(line) : why(new Values(line as Line, forms, texts, seq)))),
  };
}

/** Takes the values of a line one after the other. */
class Values {
  readonly form: Form;
  private at = 0;
  private amount = "";

  constructor(
    private readonly line: Line,
    forms: readonly Form[],
    private readonly texts: readonly string[],
    private readonly seq: number,
  ) {
    this.form = forms[this.number()] ?? this.corrupt(`there is no form ${line[0]}`);
  }

  account(account: string): string {
    return account.endsWith(":") ? account + this.text() : account;
  }

  takeAmount(): string {
    this.amount = formatAmount(this.number(), this.form.scale);
    return this.amount;
  }

  why(): WhyRecord {
    const { mechanism, version, rule } = this.form;
    const figures: Record<string, string> = {};
    for (const figure of this.form.figures) figures[figure.name] = this.figure(figure);
    if (this.at !== this.line.length) return this.corrupt("a line is longer than its form");
    return { mechanism, version, rule, figures };
  }

  private figure(figure: FigureForm): string {
    switch (figure.is) {
      case "amount":
        return formatAmount(this.number(), figure.scale);
      case "same":
        return this.amount;
      case "number":
        return String(this.number());
      case "text":
        return this.text();
      case "fixed":
        return figure.text;
    }
  }

  private number(): number {
    const value = this.line[this.at++];
    return typeof value === "number" ? value : this.corrupt(`${JSON.stringify(value)} is no number`);
  }

  private text(): string {
    const value = this.line[this.at++];
    const text = typeof value === "number" ? this.texts[value] : value;
    return text ?? this.corrupt("a text is missing");
  }

  private corrupt(what: string): never {
    throw new Error(`corrupt_entry: entry ${this.seq}: ${what}; the journal and its forms do not belong together`);
  }
}
