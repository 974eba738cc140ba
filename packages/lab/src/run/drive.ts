// Drives a pausing run to its end for drivers that only want progress and a way to stop.
import type { Progress } from "./simulation.js";

export interface Driving<P extends Progress = Progress> {
  /** told at every pause, between days and every few dozen events */
  onProgress?: (progress: P) => void;
  /** asked at every pause: true ends the run there */
  shouldStop?: () => boolean;
}

/** What a run comes to, or where it was stopped. */
export type Driven<T> = { ok: true; figures: T } | { ok: false; stopped: Progress };

export function drive<T, P extends Progress>(
  run: Generator<P, T>,
  { onProgress, shouldStop }: Driving<P> = {},
): Driven<T> {
  for (;;) {
    const step = run.next();
    if (step.done === true) return { ok: true, figures: step.value };
    onProgress?.(step.value);
    if (shouldStop?.()) return { ok: false, stopped: step.value };
  }
}
