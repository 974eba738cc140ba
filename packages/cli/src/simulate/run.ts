// Runs stresses with a progress bar.
import type { Language } from "@perennial/checks";
import type { StressInput, StressResult } from "@perennial/lab";
import { drive, jobsOf, stressed } from "@perennial/lab";
import type { Io } from "../support/io.js";
import { progressBar } from "../support/progress.js";

export function runStresses(input: StressInput, lang: Language, io: Io): StressResult[] {
  const jobs = jobsOf(input);
  const days = jobs.reduce((sum, { scenario }) => sum + scenario.days, 0);
  const show = progressBar(io, lang === "zh" ? "仿真" : "Simulating", days);
  const driven = drive(stressed(input), {
    onProgress: (progress) => show(Math.floor((days * progress.done) / jobs.length) + progress.day),
  });
  show(days);
  if (!driven.ok) throw new Error("a simulation that nobody stops was stopped");
  return driven.figures;
}
