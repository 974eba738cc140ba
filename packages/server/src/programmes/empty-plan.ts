// A plan without anything in it: a programme of it has every table that the kernel declares.
import { readPlan } from "@perennial/kernel";
import type { Plan } from "@perennial/kernel";

export function emptyPlan(): Plan {
  const read = readPlan({
    plan: "empty",
    version: 1,
    title: { zh: "空", en: "Empty" },
    currency: "CNY",
    timezone: "UTC",
    assets: {},
    mechanisms: [],
  });
  if (!read.ok)
    throw new Error(`malformed_plan: ${read.faults.map(({ path, wrong }) => `${path} ${wrong}`).join("; ")}`);
  return read.plan;
}
