// A few seeds of the kernel's generator of plans, each a test of its own, so that a mutant meets only those that reach it.
import { expect, test } from "vitest";
import { generators } from "../packages/kernel/test/seeds/generate/kinds.js";
import { runSeed } from "../packages/kernel/test/seeds/run.js";

const each = 8;

for (const generator of generators)
  for (let seed = 1_000_000; seed < 1_000_000 + each; seed++)
    test(`${generator.kind} ${seed}`, () => {
      expect(runSeed(seed, { generators: [generator] })).toBeUndefined();
    });

for (let seed = 1; seed <= each; seed++)
  test(`all ${seed}`, () => {
    expect(runSeed(seed, { generators })).toBeUndefined();
  });
