// perennial sweep, sensitivity and repair, on a queue whose answers can be written down: tickets of the whole price, a pool of 30 % of it.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { run } from "./support/run.js";

const folder = mkdtempSync(join(tmpdir(), "perennial-studies-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const queue = {
  plan: "line",
  version: 1,
  title: { zh: "排队", en: "Line" },
  currency: "CNY",
  timezone: "UTC",
  assets: {},
  pools: { profit: { inflow: [{ rate: "0.30", of: "gross" }] } },
  mechanisms: [{ kind: "queue", pool: "profit", ticket: "1", lockDays: 1 }],
};
/** Ten members order for exactly 100.00 on the first day, and nothing else happens. */
const once = {
  scenario: "once",
  members: { founders: 10, arrivals: { kind: "constant", perDay: "0" } },
  spend: { kind: "history", amounts: ["100.00"] },
  orders: { first: "1", everyDays: 3650, leave: "1" },
};
const [plan, scenario] = [join(folder, "plan.json"), join(folder, "once.json")];
writeFileSync(plan, JSON.stringify(queue));
writeFileSync(scenario, JSON.stringify(once));
const size = ["--scenario", scenario, "--members", "10", "--days", "6", "--seeds", "1"];
const ask = (command: string, ...args: readonly string[]) => run([command, "--plan", plan, ...size, ...args]);

describe("perennial sweep", () => {
  test("lists the parameters when none is named", async () => {
    const ran = await ask("sweep");
    expect(ran).toMatchObject({ code: 0, out: "pools.profit.inflow[0].rate  0.30\nmechanisms[0].ticket         1\n" });
  });

  test("one line a value; what a range means; a value with faults is shown with them", async () => {
    const ticket = ["--parameter", "mechanisms[0].ticket", "--measure", "deepest"];
    const ran = await ask("sweep", ...ticket, "--values", "0.3, 1, none");
    expect(ran.code).toBe(0);
    expect(ran.out).toMatch(/^0\.3\s+0\.00$/m);
    expect(ran.out).toMatch(/^1 \*\s+700\.00$/m);
    expect(ran.out).toMatch(/^none\s+mechanisms\[0\]\.ticket is/m);
    const range = await ask("sweep", ...ticket, "--from", "0.2", "--to", "0.6", "--steps", "3", "--json");
    const swept = z
      .object({ swept: z.array(z.object({ value: z.string(), scenarios: z.array(z.unknown()).length(1) })) })
      .parse(JSON.parse(range.out));
    expect(swept.swept.map(({ value }) => value)).toEqual(["0.2", "0.4", "0.6"]);
  });
});

describe("perennial sensitivity", () => {
  test("a tenth of the ticket moves the shortfall by 200.00, a tenth of the inflow by 60.00", async () => {
    const ran = await ask("sensitivity");
    expect(ran.code).toBe(0);
    expect(ran.out.split("\n").slice(3, 5)).toEqual([
      "mechanisms[0].ticket         0.9: 600.00   1.1: 800.00   200.00",
      "pools.profit.inflow[0].rate  0.27: 730.00  0.33: 670.00  60.00",
    ]);
  });
});

describe("perennial repair", () => {
  test("writes the nearest plan that is sound, and shows both", async () => {
    const out = join(folder, "repaired.json");
    const ran = await ask("repair", "--out", out);
    expect(ran).toMatchObject({ code: 0, err: "" });
    expect(ran.out).toContain("mechanisms[0].ticket  1  →  0.296875");
    expect(ran.out).toMatch(/deepest shortfall\s+700\.00\s+0\.00/);
    const repaired = JSON.parse(readFileSync(out, "utf8")) as typeof queue;
    expect(repaired.mechanisms[0]?.ticket).toBe("0.296875");
    const checked = await run(["simulate", "--plan", out, ...size]);
    expect(checked.code).toBe(0);
  });

  test("1 when the levers are not enough, 0 when there is nothing to repair", async () => {
    const beyond = await ask("repair", "--lever", "mechanisms[0].ticket=0.9");
    expect(beyond.code).toBe(1);
    expect(beyond.out).toContain("Not even all of these parameters");
    const sound = join(folder, "sound.json");
    writeFileSync(sound, JSON.stringify(queue).replace('"ticket":"1"', '"ticket":"0.3"'));
    const ran = await run(["repair", "--plan", sound, ...size, "--json"]);
    expect(ran.code).toBe(0);
    expect(JSON.parse(ran.out)).toMatchObject({ kind: "repair", outcome: "sound" });
  });

  test("a lever whose safe end is a fault of the plan is told, not called beyond repair", async () => {
    const exits = join(folder, "exits.json");
    const [first] = [{ kind: "appreciation", asset: "points", pool: "profit", mint: "0.70", initialPrice: "1" }];
    const mechanisms = [{ ...first, retention: "0.20", exit: { multiple: "3" } }];
    writeFileSync(exits, JSON.stringify({ ...queue, assets: { points: { scale: 4 } }, mechanisms }));
    const ran = await run(["repair", "--plan", exits, ...size, "--lever", "mechanisms[0].exit.multiple=0"]);
    expect(ran.code).toBe(2);
    expect(ran.err).toContain("malformed_lever");
    expect(ran.err).toContain("mechanisms[0].exit.multiple: is 0");
  });
});
