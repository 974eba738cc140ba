// A study that workers answer: put into their database, followed, and put together again here.
import { setTimeout as delay } from "node:timers/promises";
import type { Ready, StudyAnswer } from "@perennial/lab";
import { fail } from "../support/fail.js";
import type { Io } from "../support/io.js";
import { withJobs } from "../support/service.js";
import type { WavesProgress } from "../threads/waves.js";

/** Runs of no programme. */
const NOBODY = "*";
const LOOK_MS = 500;

/** Fails when the run does. Ctrl-C stops the run too. */
export async function answerElsewhere(
  ready: Ready,
  url: string,
  io: Io,
  onProgress: (progress: WavesProgress) => void,
): Promise<StudyAnswer> {
  return withJobs(url, io, undefined, async (jobs) => {
    const key = { programme: NOBODY, run: await jobs.submit(NOBODY, ready) };
    io.err(`Run ${key.run}\n`);
    const interrupted = (): void => void jobs.runs.cancel(key);
    process.once("SIGINT", interrupted);
    try {
      for (;;) {
        const row = await jobs.runs.find(key);
        if (row?.state === "done") break;
        if (row?.state === "failed") fail(`run_failed: ${row.fault ?? ""}`);
        if (row?.state !== "queued" && row?.state !== "running") fail(`run_cancelled: run ${key.run} was stopped`);
        onProgress({ done: row.done / 1000, all: row.asked });
        await delay(LOOK_MS);
      }
      return (await jobs.runs.result(key)) ?? fail(`run_lost: run ${key.run} has no figures`);
    } finally {
      process.removeListener("SIGINT", interrupted);
    }
  });
}
