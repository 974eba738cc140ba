// The runs of this visit: the one that is under way, and those that are done, newest first.
import type { Scenario, StressResult } from "@perennial/lab";
import { gather } from "@perennial/lab";
import type { Plan } from "@perennial/kernel";
import { useEffect, useRef, useState } from "react";
import type { Advance, Running } from "./pool.js";
import { runJobs } from "./pool.js";
import type { Settings } from "./settings.js";

/** A finished run: what ran, and what it came to. */
export interface Run {
  number: number;
  document: unknown;
  plan: { name: string; version: number; title: { zh: string; en: string } };
  currency: string;
  cashScale: number;
  settings: Settings;
  scenarios: readonly Scenario[];
  results: readonly StressResult[];
  seconds: number;
  events: number;
}

export type Underway =
  | { state: "idle" }
  | { state: "running"; advance: Advance; millis: number }
  | { state: "cancelled" }
  | { state: "failed"; message: string };

export interface Runs {
  list: readonly Run[];
  underway: Underway;
  start: (plan: Plan, document: unknown, settings: Settings, scenarios: readonly Scenario[]) => void;
  cancel: () => void;
}

const MOST_RUNS = 8;
const NOTHING: Advance = { share: 0, done: 0, jobs: 0, members: 0, events: 0 };

export function useRuns(): Runs {
  const [list, setList] = useState<readonly Run[]>([]);
  const [underway, setUnderway] = useState<Underway>({ state: "idle" });
  const running = useRef<Running>(undefined);
  const count = useRef(0);

  useEffect(() => () => running.current?.cancel(), []);

  const start: Runs["start"] = (plan, document, settings, scenarios) => {
    running.current?.cancel();
    const since = performance.now();
    const { seed, seeds, members } = settings;
    const jobs = scenarios.flatMap((scenario) =>
      Array.from({ length: seeds }, (_, index) => ({ scenario, seed: seed + index })),
    );
    let advance = NOTHING;
    const mine = runJobs(document, jobs, members, (next) => {
      advance = next;
      if (running.current === mine) setUnderway({ state: "running", advance: next, millis: performance.now() - since });
    });
    running.current = mine;
    setUnderway({ state: "running", advance: { ...NOTHING, jobs: jobs.length }, millis: 0 });
    void mine.ended.then((ended) => {
      if (running.current !== mine) return;
      running.current = undefined;
      if (!ended.ok) {
        setUnderway(ended.message === "" ? { state: "cancelled" } : { state: "failed", message: ended.message });
        return;
      }
      count.current += 1;
      const {
        document: { plan: name, version, title, currency },
        cashScale,
      } = plan;
      const run: Run = {
        number: count.current,
        document,
        plan: { name, version, title },
        currency,
        cashScale,
        settings,
        scenarios,
        results: gather(ended.runs),
        seconds: (performance.now() - since) / 1000,
        events: advance.events,
      };
      setList((before) => [run, ...before].slice(0, MOST_RUNS));
      setUnderway({ state: "idle" });
    });
  };

  return { list, underway, start, cancel: () => running.current?.cancel() };
}
