// What is said of each mechanism's parameters before anything runs: their faults, or how they bound what can be paid and what members are told.
import { expect, test } from "vitest";
import { mechanismKinds, readPlan, rulesText } from "../../src/index.js";
import { planOf } from "../support/script.js";
import type { Json } from "../support/script.js";
import { boundsOf } from "./journal.js";
import { around, variants } from "./stories/variants.js";

/** What is said of one mechanism alone in the plan. */
function said(mechanism: Json): string {
  const read = readPlan(planOf({ ...around, mechanisms: [mechanism] }));
  if (!read.ok) return read.faults.map(({ path, wrong, right }) => `! ${path}: ${wrong}; ${right}`).join("\n");
  const told = rulesText(read.plan).flatMap(({ sentences }) => sentences.map(({ zh, en }) => `  ${zh}\n  ${en}`));
  return [...boundsOf(read.plan.document), ...told].join("\n");
}

for (const { kind } of mechanismKinds())
  test(`[journal.parameters] ${kind}`, async () => {
    const mine = variants.filter((each) => each["kind"] === kind);
    const text = mine.map((each) => `> ${JSON.stringify(each)}\n${said(each)}\n`).join("\n");
    expect(mine.length).toBeGreaterThan(1);
    await expect(text).toMatchFileSnapshot(`parameters/${kind}.txt`);
  });
