// The machine that a figure was measured on: a figure without it says nothing.
import { cpus, loadavg, totalmem } from "node:os";

export function machine() {
  const [first] = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  const [load] = loadavg();
  return `${first?.model.trim() ?? "unknown processor"}, ${cpus().length} cores, ${memory} GiB, Node ${process.version}, load ${load?.toFixed(1)}`;
}
