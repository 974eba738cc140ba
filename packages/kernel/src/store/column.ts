// Columns: the memory of the state. Numbers lie in typed arrays that grow by doubling; every write leaves its old value for undo.

/** `int`: a safe integer (SQL bigint) · `ref`: a row number or small integer, −1 for none (SQL integer) · `text` · `wide`: an integer of any size (SQL numeric). */
export type ColumnKind = "int" | "ref" | "text" | "wide";

export type ValueOf<K extends ColumnKind> = K extends "text" ? string : K extends "wide" ? bigint : number;

/** What a write must tell the store before it happens. */
export type BeforeWrite = (column: Column<ColumnKind>, row: number) => void;

export interface Column<K extends ColumnKind = ColumnKind> {
  readonly name: string;
  readonly kind: K;
  get(row: number): ValueOf<K>;
  set(row: number, value: ValueOf<K>): void;
  /** Writes without a trace: for loading and for undo. */
  put(row: number, value: ValueOf<K>): void;
  /** Makes room for `rows` rows. */
  reserve(rows: number): void;
}

interface Cells<V> {
  [row: number]: V;
  readonly length: number;
}

class TypedColumn<K extends ColumnKind, V extends ValueOf<K>> {
  private cells: Cells<V>;
  constructor(
    readonly name: string,
    readonly kind: K,
    private readonly grow: (old: Cells<V> | undefined, length: number) => Cells<V>,
    private readonly empty: V,
    private readonly beforeWrite: (column: TypedColumn<K, V>, row: number) => void,
  ) {
    this.cells = grow(undefined, 16);
  }
  get(row: number): V {
    return this.cells[row] ?? this.empty;
  }
  set(row: number, value: V): void {
    if (this.cells[row] === value) return;
    this.beforeWrite(this, row);
    this.cells[row] = value;
  }
  put(row: number, value: V): void {
    this.cells[row] = value;
  }
  reserve(rows: number): void {
    if (rows <= this.cells.length) return;
    this.cells = this.grow(this.cells, Math.max(rows, this.cells.length * 2));
  }
}

const growFloats = (old: Cells<number> | undefined, length: number): Cells<number> => {
  const next = new Float64Array(length);
  if (old instanceof Float64Array) next.set(old);
  return next;
};
const growRefs = (old: Cells<number> | undefined, length: number): Cells<number> => {
  const next = new Int32Array(length);
  if (old instanceof Int32Array) next.set(old);
  return next;
};
const growList =
  <V>(empty: V) =>
  (old: Cells<V> | undefined, length: number): Cells<V> => {
    const next = Array.isArray(old) ? (old as V[]) : [];
    for (let row = next.length; row < length; row++) next.push(empty);
    return next;
  };

/** A new column of a kind; `beforeWrite` is called with the column before each tracked write. */
export function makeColumn(name: string, kind: ColumnKind, beforeWrite: BeforeWrite): Column<ColumnKind> {
  const tell = (column: unknown, row: number): void => beforeWrite(column as Column<ColumnKind>, row);
  switch (kind) {
    case "int":
      return new TypedColumn<"int", number>(name, kind, growFloats, 0, tell);
    case "ref":
      return new TypedColumn<"ref", number>(name, kind, growRefs, 0, tell);
    case "text":
      return new TypedColumn<"text", string>(name, kind, growList(""), "", tell);
    case "wide":
      return new TypedColumn<"wide", bigint>(name, kind, growList(0n), 0n, tell);
  }
}
