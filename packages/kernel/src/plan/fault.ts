// Faults of a plan: where, what is wrong, what would be right. A plan is refused with all of them.
import type { z } from "zod";

export interface Fault {
  /** e.g. `mechanisms[0].mint` */
  path: string;
  wrong: string;
  right: string;
}

/** `["mechanisms", 0, "mint"]` as `mechanisms[0].mint`. */
export function pathText(path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (text, key) => (typeof key === "number" ? `${text}[${key}]` : text ? `${text}.${String(key)}` : String(key)),
    "",
  );
}

const shown = (value: unknown): string => {
  const json = JSON.stringify(value);
  return json === undefined ? "missing" : json.length > 60 ? `${json.slice(0, 57)}…` : json;
};

/** What would be right where a schema only knows which type it expected. */
const RIGHT_TYPES: Readonly<Record<string, string>> = {
  object: "an object",
  record: "an object with a name for each entry",
  array: "a list",
  string: "a text",
  boolean: "true or false",
};

function rightOf(issue: z.core.$ZodIssue): string {
  if (issue.code === "invalid_value") return `one of ${issue.values.map(shown).join(", ")}`;
  const isPlain = issue.code === "invalid_type" && issue.message.startsWith("Invalid input");
  return (isPlain ? RIGHT_TYPES[issue.expected] : undefined) ?? issue.message;
}

/** Follows a path into a document. */
function at(document: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === "object" && value !== null ? (value as Record<PropertyKey, unknown>)[key] : undefined,
    document,
  );
}

/** The faults that a schema finds in a part of a document; `prefix` is the part's own path. */
export function schemaFaults(schema: z.ZodType, document: unknown, prefix: readonly PropertyKey[]): Fault[] {
  const result = schema.safeParse(document);
  if (result.success) return [];
  return result.error.issues.flatMap((issue): Fault[] => {
    const path = [...prefix, ...issue.path];
    if (issue.code === "unrecognized_keys") {
      return issue.keys.map((key) => ({
        path: pathText([...path, key]),
        wrong: "unknown key",
        right: "leave it out, or correct its spelling",
      }));
    }
    const value = at(document, issue.path);
    const wrong = value === undefined ? "is missing" : `is ${shown(value)}`;
    return [{ path: pathText(path), wrong, right: rightOf(issue) }];
  });
}
