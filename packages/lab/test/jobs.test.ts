// Studies: every kind comes to the same bytes in whatever order its parts are run, over text, and with parts left out that decide nothing.
import { describe, expect, test } from "vitest";
import { answerOf, figuresFrom, figuresText } from "../src/jobs/answer.js";
import type { Part, Waves } from "../src/jobs/part.js";
import { oneByOne, runPart } from "../src/jobs/part.js";
import { studyFrom } from "../src/jobs/request.js";
import type { Ready, StudyAnswer } from "../src/jobs/study.js";
import { answering, readStudy } from "../src/jobs/study.js";
import type { RunFigures } from "../src/run/outcome.js";
import { plain, small } from "./support/plans.js";

const plan = small([{ kind: "queue", pool: "profit", ticket: "1", lockDays: 1 }]);
const size = { members: 10, days: 6, seed: 1, seeds: 2 };
const scenario = { ...plain(plan, 10, 6), scenario: "own" };

function ready(request: Partial<Parameters<typeof studyFrom>[1]>): Ready {
  const read = studyFrom(plan, { kind: "stress", ...size, scenario, ...request });
  if (!read.ok) throw new Error(JSON.stringify(read.faults));
  return read;
}

function finish<T>(run: Generator<unknown, T>): T {
  for (;;) {
    const step = run.next();
    if (step.done === true) return step.value;
  }
}

/** As other machines would run them: the last part first, plan and part as text, the figures back as text, none left out. */
function elsewhere(study: Ready): StudyAnswer {
  const copy = readStudy(JSON.parse(JSON.stringify(study.study)));
  if (!copy.ok) throw new Error(JSON.stringify(copy.faults));
  const waves: Waves<StudyAnswer> = answering(copy);
  let step = waves.next();
  while (step.done !== true) {
    const figures: RunFigures[] = [];
    for (const [index, part] of [...step.value.parts.entries()].toReversed()) {
      const sent = JSON.parse(JSON.stringify(part)) as Part;
      figures[index] = figuresFrom(figuresText(finish(runPart(copy.plan, sent))));
    }
    step = waves.next(figures);
  }
  return step.value;
}

describe("a study", () => {
  test.each([
    ["stress", {}],
    ["sweep", { path: "mechanisms[0].ticket", values: ["0.30", "1", "none"] }],
    ["sensitivity", { measure: "uncovered" }],
    ["repair", {}],
  ] as const)("%s is the same to the last byte run here and elsewhere", (kind, more) => {
    const study = ready({ kind, ...more });
    const here = finish(oneByOne(study.plan, answering(study)));
    const text = JSON.stringify(answerOf(study, here, "00"));
    expect(JSON.stringify(answerOf(study, elsewhere(study), "00"))).toBe(text);
    expect(JSON.parse(text)).toMatchObject({ kind, plan: { name: plan.document.plan, hash: "00" }, seeds: 2 });
  });

  test("asks for the shipped stresses when no scenario is named", () => {
    expect(ready({ scenario: undefined }).study.scenarios.map((each) => each.scenario)).toEqual([
      "growth",
      "steady",
      "decline",
      "stop",
      "run",
    ]);
    expect(ready({ scenario: "run" }).study.scenarios).toHaveLength(1);
  });

  test.each([
    [{ scenario: "flood" }, "scenario"],
    [{ scenario: { days: 0 } }, "scenario.days"],
    [{ seeds: 0 }, "seeds"],
    [{ members: 0 }, "members"],
    [{ kind: "sweep" as const, path: "mechanisms[0].ticket" }, "values"],
    [{ kind: "sweep" as const, path: "mechanisms[4].ticket", values: ["1"] }, "mechanisms[4].ticket"],
    [{ kind: "sensitivity" as const, measure: "luck" }, "measure"],
    [{ kind: "repair" as const, levers: [{ path: "pools.none", towards: "1" }] }, "pools.none"],
  ])("says where %j is at fault", (request, path) => {
    const read = studyFrom(plan, { kind: "stress", ...size, ...request });
    expect(read).toMatchObject({ ok: false, faults: [{ path }] });
  });

  test("says what is wrong with its plan", () => {
    const { study } = ready({});
    const read = readStudy({ ...study, plan: { ...study.plan, currency: "money" } });
    expect(read).toMatchObject({ ok: false, faults: [{ path: "plan.currency" }] });
  });

  test("a part whose settings the plan can't have is an error, not a figure", () => {
    const part = { scenario, seed: 1, settings: [{ path: "mechanisms[0].ticket", value: "none" }] };
    expect(() => runPart(plan, part)).toThrow("mechanisms[0].ticket = none");
  });
});
