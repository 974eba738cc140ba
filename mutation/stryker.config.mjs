// How Stryker mutates one part of the kernel; run.mjs calls it for each part and says where the report goes.

/** @type {import("@stryker-mutator/api/core").PartialStrykerOptions} */
export default {
  testRunner: "kernel",
  plugins: [new URL("runner.mjs", import.meta.url).href],
  coverageAnalysis: "perTest",
  // What happens only while the modules are loaded: texts, codes, schemas. Each of these would have to run all tests.
  ignoreStatic: true,
  concurrency: 1,
  // The runner finds loops without end by counting and by processor time (clock.mjs), which a busy machine does not change. Stryker's own
  // clock is only there for a process that does not answer any more.
  timeoutMS: 600_000,
  // Nothing of these is needed: the types are checked elsewhere, and Stryker cannot read them by TypeScript 7.
  disableTypeChecks: false,
  tsconfigFile: "none.json",
  ignorePatterns: [
    "**",
    "!package.json",
    "!packages",
    "!packages/kernel",
    "!packages/kernel/{src,test}",
    "!packages/kernel/{src,test}/**",
    "!plans",
    "!plans/**",
    "!mutation",
    "!mutation/*.test.ts",
  ],
  reporters: ["json", "progress-append-only"],
  jsonReporter: { fileName: process.env.MUTATION_REPORT ?? "reports/mutation/mutation.json" },
  allowConsoleColors: false,
};
