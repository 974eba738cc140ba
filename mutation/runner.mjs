// A test runner for Stryker: loads the kernel and its tests once, and for each mutant calls the tests that cover it, quickest first.
import { globSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { Script } from "node:vm";
import { INSTRUMENTER_CONSTANTS } from "@stryker-mutator/api/core";
import { PluginKind, commonTokens, declareFactoryPlugin, tokens } from "@stryker-mutator/api/plugin";
import {
  DryRunStatus,
  TestStatus,
  determineHitLimitReached,
  toMutantRunResult,
} from "@stryker-mutator/api/test-runner";
import { bundleOf } from "./bundle.mjs";
import { OutOfTime, processorTime, within } from "./clock.mjs";
import { harnessOf } from "./harness.mjs";

/** Stryker lets a mutant be met 100 times as often as in the dry run before it calls it a loop without end; a tenth of this is enough. */
const LESS_PATIENT = 10;

/** A test has no end when it takes so much longer than in the dry run, and so many milliseconds besides; processor time. */
const TIMES_AS_LONG = 5;
const BESIDES = 500;

/** In the dry run every test comes to its end. */
const UNBOUNDED = 600_000;

/** Processor time in milliseconds after which a mutant that no test has killed yet counts as alive. */
const MOST_PER_MUTANT = Number(process.env.MUTATION_PATIENCE ?? 700);

/** How much sooner a test comes whose name speaks of the mutant's file or folder, and that it comes first of all when it is quick (milliseconds). */
const NEAR = 50;
const FIRST = 1e6;
const QUICK = 40;
const neighboursOf = (path) => new RegExp(basename(path, ".ts") + "|" + basename(dirname(path)));

/** Where Stryker counts what is covered: only the dry run needs it. */
const COUNTING = /function stryCov_\w+\$?\d*\(\) \{/g;

/** Whether a module keeps what it has read for as long as it is loaded; with a mutant in it, that would outlive the mutant. */
const remembers = (path) => /^const \w+ = new Map<.*>\(\);$/m.test(readFileSync(path, "utf8"));

/** Whether one of those has mutants in this run: then every test file must read anew, or only the first to read would be known to cover them. */
const mustReadAnew = (root) =>
  globSync("packages/kernel/src/**/*.ts", { cwd: root })
    .map((path) => join(root, path))
    .some((path) => readFileSync(path, "utf8").includes("stryMutAct") && remembers(path));

class KernelTestRunner {
  /** milliseconds of processor time that each test took in the dry run */
  times = new Map();
  /** how many mutants each test has killed here */
  kills = new Map();

  constructor() {
    this.root = process.cwd();
    this.require = createRequire(join(this.root, "package.json"));
    // A property that fails is a mutant killed; the smallest example of it is of no use here.
    this.require("fast-check").configureGlobal({ endOnFailure: true });
    this.shared = globalThis[INSTRUMENTER_CONSTANTS.NAMESPACE] ??= {};
    rememberFormats();
  }

  capabilities() {
    return { reloadEnvironment: true };
  }

  async init() {
    this.code = await bundleOf(this.root);
    this.vitest = await import(pathToFileURL(join(this.root, "node_modules/vitest/dist/index.js")).href);
    try {
      this.times = new Map(JSON.parse(readFileSync(this.timesPath, "utf8")));
    } catch {
      // The dry run is still to come.
    }
  }

  get timesPath() {
    return join(this.root, ".mutation", "times.json");
  }

  async dryRun() {
    this.shared.activeMutant = undefined;
    this.script = scriptOf(this.code);
    const tests = [];
    const anew = mustReadAnew(this.root);
    for (const file of new Set(this.load().map(({ file }) => file))) {
      if (anew) this.load();
      const ids = [...this.tests.keys()].filter((id) => this.tests.get(id).file === file);
      tests.push(...(await this.run(ids, false)));
      this.shared.currentTestId = undefined;
    }
    this.times = new Map(tests.map(({ id, timeSpentMs }) => [id, timeSpentMs]));
    mkdirSync(join(this.root, ".mutation"), { recursive: true });
    writeFileSync(this.timesPath, JSON.stringify([...this.times]));
    this.script = undefined;
    return { status: DryRunStatus.Complete, tests, mutantCoverage: this.shared.mutantCoverage };
  }

  async mutantRun({ activeMutant, mutantActivation, testFilter, hitLimit: most, disableBail }) {
    const hitLimit = most === undefined ? undefined : most / LESS_PATIENT;
    this.shared.hitCount = 0;
    this.shared.hitLimit = hitLimit;
    this.script ??= scriptOf(this.code.replace(COUNTING, "$&return;"));
    try {
      if (mutantActivation === "static") this.shared.activeMutant = activeMutant.id;
      const isolated = mutantActivation === "static" || remembers(activeMutant.fileName);
      if (isolated || !this.isFresh) this.load();
      this.isFresh = !isolated;
      this.shared.activeMutant = activeMutant.id;
      const known = testFilter?.filter((id) => this.tests.has(id)) ?? [...this.tests.keys()];
      const near = neighboursOf(activeMutant.fileName);
      const promise = (id) => {
        const time = this.times.get(id) ?? 0;
        const nearness = !near.test(id) ? 1 : time < QUICK ? FIRST : NEAR;
        return ((1 + (this.kills.get(id) ?? 0)) * nearness) / (1 + time);
      };
      const tests = await this.run(
        known.toSorted((a, b) => promise(b) - promise(a)),
        !disableBail,
      );
      for (const { id, status } of tests)
        if (status === TestStatus.Failed) this.kills.set(id, 1 + (this.kills.get(id) ?? 0));
      const timeout = determineHitLimitReached(this.shared.hitCount, hitLimit);
      return toMutantRunResult(timeout ?? { status: DryRunStatus.Complete, tests });
    } catch (error) {
      if (error instanceof OutOfTime) {
        this.isFresh = false;
        return toMutantRunResult({ status: DryRunStatus.Timeout, reason: error.message });
      }
      const timeout = determineHitLimitReached(this.shared.hitCount, hitLimit);
      return toMutantRunResult(timeout ?? { status: DryRunStatus.Error, errorMessage: String(error) });
    } finally {
      this.shared.activeMutant = undefined;
    }
  }

  /** Evaluates the script: fresh modules, fresh tests. What is not ours stays loaded. */
  load() {
    const harness = harnessOf(this.vitest);
    const own = { vitest: harness.module, harness };
    this.script.runInThisContext()((name) => own[name] ?? this.require(name), {});
    this.tests = harness.tests;
    return [...this.tests.values()];
  }

  async run(ids, bail) {
    const results = [];
    const end = bail ? processorTime() + MOST_PER_MUTANT : Infinity;
    for (const id of ids) {
      this.shared.currentTestId = id;
      const most = bail ? BESIDES + TIMES_AS_LONG * (this.times.get(id) ?? 0) : UNBOUNDED;
      const result = await resultOf(id, this.tests.get(id), most);
      results.push(result);
      if (bail && (result.status === TestStatus.Failed || processorTime() > end)) break;
    }
    return results;
  }
}

const scriptOf = (code) => new Script(`(function (require, exports) {${code}\n})`, { filename: "tests.cjs" });

async function resultOf(id, { file, name, run, after }, most) {
  const start = processorTime();
  const result = { id, name, fileName: file, status: TestStatus.Success };
  try {
    await within(most, run);
    for (const hook of after) await hook();
  } catch (error) {
    if (error instanceof OutOfTime) throw error;
    result.status = TestStatus.Failed;
    result.failureMessage = String(error?.stack ?? error);
  }
  return { ...result, timeSpentMs: processorTime() - start };
}

/** A third of the tests' time goes into making the same few formats of time zones; these are kept. */
function rememberFormats() {
  const { DateTimeFormat } = Intl;
  const made = new Map();
  Intl.DateTimeFormat = function (...options) {
    const key = JSON.stringify(options);
    if (!made.has(key)) made.set(key, new DateTimeFormat(...options));
    return made.get(key);
  };
}

const factory = Object.assign(() => new KernelTestRunner(), { inject: tokens(commonTokens.injector) });

export const strykerPlugins = [declareFactoryPlugin(PluginKind.TestRunner, "kernel", factory)];
