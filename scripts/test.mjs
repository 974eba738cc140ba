// `npm test`: every check of the repository, one headline each, and as its last line what passed and what failed.
// `npm test -- kernel server` runs only the tests of those projects (a package's name, tidy or e2e).
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const scratch = mkdtempSync(join(tmpdir(), "perennial-test-"));
const packages = ["kernel", "checks", "lab", "api", "server", "web", "cli"];

/**
 * Runs a program of node_modules, or a script of ours with Node, from the root.
 * @param {string} program
 * @param {readonly string[]} args
 */
function run(program, ...args) {
  const bin = join(root, "node_modules/.bin", program);
  const [command, first] = program.endsWith(".mjs") ? [process.execPath, [join(root, program)]] : [bin, []];
  const result = spawnSync(command, [...first, ...args], { cwd: root, stdio: ["ignore", "inherit", "inherit"] });
  if (result.error) console.error(`${program}: ${result.error.message}`);
  return result.status === 0;
}

/** One check counts as one. */
const one = (passed) => ({ passed: passed ? 1 : 0, failed: passed ? 0 : 1 });

/** Each failed test of a file, or the file itself when it is broken, with the first line of what was wrong. */
function namesOfFailed({ name, message, assertionResults }, isBroken) {
  const file = relative(root, name);
  const line = (text) => (text ?? "").split("\n", 1)[0];
  if (isBroken) return [`${file}: ${line(message)}`];
  return assertionResults
    .filter(({ status }) => status === "failed")
    .map(({ fullName, failureMessages }) => `${file} > ${fullName}: ${line(failureMessages?.[0])}`);
}

/** What Vitest's report says; a report that is missing or not a number is a crash. */
function countsOf(report) {
  if (!existsSync(report)) return undefined;
  try {
    const { numPassedTests, numFailedTests, testResults } = JSON.parse(readFileSync(report, "utf8"));
    if (!Number.isInteger(numPassedTests) || !Number.isInteger(numFailedTests)) return undefined;
    // A file that does not load, or whose preparation fails, has no failed test, and must not go unseen.
    const isBroken = (file) =>
      file.status === "failed" && !file.assertionResults.some(({ status }) => status === "failed");
    const broken = testResults.filter(isBroken);
    const names = testResults.flatMap((file) => namesOfFailed(file, broken.includes(file)));
    return { passed: numPassedTests, failed: numFailedTests + broken.length, names };
  } catch {
    return undefined;
  }
}

/** The tests of some Vitest projects; ending badly without a failed test counts as one failure. */
function tests(projects) {
  const report = join(scratch, `${projects.join("-")}.json`);
  const chosen = projects.flatMap((name) => ["--project", name]);
  const ended = run("vitest", "run", ...chosen, "--reporter=default", "--reporter=json", `--outputFile.json=${report}`);
  const counts = countsOf(report) ?? { passed: 0, failed: 0 };
  return ended || counts.failed > 0 ? counts : { ...counts, failed: 1 };
}

const stages = [
  { name: "types", run: () => one(run("scripts/registry.mjs") && run("tsc", "-b")) },
  { name: "lint", run: () => one(run("oxlint")) },
  { name: "format", run: () => one(run("oxfmt", "--check")) },
  { name: "packages", run: () => tests(packages) },
  { name: "tidy", run: () => tests(["tidy"]) },
  {
    name: "e2e",
    run: () => {
      const ready = run("scripts/build.mjs") && run("scripts/ensure-browser.mjs");
      return ready ? tests(["e2e"]) : one(false);
    },
  },
];

/** A stage that throws has failed; the next ones still run. */
function outcome(stage) {
  console.log(`\n══ ${stage.name} ${"═".repeat(Math.max(0, 70 - stage.name.length))}`);
  try {
    return stage.run();
  } catch (error) {
    console.error(error);
    return one(false);
  }
}

/** The projects named on the command line; unknown names end the run before it begins. */
function chosenStages(names) {
  if (names.length === 0) return stages;
  const unknown = names.filter((name) => ![...packages, "tidy", "e2e"].includes(name));
  if (unknown.length > 0)
    throw new Error(`unknown_project: ${unknown.join(", ")}; known: ${packages.join(", ")}, tidy, e2e`);
  const inPackages = names.filter((name) => packages.includes(name));
  const some = inPackages.length > 0 ? [{ name: inPackages.join(" "), run: () => tests(inPackages) }] : [];
  return [...some, ...stages.filter(({ name }) => ["tidy", "e2e"].includes(name) && names.includes(name))];
}

const startedAt = performance.now();
const results = chosenStages(process.argv.slice(2)).map((stage) => ({ name: stage.name, ...outcome(stage) }));
rmSync(scratch, { recursive: true, force: true });

const sum = (key) => results.reduce((total, result) => total + result[key], 0);
console.log("");
for (const { name, passed, failed, names = [] } of results) {
  console.log(`${failed === 0 ? "✓" : "✗"} ${name}: ${passed} / ${passed + failed}`);
  for (const test of names) console.log(`    ${test}`);
}
console.log(`${Math.round((performance.now() - startedAt) / 1000)} s`);
console.log(`${sum("passed")} passed, ${sum("failed")} failed`);
process.exitCode = sum("failed") === 0 ? 0 : 1;
