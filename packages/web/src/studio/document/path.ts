// Reading and changing a part of a JSON value by its path. Nothing is changed in place: what is not on the way stays the same object.
import { isObject } from "../schema/json-schema.js";

export type Path = readonly (string | number)[];

export const valueAt = (root: unknown, path: Path): unknown =>
  path.reduce<unknown>(
    (value, key) =>
      Array.isArray(value)
        ? (value as unknown[])[Number(key)]
        : isObject(value) && Object.hasOwn(value, key)
          ? value[key]
          : undefined,
    root,
  );

/** The value with another part; containers that are missing on the way are made. */
export function withAt(root: unknown, [key, ...rest]: Path, part: unknown): unknown {
  if (key === undefined) return part;
  if (typeof key === "number") {
    const list: unknown[] = Array.isArray(root) ? [...(root as unknown[])] : [];
    list[key] = withAt(list[key], rest, part);
    return list;
  }
  const object = isObject(root) ? root : {};
  return { ...object, [key]: withAt(object[key], rest, part) };
}

/** The value without a part: an item of a list moves up, a key goes. */
export function withoutAt(root: unknown, path: Path): unknown {
  const key = path.at(-1);
  const parent = path.slice(0, -1);
  const holder = valueAt(root, parent);
  if (Array.isArray(holder))
    return withAt(
      root,
      parent,
      (holder as unknown[]).filter((_, index) => index !== key),
    );
  if (!isObject(holder)) return root;
  return withAt(root, parent, Object.fromEntries(Object.entries(holder).filter(([name]) => name !== key)));
}

/** A list with one item at another place. */
export function moved<T>(list: readonly T[], from: number, to: number): T[] {
  const rest = list.filter((_, index) => index !== from);
  return [...rest.slice(0, to), ...list.slice(from, from + 1), ...rest.slice(to)];
}

/** An object with one key renamed where it stands. A name that is taken is not taken again. */
export function renamed(object: Readonly<Record<string, unknown>>, from: string, to: string): Record<string, unknown> {
  if (to !== from && Object.hasOwn(object, to)) return { ...object };
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key === from ? to : key, value]));
}

/** Paths, as texts, at which two values differ; a list of another length differs as a whole. */
export function differences(a: unknown, b: unknown, path: Path = []): Path[] {
  if (Object.is(a, b)) return [];
  if (isObject(a) && isObject(b)) {
    const keys = [...new Set([...Object.keys(a), ...Object.keys(b)])];
    return keys.flatMap((key) => differences(a[key], b[key], [...path, key]));
  }
  if (Array.isArray(a) && Array.isArray(b) && a.length === b.length)
    return a.flatMap((item, index) => differences(item, b[index], [...path, index]));
  return [path];
}
