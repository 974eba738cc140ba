// Writes docs/language.md, the reference of the language, from the kernel's own declarations: `npm run generate`.
import { readFileSync, realpathSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import {
  ACCOUNT_KINDS,
  ACCOUNT_WORDS,
  CODE_WORDS,
  EVENT_WORDS,
  fieldOf,
  mechanismKinds,
  planJsonSchema,
  REFUSAL_CODES,
  VOCABULARY,
} from "@perennial/kernel";

export const target = new URL("../docs/language.md", import.meta.url);

const cell = (text) => String(text).replaceAll("|", "\\|").replaceAll("\n", " ");
const table = (head, rows) =>
  [
    `| ${head.join(" | ")} |`,
    `|${head.map(() => "---").join("|")}|`,
    ...rows.map((row) => `| ${row.map(cell).join(" | ")} |`),
  ].join("\n");

/** What a value may be, in few words. */
function typeOf(schema) {
  if (schema.const !== undefined) return `\`${JSON.stringify(schema.const)}\``;
  if (schema.enum) return schema.enum.map((each) => `\`${JSON.stringify(each)}\``).join(", ");
  const parts = schema.anyOf ?? schema.oneOf;
  if (parts) return [...new Set(parts.map(typeOf))].join(" or ");
  if (isText(schema)) return "text in `zh` and `en`";
  if (schema.type === "array") return `list of ${typeOf(schema.items ?? {})}`;
  if (schema.type === "object")
    return schema.properties ? "object" : `object of ${typeOf(schema.additionalProperties ?? {})} by name`;
  if (schema.type === "string") return isDecimal(schema) ? "decimal" : "text";
  if (schema.type === "integer") return "whole number";
  if (schema.type === "boolean") return "true or false";
  return "anything";
}

const isDecimal = ({ pattern }) => pattern === "^\\d+(\\.\\d+)?$";

/** The keys of an object, one a row, those inside them after it. `prefix` is the path so far. */
function keys(schema, prefix = "") {
  const required = new Set(schema.required ?? []);
  return Object.entries(schema.properties ?? {}).flatMap(([name, value]) => {
    const path = `${prefix}${name}`;
    const optional = required.has(name) ? "" : "optional";
    return [[`\`${path}\``, typeOf(value), optional, told(value)], ...inside(value, path)];
  });
}

/** What a key is for, where more is said of it than what its kind of value is anyway. */
const told = ({ description = "" }) =>
  /^(?:an exact rate|an amount) as a decimal|^a text in Chinese/.test(description) ? "" : description;

/** Keys inside a value: of an object, of each entry of a list or a record, of each way in which it may be written. */
function inside(schema, path) {
  if (isText(schema)) return [];
  if (schema.properties) return keys(schema, `${path}.`);
  if (schema.type === "array" && schema.items) return inside(schema.items, `${path}[]`);
  if (typeof schema.additionalProperties === "object") return inside(schema.additionalProperties, `${path}.<name>`);
  return unique((schema.anyOf ?? schema.oneOf ?? []).flatMap((each) => inside(each, path)));
}

const unique = (rows) => rows.filter((row, index) => rows.findIndex((other) => other[0] === row[0]) === index);

/** A text in both languages needs no keys of its own. */
const isText = ({ properties }) => properties !== undefined && Object.keys(properties).join() === "zh,en";

const HEAD = ["key", "value", "", "what it is for"];

function planPart({ properties, required }) {
  const { mechanisms, ...own } = properties;
  const plain = {
    properties: { ...own, mechanisms: { type: "array", description: mechanisms.description } },
    required,
  };
  return table(HEAD, keys(plain));
}

/** Keys that every mechanism has are told once. */
const COMMON = ["id", "enabled", "tags", "exceptTags", "limits"];

function mechanismParts({ properties }) {
  const kinds = properties.mechanisms.items.oneOf ?? properties.mechanisms.items.anyOf;
  const pick = (schema, wanted) => ({
    ...schema,
    properties: Object.fromEntries(Object.entries(schema.properties).filter(([name]) => wanted(name))),
  });
  const shared = table(HEAD, keys(pick(kinds[0], (name) => COMMON.includes(name))));
  const own = kinds.map((schema) => {
    const kind = schema.properties.kind.const;
    const { title } = mechanismKinds().find((each) => each.kind === kind);
    const rows = keys(pick(schema, (name) => name !== "kind" && !COMMON.includes(name)));
    return `### ${kind} — ${title.zh} · ${title.en}\n\n${rows.length ? table(HEAD, rows) : "No keys of its own."}`;
  });
  return `Every mechanism has \`kind\`, and may have:\n\n${shared}\n\n${own.join("\n\n")}`;
}

function eventPart() {
  const rows = Object.entries(VOCABULARY).map(([type, fields]) => {
    const list = Object.entries(fields).map(([name, field]) => {
      const { kind, optional } = fieldOf(field);
      return optional ? `[\`${name}\`: ${kind}]` : `\`${name}\`: ${kind}`;
    });
    const { zh, en } = EVENT_WORDS[type];
    return [`\`${type}\``, list.join(", ") || "–", `${en}. ${zh}`];
  });
  return table(["type", "fields [optional]", "what it does"], rows);
}

function fieldPart() {
  const kinds = new Map(
    Object.values(VOCABULARY).flatMap((fields) =>
      Object.values(fields).map((field) => {
        const { kind, right } = fieldOf(field);
        return [kind, right];
      }),
    ),
  );
  return table(
    ["field", "is"],
    [...kinds].toSorted(([a], [b]) => (a < b ? -1 : 1)),
  );
}

function codePart() {
  const rows = REFUSAL_CODES.map((code, index) => {
    const { meaning, example } = CODE_WORDS[code];
    return [index + 1, `\`${code}\``, `${meaning.en}. ${meaning.zh}`, example];
  });
  return table(["", "code", "meaning", "for example"], rows);
}

function accountPart() {
  return table(
    ["account", "holds"],
    ACCOUNT_KINDS.map((kind) => [`\`${kind}\``, `${ACCOUNT_WORDS[kind].en}. ${ACCOUNT_WORDS[kind].zh}`]),
  );
}

/** The whole reference as Markdown. */
export function languageReference() {
  const schema = planJsonSchema();
  return `# The language

<!-- Written by scripts/reference.mjs from the code; change the code and run \`npm run generate\`. -->

Plans and events as the kernel reads them. Terms in both languages stand in [the glossary](glossary.md); for editors there is
[a JSON Schema](plan.schema.json). A *decimal* is a string such as \`"0.30"\`, never a JSON number. An unknown key is a fault, and a plan is
refused with all its faults at once.

## The plan

${planPart(schema)}

## Mechanisms

They run in the order in which the plan lists them.

${mechanismParts(schema)}

## Events

One JSON object each, with \`id\`, \`at\` (RFC 3339) and \`type\`, and the fields of its type.

${eventPart()}

${fieldPart()}

## Refusals

A refused event changes nothing and names one code. When several apply, the first in this order wins.

${codePart()}

## Accounts

Each accepted event is one entry whose postings sum to zero for every asset.

${accountPart()}
`;
}

const isMain = process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url);
if (isMain) {
  const text = languageReference();
  let before = "";
  try {
    before = readFileSync(target, "utf8");
  } catch {
    console.log("docs/language.md is new");
  }
  if (before !== text) writeFileSync(target, text);
}
