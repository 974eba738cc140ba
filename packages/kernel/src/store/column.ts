// Columns: the memory of the state. Numbers lie in pages of typed arrays, texts in pages of lists; every write leaves its old value for
// undo. One class a kind, so that each read and write stays a plain access to one sort of array.
import { FloatPages, IntPages, pageOf, placeOf } from "./pages.js";

/** `int`: a safe integer (SQL bigint) · `ref`: a row number or small integer, −1 for none (SQL integer) · `text` · `wide`: an integer of any size (SQL numeric). */
export type ColumnKind = "int" | "ref" | "text" | "wide";

export type ValueOf<K extends ColumnKind> = K extends "text" ? string : K extends "wide" ? bigint : number;

/** What a write tells before it happens: the row, and what stood there. */
export interface Trail {
  number(column: Column, row: number, old: number): void;
  other(column: Column, row: number, old: string | bigint): void;
}

export interface Column<K extends ColumnKind = ColumnKind> {
  readonly name: string;
  readonly kind: K;
  get(row: number): ValueOf<K>;
  set(row: number, value: ValueOf<K>): void;
  /** Writes without a trace: for loading and for undo. */
  put(row: number, value: ValueOf<K>): void;
  /** The same for rows one after the other. */
  fill(first: number, values: readonly ValueOf<K>[]): void;
  /** Makes room for `rows` rows. */
  reserve(rows: number): void;
  /** about what it takes in memory */
  readonly bytes: number;
}

/** A reference and a short text. */
const LIST_CELL_BYTES = 40;

class IntColumn implements Column<"int"> {
  readonly kind = "int";
  private readonly cells = new FloatPages();
  constructor(
    readonly name: string,
    private readonly trail: Trail,
  ) {}
  get(row: number): number {
    return this.cells.get(row);
  }
  set(row: number, value: number): void {
    const old = this.cells.get(row);
    if (old === value) return;
    this.trail.number(this, row, old);
    this.cells.put(row, value);
  }
  put(row: number, value: number): void {
    this.cells.put(row, value);
  }
  fill(first: number, values: readonly number[]): void {
    this.cells.fill(first, values);
  }
  get bytes(): number {
    return this.cells.bytes;
  }
  reserve(rows: number): void {
    this.cells.reserve(rows);
  }
}

class RefColumn implements Column<"ref"> {
  readonly kind = "ref";
  private readonly cells = new IntPages();
  constructor(
    readonly name: string,
    private readonly trail: Trail,
  ) {}
  get(row: number): number {
    return this.cells.get(row);
  }
  set(row: number, value: number): void {
    const old = this.cells.get(row);
    if (old === value) return;
    this.trail.number(this, row, old);
    this.cells.put(row, value);
  }
  put(row: number, value: number): void {
    this.cells.put(row, value);
  }
  fill(first: number, values: readonly number[]): void {
    this.cells.fill(first, values);
  }
  get bytes(): number {
    return this.cells.bytes;
  }
  reserve(rows: number): void {
    this.cells.reserve(rows);
  }
}

/** Texts and wide integers lie in lists that are together as long as the table. */
class ListColumn<K extends "text" | "wide", V extends ValueOf<K> & (string | bigint)> {
  private readonly pages: V[][] = [];
  constructor(
    readonly name: string,
    readonly kind: K,
    private readonly empty: V,
    private readonly trail: { other(column: unknown, row: number, old: V): void },
  ) {}
  get(row: number): V {
    return this.pages[pageOf(row)]?.[placeOf(row)] ?? this.empty;
  }
  set(row: number, value: V): void {
    const old = this.get(row);
    if (old === value) return;
    this.trail.other(this, row, old);
    this.put(row, value);
  }
  put(row: number, value: V): void {
    const page = (this.pages[pageOf(row)] ??= []);
    const at = placeOf(row);
    while (page.length < at) page.push(this.empty);
    page[at] = value;
  }
  fill(first: number, values: readonly V[]): void {
    for (let at = 0; at < values.length; at++) this.put(first + at, values[at] ?? this.empty);
  }
  reserve(): void {
    // Lists grow by themselves.
  }
  get bytes(): number {
    return this.pages.reduce((sum, { length }) => sum + length, 0) * LIST_CELL_BYTES;
  }
}

/** A new column of a kind; `trail` hears of each write before it happens. */
export function makeColumn(name: string, kind: ColumnKind, trail: Trail): Column {
  switch (kind) {
    case "int":
      return new IntColumn(name, trail);
    case "ref":
      return new RefColumn(name, trail);
    case "text":
      return new ListColumn<"text", string>(name, kind, "", trail);
    case "wide":
      return new ListColumn<"wide", bigint>(name, kind, 0n, trail);
  }
}
