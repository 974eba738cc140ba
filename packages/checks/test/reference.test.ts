// The published reference is what the code says, and the glossary knows every mechanism by its own titles.
import { readFileSync } from "node:fs";
import { mechanismKinds } from "@perennial/kernel";
import { expect, test } from "vitest";
import { languageReference, target } from "../../../scripts/reference.mjs";

test("docs/language.md is up to date; if not: npm run generate", () => {
  expect(readFileSync(target, "utf8")).toBe(languageReference());
});

test("every key of the language says what it is for", () => {
  const silent = languageReference()
    .split("\n")
    .filter((line) => /^\| `.*\|\s*\|$/.test(line) && !/\| (?:decimal|text in `zh` and `en`) \|/.test(line));
  expect(silent).toEqual([]);
});

test("docs/glossary.md has each mechanism with its titles in both languages", () => {
  const glossary = readFileSync(new URL("../../../docs/glossary.md", import.meta.url), "utf8");
  for (const { kind, title } of mechanismKinds())
    expect(glossary).toContain(`| \`${kind}\` | ${title.zh} | ${title.en} |`);
});
