// The table store: all writes to state go through it. It keeps undo (for refusals) and the rows that changed (for the database).
import type { Column, ColumnKind, Trail, ValueOf } from "./column.js";
import { makeColumn } from "./column.js";
import type { Columns } from "./columns.js";
import type { RowImage } from "./images.js";
import { rowsOf } from "./images.js";
import { cellsAt, gather, rowAt } from "./columns.js";
import { roomFor } from "./pages.js";
import { RowSet } from "./row-set.js";
import { Undo } from "./undo.js";

/** A table's name and columns: gives its layout in memory, its SQL table, its bulk upsert and its load. */
export interface TableDeclaration<C extends Record<string, ColumnKind> = Record<string, ColumnKind>> {
  readonly name: string;
  readonly columns: C;
}

export type Row<C extends Record<string, ColumnKind>> = { [K in keyof C]: ValueOf<C[K]> };

/** Something in memory that is derived from a table's rows, such as a look-up by name. It must follow rows that come and go. */
export interface Follower {
  /** a row was appended or loaded */
  added?(row: number): void;
  /** the last row is about to be taken away by undo */
  removed?(row: number): void;
  /** a row's cells were put back by undo */
  restored?(row: number): void;
}

export type { RowImage } from "./images.js";
/** Changed rows by table name. */
export type Changes = Record<string, RowImage[]>;
/** The same, rows one by one or in columns. */
export type Part = Readonly<Record<string, readonly RowImage[] | Columns>>;

export class Table<C extends Record<string, ColumnKind> = Record<string, ColumnKind>> {
  length = 0;
  readonly cells: { readonly [K in keyof C]: Column<C[K]> };
  readonly columns: readonly Column[];
  private readonly followers: Follower[] = [];
  /** how many of them stay when a new version of the plan begins */
  private permanent = 0;
  private capacity = 0;
  /** the first row that a load has left out */
  private hole: number | undefined;
  private readonly changed: RowSet | undefined;
  /** rows that have been taken and are not yet in a checkpoint */
  private readonly behind = new RowSet();

  /** `undo` hears of every write; `tracking`: changed rows are kept for a database. */
  constructor(
    readonly declaration: TableDeclaration<C>,
    private readonly undo: Undo,
    tracking: boolean,
  ) {
    const changed = tracking ? new RowSet() : undefined;
    this.changed = changed;
    const trail: Trail = {
      number: (column, row, old) => {
        undo.number(this, column, row, old);
        changed?.add(row);
      },
      other: (column, row, old) => {
        undo.other(this, column, row, old);
        changed?.add(row);
      },
    };
    this.columns = Object.entries(declaration.columns).map(([name, kind]) => makeColumn(name, kind, trail));
    this.cells = Object.fromEntries(
      this.columns.map((column) => [column.name, column]),
    ) as unknown as typeof this.cells;
  }

  get name(): string {
    return this.declaration.name;
  }

  follow(follower: Follower): void {
    this.followers.push(follower);
    if (follower.added) for (let row = 0; row < this.length; row++) follower.added(row);
  }

  /** Followers from before this call are the programme's own; those after it belong to the mechanisms of one plan version. */
  keepFollowers(): void {
    this.permanent = this.followers.length;
  }

  dropFollowers(): void {
    this.followers.length = this.permanent;
  }

  /** Appends a row and returns its number. */
  append(values: Row<C>): number {
    const row = this.length;
    if (row >= this.capacity) this.grow(row + 1);
    const { columns, followers } = this;
    for (let at = 0; at < columns.length; at++) {
      const column = columns[at] as Column;
      column.put(row, values[column.name] as ValueOf<ColumnKind>);
    }
    this.length = row + 1;
    for (let at = 0; at < followers.length; at++) followers[at]?.added?.(row);
    this.undo.appended(this);
    this.changed?.add(row);
    return row;
  }

  /** Takes the last row away again (undo of an append). */
  removeLast(): void {
    const row = this.length - 1;
    for (const follower of this.followers) follower.removed?.(row);
    this.length = row;
  }

  /** Tells the followers that undo has put a row's cells back. */
  restored(row: number): void {
    for (const follower of this.followers) follower.restored?.(row);
  }

  image(row: number): RowImage {
    return [row, ...this.columns.map((column) => plain(column.get(row)))];
  }

