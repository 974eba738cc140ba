// Builds the web application for the tests that look at it: as it is handed out, without the compressed copies.
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";

/** Writes the pages into a folder of the test's own. */
export function buildPages(folder: string): void {
  const root = fileURLToPath(new URL("../../packages/web/", import.meta.url));
  const vite = fileURLToPath(new URL("../../node_modules/vite/bin/vite.js", import.meta.url));
  const words = [vite, "build", "--mode", "quick", "--logLevel", "error", "--outDir", folder, "--emptyOutDir"];
  execFileSync(process.execPath, words, { cwd: root, env: { ...process.env, NODE_ENV: "production" } });
}
