// The rules of this house as data: which package may import which, and which words have a better one. Each rule shows
// an example that it catches; tidy.test.ts tries the rules on their examples first and then on all sources. So what is banned stands here, as an
// example in a string, and nowhere else.

/** Which packages of ours each one may import. Nothing else imports the server; the cli starts it, see below. */
export const directions: Readonly<Record<string, readonly string[]>> = {
  kernel: [],
  checks: ["kernel"],
  lab: ["kernel", "checks"],
  api: ["kernel"],
  server: ["kernel", "checks", "lab", "api"],
  web: ["kernel", "checks", "lab", "api"],
  cli: ["kernel", "checks", "lab", "api"],
};

/** May be loaded with `import("…")` only, or name its types, so that the rest of the package stands without it. */
export const dynamicDirections: Readonly<Record<string, readonly string[]>> = { cli: ["server"] };

/** Pure and deterministic: no clock, no chance, no waiting, no machine. */
export const purePackages = ["kernel", "checks", "lab"] as const;

/** Where `node:` modules may be imported. The others also run in a browser. */
export const nodePackages = ["server", "cli"] as const;

/** The only library that the kernel may know. */
export const kernelLibraries = ["zod"] as const;

export const longestFileLines = 400;

/** What of a file a rule reads: its code without comments and texts, its comments, or all of it. */
export type Layer = "code" | "comments" | "text";

export interface WordRule {
  readonly name: string;
  readonly in: "pure" | "sources" | "everywhere";
  readonly layer: Layer;
  readonly banned: RegExp;
  /** What to write instead. */
  readonly instead: string;
  /** A line that the rule catches. */
  readonly example: string;
  /** A line close to it that the rule lets pass. */
  readonly fine: string;
}

export const wordRules: readonly WordRule[] = [
  {
    name: "no clock",
    in: "pure",
    layer: "code",
    banned: /(?<![.\w$])(?:Date|performance|Temporal)\b(?!\s*\??:)/,
    instead: "the event's own time; the calendar of packages/kernel/src/time counts days",
    example: "const now = Date.now();",
    fine: "const at = event.at; // Date of the event",
  },
  {
    name: "no chance",
    in: "pure",
    layer: "code",
    banned: /\bMath\s*\.\s*random\b|(?<![.\w$])crypto\b/,
    instead: "a generator with a seed, handed in by the caller",
    example: "const dice = Math.random();",
    fine: "const least = Math.min(a, b);",
  },
  {
    name: "no waiting",
    in: "pure",
    layer: "code",
    banned: /(?<![.\w$])(?:async|await|Promise|setTimeout|setInterval|setImmediate|queueMicrotask)\b(?!\s*\??:)/,
    instead: "a plain function that returns its result; drivers (server, cli, web) do the waiting",
    example: "await store.save(row);",
    fine: "store.save(row);",
  },
  {
    name: "no machine",
    in: "pure",
    layer: "code",
    banned: /(?<![.\w$])(?:(?:process|console|globalThis)\s*[.[]|(?:require|fetch)\s*\()/,
    instead: "an argument, or a returned value that the driver acts on",
    example: "console.log(total);",
    fine: "const process = 1;",
  },
  {
    name: "no locale",
    in: "pure",
    layer: "code",
    banned: /\.\s*(?:localeCompare|toLocale\w+)\b/,
    instead: "comparison by code units (a < b), which is the same on every machine",
    example: "names.sort((a, b) => a.localeCompare(b));",
    fine: "names.sort((a, b) => (a < b ? -1 : 1));",
  },
  {
    name: "no float money",
    in: "sources",
    layer: "code",
    banned: /\bparseFloat\b|\.\s*toFixed\b/,
    instead: "the kernel's decimal parser and printer: money is an integer of minor units",
    example: 'const price = parseFloat("12.30");',
    fine: 'const price = parseAmount("12.30", 2);',
  },
  {
    name: "no any",
    in: "sources",
    layer: "code",
    banned: /(?:[:<|&,=]|=>|\bas|\bsatisfies)\s*any\b(?!\s*[:(.])/,
    instead: "the exact type, or unknown and a check (zod, a type guard)",
    example: "const row: any = rows[0];",
    fine: "const any = Promise.any(list);",
  },
  {
    name: "no non-null assertion",
    in: "sources",
    layer: "code",
    banned: /[\w)\]]!(?![=\w])/,
    instead: "a check that names the error, or ?? with a value that is right",
    example: "const first = rows[0]!;",
    fine: "if (!rows.length || a !== b) return !b;",
  },
  {
    name: "no silenced types",
    in: "everywhere",
    layer: "comments",
    banned: /@ts-(?:ignore|nocheck|expect-error)\b/,
    instead: "a type that is right; the checker is usually",
    example: "// @ts-ignore",
    fine: "// Times are checked by the schema.",
  },
  {
    name: "no loose ends",
    in: "everywhere",
    layer: "comments",
    banned: /\b(?:TODO|FIXME|XXX|HACK)\b/,
    instead: "the finished thing, or an issue",
    example: "// TODO: refunds",
    fine: "// What is left to do is decided by the plan.",
  },
  {
    name: "no machine paths",
    in: "everywhere",
    layer: "text",
    banned: /(?<![\w.~/-])\/(?:home|root|Users|work)\/[\w.-]+|\b[A-Z]:\\\w/,
    instead: "a path relative to the repository, import.meta.url, or os.tmpdir()",
    // Put together here, so that this file does not catch itself.
    example: `const data = "${["", "home", "ann", "data"].join("/")}";`,
    fine: 'const data = new URL("../data", import.meta.url);',
  },
];
