// `npm run bench -- faults --minutes 10 [--seed 3]`: the storm of the tests, for as long as you like. It kills and stops its own servers and
// PostgreSQL, cuts and slows their lines, and ends with an audit; faults, answers, losses and doubles are counted and printed.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const { values } = parseArgs({
  options: { minutes: { type: "string", default: "5" }, seed: { type: "string", default: "21" } },
});
const root = fileURLToPath(new URL("../", import.meta.url));
const args = [
  "run",
  "--project",
  "server",
  "packages/server/test/faults.test.ts",
  "packages/server/test/faults-inside.test.ts",
];
const env = { ...process.env, FAULT_MINUTES: values.minutes, FAULT_SEED: values.seed };
const { status } = spawnSync(join(root, "node_modules/.bin/vitest"), args, { cwd: root, env, stdio: "inherit" });
process.exitCode = status ?? 1;
