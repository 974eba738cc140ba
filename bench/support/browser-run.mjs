// One run of a plan to its end, with its clock: the same function in a worker of a browser and in Node.
import { readPlan } from "@perennial/kernel";
import { defaultScenario, simulation, STRESSES } from "@perennial/lab";

/** `steady` with so many members and days; seed 1. `pauses` counts the looks at which a cancel would be seen. */
export function ran({ document, members, days }) {
  const read = readPlan(document);
  if (!read.ok) throw new Error(JSON.stringify(read.faults));
  const steady = STRESSES.find(({ name }) => name === "steady");
  const run = simulation({
    plan: read.plan,
    scenario: steady.of(defaultScenario(read.plan, { members, days })),
    seed: 1,
  });
  const began = performance.now();
  let [pauses, longest, at] = [0, 0, began];
  for (;;) {
    const step = run.next();
    const now = performance.now();
    longest = Math.max(longest, now - at);
    at = now;
    pauses += 1;
    if (!step.done) continue;
    const { fingerprint, events, days: figures } = step.value;
    let [joined, memberDays] = [0, 0];
    for (const day of figures) memberDays += joined += day.joined;
    return { fingerprint, events, members: joined, memberDays, seconds: (now - began) / 1000, pauses, longest };
  }
}
