// An index: the row of a table that has a key, a text or an integer, which never changes. Open addressing over row numbers alone: keys are
// read from the rows themselves, so that a row costs some six bytes where a map costs fifty.
import type { Follower } from "./store.js";

export interface Followed {
  follow(follower: Follower): void;
}

const FIRST_SLOTS = 16;
/** Filled further than this, slots are doubled. */
const MOST_FILLED = 0.75;
/** An index of so many slots is cut into shards instead, each of which grows by itself: no row waits until all are moved. */
const MOST_UNCUT = 32_768;
const SHARD_BITS = 8;

/** The slots of an index, or of a part of it. */
class Slots<K extends string | number> {
  /** row + 1; 0: empty */
  private slots = new Int32Array(FIRST_SLOTS);
  private filled = 0;

  constructor(private readonly keyOf: (row: number) => K | undefined) {}

  get isFull(): boolean {
    return this.filled >= this.slots.length * MOST_FILLED;
  }
  get size(): number {
    return this.slots.length;
  }

  get(key: K, hash: number): number | undefined {
    const row = this.slots[this.slotOf(key, hash)] ?? 0;
    return row === 0 ? undefined : row - 1;
  }

  set(key: K, hash: number, row: number): void {
    if (this.isFull) this.grow();
    const slot = this.slotOf(key, hash);
    if (this.slots[slot] === 0) this.filled += 1;
    this.slots[slot] = row + 1;
  }

  /** Empties a key's slot and moves up what had to stand behind it. */
  delete(key: K, hash: number): void {
    const { slots } = this;
    const mask = slots.length - 1;
    let hole = this.slotOf(key, hash);
    if (slots[hole] === 0) return;
    this.filled -= 1;
    for (let at = (hole + 1) & mask; slots[at] !== 0; at = (at + 1) & mask) {
      const own = this.keyOf((slots[at] ?? 0) - 1);
      const home = own === undefined ? at : hashOf(own) & mask;
      if (((at - home) & mask) < ((at - hole) & mask)) continue;
      slots[hole] = slots[at] ?? 0;
      hole = at;
    }
    slots[hole] = 0;
  }

  rows(): number[] {
    return Array.from(
      this.slots.filter((slot) => slot !== 0),
      (slot) => slot - 1,
    );
  }

  /** The slot in which a key stands, or the empty one in which it would. */
  private slotOf(key: K, hash: number): number {
    const { slots } = this;
    const mask = slots.length - 1;
    let at = hash & mask;
    for (let row = slots[at] ?? 0; row !== 0; row = slots[at] ?? 0) {
      if (this.keyOf(row - 1) === key) return at;
      at = (at + 1) & mask;
    }
    return at;
  }

  private grow(): void {
    const rows = this.slots;
    this.slots = new Int32Array(rows.length * 2);
    for (const row of rows) {
      const key = row === 0 ? undefined : this.keyOf(row - 1);
      if (key !== undefined) this.slots[this.slotOf(key, hashOf(key))] = row;
    }
  }
}

export class IndexOf<K extends string | number> {
  /** one, or one for each beginning of a hash */
  private shards: Slots<K>[];
  private isCut = false;

  /** `keyOf`: the key of a row; undefined leaves it out. */
  constructor(private readonly keyOf: (row: number) => K | undefined) {
    this.shards = [new Slots(keyOf)];
  }

  /** An index that follows a table. Of rows with the same key it has the last. */
  static over<K extends string | number>(table: Followed, keyOf: (row: number) => K | undefined): IndexOf<K> {
    const index = new IndexOf(keyOf);
    table.follow({
      added: (row) => {
        const key = keyOf(row);
        if (key !== undefined) index.set(key, row);
      },
      removed: (row) => {
        const key = keyOf(row);
        if (key !== undefined) index.delete(key);
      },
    });
    return index;
  }

  get(key: K): number | undefined {
    const hash = hashOf(key);
    return this.shardOf(hash)?.get(key, hash);
  }

  has(key: K): boolean {
    return this.get(key) !== undefined;
  }

  set(key: K, row: number): void {
    const [first] = this.shards;
    if (!this.isCut && first && first.isFull && first.size >= MOST_UNCUT) this.cut(first);
    const hash = hashOf(key);
    this.shardOf(hash)?.set(key, hash, row);
  }

  delete(key: K): void {
    const hash = hashOf(key);
    this.shardOf(hash)?.delete(key, hash);
  }

  private shardOf(hash: number): Slots<K> | undefined {
    return this.shards[this.isCut ? hash >>> (32 - SHARD_BITS) : 0];
  }

  private cut(whole: Slots<K>): void {
    this.shards = Array.from({ length: 2 ** SHARD_BITS }, () => new Slots(this.keyOf));
    this.isCut = true;
    for (const row of whole.rows()) {
      const key = this.keyOf(row);
      if (key !== undefined) this.set(key, row);
    }
  }
}

/** FNV-1a over the units of a text, a multiplication for a number; the high bits mixed into the low ones. */
function hashOf(key: string | number): number {
  let hash = 0x81_1c_9d_c5;
  if (typeof key === "number") hash = Math.imul(key, 0x9e_37_79_b1);
  else for (let at = 0; at < key.length; at++) hash = Math.imul(hash ^ key.charCodeAt(at), 0x01_00_01_93);
  return hash ^ (hash >>> 15);
}
