// The tests of all packages, one project each, and those of the whole: run some by name, `npm test -- kernel`.
import { existsSync } from "node:fs";
import { defineConfig } from "vitest/config";
import "./scripts/node20.mjs";

const packages = ["kernel", "checks", "lab", "api", "server", "web", "cli"];

/** Sources of the other packages are read directly, so that no test runs on a stale build. */
const resolve = { conditions: ["@perennial/source"] };
const ssr = { resolve };

/** Their files may share a worker, which need not read the sources again for each: no module of theirs keeps anything that another file could meet. */
const sharing = ["kernel", "checks", "server"];

/** Tests in `folder`; a timeout in milliseconds that holds for a test and for a hook. */
function project(name: string, root: string, include: string, timeoutMs: number) {
  return {
    resolve,
    ssr,
    test: {
      name,
      root,
      include: [include],
      environment: "node",
      isolate: !sharing.includes(name),
      testTimeout: timeoutMs,
      hookTimeout: timeoutMs,
    },
  };
}

/** A package may say more about its own tests (a DOM, a setup file) in its own vitest.config.ts. */
function packageProject(name: string) {
  const own = `packages/${name}/vitest.config.ts`;
  return existsSync(own) ? own : project(name, `packages/${name}`, "test/**/*.test.{ts,tsx}", 60_000);
}

export default defineConfig({
  test: {
    passWithNoTests: true,
    // Much of a test is waiting, for disks, leases and browsers: as many files at once as there are cores.
    maxWorkers: "100%",
    projects: [
      ...packages.map(packageProject),
      project("tidy", ".", "test/**/*.test.ts", 30_000),
      project("e2e", ".", "e2e/**/*.test.ts", 120_000),
    ],
    coverage: {
      provider: "v8",
      include: ["packages/*/src/**"],
      exclude: ["**/*.generated.ts"],
    },
  },
});