  /** Puts a row image in place: for loading and for redo. Rows come in any order within a batch. */
  load(image: RowImage): void {
    const [row, ...cells] = image;
    this.put(
      Number(row),
      cells.map((cell, index) => (this.columns[index]?.kind === "wide" ? BigInt(cell) : cell)),
    );
  }

  /** How many rows have changed since they were last taken. */
  get changes(): number {
    return this.changed?.size ?? 0;
  }

  /** Takes rows for unchanged that changed after there were so many. */
  forgetChanges(after: number): void {
    this.changed?.cut(after);
  }

  /** Rows changed since the last call. */
  takeChanged(): number[] {
    // Rows that undo has taken away again are still in the set.
    return this.changed?.take().filter((row) => row < this.length) ?? [];
  }

  /** The same in columns; from now on they wait for a checkpoint. */
  takeColumns(): Columns | undefined {
    const rows = this.takeForRedo();
    return rows.length ? this.columnsOf(rows) : undefined;
  }

  /** The numbers of the rows changed since the last call; from now on they wait for a checkpoint. */
  takeForRedo(): number[] {
    const rows = this.takeChanged();
    this.behind.addAll(rows);
    return rows;
  }

  columnsOf(rows: readonly number[]): Columns {
    return gather(this.columns, rows);
  }

  /** How many rows wait for a checkpoint. */
  get waiting(): number {
    return this.behind.size;
  }

  /** Takes the rows that wait for a checkpoint, in their order. */
  takeWaiting(): number[] {
    return this.behind.takeInOrder();
  }

  /** Rows that could not be written after all, or that a load has brought ahead of the last checkpoint. */
  waitAgain(rows: readonly number[]): void {
    this.behind.addAll(rows);
  }

  /** The first row that is missing although later ones were loaded; undefined: every row up to the last was there. */
  get missing(): number | undefined {
    return this.hole;
  }

  /** Puts rows in place, a column at a time. Those not there yet come at the end, in their order. */
  loadColumns(image: Columns): void {
    if (image.rows === this.length) return this.loadNext(image);
    const { count } = image;
    const rows = Array.from({ length: count }, (_, index) => rowAt(image, index));
    const before = this.length;
    let length = before;
    for (const row of rows.filter((each) => each >= before).toSorted((a, b) => a - b)) {
      if (row > length) this.hole ??= length;
      length = row + 1;
    }
    if (length > this.capacity) this.grow(length);
    for (const [index, column] of this.columns.entries()) {
      const cells = valuesAt(image, index, column.kind);
      for (let at = 0; at < count; at++) column.put(rows[at] ?? 0, cells[at] ?? 0);
    }
    this.length = length;
    for (const follower of this.followers)
      for (const row of rows)
        if (row >= before) follower.added?.(row);
        else follower.restored?.(row);
  }

  /** The rows that come next, as nearly all of a checkpoint do. */
  private loadNext(image: Columns): void {
    const first = this.length;
    const end = first + image.count;
    if (end > this.capacity) this.grow(end);
    for (const [index, column] of this.columns.entries()) column.fill(first, valuesAt(image, index, column.kind));
    this.length = end;
    for (const follower of this.followers)
      if (follower.added) for (let row = first; row < end; row++) follower.added(row);
  }

  private put(row: number, values: readonly ValueOf<ColumnKind>[]): void {
    if (row >= this.capacity) this.grow(row + 1);
    for (const [index, column] of this.columns.entries()) {
      const value = values[index];
      if (value !== undefined) column.put(row, value);
    }
    if (row > this.length) this.hole ??= this.length;
    const isNew = row >= this.length;
    if (isNew) this.length = row + 1;
    for (const follower of this.followers) {
      if (isNew) follower.added?.(row);
      else follower.restored?.(row);
    }
  }

  private grow(rows: number): void {
    this.capacity = roomFor(rows, this.capacity);
    for (const column of this.columns) column.reserve(this.capacity);
  }
}

/** The cells of one column of a table in transit, as the column takes them. */
function valuesAt(image: Columns, index: number, kind: ColumnKind): readonly ValueOf<ColumnKind>[] {
  const cells = cellsAt(image, index);
  return kind === "wide" ? cells.map(BigInt) : cells;
}

function plain(value: ValueOf<ColumnKind>): number | string {
  return typeof value === "bigint" ? value.toString() : value;
}

/** All tables of one programme. */
export class Store {
  private readonly tables = new Map<string, Table>();
  private readonly undo = new Undo();
  private playing = false;

  /** `tracking`: whether changed rows are kept for a database. */
  constructor(readonly tracking: boolean) {}

