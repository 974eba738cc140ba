// How Stryker mutates one part of the kernel; run.mjs calls it for each part and says where the report goes.

/** @type {import("@stryker-mutator/api/core").PartialStrykerOptions} */
export default {
  testRunner: "kernel",
  plugins: [new URL("runner.mjs", import.meta.url).href],
  coverageAnalysis: "perTest",
  // What happens only while the modules are loaded: texts, codes, schemas. Each of these would have to run all tests.
  ignoreStatic: true,
  concurrency: 1,
  // Generous, so that a busy machine kills nothing: a loop without end is mostly found by counting, not by the clock.
  timeoutMS: 12_000,
  timeoutFactor: 3,
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
