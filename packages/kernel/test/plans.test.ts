// The cases of every plan that comes with the product, on the kernel alone: wallets, pools, prices, ranks and refusals, to the last unit.
// The same cases run through the command line and the service; here a slip is found next to its cause.
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { Replay } from "../src/index.js";
import type { Entry } from "../src/index.js";
import { parseDay } from "../src/time/calendar.js";
import { broken } from "./mechanisms/sound.js";
import { goodPlan } from "./support/script.js";
import type { Json } from "./support/script.js";

const shelf = new URL("../../../plans/", import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, shelf), "utf8");
const json = (path: string): Json => JSON.parse(read(path)) as Json;

for (const name of readdirSync(shelf))
  describe(name, () => {
    const files = readdirSync(new URL(`${name}/cases/`, shelf)).filter((file) => file.endsWith(".jsonl"));
    for (const file of files)
      test(file, () => {
        const { close, plan, rejected, ...expected } = json(
          `${name}/cases/${file.replace(".jsonl", ".expected.json")}`,
        );
        const entries: Entry[] = [];
        const document = json(typeof plan === "string" ? `${name}/cases/${plan}` : `${name}/plan.json`);
        const replay = new Replay(goodPlan(document), undefined, (entry) => void entries.push(entry));
        const lines = read(`${name}/cases/${file}`).trim().split("\n");
        for (const [index, line] of lines.entries()) replay.line(index + 1, JSON.parse(line));
        if (typeof close === "string") replay.closeThrough(parseDay(close) ?? 0);
        const result = replay.result();
        expect(result).toMatchObject(expected);
        expect(result.rejected.map(({ line, code }) => ({ line, code }))).toEqual(rejected ?? []);
        expect(broken(replay.programme)).toEqual([]);
        expect(entries.map(({ seq }) => seq)).toEqual(entries.map((_, index) => index + 1));
      });
  });
