// The style of the house, checked by an ordinary test. A finding reads `file:line: rule: what to write instead`.
// The rules themselves stand in support/rules.ts.
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { builtinModules } from "node:module";
import { dirname, join, posix } from "node:path";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import * as rules from "./support/rules.js";
import { type Source, allSources, importsOf, layerOf, root } from "./support/sources.js";

const sources = allSources();
const shipped = sources.filter((source) => source.isShipped);
const isPure = (name: string | undefined) => rules.purePackages.some((pure) => pure === name);

const manifestSchema = z.object({
  name: z.string(),
  dependencies: z.record(z.string(), z.string()).default({}),
  devDependencies: z.record(z.string(), z.string()).default({}),
  optionalDependencies: z.record(z.string(), z.string()).default({}),
  peerDependencies: z.record(z.string(), z.string()).default({}),
  overrides: z.record(z.string(), z.union([z.string(), z.record(z.string(), z.string())])).default({}),
});

const readManifest = (folder: string) =>
  manifestSchema.parse(JSON.parse(readFileSync(join(root, folder, "package.json"), "utf8")));

const packageNames = readdirSync(join(root, "packages")).filter((name) =>
  existsSync(join(root, "packages", name, "package.json")),
);
const manifests = new Map(packageNames.map((name) => [name, readManifest(`packages/${name}`)]));

/** The folder name of one of our packages, whichever part of it is imported: `@perennial/kernel/x` → `kernel`. */
const ourPackage = (module: string) => /^@perennial\/([^/]+)/.exec(module)?.[1];

/** The npm package of an imported module: `hono/client` → `hono`. */
const npmPackage = (module: string) =>
  module
    .split("/")
    .slice(0, module.startsWith("@") ? 2 : 1)
    .join("/");

/** Where a rule's words are searched. */
function sourcesOf(where: rules.WordRule["in"]): readonly Source[] {
  if (where === "everywhere") return sources;
  return where === "sources" ? shipped : shipped.filter((source) => isPure(source.package));
}

/** The lines of a file that a rule catches. */
function findings(source: Pick<Source, "path" | "text">, rule: rules.WordRule): string[] {
  return layerOf(source, rule.layer)
    .split("\n")
    .flatMap((line, index) =>
      rule.banned.test(line) ? [`${source.path}:${index + 1}: ${rule.name}; write ${rule.instead}`] : [],
    );
}

describe("words", () => {
  for (const rule of rules.wordRules) {
    test(`[${rule.name}] catches its example and lets its neighbour pass`, () => {
      expect(findings({ path: "example.ts", text: rule.example }, rule)).toHaveLength(1);
      expect(findings({ path: "fine.ts", text: rule.fine }, rule)).toEqual([]);
    });

    test(`[${rule.name}] ${rule.in}`, () => {
      expect(sourcesOf(rule.in).flatMap((source) => findings(source, rule))).toEqual([]);
    });
  }
});

