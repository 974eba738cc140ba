// Where a part of a JSON text stands: each path with its range, read off the syntax tree, so that a text that is at fault elsewhere has places too.
import { jsonLanguage } from "@codemirror/lang-json";
import { pathText } from "@perennial/kernel";

export interface Range {
  from: number;
  to: number;
}

/** The kinds of node that are values. */
const VALUES = new Set(["Object", "Array", "String", "Number", "True", "False", "Null"]);

type Tree = ReturnType<typeof jsonLanguage.parser.parse>;
type Node = Tree["topNode"];

/** Every path of a text with the range of its value, the whole under "". */
export function placesOf(text: string): ReadonlyMap<string, Range> {
  const places = new Map<string, Range>();
  const top = jsonLanguage.parser.parse(text).topNode.firstChild;
  if (top) visit(top, []);
  return places;

  function visit(node: Node, path: readonly (string | number)[]): void {
    const at = pathText(path);
    if (!places.has(at)) places.set(at, { from: node.from, to: node.to });
    let index = 0;
    for (let child = node.firstChild; child; child = child.nextSibling) {
      if (node.name === "Array" && VALUES.has(child.name)) visit(child, [...path, index++]);
      if (node.name === "Object" && child.name === "Property") visitProperty(child, path);
    }
  }

  function visitProperty(property: Node, path: readonly (string | number)[]): void {
    const key = property.firstChild;
    const value = property.lastChild;
    if (!key || !value) return;
    const name = unquoted(text.slice(key.from, key.to));
    if (VALUES.has(value.name)) visit(value, [...path, name]);
    else places.set(pathText([...path, name]), { from: key.from, to: key.to });
  }
}

function unquoted(literal: string): string {
  try {
    return String(JSON.parse(literal));
  } catch {
    return literal;
  }
}

/** The place of a path; of what it lies in when it is not there itself. */
export function placeOf(places: ReadonlyMap<string, Range>, path: string): Range {
  for (let at = path; at !== ""; at = at.slice(0, Math.max(at.lastIndexOf("."), at.lastIndexOf("["), 0))) {
    const range = places.get(at);
    if (range) return range;
  }
  const whole = places.get("");
  return { from: whole?.from ?? 0, to: Math.min(whole?.to ?? 0, (whole?.from ?? 0) + 1) };
}

/** Where a text stops being JSON; undefined when it is all JSON. */
export function breakOf(text: string): Range | undefined {
  let found: Range | undefined;
  jsonLanguage.parser.parse(text).iterate({
    enter: ({ type, from, to }) => {
      if (type.isError && !found) found = { from, to: Math.max(to, Math.min(from + 1, text.length)) };
    },
  });
  return found;
}
