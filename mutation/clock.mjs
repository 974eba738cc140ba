// Time as the processor counts it: on a busy machine a test takes longer by the clock, but it is no slower for that.
import { Script } from "node:vm";

const RUN = Symbol.for("perennial.test");
const script = new Script(`globalThis[Symbol.for("${Symbol.keyFor(RUN)}")]()`);

/** Milliseconds of processor time that this thread has had (the whole process, before Node 23.9). */
export function processorTime() {
  const { user, system } = process.threadCpuUsage?.() ?? process.cpuUsage();
  return (user + system) / 1000;
}

/** What has had its processor time and has not come to an end. */
export class OutOfTime extends Error {}

/** How much longer than the processor's time the clock's was when it was last looked at. */
let busy = 1;

/**
 * Calls `run`, and ends it once it has had `most` milliseconds of processor time: throws `OutOfTime`. What was ended by the clock without
 * having had them was waiting for the machine; it begins again, with more patience.
 */
export function within(most, run) {
  globalThis[RUN] = run;
  for (;;) {
    const [begin, since] = [performance.now(), processorTime()];
    try {
      return script.runInThisContext({ timeout: Math.ceil(1.2 * busy * most) });
    } catch (error) {
      if (error?.code !== "ERR_SCRIPT_EXECUTION_TIMEOUT") throw error;
      const had = processorTime() - since;
      busy = Math.max(1, (performance.now() - begin) / Math.max(1, had));
      if (had >= most) throw new OutOfTime(`more than ${Math.round(most)} ms of processor time`);
    }
  }
}