describe("files", () => {
  test("each begins with a comment that says what it is for", () => {
    const silent = sources.filter(({ text }) => !/^(?:#![^\n]*\n)?\s*\/[/*]/.test(text));
    expect(silent.map(({ path }) => `${path}:1: begin with one to three lines on what this file is for`)).toEqual([]);
  });

  test(`none is longer than ${rules.longestFileLines} lines`, () => {
    const long = sources.map(({ path, text }) => ({ path, lines: text.split("\n").length - 1 }));
    const tooLong = long.filter(({ lines }) => lines > rules.longestFileLines);
    expect(tooLong.map(({ path, lines }) => `${path}: ${lines} lines; split it by what its parts are for`)).toEqual([]);
  });
});

describe("imports", () => {
  /** What is wrong with one import of a shipped file, or nothing. */
  function wrong(source: Source, module: string, isDynamic: boolean): string | undefined {
    const here = source.package ?? "";
    if (module.startsWith(".")) {
      const target = posix.join(posix.dirname(source.path), module);
      const leaves = !target.startsWith(`packages/${here}/`);
      return leaves ? "leaves its package; import the other package by its name" : undefined;
    }
    const ours = ourPackage(module);
    if (ours !== undefined) {
      const allowed = [...(rules.directions[here] ?? []), ...(isDynamic ? (rules.dynamicDirections[here] ?? []) : [])];
      if (allowed.includes(ours)) return undefined;
      return `${here} may import only ${allowed.join(", ") || "libraries"} of ours; move what both need down`;
    }
    if (module.startsWith("node:") || builtinModules.includes(module)) {
      if (!rules.nodePackages.some((name) => name === here))
        return "no Node here; let the driver hand in what is needed";
      return module.startsWith("node:") ? undefined : `write "node:${module}"`;
    }
    const declared = manifests.get(here)?.dependencies ?? {};
    return npmPackage(module) in declared
      ? undefined
      : `declare ${npmPackage(module)} in packages/${here}/package.json`;
  }

  test("point one way, stay inside their package and are declared", () => {
    const found = shipped.flatMap((source) =>
      importsOf(source).flatMap(({ from, line, isDynamic }) => {
        const reason = wrong(source, from, isDynamic);
        return reason === undefined ? [] : [`${source.path}:${line}: "${from}": ${reason}`];
      }),
    );
    expect(found).toEqual([]);
  });

  test("[examples] a wrong direction, a leap and an undeclared library are found", () => {
    const file: Source = { path: "packages/kernel/src/a/b.ts", text: "", package: "kernel", isShipped: true };
    expect(wrong(file, "@perennial/server", false)).toContain("may import only libraries");
    expect(wrong(file, "../../../lab/src/index.js", false)).toContain("leaves its package");
    expect(wrong(file, "node:fs", false)).toContain("no Node here");
    expect(wrong(file, "lodash", false)).toContain("declare lodash");
    expect(wrong(file, "../c.js", false)).toBeUndefined();
    expect(wrong({ ...file, package: "cli" }, "@perennial/server", false)).toContain("may import only");
    expect(wrong({ ...file, package: "cli" }, "@perennial/server", true)).toBeUndefined();
  });

  test("no mechanism imports another", () => {
    const folder = "packages/kernel/src/mechanisms";
    const isMechanism = (path: string) => dirname(path) === folder && !/(?:\.generated|\/mechanism)\.ts$/.test(path);
    const found = shipped
      .filter(({ path }) => isMechanism(path))
      .flatMap((source) =>
        importsOf(source).flatMap(({ from, line }) => {
          const target = posix.join(folder, from).replace(/\.js$/, ".ts");
          return from.startsWith(".") && isMechanism(target)
            ? [`${source.path}:${line}: "${from}": act on the ledger or the tree, or put what both need in a subfolder`]
            : [];
        }),
      );
    expect(found).toEqual([]);
  });
});

describe("package.json", () => {
  test("depends on packages of ours only in the direction of imports", () => {
    const found = [...manifests].flatMap(([name, { dependencies }]) => {
      const allowed = [...(rules.directions[name] ?? []), ...(rules.dynamicDirections[name] ?? [])];
      return Object.keys(dependencies).flatMap((dependency) => {
        const ours = ourPackage(dependency);
        if (ours === undefined || allowed.includes(ours)) return [];
        return [`packages/${name}/package.json: ${dependency}; only ${allowed.join(", ")}`];
      });
    });
    expect(found).toEqual([]);
  });

  test("the kernel knows one library", () => {
    const libraries = Object.keys(manifests.get("kernel")?.dependencies ?? {});
    expect(libraries).toEqual([...rules.kernelLibraries]);
  });

  test("pins exact versions", () => {
    const exact = /^(?:npm:(?:@[\w.-]+\/)?[\w.-]+@)?\d+\.\d+\.\d+(?:-[\w.]+)?$/;
    const found = ["", ...packageNames.map((name) => `packages/${name}`)].flatMap((folder) => {
      const { dependencies, devDependencies, optionalDependencies, overrides } = readManifest(folder);
      const flat = Object.entries(overrides).flatMap(([name, value]) =>
        typeof value === "string" ? [[name, value] as const] : Object.entries(value),
      );
      const all = [dependencies, devDependencies, optionalDependencies].flatMap((part) => Object.entries(part));
      return [...all, ...flat]
        .filter(([, version]) => !exact.test(version))
        .map(([name, version]) => `${posix.join(folder, "package.json")}: ${name} ${version}; write the exact version`);
    });
    expect(found).toEqual([]);
  });

  test("the lock names no registry", () => {
    const lock = readFileSync(join(root, "package-lock.json"), "utf8");
    expect(lock.includes('"resolved": "http')).toBe(false);
  });
});
