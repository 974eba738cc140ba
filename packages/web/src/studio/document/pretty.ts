// JSON as the shipped plans are written: what fits on a line stands on one, everything else goes down in steps of two.
import { isObject } from "../schema/json-schema.js";

const WIDTH = 88;

/** The text of a JSON value, without a line break at its end. */
export function pretty(value: unknown, indent = ""): string {
  const line = oneLine(value);
  if (line.length + indent.length <= WIDTH && !isDeep(value)) return line;
  const deeper = `${indent}  `;
  if (Array.isArray(value)) return `[\n${value.map((item) => deeper + pretty(item, deeper)).join(",\n")}\n${indent}]`;
  if (!isObject(value)) return line;
  const rows = Object.entries(value).map(([key, part]) => `${deeper}${JSON.stringify(key)}: ${pretty(part, deeper)}`);
  return rows.length === 0 ? "{}" : `{\n${rows.join(",\n")}\n${indent}}`;
}

function oneLine(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(oneLine).join(", ")}]`;
  if (isObject(value)) {
    const parts = Object.entries(value).map(([key, part]) => `${JSON.stringify(key)}: ${oneLine(part)}`);
    return parts.length === 0 ? "{}" : `{ ${parts.join(", ")} }`;
  }
  return JSON.stringify(value) ?? "null";
}

/** Three levels and more are easier to read one below the other. */
function isDeep(value: unknown): boolean {
  const parts = Array.isArray(value) ? (value as unknown[]) : isObject(value) ? Object.values(value) : [];
  return parts.some(
    (part) =>
      (isObject(part) || Array.isArray(part)) &&
      Object.values(part).some((each) => isObject(each) && Object.keys(each).length > 0),
  );
}
