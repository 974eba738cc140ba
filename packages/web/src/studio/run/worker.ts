// A worker: runs one simulation after the other on the same kernel as everything else. It is stopped by ending it, so that no run has to ask.
import { readPlan } from "@perennial/kernel";
import { drive, simulation } from "@perennial/lab";
import { z } from "zod";
import type { Answer, Order } from "./protocol.js";

z.config({ jitless: true });

/** Between two words about progress. */
const QUIET_MILLIS = 60;

const answer = (message: Answer): void => postMessage(message);

function run({ number, plan: document, scenario, seed }: Order): Answer {
  const read = readPlan(document);
  if (!read.ok)
    return { type: "failed", number, message: read.faults.map(({ path, wrong }) => `${path}: ${wrong}`).join("; ") };
  let told = 0;
  const driven = drive(simulation({ plan: read.plan, scenario, seed }), {
    onProgress: (progress) => {
      const now = performance.now();
      if (now - told < QUIET_MILLIS && progress.day < progress.days) return;
      told = now;
      answer({ type: "progress", number, progress });
    },
  });
  return driven.ok
    ? { type: "done", number, figures: driven.figures }
    : { type: "failed", number, message: "the run was stopped" };
}

addEventListener("message", ({ data }: MessageEvent<Order>) => {
  try {
    answer(run(data));
  } catch (error) {
    answer({ type: "failed", number: data.number, message: error instanceof Error ? error.message : String(error) });
  }
});
