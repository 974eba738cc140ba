// The rows of the state changed since the last checkpoint, each once: many changes of a row become one.
import type { Changes, RowImage } from "@perennial/kernel";

export class DirtyRows {
  private tables = new Map<string, Map<number, RowImage>>();
  private rows = 0;

  get size(): number {
    return this.rows;
  }

  /** Later images of a row take the place of earlier ones. */
  add(changes: Changes): void {
    for (const [table, images] of Object.entries(changes)) {
      const known = this.tables.get(table) ?? new Map<number, RowImage>();
      const before = known.size;
      for (const image of images) known.set(Number(image[0]), image);
      this.rows += known.size - before;
      this.tables.set(table, known);
    }
  }

  /** Gives everything up to now and begins anew. */
  take(): Changes {
    const changes = Object.fromEntries([...this.tables].map(([table, images]) => [table, [...images.values()]]));
    this.tables = new Map();
    this.rows = 0;
    return changes;
  }

  /** Puts back what could not be written; what has changed since is newer and stays. */
  putBack(changes: Changes): void {
    const newer = this.take();
    this.add(changes);
    this.add(newer);
  }
}
