// Has a study answered, with a progress bar: on the threads of this machine, or by the workers of a database.
import type { Language } from "@perennial/checks";
import type { Ready, StudyAnswer } from "@perennial/lab";
import { answering } from "@perennial/lab";
import type { Io } from "../support/io.js";
import { openBar } from "../support/progress.js";
import type { WavesProgress } from "../threads/waves.js";
import { runWaves } from "../threads/waves.js";
import { answerElsewhere } from "./elsewhere.js";

export interface Where {
  /** simulations side by side in this process */
  threads: number;
  /** a PostgreSQL whose workers run them instead */
  database?: string;
  lang: Language;
}

/** How much of a simulation moves the bar by one. */
const PARTS = 100;

export async function answered(
  ready: Ready,
  title: string,
  { threads, database }: Where,
  io: Io,
): Promise<StudyAnswer> {
  const show = openBar(io, title);
  const onProgress = ({ done, all }: WavesProgress): void => show(Math.floor(done * PARTS), Math.max(1, all * PARTS));
  const answer =
    database === undefined
      ? await runWaves(ready.plan, answering(ready), threads, onProgress)
      : await answerElsewhere(ready, database, io, onProgress);
  show(PARTS, PARTS);
  return answer;
}
