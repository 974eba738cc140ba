// A progress bar on standard error, for people only: nothing is drawn when the output goes to a file or a pipe.
import { Presets, SingleBar } from "cli-progress";
import type { Io } from "./io.js";

/** Returns what to call with the number done; call it with `total` at the end. */
export function progressBar(io: Io, title: string, total: number): (done: number) => void {
  if (!io.watched) return () => undefined;
  const bar = new SingleBar(
    { format: `${title} {bar} {percentage} % · {value} / {total} · {eta_formatted}`, hideCursor: true },
    Presets.shades_classic,
  );
  bar.start(total, 0);
  return (done) => {
    bar.update(done);
    if (done >= total) bar.stop();
  };
}
