// The journals of a story of each kind, as their readers see them: every posting explained in both languages, every refusal in full.
// After a change of words or rules, look at the difference, and write it down by `npx vitest run --project kernel -u`.
import { expect, test } from "vitest";
import { mechanismKinds } from "../../src/index.js";
import { houseWords } from "../../src/ledger/words.js";
import { tell } from "./journal.js";
import { days } from "./stories/days.js";
import { house } from "./stories/house.js";
import { rewards } from "./stories/rewards.js";
import { shares } from "./stories/shares.js";
import { wallets } from "./stories/wallets.js";

const told = new Set<string>();

for (const story of [...house, ...rewards, ...shares, ...days, ...wallets])
  test(`[journal] ${story.name}`, async () => {
    const telling = tell(story);
    expect(telling.text).not.toMatch(/undefined|NaN|\{\w+:\w+\}/);
    for (const rule of telling.told) told.add(rule);
    await expect(telling.text).toMatchFileSnapshot(`${story.name}.txt`);
  });

test("[journal] every rule that has words is told in one of them", () => {
  const rules = mechanismKinds().flatMap(({ kind, words }) => Object.keys(words).map((rule) => `${kind} ${rule}`));
  const silent = [...rules, ...Object.keys(houseWords)].filter((rule) => !told.has(rule));
  expect(silent).toEqual([]);
});
