// The part of JSON Schema that the plan language and the scenarios use, and what a form asks of it: choices, the option that a value follows, a first value.

export interface JsonSchema {
  type?: "object" | "array" | "string" | "integer" | "number" | "boolean";
  description?: string;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  items?: JsonSchema;
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  const?: string | number | boolean;
  enum?: (string | number)[];
  pattern?: string;
  additionalProperties?: JsonSchema | boolean;
}

export type Json = Record<string, unknown>;

export const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The alternatives of a union; none when the schema is no union. */
export const optionsOf = ({ anyOf, oneOf }: JsonSchema): readonly JsonSchema[] => anyOf ?? oneOf ?? [];

/** The values to choose from, when there is a list of them and nothing else. */
export function choicesOf(schema: JsonSchema): readonly (string | number | boolean)[] | undefined {
  if (schema.enum) return schema.enum;
  const options = optionsOf(schema);
  const constants = options.flatMap((option) => (option.const === undefined ? [] : [option.const]));
  return options.length > 0 && constants.length === options.length ? constants : undefined;
}

/** An object whose keys are names that the plan chooses. */
export const isRecord = ({ type, additionalProperties }: JsonSchema): boolean =>
  type === "object" && typeof additionalProperties === "object";

/** A text in both languages. */
export const isText = ({ properties }: JsonSchema): boolean =>
  properties !== undefined && Object.keys(properties).join() === "zh,en";

/** A decimal string: a rate or an amount. */
export const isDecimal = ({ pattern }: JsonSchema): boolean => pattern?.startsWith("^\\d") === true;

/** Index of the option that a value follows by its shape, however wrong its parts are; −1 when it follows none. */
export function optionFor(options: readonly JsonSchema[], value: unknown): number {
  const exact = options.findIndex((option) => option.const !== undefined && option.const === value);
  if (exact !== -1) return exact;
  return options.findIndex((option) => option.const === undefined && hasShape(option, value));
}

function hasShape(option: JsonSchema, value: unknown): boolean {
  if (Array.isArray(value)) return option.type === "array";
  if (isObject(value)) {
    if (option.type !== "object") return false;
    const kind = option.properties?.["kind"]?.const;
    if (kind !== undefined) return value["kind"] === kind;
    const keys = Object.keys(value);
    const known = Object.keys(option.properties ?? {});
    return keys.length === 0 || keys.some((key) => known.includes(key));
  }
  return option.type === (typeof value === "number" ? "integer" : typeof value);
}

/** What a new part begins with; `suggest` knows names for keys such as `asset` or `pool`. */
export type Suggest = (key: string) => readonly string[];

/** The least value of a schema that has a chance to be right: required parts only, names that the plan already has. */
export function blankOf(schema: JsonSchema, key: string, suggest: Suggest): unknown {
  if (schema.const !== undefined) return schema.const;
  const choices = choicesOf(schema);
  if (choices) return choices[0];
  const [first] = optionsOf(schema);
  if (first) return blankOf(first, key, suggest);
  switch (schema.type) {
    case "object":
      if (isRecord(schema)) return {};
      return Object.fromEntries(
        (schema.required ?? []).map((name) => [name, blankOf(schema.properties?.[name] ?? {}, name, suggest)]),
      );
    case "array":
      return key === "tags" || key === "exceptTags" || schema.items === undefined
        ? []
        : [blankOf(schema.items, key, suggest)];
    case "integer":
    case "number":
      return 1;
    case "boolean":
      return true;
    default:
      if (isDecimal(schema)) return "0.10";
      return suggest(key)[0] ?? (key === "zh" || key === "en" ? "" : key);
  }
}
