// Runs: reproducible to the last unit, replayable, stoppable, and within the plan's bounds.
import { createHash } from "node:crypto";
import { Replay } from "@perennial/kernel";
import { describe, expect, test } from "vitest";
import { defaultScenario } from "../src/population/defaults.js";
import { drive } from "../src/run/drive.js";
import { simulation } from "../src/run/simulation.js";
import { STRESSES } from "../src/stress/scenarios.js";
import { gather, isSound } from "../src/stress/stress.js";
import { shipped, shippedNames } from "./support/plans.js";
import { run } from "./support/run.js";

const size = { members: 40, days: 90 };
const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

describe("every shipped plan under every stress", () => {
  test.each(shippedNames)("%s: no measured figure passes its bound, and the figures add up", (name) => {
    const plan = shipped(name);
    const runs = STRESSES.map((stress) => run(plan, stress.of(defaultScenario(plan, size))));
    for (const figures of runs) {
      expect(figures.bounds.filter(({ within }) => within === false)).toEqual([]);
      expect(figures.flow.flat().reduce((sum, amount) => sum + amount, 0)).toBe(figures.paid);
      expect(figures.cohorts.reduce((sum, { paid }) => sum + paid, 0)).toBe(figures.paid);
      expect(figures.days.reduce((sum, { gross }) => sum + gross, 0)).toBe(figures.gross);
      expect(figures.cohorts.reduce((sum, { spent }) => sum + spent, 0)).toBe(figures.gross);
      const promised = figures.cohorts.reduce((sum, cohort) => sum + BigInt(cohort.promised), 0n);
      const gap = figures.promises.open - promised;
      expect(gap < 0n ? -gap : gap).toBeLessThanOrEqual(BigInt(figures.orders * 4 + figures.members));
      expect(Object.keys(figures.refused).filter((code) => code !== "pool_short")).toEqual([]);
    }
    expect(gather(runs).map(({ scenario, passed }) => ({ scenario, passed }))).toEqual(
      STRESSES.map(({ name: scenario }) => ({ scenario, passed: [] })),
    );
  });

  test("evergreen leaves no promise unpaid in any of them; appreciation does in all", () => {
    const sound = (name: string): boolean[] => {
      const plan = shipped(name);
      return STRESSES.map((stress) => isSound(run(plan, stress.of(defaultScenario(plan, { members: 60, days: 200 })))));
    };
    expect(sound("evergreen")).toEqual([true, true, true, true, true]);
    expect(sound("appreciation")).toEqual([false, false, false, false, false]);
  });
});

describe("a seed", () => {
  const plan = shipped("stack");
  const scenario = defaultScenario(plan, size);

  test("gives the same entries again, and another seed gives others", () => {
    const [first, again, other] = [run(plan, scenario, 5), run(plan, scenario, 5), run(plan, scenario, 6)];
    expect(again).toEqual(first);
    expect(other.fingerprint).not.toBe(first.fingerprint);
  });

  test.each(["evergreen", "zhongdian", "haigou-active"])("%s: its events replay to the same hash", (name) => {
    const replayed = shipped(name);
    const events: unknown[] = [];
    const figures = run(replayed, defaultScenario(replayed, size), 3, {
      digest: sha256,
      onEvent: (event) => void events.push(event),
    });
    const replay = new Replay(replayed, sha256);
    for (const [index, event] of events.entries()) replay.line(index + 1, event);
    replay.closeThrough(figures.days.at(-1)?.day ?? 0);
    expect(replay.result().hash).toBe(figures.hash);
    expect(events).toHaveLength(figures.events);
  });
});

describe("a driver", () => {
  const plan = shipped("appreciation");
  const scenario = defaultScenario(plan, { members: 1500, days: 4 });

  test("may stop the run at any pause, within a day too", () => {
    let pauses = 0;
    const driven = drive(simulation({ plan, scenario, seed: 1 }), { shouldStop: () => (pauses += 1) === 2 });
    expect(driven).toMatchObject({ ok: false, stopped: { days: 4 } });
    expect(pauses).toBe(2);
    if (!driven.ok) expect(driven.stopped.events).toBeLessThanOrEqual(258);
  });

  test("sees how far it is, to the end", () => {
    const days: number[] = [];
    drive(simulation({ plan, scenario: defaultScenario(plan, { members: 10, days: 5 }), seed: 1 }), {
      onProgress: ({ day }) => void days.push(day),
    });
    // The figures at the end take their time too, and pause on the last day.
    expect([...new Set(days)]).toEqual([1, 2, 3, 4, 5]);
  });
});
