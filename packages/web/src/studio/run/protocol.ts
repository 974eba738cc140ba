// What the page and its workers say to each other: one run at a time, how far it is, and what it came to.
import type { Progress, RunFigures, Scenario } from "@perennial/lab";

/** One run of one plan; `number` comes back in every answer. */
export interface Order {
  number: number;
  plan: unknown;
  scenario: Scenario;
  seed: number;
}

export type Answer =
  | { type: "progress"; number: number; progress: Progress }
  | { type: "done"; number: number; figures: RunFigures }
  | { type: "failed"; number: number; message: string };
