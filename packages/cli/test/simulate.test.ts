// perennial simulate: its outcome, its faults, and events that replay to where the run ended.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { run } from "./support/run.js";

const folder = mkdtempSync(join(tmpdir(), "perennial-simulate-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const small = ["--members", "20", "--days", "60", "--seeds", "2"];

const outcomeSchema = z.object({
  plan: z.object({ name: z.string(), hash: z.string().regex(/^[0-9a-f]{64}$/) }),
  scenarios: z.array(
    z.object({
      scenario: z.string(),
      unsound: z.int(),
      bands: z.record(z.string(), z.object({ p5: z.unknown(), p50: z.unknown(), p95: z.unknown() })),
      boundsPassed: z.array(z.string()),
      fingerprints: z.array(z.string().regex(/^[0-9a-f]{16}$/)),
    }),
  ),
});

describe("perennial simulate", () => {
  test("runs every shipped stress; 1 when promises were not covered, 0 when they were", async () => {
    const poor = await run(["simulate", "--plan", "circular", ...small, "--json"]);
    const { scenarios } = outcomeSchema.parse(JSON.parse(poor.out));
    expect(scenarios.map(({ scenario }) => scenario)).toEqual(["growth", "steady", "decline", "stop", "run"]);
    expect(scenarios.every(({ boundsPassed }) => boundsPassed.length === 0)).toBe(true);
    expect(poor.code).toBe(1);
    const sound = await run(["simulate", "--plan", "evergreen", ...small]);
    expect(sound).toMatchObject({ code: 0, err: "" });
    expect(sound.out).toContain("runs with a promise unpaid or unbacked");
  });

  test("the same seed prints the same, another one does not", async () => {
    const args = ["simulate", "--plan", "stack", "--scenario", "steady", ...small, "--json", "--seed"];
    const [first, again, other] = [await run([...args, "4"]), await run([...args, "4"]), await run([...args, "9"])];
    expect(again.out).toBe(first.out);
    expect(other.out).not.toBe(first.out);
  });

  test("takes a scenario of one's own, and its events replay to the pools of the run", async () => {
    const own = join(folder, "own.json");
    writeFileSync(own, JSON.stringify({ scenario: "town", spend: { kind: "history", amounts: ["100.00"] } }));
    const out = join(folder, "out");
    const ran = await run([
      "simulate",
      "--plan",
      "guild-queue",
      "--scenario",
      own,
      ...small,
      "--out",
      out,
      "--lang",
      "zh",
    ]);
    expect(ran.out).toContain("已兑付 ÷ 已承诺");
    const events = join(out, "events-town.jsonl");
    const replayed = await run(["replay", "--plan", "guild-queue", "--events", events, "--json"]);
    expect(replayed.code).toBe(0);
    const { events: accepted } = z.object({ events: z.int() }).parse(JSON.parse(replayed.out));
    expect(readFileSync(events, "utf8").trimEnd().split("\n")).toHaveLength(accepted);
    expect(outcomeSchema.parse(JSON.parse(readFileSync(join(out, "simulation.json"), "utf8"))).plan.name).toBe(
      "guild-queue",
    );
  });

  test("tells every fault of a scenario, a name that is none, and a number out of range", async () => {
    const bad = join(folder, "bad.json");
    writeFileSync(bad, JSON.stringify({ days: 0, orders: { leave: "7" } }));
    const faulty = await run(["simulate", "--plan", "stack", "--scenario", bad]);
    expect(faulty.code).toBe(2);
    expect(faulty.err).toContain("has 2 faults");
    expect(faulty.err).toContain('orders.leave: is "7"; right would be a share from 0 to 1');
    expect((await run(["simulate", "--plan", "stack", "--scenario", "none"])).err).toContain("scenario_not_found");
    writeFileSync(bad, "{");
    expect((await run(["simulate", "--plan", "stack", "--scenario", bad])).err).toContain("scenario_unreadable");
    expect(await run(["simulate", "--plan", "stack", "--seeds", "0"])).toMatchObject({ code: 2 });
  });
});
