// One row of an order file: an order, or everything that is wrong with it.
import type { Plan } from "@perennial/kernel";
import { formatAmount, fraction, parseAmount, portion } from "@perennial/kernel";
import type { PastOrder } from "@perennial/lab";
import { merchantName } from "@perennial/lab";
import type { Columns } from "./columns.js";
import type { DateFormat, When } from "./dates.js";
import { dateReader, rightDate } from "./dates.js";

export interface RowFault {
  /** line in the file, the header is 1; of a Parquet file the row, from 1 on */
  row: number;
  column: string;
  wrong: string;
  right: string;
}

export interface RowRules {
  plan: Plan;
  header: readonly string[];
  columns: Columns;
  dateFormat: DateFormat;
  /** share of the gross that the goods cost, when the file has no column for it */
  costRate: string | undefined;
}

type Tell = (column: number | undefined, wrong: string, right: string) => void;

/** Between the tags of an order. */
const TAG_SEPARATOR = /[;；|]/;
const MONEY = /^\d+(?:\.\d+)?$/;
const LONGEST_NAME = 64;

/** Reads rows of one file one after the other; it remembers the order numbers that it has seen. */
export class RowReader {
  private readonly dateOf: (text: string) => When | undefined;
  private readonly seen = new Map<string, number>();

  constructor(private readonly rules: RowRules) {
    this.dateOf = dateReader(rules.dateFormat, rules.plan.dayOf);
  }

  read(row: number, cells: readonly string[]): PastOrder | RowFault[] {
    const { header, columns, dateFormat } = this.rules;
    if (cells.length !== header.length)
      return [{ row, column: "", wrong: `has ${cells.length} columns`, right: `${header.length}, as in the header` }];
    const faults: RowFault[] = [];
    const fault: Tell = (column, wrong, right) =>
      void faults.push({ row, column: header[column ?? -1] ?? "", wrong, right });
    const buyer = cells[columns.customer] ?? "";
    if (buyer === "" || buyer.length > LONGEST_NAME || buyer === "platform")
      fault(columns.customer, shown(buyer), 'a name of 1 to 64 characters other than "platform"');
    const when = this.dateOf(cells[columns.date] ?? "");
    if (!when) fault(columns.date, shown(cells[columns.date] ?? ""), rightDate(dateFormat));
    const gross = this.money(cells, columns.amount, fault);
    const cost = this.costOf(cells, gross, fault);
    const id = this.idOf(row, cells, fault);
    const who = { ...this.nameIn(cells, "merchant", fault), ...this.nameIn(cells, "referrer", fault) };
    if (who.referrer !== undefined && who.referrer === buyer)
      fault(columns.referrer, shown(buyer), "somebody else than the customer, or nothing");
    const tags = (cells[columns.tags ?? -1] ?? "").split(TAG_SEPARATOR).flatMap((tag) => tag.trim() || []);
    if (tags.some((tag) => tag.length > LONGEST_NAME))
      fault(columns.tags, shown(tags.join(";")), "tags of at most 64 characters with semicolons between");
    if (faults.length || !when || gross === undefined) return faults;
    const { cashScale } = this.rules.plan;
    return {
      row,
      id,
      buyer,
      ...when,
      gross: formatAmount(gross, cashScale),
      ...(cost !== undefined && cost > 0 && { cost: formatAmount(cost, cashScale) }),
      ...who,
      ...(tags.length > 0 && { tags: [...new Set(tags)] }),
    };
  }

  /** From a column of costs, or of margins, or reckoned as a share. */
  private costOf(cells: readonly string[], gross: number | undefined, fault: Tell): number | undefined {
    const { columns, costRate, plan } = this.rules;
    if (columns.cost !== undefined) return this.money(cells, columns.cost, fault);
    if (columns.margin === undefined)
      return gross === undefined || costRate === undefined ? undefined : portion(gross, fraction(costRate));
    const margin = this.money(cells, columns.margin, fault);
    if (gross === undefined || margin === undefined) return undefined;
    if (margin > gross)
      fault(
        columns.margin,
        shown(cells[columns.margin] ?? ""),
        `at most the amount, ${formatAmount(gross, plan.cashScale)}`,
      );
    return gross - margin;
  }

  /** A name in a column that may be empty. */
  private nameIn<K extends "merchant" | "referrer">(
    cells: readonly string[],
    key: K,
    fault: Tell,
  ): { [name in K]?: string } {
    const column = this.rules.columns[key];
    const name = cells[column ?? -1] ?? "";
    if (column === undefined || name === "") return {};
    const longest = key === "merchant" ? LONGEST_NAME - merchantName("").length : LONGEST_NAME;
    if (name.length > longest || name === "platform")
      fault(column, shown(name), `a name of at most ${longest} characters other than "platform", or nothing`);
    return { [key]: name } as { [name in K]?: string };
  }

  private money(cells: readonly string[], column: number, fault: Tell): number | undefined {
    const text = cells[column] ?? "";
    const { cashScale, document } = this.rules.plan;
    const value = MONEY.test(text) ? parseAmount(text, cashScale, "unsigned") : undefined;
    if (typeof value === "number") return value;
    if (text.startsWith("-")) fault(column, shown(text), "0 or more: a refund is no order, leave it out");
    else if (value === "scale_exceeded")
      fault(column, shown(text), `at most ${cashScale} decimals in ${document.currency}`);
    else if (value === "amount_overflow") fault(column, shown(text), "at most 2^53 − 1 minor units");
    else
      fault(column, shown(text), "a plain decimal such as 1234.50, with no currency sign and no thousands separators");
    return undefined;
  }

  private idOf(row: number, cells: readonly string[], fault: Tell): string {
    const { id: column } = this.rules.columns;
    if (column === undefined) return `row:${row}`;
    const id = cells[column] ?? "";
    const before = this.seen.get(id);
    if (id === "" || id.length > LONGEST_NAME) fault(column, shown(id), "an order number of 1 to 64 characters");
    else if (before !== undefined) fault(column, `order ${id} stands already in row ${before}`, "each order once");
    else this.seen.set(id, row);
    return id;
  }
}

const shown = (text: string): string => (text === "" ? "is empty" : `is ${JSON.stringify(text.slice(0, 60))}`);
