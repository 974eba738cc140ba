// Many random plans and streams against the auditor. SEEDS sets how many (2,000 in CI), SEED (with KIND, of one kind) runs one alone and prints it.
import { describe, expect, test } from "vitest";
import { mechanismKinds } from "../../src/index.js";
import { generators } from "./generate/kinds.js";
import type { Tally } from "./run.js";
import { runSeed } from "./run.js";

const count = Number(process.env["SEEDS"] ?? (process.env["CI"] === undefined ? 800 : 2000));
const only = process.env["SEED"];
/** A seed takes some 20 ms on an idle machine. */
const timeout = 60_000 + count * 200;
const kind = process.env["KIND"];
const known = generators.filter(({ kind }) => mechanismKinds().some((each) => each.kind === kind));

/** The first seed of `amount` from `first` on that finds something, with the command that shows it alone. */
function firstFinding(first: number, amount: number, tally: Tally, options: Parameters<typeof runSeed>[1]): string {
  for (let seed = first; seed < first + amount; seed++) {
    const finding = runSeed(seed, options, tally);
    if (finding)
      return `event ${finding.event}: ${finding.what}\n  SEED=${seed} npx vitest run --project kernel -t seeds`;
  }
  return "nothing found";
}

describe("seeds", () => {
  if (only !== undefined) {
    test(`seed ${only}`, () => {
      const lines: string[] = [];
      const generators = known.filter((each) => kind === undefined || each.kind === kind);
      const finding = runSeed(Number(only), { generators, trace: (line) => lines.push(line) });
      console.log(lines.join("\n"));
      expect(finding).toBeUndefined();
    });
    return;
  }

  const tally: Tally = {};

  for (const generator of known) {
    test(
      `[seeds.${generator.kind}] plans of this kind alone`,
      () => {
        const seeds = Math.ceil(count / (known.length * 2));
        const found = firstFinding(1_000_000, seeds, tally, { generators: [generator] });
        expect(found.replace("SEED=", `KIND=${generator.kind} SEED=`)).toBe("nothing found");
      },
      timeout,
    );
  }

  test(
    "[seeds.all] plans of several kinds together",
    () => {
      expect(firstFinding(1, Math.ceil(count / 2), tally, { generators: known })).toBe("nothing found");
    },
    timeout,
  );

  test("[seeds.reach] every kind of event was both accepted and refused", () => {
    const became = (type: string): string[] =>
      Object.keys(tally).flatMap((key) => (key.startsWith(`${type} `) ? [key] : []));
    const types = new Set(Object.keys(tally).map((key) => key.split(" ")[0] ?? ""));
    const oneSided = [...types].filter((type) => !became(type).includes(`${type} accepted`) || became(type).length < 2);
    expect(count < 500 ? [] : oneSided).toEqual([]);
  });
});
