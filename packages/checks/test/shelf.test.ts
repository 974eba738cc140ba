// The plans that come with the product: the figures that their bounds must prove, and which of them may ever go live.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { boundsOf, boundValue, check } from "../src/index.js";

const shelf = new URL("../../../plans/", import.meta.url);
const has = (name: string): boolean => existsSync(new URL(`${name}/plan.json`, shelf));
const read = (name: string): unknown => JSON.parse(readFileSync(new URL(`${name}/plan.json`, shelf), "utf8"));
const names = readdirSync(shelf).filter(has);

function checked(name: string) {
  const result = check(read(name), { packs: ["cn", "intl"] });
  if (!result.ok) throw new Error(JSON.stringify(result.faults, undefined, 1));
  return result;
}

const golden: [plan: string, bound: string, value: string][] = [
  ["appreciation", "exit-share", "12.5 %"],
  ["appreciation", "first-exit", "2,965"],
  ["guild-queue", "tickets-paid", "20 %"],
  ["zhongdian", "funded", "9.53 %"],
  ["zhongdian", "growth-needed", "133.18 ×"],
  ["circular", "limit-paid", "5 %"],
  ["green-subsidy", "steady-obligation", "400 %"],
  ["three-in-one-out", "entrants-paid", "33.34 %"],
  ["shared-purchase", "airdrop-cash", "0 CNY"],
  ["evergreen", "spend-funded", "100 %"],
];

test.each(golden.filter(([name]) => has(name)))("%s: %s is %s", (name, bound, value) => {
  const { plan } = checked(name);
  const printed = boundsOf(plan).find((each) => each.name === bound);
  expect(printed && boundValue(printed, "en", "CNY")).toBe(value);
});

test("the price of plan 4 passes 14.29, the exit price in cents, after order 2,968", () => {
  expect(checked("appreciation").bounds.find(({ name }) => name === "first-exit")?.formula).toContain(
    "14.29: n = 2,968",
  );
});

test.runIf(has("appreciation-fund-as-stated"))(
  "the fund as stated: pool ÷ supply falls, 0.42 after one order, 0.0025 after 100",
  () => {
    const falls = checked("appreciation-fund-as-stated").findings.filter(({ rule }) => rule === "price-falls");
    expect(falls.map(({ path }) => path)).toEqual(["mechanisms[0].mint"]);
    expect(falls[0]?.text.en).toContain("0.4285 of the first price after one order, 0.0025 after 100");
  },
);

test.runIf(has("appreciation-fund"))("the fund as meant does not fall", () => {
  expect(checked("appreciation-fund").findings.filter(({ rule }) => rule === "price-falls")).toEqual([]);
});

/** Plans of which no blocker is known; every other one says why it does not go live. */
const open = ["evergreen", "appreciation-fund", "appreciation-fund-as-stated", "shared-purchase"];

test.each(names)("%s has a blocker, or is known to have none", (name) => {
  const blockers = checked(name).findings.filter(({ severity }) => severity === "blocker");
  expect(blockers.length === 0).toBe(open.includes(name));
});
