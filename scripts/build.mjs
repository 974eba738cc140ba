// Builds everything: the list of mechanisms, the compiled packages, and the web when it has a Vite configuration.
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");

/** Runs a command to its end in a folder and leaves with its exit code when it failed. */
function run(command, args, folder = root) {
  const bin = join(root, "node_modules/.bin", command);
  const result = spawnSync(existsSync(bin) ? bin : command, args, { cwd: folder, stdio: "inherit" });
  if (result.error) console.error(result.error.message);
  if (result.status !== 0) process.exit(result.status ?? 1);
}

run(process.execPath, [join(root, "scripts/registry.mjs")]);
run("tsc", ["-b", "tsconfig.build.json"]);

const web = join(root, "packages/web");
if (readdirSync(web).some((name) => name.startsWith("vite.config."))) {
  run("vite", ["build", "--logLevel", "warn"], web);
}
