// How large the steps are in which lists follow the journal: one costs some milliseconds by itself, however few entries it has.

export interface Pace {
  /** a step has so many entries that it takes about this long */
  readonly stepMs: number;
  /** but not fewer than so many, where there are as many */
  readonly leastEntries: number;
}

export const MOST_ENTRIES = 10_000;

/** Orders wait for the part of a step that the writer's thread does, on PGlite for all of it. */
export const BESIDE_THE_WRITER: Pace = { stepMs: 20, leastEntries: 50 };
/** Nobody waits for a step of another thread, but for what it shows: the fewer steps, the more of the processor is left to orders. */
export const IN_A_THREAD: Pace = { stepMs: 200, leastEntries: 1_000 };
