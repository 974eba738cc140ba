// What a plan says of itself: every mechanism in sentences with its own parameters, in both languages.
import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { mechanismKinds, readPlan, rulesText } from "../../src/index.js";
import { SAID } from "./told-words.js";

const folder = new URL("../../../../plans/", import.meta.url);
const head = { plan: "told", version: 1, title: { zh: "试", en: "Try" }, currency: "CNY", timezone: "Asia/Shanghai" };
const parts = {
  assets: {
    points: { scale: 2, title: { zh: "积分", en: "Points" } },
    vouchers: { scale: 2, title: { zh: "券", en: "Vouchers" } },
    own: { scale: 0 },
  },
  pools: {
    profit: {
      inflow: [{ rate: "0.305", of: "gross", tags: ["a", "b"], exceptTags: ["c"] }],
      title: { zh: "池", en: "Pool" },
    },
  },
  ranks: [
    { rank: "low", title: { zh: "初级", en: "Junior" }, require: {} },
    { rank: "high", title: { zh: "高级", en: "Senior" }, require: {} },
  ],
};

/** The sentences of one mechanism, Chinese and English by turns. */
function told(mechanism: object): string[] {
  const read = readPlan({ ...head, ...parts, mechanisms: [mechanism] });
  if (!read.ok) throw new Error(JSON.stringify(read.faults));
  return rulesText(read.plan).flatMap(({ sentences }) => sentences.flatMap(({ zh, en }) => [zh, en]));
}

test.each(SAID)("$mechanism.kind says its parameters", ({ mechanism, says }) => {
  expect(told(mechanism)).toEqual(says);
});

test("every kind there is stands in the table above", () => {
  const kinds = new Set(SAID.map(({ mechanism }) => mechanism.kind));
  expect(mechanismKinds().filter(({ kind }) => !kinds.has(kind))).toEqual([]);
});

test("amounts of another currency carry its code", () => {
  const read = readPlan({ ...head, ...parts, currency: "USD", mechanisms: [{ kind: "withdraw", min: "1234.5" }] });
  expect(read.ok && rulesText(read.plan)[0]?.sentences[1]).toEqual({
    zh: "一次至少 1,234.5 USD。",
    en: "At least 1,234.5 USD at a time.",
  });
});

test.each(readdirSync(folder))("the shipped plan %s says something of each of its mechanisms", (name) => {
  const read = readPlan(JSON.parse(readFileSync(new URL(`${name}/plan.json`, folder), "utf8")));
  if (!read.ok) throw new Error(JSON.stringify(read.faults));
  const rules = rulesText(read.plan);
  expect(rules.map(({ id }) => id)).toEqual(read.plan.entries.map(({ id }) => id));
  for (const { sentences } of rules) {
    expect(sentences.length).toBeGreaterThan(0);
    for (const { zh, en } of sentences) {
      expect(zh).toMatch(/。$/);
      expect(en).toMatch(/\.$/);
      expect(`${zh}${en}`).not.toMatch(/undefined|\[object/);
    }
  }
});
