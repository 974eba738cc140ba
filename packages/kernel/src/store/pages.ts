// Numbers in pages: a table that grows gets a page more, and nothing is copied. One class an array, so that each read and write stays a
// plain access to one sort of it.

const PAGE_BITS = 16;
/** Rows of a page. The first grows up to this by doubling. */
export const PAGE_ROWS = 2 ** PAGE_BITS;
const IN_PAGE = PAGE_ROWS - 1;
const FIRST_ROWS = 16;

/** The page of a row, and its place there. */
export const pageOf = (row: number): number => row >>> PAGE_BITS;
export const placeOf = (row: number): number => row & IN_PAGE;

/** How many rows a table has room for that needs room for `rows` and had it for `capacity`. */
export function roomFor(rows: number, capacity: number): number {
  const doubled = Math.max(FIRST_ROWS, rows, capacity * 2);
  return doubled <= PAGE_ROWS ? doubled : Math.ceil(rows / PAGE_ROWS) * PAGE_ROWS;
}

/** Parts of a list of values as they fall into pages, with the row of each. */
function* parts(first: number, values: readonly number[]): Generator<[row: number, part: readonly number[]]> {
  for (let at = 0; at < values.length;) {
    const room = PAGE_ROWS - placeOf(first + at);
    yield [first + at, at === 0 && values.length <= room ? values : values.slice(at, at + room)];
    at += room;
  }
}

export class FloatPages {
  private readonly pages: Float64Array[] = [];
  get(row: number): number {
    return this.pages[row >>> PAGE_BITS]?.[row & IN_PAGE] ?? 0;
  }
  put(row: number, value: number): void {
    const page = this.pages[row >>> PAGE_BITS];
    if (page) page[row & IN_PAGE] = value;
  }
  fill(first: number, values: readonly number[]): void {
    for (const [row, part] of parts(first, values)) this.pages[pageOf(row)]?.set(part, placeOf(row));
  }
  reserve(rows: number): void {
    const [first] = this.pages;
    const least = Math.min(rows, PAGE_ROWS);
    if (!first || first.length < least) {
      const grown = new Float64Array(least);
      if (first) grown.set(first);
      this.pages[0] = grown;
    }
    while (this.pages.length * PAGE_ROWS < rows) this.pages.push(new Float64Array(PAGE_ROWS));
  }
  get bytes(): number {
    return this.pages.reduce((sum, { byteLength }) => sum + byteLength, 0);
  }
}

export class IntPages {
  private readonly pages: Int32Array[] = [];
  get(row: number): number {
    return this.pages[row >>> PAGE_BITS]?.[row & IN_PAGE] ?? 0;
  }
  put(row: number, value: number): void {
    const page = this.pages[row >>> PAGE_BITS];
    if (page) page[row & IN_PAGE] = value;
  }
  fill(first: number, values: readonly number[]): void {
    for (const [row, part] of parts(first, values)) this.pages[pageOf(row)]?.set(part, placeOf(row));
  }
  reserve(rows: number): void {
    const [first] = this.pages;
    const least = Math.min(rows, PAGE_ROWS);
    if (!first || first.length < least) {
      const grown = new Int32Array(least);
      if (first) grown.set(first);
      this.pages[0] = grown;
    }
    while (this.pages.length * PAGE_ROWS < rows) this.pages.push(new Int32Array(PAGE_ROWS));
  }
  get bytes(): number {
    return this.pages.reduce((sum, { byteLength }) => sum + byteLength, 0);
  }
}
