// What the mall has to do again and again beside the requests: each chore at its own pace, a round left out while the one before is at it.
import type { Log } from "../programmes/log.js";

const EVERY_MS = 1_000;

export class Chores {
  private readonly timers: NodeJS.Timeout[] = [];
  private readonly underway = new Map<string, Promise<void>>();

  constructor(
    private readonly log: Log,
    chores: Readonly<Record<string, () => Promise<void>>>,
  ) {
    for (const [name, chore] of Object.entries(chores))
      this.timers.push(setInterval(() => this.round(name, chore), EVERY_MS));
  }

  /** No further rounds; waits for those under way. */
  async stop(): Promise<void> {
    for (const timer of this.timers) clearInterval(timer);
    await Promise.all(this.underway.values());
  }

  private round(name: string, chore: () => Promise<void>): void {
    if (this.underway.has(name)) return;
    const work = chore()
      .catch((error: unknown) => this.log.warn({ error }, `${name} failed; it is tried again`))
      .finally(() => this.underway.delete(name));
    this.underway.set(name, work);
  }
}
