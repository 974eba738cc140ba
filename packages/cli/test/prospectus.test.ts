// perennial prospectus: the same seed writes the same bytes, whatever the day; another seed does not; and what is printed is what is written.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test, vi } from "vitest";
import { z } from "zod";
import { run } from "./support/run.js";

const folder = mkdtempSync(join(tmpdir(), "perennial-prospectus-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const FILES = ["prospectus.en.pdf", "prospectus.html", "prospectus.json", "prospectus.zh.pdf"];
const small = ["--members", "20", "--days", "60", "--seeds", "2"];
const write = (plan: string, name: string, ...more: readonly string[]) =>
  run(["prospectus", "--plan", plan, "--out", join(folder, name), ...small, ...more]);
const read = (name: string, file: string): Buffer => readFileSync(join(folder, name, file));

const textSchema = z.object({ zh: z.string().min(10), en: z.string().min(10) });
const saidSchema = z.object({
  plan: z.object({ name: z.string(), hash: z.string().regex(/^[0-9a-f]{64}$/) }),
  seed: z.int(),
  command: z.string(),
  summary: z.array(textSchema).length(5),
  promises: z.array(z.object({ path: z.string(), text: textSchema })).min(1),
  gate: z.object({ allowed: z.boolean(), against: z.array(z.unknown()), toDo: z.array(z.unknown()) }),
});

describe("perennial prospectus", () => {
  test("the same seed writes the same bytes, on another day too", { timeout: 60_000 }, async () => {
    expect(await write("appreciation", "first", "--seed", "7")).toMatchObject({ code: 0, err: "" });
    vi.useFakeTimers({ now: new Date("2031-07-04T05:06:07Z"), toFake: ["Date"] });
    try {
      expect((await write("appreciation", "again", "--seed", "7")).code).toBe(0);
    } finally {
      vi.useRealTimers();
    }
    expect(readdirSync(join(folder, "first")).toSorted()).toEqual(FILES);
    for (const file of FILES) expect(read("again", file).equals(read("first", file)), file).toBe(true);
    expect((await write("appreciation", "other", "--seed", "8", "--no-pdf")).code).toBe(0);
    for (const file of ["prospectus.html", "prospectus.json"])
      expect(read("other", file).equals(read("first", file)), file).toBe(false);
    expect(read("first", "prospectus.zh.pdf").subarray(0, 5).toString()).toBe("%PDF-");
  });

  test("prints the data that it writes, with the command that gives them again", async () => {
    const ran = await write("evergreen", "evergreen", "--no-pdf", "--json", "--seed", "3");
    const said = saidSchema.parse(JSON.parse(ran.out));
    expect(JSON.parse(read("evergreen", "prospectus.json").toString())).toEqual(JSON.parse(ran.out));
    expect(readdirSync(join(folder, "evergreen")).toSorted()).toEqual(["prospectus.html", "prospectus.json"]);
    expect(said.gate.against).toEqual([]);
    expect(said.command).toBe(
      "perennial prospectus --plan evergreen --seed 3 --members 20 --days 60 --seeds 2 --out prospectus",
    );
  });

  test("says plainly why a plan may not go live", async () => {
    const ran = await write("circular", "circular", "--no-pdf", "--lang", "en");
    expect(ran.code).toBe(0);
    expect(ran.out).toContain("it may not go live: it touches");
    expect(ran.out).toContain("promises stayed unpaid under stress");
    expect(ran.out).toContain(join(folder, "circular", "prospectus.html"));
  });

  test("a folder that can't be written is told before the long work", async () => {
    const file = join(folder, "file");
    writeFileSync(file, "");
    const ran = await write("evergreen", "file");
    expect(ran).toMatchObject({ code: 2, out: "" });
    expect(ran.err).toContain("out_not_writable: --out");
  });
});
