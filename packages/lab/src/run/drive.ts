// Drives a pausing run to its end for drivers that only want progress and a way to stop.
import type { Progress } from "./simulation.js";

export interface Driving {
  /** told at every pause, between days and every few hundred events */
  onProgress?: (progress: Progress) => void;
  /** asked at every pause: true ends the run there */
  shouldStop?: () => boolean;
}

/** What a run comes to, or where it was stopped. */
export type Driven<T> = { ok: true; figures: T } | { ok: false; stopped: Progress };

export function drive<T>(run: Generator<Progress, T>, { onProgress, shouldStop }: Driving = {}): Driven<T> {
  for (;;) {
    const step = run.next();
    if (step.done === true) return { ok: true, figures: step.value };
    onProgress?.(step.value);
    if (shouldStop?.()) return { ok: false, stopped: step.value };
  }
}
