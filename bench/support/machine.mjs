// The machine that a figure was measured on: a figure without it says nothing.
import { cpus, loadavg, totalmem } from "node:os";

export function machine() {
  const [first] = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  const [load] = loadavg();
  const options = process.env.NODE_OPTIONS ? ` ${process.env.NODE_OPTIONS}` : "";
  return `${first?.model.trim() ?? "unknown processor"}, ${cpus().length} cores, ${memory} GiB, Node ${process.version}${options}, load ${load?.toFixed(1)}`;
}
