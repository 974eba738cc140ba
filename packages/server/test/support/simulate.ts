// Simulations in the process of the test itself.
import { setImmediate } from "node:timers/promises";
import { readPlan } from "@perennial/kernel";
import { runPart } from "@perennial/lab";
import type { Execute } from "../../src/jobs/worker.js";

/** In this process, with a moment for others at every pause. */
export const inline: Execute = async (document, part, { onProgress, signal }) => {
  const read = readPlan(document);
  if (!read.ok) throw new Error("a plan with faults");
  const run = runPart(read.plan, part);
  for (;;) {
    const step = run.next();
    if (step.done === true) return step.value;
    onProgress(step.value);
    await setImmediate();
    signal.throwIfAborted();
  }
};
