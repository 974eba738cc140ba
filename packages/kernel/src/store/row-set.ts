// A set of row numbers: one bit a row and a list, so that adding a row again costs one look and taking all of them costs what they are.

export class RowSet {
  private bits = new Int32Array(4);
  private rows: number[] = [];

  get size(): number {
    return this.rows.length;
  }

  add(row: number): void {
    const word = row >>> 5;
    const bit = 1 << (row & 31);
    if (word >= this.bits.length) this.grow(word + 1);
    const old = this.bits[word] ?? 0;
    if ((old & bit) !== 0) return;
    this.bits[word] = old | bit;
    this.rows.push(row);
  }

  /** Gives all rows, in the order in which they came, and is empty afterwards. */
  take(): number[] {
    const { rows } = this;
    for (const row of rows) this.bits[row >>> 5] = 0;
    this.rows = [];
    return rows;
  }

  /** Forgets the rows that came after the first `size`. */
  cut(size: number): void {
    for (const row of this.rows.splice(size)) this.bits[row >>> 5] = (this.bits[row >>> 5] ?? 0) & ~(1 << (row & 31));
  }

  addAll(rows: readonly number[]): void {
    for (const row of rows) this.add(row);
  }

  private grow(words: number): void {
    const grown = new Int32Array(Math.max(words, this.bits.length * 2));
    grown.set(this.bits);
    this.bits = grown;
  }
}
