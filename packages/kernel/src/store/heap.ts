// A binary heap: the least element first. Elements that no longer count are left in it and skipped by whoever takes them.

export class Heap<T> {
  private readonly items: T[] = [];

  /** `before(a, b)`: whether a must come out before b. */
  constructor(private readonly before: (a: T, b: T) => boolean) {}

  get size(): number {
    return this.items.length;
  }

  peek(): T | undefined {
    return this.items[0];
  }

  push(item: T): void {
    let at = this.items.length;
    this.items.push(item);
    while (at > 0) {
      const parent = (at - 1) >> 1;
      const above = this.items[parent];
      if (above === undefined || !this.before(item, above)) break;
      this.items[at] = above;
      at = parent;
    }
    this.items[at] = item;
  }

  pop(): T | undefined {
    const top = this.items[0];
    const last = this.items.pop();
    if (last !== undefined && this.items.length > 0) this.sink(last);
    return top;
  }

  private sink(item: T): void {
    const { items } = this;
    let at = 0;
    for (;;) {
      const left = 2 * at + 1;
      const [a, b] = [items[left], items[left + 1]];
      if (a === undefined) break;
      const [child, next] = b !== undefined && this.before(b, a) ? [b, left + 1] : [a, left];
      if (!this.before(child, item)) break;
      items[at] = child;
      at = next;
    }
    items[at] = item;
  }
}
