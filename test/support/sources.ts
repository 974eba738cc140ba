// Reads the repository's own sources for the tidy test: the files, their layers (code, comments) and their imports.
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import jsTokens from "js-tokens";
import type { Layer } from "./rules.js";

export const root = join(dirname(fileURLToPath(import.meta.url)), "../..");

export interface Source {
  /** From the root, with slashes: `packages/kernel/src/index.ts`. */
  readonly path: string;
  readonly text: string;
  /** The package's folder name; nothing for the tests and scripts of the whole. */
  readonly package: string | undefined;
  /** Shipped, not a test or a script. */
  readonly isShipped: boolean;
}

export interface Import {
  readonly line: number;
  readonly from: string;
  readonly isDynamic: boolean;
}

const roots = ["packages", "scripts", "test", "e2e", "bench", "mutation"];
const skipped = new Set(["node_modules", "dist", ".stryker-tmp"]);
const sourceName = /\.(?:[cm]?ts|tsx|[cm]?js|jsx)$/;

function filesUnder(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (skipped.has(entry.name)) return [];
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return path === join(root, "packages/web/types") ? [] : filesUnder(path);
    return sourceName.test(entry.name) && !/\.generated\.|\.d\.ts$/.test(entry.name) ? [path] : [];
  });
}

function sourceAt(path: string): Source {
  const name = relative(root, path).split(sep).join("/");
  const [, inPackage, rest] = /^packages\/([^/]+)\/(.*)$/.exec(name) ?? [];
  const isShipped = rest !== undefined && /^(?:src|bin)\//.test(rest);
  return { path: name, text: readFileSync(path, "utf8"), package: inPackage, isShipped };
}

/** All source files of ours, in the order of their paths. */
export function allSources(): Source[] {
  const paths = roots.flatMap((folder) => filesUnder(join(root, folder)));
  return paths.map(sourceAt).toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

const isComment = /Comment$/;
const isWording = /^(?:StringLiteral|NoSubstitutionTemplate|Template|JSXString|JSXText|RegularExpression)/;

/** Spaces in place of every character but the line ends, so that lines keep their numbers. */
const blank = (text: string) => text.replace(/[^\n]/g, " ");

/** A file with everything but one layer blanked; "text" is all of it. */
export function layerOf(source: Pick<Source, "path" | "text">, layer: Layer | "imports"): string {
  if (layer === "text") return source.text;
  let kept = "";
  for (const { type, value } of jsTokens(source.text, { jsx: source.path.endsWith("x") })) {
    const comment = isComment.test(type) || type === "HashbangComment";
    const wanted = layer === "comments" ? comment : !comment && (layer === "imports" || !isWording.test(type));
    kept += wanted ? value : blank(value);
  }
  return kept;
}

const importing = /(?<!["'.\w])(?:from|import)\s*(?<open>\(?)\s*["'](?<from>[^"'\n]+)["']/g;

/** The modules that a file imports or re-exports, with the line of each. */
export function importsOf(source: Source): Import[] {
  const code = layerOf(source, "imports");
  return [...code.matchAll(importing)].map((match) => ({
    line: code.slice(0, match.index).split("\n").length,
    from: match.groups?.["from"] ?? "",
    // A type is gone when the file is loaded: it brings nothing along, as little as an import that waits.
    isDynamic: match.groups?.["open"] === "(" || /(?:^|\n)import type [^;]*$/.test(code.slice(0, match.index)),
  }));
}
