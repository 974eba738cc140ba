// Writes the list of the kernel's mechanisms from what lies in its folder, so that adding one means adding one file.
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const folder = join(root, "packages/kernel/src/mechanisms");
const target = join(folder, "registry.generated.ts");

/** The module of a folder entry when it is a mechanism: `x.ts`, or `x/` with an index.ts. */
function moduleOf(entry) {
  if (entry.isDirectory()) {
    return existsSync(join(folder, entry.name, "index.ts")) ? `${entry.name}/index` : undefined;
  }
  if (!entry.name.endsWith(".ts") || entry.name.endsWith(".d.ts")) return undefined;
  if (entry.name.endsWith(".generated.ts") || entry.name === "mechanism.ts") return undefined;
  return entry.name.slice(0, -".ts".length);
}

/** `coupon_release` → `couponRelease`, `flow.x` and `flow-x` → `flowX`. */
function localName(module) {
  return module.replace(/\/index$/, "").replace(/[^A-Za-z0-9]+(.)/g, (_, letter) => letter.toUpperCase());
}

const exportsMechanism = /export\s+(?:const\s+mechanism\b|\{[^}]*\bmechanism\b[^}]*\})/;

mkdirSync(folder, { recursive: true });
const modules = readdirSync(folder, { withFileTypes: true }).map(moduleOf).filter(Boolean);
// Plain comparison of code units: the same order on every machine, whatever its locale.
modules.sort((a, b) => (a < b ? -1 : 1));

for (const module of modules) {
  if (exportsMechanism.test(readFileSync(join(folder, `${module}.ts`), "utf8"))) continue;
  console.error(
    `no_mechanism: packages/kernel/src/mechanisms/${module}.ts has no export named "mechanism".\n` +
      "Each file of this folder is one mechanism; what several share goes into a subfolder without index.ts.",
  );
  process.exit(1);
}

const lines = [
  "// Written by scripts/registry.mjs from the files of this folder; not committed, do not edit.",
  ...modules.map((module) => `import { mechanism as ${localName(module)} } from './${module}.js';`),
  "",
  `export const mechanisms = [${modules.map(localName).join(", ")}] as const;`,
  "",
];
const text = lines.join("\n");
// Left alone when nothing changed, so that an incremental build has nothing to do.
if (!existsSync(target) || readFileSync(target, "utf8") !== text) writeFileSync(target, text);
