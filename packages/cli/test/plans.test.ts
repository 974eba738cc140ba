// Every plan that comes with the product: it has no faults, tells its story in both languages, and its cases come out to the last unit.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { run } from "./support/run.js";

const shelf = new URL("../../../plans/", import.meta.url);
const names = readdirSync(shelf, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

/** What must come out: any part of a replay's result, and the day to close through. */
const expectation = z.looseObject({
  close: z.string().optional(),
  plan: z.string().optional(),
  rejected: z.array(z.object({ line: z.int(), code: z.string() })).optional(),
});

test("there are plans", () => {
  expect(names).toContain("appreciation");
});

describe.each(names)("%s", (name) => {
  const folder = new URL(`${name}/`, shelf);
  const cases = existsSync(new URL("cases/", folder)) ? readdirSync(new URL("cases/", folder)) : [];
  const events = cases.filter((file) => file.endsWith(".jsonl"));

  test("is checked without a fault and listed with its title", async () => {
    const checked = await run(["check", name, "--json"]);
    expect(JSON.parse(checked.out)).toMatchObject({ ok: true, faults: [] });
    expect([0, 1]).toContain(checked.code);
    expect((await run(["plans"])).out).toMatch(new RegExp(`^${name} `, "m"));
  });

  test("names its schema, tells its story in both languages, and has cases", () => {
    expect(readFileSync(new URL("plan.json", folder), "utf8")).toContain('"$schema": "../../docs/plan.schema.json"');
    const story = readFileSync(new URL("README.md", folder), "utf8");
    expect(story).toMatch(/[\u4e00-\u9fff]/);
    expect(story).toMatch(/^# [A-Za-z0-9]/m);
    expect(events.length).toBeGreaterThan(0);
  });

  test.each(events)("%s", async (file) => {
    const beside = new URL(`cases/${file.replace(".jsonl", ".expected.json")}`, folder);
    const { close, plan, rejected, ...expected } = expectation.parse(JSON.parse(readFileSync(beside, "utf8")));
    const under = plan === undefined ? name : new URL(`cases/${plan}`, folder).pathname;
    const path = new URL(`cases/${file}`, folder).pathname;
    const ends = close === undefined ? [] : ["--close", close];
    const ran = await run(["replay", "--plan", under, "--events", path, "--json", ...ends]);
    expect(ran.err).toBe("");
    const result = z.looseObject({ rejected: z.array(z.looseObject({ line: z.int(), code: z.string() })) });
    const got = result.parse(JSON.parse(ran.out));
    expect(got).toMatchObject(expected);
    expect(got.rejected.map(({ line, code }) => ({ line, code }))).toEqual(rejected ?? []);
  });
});
