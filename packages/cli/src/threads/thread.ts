// One worker thread: runs one part of a study after the other, and looks at a shared flag wherever the simulation pauses.
import { parentPort, workerData } from "node:worker_threads";
import { readPlan } from "@perennial/kernel";
import type { Part } from "@perennial/lab";
import { drive, runPart } from "@perennial/lab";

/** What a thread is asked to run; the plan is the whole document, left out when it is the one of the part before. */
export interface Asked {
  readonly plan?: unknown;
  readonly part: Part;
}

const PROGRESS_MS = 100;
/** 1: whoever asked wants no answer any more */
const stop = new Int32Array(workerData as SharedArrayBuffer);

/** Reading a plan takes as long as a small part: it is read once. */
let read: ReturnType<typeof readPlan> | undefined;

function run({ plan: document, part }: Asked): unknown {
  read = document === undefined && read ? read : readPlan(document);
  if (!read.ok)
    return { wrong: `the plan has faults: ${read.faults.map(({ path, wrong }) => `${path} ${wrong}`).join("; ")}` };
  let told = performance.now();
  try {
    const driven = drive(runPart(read.plan, part), {
      onProgress: (progress) => {
        if (performance.now() - told < PROGRESS_MS) return;
        told = performance.now();
        parentPort?.postMessage({ progress });
      },
      shouldStop: () => Atomics.load(stop, 0) === 1,
    });
    return driven.ok ? { figures: driven.figures } : { stopped: true };
  } catch (error) {
    return { wrong: error instanceof Error ? error.message : String(error) };
  }
}

parentPort?.on("message", (asked: Asked) => parentPort?.postMessage(run(asked)));
