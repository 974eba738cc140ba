// Sets of row numbers. One bit a row, so that adding a row again costs one look; and the same with a list, so that taking all of them costs what they are.

export class RowBits {
  private bits = new Int32Array(4);

  /** False: it was there already. */
  add(row: number): boolean {
    const word = row >>> 5;
    const bit = 1 << (row & 31);
    if (word >= this.bits.length) this.grow(word + 1);
    const old = this.bits[word] ?? 0;
    if ((old & bit) !== 0) return false;
    this.bits[word] = old | bit;
    return true;
  }

  delete(row: number): void {
    this.bits[row >>> 5] = (this.bits[row >>> 5] ?? 0) & ~(1 << (row & 31));
  }

  /** Gives all rows in the order of their numbers, and is empty afterwards. */
  take(): number[] {
    const rows: number[] = [];
    for (let word = 0; word < this.bits.length; word++)
      for (let left = this.bits[word] ?? 0; left !== 0; left &= left - 1)
        rows.push(word * 32 + 31 - Math.clz32(left & -left));
    this.bits.fill(0);
    return rows;
  }

  private grow(words: number): void {
    const grown = new Int32Array(Math.max(words, this.bits.length * 2));
    grown.set(this.bits);
    this.bits = grown;
  }
}

export class RowSet {
  private readonly bits = new RowBits();
  private rows: number[] = [];

  get size(): number {
    return this.rows.length;
  }

  add(row: number): void {
    if (this.bits.add(row)) this.rows.push(row);
  }

  /** Gives all rows, in the order in which they came, and is empty afterwards. */
  take(): number[] {
    const { rows } = this;
    for (const row of rows) this.bits.delete(row);
    this.rows = [];
    return rows;
  }

  /** The same in the order of their numbers: there may be very many, and this needs no sorting. */
  takeInOrder(): number[] {
    this.rows = [];
    return this.bits.take();
  }

  /** Forgets the rows that came after the first `size`. */
  cut(size: number): void {
    for (const row of this.rows.splice(size)) this.bits.delete(row);
  }

  addAll(rows: readonly number[]): void {
    for (const row of rows) this.add(row);
  }
}
