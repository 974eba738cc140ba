// How much time this thread has left: what follows behind the writer takes little of it while there is little.

/** The share is taken over at least so long. */
const WINDOW_MS = 250;
/** From this share on the thread is busy. */
const BUSY = 0.85;

export class Leisure {
  private since = performance.eventLoopUtilization();
  private at = performance.now();
  private share = 0;

  /** Whether the thread was at work most of the time, a moment ago. */
  get isScarce(): boolean {
    const now = performance.now();
    if (now - this.at >= WINDOW_MS) {
      const current = performance.eventLoopUtilization();
      this.share = performance.eventLoopUtilization(current, this.since).utilization;
      this.since = current;
      this.at = now;
    }
    return this.share >= BUSY;
  }

  /**
   * How long to leave the thread to others after a step that took so long, in milliseconds: `times` as long, ten times as long while time is
   * scarce; two seconds at most, so that what is behind does come nearer.
   */
  after(took: number, times: number): number {
    return Math.min(2_000, took * (this.isScarce ? 10 : times));
  }
}
