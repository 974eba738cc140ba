// Runs what the lab asks for, with a progress bar that counts simulations.
import type { Language } from "@perennial/checks";
import type { Plan } from "@perennial/kernel";
import type { StressInput, StressResult, Waves } from "@perennial/lab";
import { drive, oneByOne, stressing } from "@perennial/lab";
import type { Io } from "../support/io.js";
import { openBar } from "../support/progress.js";

/** How much of a simulation moves the bar by one. */
const PARTS = 100;

export async function runWaves<T>(plan: Plan, waves: Waves<T>, title: string, io: Io): Promise<T> {
  const show = openBar(io, title);
  const driven = drive(oneByOne(plan, waves), {
    onProgress: ({ done, all, day, days }) => show(Math.floor((done + day / days) * PARTS), all * PARTS),
  });
  if (!driven.ok) throw new Error("a study that nobody stops was stopped");
  show(PARTS, PARTS);
  return driven.figures;
}

export const runStresses = async (input: StressInput, lang: Language, io: Io): Promise<StressResult[]> =>
  runWaves(input.plan, stressing(input), lang === "zh" ? "仿真" : "Simulating", io);
