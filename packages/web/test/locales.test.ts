// The words: both languages have the same keys with the same gaps to fill, every key that a page asks for exists, and none is unused.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { z } from "zod";

const folder = fileURLToPath(new URL("../src/", import.meta.url));

type Words = { [key: string]: string | Words };
const words: z.ZodType<Words> = z.record(z.string(), z.union([z.string(), z.lazy(() => words)]));

function flat(tree: Words, path = ""): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === "string" ? [[path + key, value] as [string, string]] : flat(value, `${path}${key}.`),
  );
}

const fileOf = (name: string): [string, string][] =>
  flat(words.parse(JSON.parse(readFileSync(join(folder, "locales", `${name}.json`), "utf8"))));

/** The words of the first load, and those of the faces that bring their own. */
const localeOf = (language: string): Map<string, string> =>
  new Map(
    readdirSync(join(folder, "locales"))
      .filter((name) => name === `${language}.json` || name.endsWith(`.${language}.json`))
      .flatMap((name) => fileOf(name.slice(0, -".json".length))),
  );

const zh = localeOf("zh-CN");
const en = localeOf("en");

const sources = readdirSync(folder, { recursive: true, encoding: "utf8" })
  .filter((name) => /\.tsx?$/.test(name))
  .map((name) => readFileSync(join(folder, name), "utf8"))
  .join("\n");

/** Keys written out wherever they stand, and the beginnings of those that are put together. */
const literal = new Set([...sources.matchAll(/"([a-z]\w*(?:\.\w+)+)"/g)].map(([, key = ""]) => key));
const prefixes = [...sources.matchAll(/\bt\(\s*`([a-z][\w.]*\.)\$\{/g)].map(([, prefix = ""]) => prefix);
const asked = [...sources.matchAll(/\bt\(\s*"([^"]+)"/g)].map(([, key = ""]) => key);

test("both languages have the same keys", () => {
  expect([...en.keys()].toSorted()).toEqual([...zh.keys()].toSorted());
});

test("both fill in the same figures", () => {
  const gaps = (text: string): string[] => [...text.matchAll(/\{\{\w+\}\}/g)].map(([gap]) => gap).toSorted();
  const found = [...zh]
    .filter(([key, text]) => gaps(text).join() !== gaps(en.get(key) ?? "").join())
    .map(([key]) => key);
  expect(found).toEqual([]);
});

test("every key that is asked for exists", () => {
  expect(asked.length).toBeGreaterThan(150);
  expect(asked.filter((key) => !zh.has(key))).toEqual([]);
});

test("none is unused", () => {
  const isUsed = (key: string): boolean => literal.has(key) || prefixes.some((prefix) => key.startsWith(prefix));
  expect([...zh.keys()].filter((key) => !isUsed(key))).toEqual([]);
});

test("Chinese has full-width punctuation", () => {
  const isNarrow = (text: string): boolean => /[\u4E00-\u9FFF][,;:?!()]|[,;:?!()][\u4E00-\u9FFF]/.test(text);
  expect([...zh].filter(([, text]) => isNarrow(text))).toEqual([]);
});