  /** The table of a declaration; the same one for the same name. */
  table<C extends Record<string, ColumnKind>>(declaration: TableDeclaration<C>): Table<C> {
    const existing = this.tables.get(declaration.name);
    if (existing) return existing as unknown as Table<C>;
    const table = new Table(declaration, this.undo, this.tracking);
    this.tables.set(declaration.name, table);
    return table;
  }

  all(): readonly Table[] {
    return [...this.tables.values()];
  }

  /** A point to go back to. */
  mark(): number {
    return this.undo.mark();
  }

  /** What happens since the mark is long and has no marks of its own: of each cell only what it held first is kept, until `endLong`. */
  beginLong(mark: number): void {
    this.undo.beginLong(mark);
  }

  endLong(): void {
    this.undo.endLong();
  }

  /** Puts everything back as it was at the mark. */
  rollback(mark: number): void {
    this.undo.rollback(mark);
  }

  /** Makes what happened so far final; not in a rehearsal. */
  commit(): void {
    if (!this.playing) this.undo.forget();
  }

  /** Whether everything that happens now is going to be put back, also what seems final. */
  get rehearsing(): boolean {
    return this.playing;
  }

  /** Lets something happen and puts all of it back, what has changed included. Costs what happens, not what there is. */
  rehearse<T>(play: () => T): T {
    if (this.playing) throw new Error("store: a rehearsal within a rehearsal");
    const mark = this.undo.mark();
    const changes = this.all().map((table) => ({ table, before: table.changes }));
    this.playing = true;
    try {
      return play();
    } finally {
      this.undo.rollback(mark);
      for (const { table, before } of changes) table.forgetChanges(before);
      this.playing = false;
    }
  }

  /** The rows changed since the last call, by table. */
  takeChanges(): Changes {
    const changes: Changes = {};
    for (const table of this.tables.values()) {
      const rows = table.takeChanged();
      if (rows.length) changes[table.name] = rows.map((row) => table.image(row));
    }
    return changes;
  }

  /** The same in columns, for a redo; the rows wait for a checkpoint from now on. */
  takeRedo(): Record<string, Columns> {
    const redo: Record<string, Columns> = {};
    for (const table of this.tables.values()) {
      const columns = table.takeColumns();
      if (columns) redo[table.name] = columns;
    }
    return redo;
  }

  /**
   * The same in up to `most` pieces of about the same size, each made when it is asked for: together they are the redo. Nothing may
   * change before the last has been taken.
   */
  *takeRedoInPieces(most: number): Generator<Record<string, Columns>> {
    const changed = this.all().map((table) => ({ table, rows: table.takeForRedo() }));
    const size = Math.ceil(changed.reduce((sum, { rows }) => sum + rows.length, 0) / most);
    let piece: Record<string, Columns> = {};
    let room = size;
    for (const { table, rows } of changed)
      for (let at = 0; at < rows.length;) {
        const part = rows.slice(at, at + room);
        piece[table.name] = table.columnsOf(part);
        at += part.length;
        room -= part.length;
        if (room > 0) continue;
        yield piece;
        piece = {};
        room = size;
      }
    if (room < size) yield piece;
  }

  /** About what the rows take in memory; look-ups beside them not counted. */
  get bytes(): number {
    let bytes = 0;
    for (const { columns } of this.tables.values()) for (const column of columns) bytes += column.bytes;
    return bytes;
  }

  /** How many rows wait for a checkpoint. */
  get waiting(): number {
    let rows = 0;
    for (const table of this.tables.values()) rows += table.waiting;
    return rows;
  }

  /** Puts changed rows (redo) or whole tables (a checkpoint) in place. */
  load(part: Part): void {
    for (const [name, image] of Object.entries(part)) {
      const table = this.tables.get(name);
      if (!table) throw new Error(`no table ${name} in this programme`);
      if ("count" in image) table.loadColumns(image);
      else for (const row of image.toSorted((a, b) => Number(a[0]) - Number(b[0]))) table.load(row);
    }
  }

  /** The rows of a part wait for a checkpoint: they are newer than the last one. */
  waitFor(part: Part): void {
    for (const [name, image] of Object.entries(part)) this.tables.get(name)?.waitAgain(rowsOf(image));
  }

  /** Every row of every table. */
  dump(): Changes {
    return Object.fromEntries(
      this.all().map((table) => [table.name, Array.from({ length: table.length }, (_, row) => table.image(row))]),
    );
  }
}
