// A progress bar on standard error, for people only: nothing is drawn when the output goes to a file or a pipe.
import { Presets, SingleBar } from "cli-progress";
import type { Io } from "./io.js";

/** Returns what to call with the number done; call it with `total` at the end. */
export function progressBar(io: Io, title: string, total: number): (done: number) => void {
  const show = openBar(io, title);
  return (done) => show(done, total);
}

/** The same where the total grows on the way: call it with as many done as there are at the end. */
export function openBar(io: Io, title: string): (done: number, total: number) => void {
  if (!io.watched) return () => undefined;
  const bar = new SingleBar(
    { format: `${title} {bar} {percentage} % · {eta_formatted}`, hideCursor: true },
    Presets.shades_classic,
  );
  bar.start(1, 0);
  return (done, total) => {
    bar.setTotal(total);
    bar.update(done);
    if (done >= total) bar.stop();
  };
}
