// The gallery of errors: each bad file, plan, line and option with the message it must get. After a change of wording:
// npx vitest run --project cli -u, and read what the messages have become.
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { mechanismKinds, VOCABULARY } from "@perennial/kernel";
import { afterAll, describe, expect, test } from "vitest";
import { planNames } from "../src/support/plans.js";
import { run } from "./support/run.js";

const gallery = fileURLToPath(new URL("gallery/", import.meta.url));
const out = mkdtempSync(join(tmpdir(), "perennial-gallery-"));
afterAll(() => rmSync(out, { recursive: true, force: true }));

/** `@x` is a file of the gallery, `@out` a scratch folder. */
const exhibits: Record<string, string> = {
  "unknown-command": "reply",
  "unknown-option": "plans --colour",
  "missing-option": "replay --plan appreciation",
  "unknown-language": "plans --lang fr",
  "plan-unknown": "check apreciation",
  "plan-broken": "check @broken.json",
  "plan-faults": "check @faulty-plan.json",
  "plan-faults-json": "check @faulty-plan.json --json",
  "plan-finding": "check @tight-band.json",
  "replay-no-file": "replay --plan appreciation --events @nothing.jsonl",
  "replay-broken-line": "replay --plan appreciation --events @broken.jsonl",
  "replay-list-line": "replay --plan appreciation --events @list.jsonl",
  "replay-bad-close": "replay --plan appreciation --events @refused.jsonl --close 2026-02-30",
  "replay-refused": "replay --plan appreciation --events @refused.jsonl",
  "orders-no-file": "backtest --plan appreciation --orders @nothing.csv --out @out",
  "orders-folder": "backtest --plan appreciation --orders @out --out @out",
  "orders-empty": "backtest --plan appreciation --orders @empty.csv --out @out",
  "orders-only-header": "backtest --plan appreciation --orders @only-header.csv --out @out",
  "orders-strange-header": "backtest --plan appreciation --orders @strange-header.csv --out @out",
  "orders-wrong-column": "backtest --plan appreciation --orders @good.csv --customer buyer --out @out",
  "orders-bad-rows": "backtest --plan appreciation --orders @bad-rows.csv --out @out",
  "orders-bad-rows-json": "backtest --plan appreciation --orders @bad-rows.csv --out @out --json",
  "orders-twice": "backtest --plan appreciation --orders @twice.csv --out @out",
  "orders-dates": "backtest --plan appreciation --orders @dates.csv --out @out",
  "orders-open-quote": "backtest --plan appreciation --orders @open-quote.csv --out @out",
  "orders-encoding": "backtest --plan appreciation --orders @gbk.csv --out @out",
  "orders-no-encoding": "backtest --plan appreciation --orders @good.csv --encoding klingon --out @out",
  "orders-faulty-plan": "backtest --plan @faulty-plan.json --orders @good.csv --out @out",
  "orders-currency": "backtest --plan appreciation --orders @good.csv --currency dollars --out @out",
  "orders-cost-rate": "backtest --plan appreciation --orders @good.csv --cost-rate 30% --out @out",
  "orders-two-costs": "backtest --plan appreciation --orders @good.csv --cost-rate 0.3 --cost cost --out @out",
  "sweep-no-parameter": "sweep --plan guild-queue --parameter mechanisms[7].ticket --values 1",
  "sweep-no-values": "sweep --plan guild-queue --parameter mechanisms[0].ticket",
  "sweep-measure": "sweep --plan guild-queue --measure profit",
  "repair-lever": "repair --plan guild-queue --lever mechanisms[0].ticket",
  "repair-no-lever": "repair --plan guild-queue --lever mechanisms[0].lockDays=1",
  "prospectus-seed": "prospectus --plan guild-queue --out @out --seed x",
  "orders-out": "backtest --plan appreciation --orders @good.csv --out @good.csv",
};

/** Lists that grow with the product, hashes and folders stand as one word. */
function bare(text: string): string {
  return text
    .replaceAll(out, "OUT")
    .replaceAll(gallery, "")
    .replaceAll(planNames().join(", "), "PLANS")
    .replaceAll(
      mechanismKinds()
        .map(({ kind }) => kind)
        .join(", "),
      "KINDS",
    )
    .replaceAll(Object.keys(VOCABULARY).join(", "), "TYPES")
    .replaceAll(/[0-9a-f]{64}/g, "HASH");
}

describe("gallery of errors", () => {
  test.each(Object.entries(exhibits))("%s", async (name, command) => {
    const args = command.split(" ").filter((arg) => arg !== "");
    const {
      code,
      out: printed,
      err,
    } = await run(args.map((arg) => (arg === "@out" ? out : arg.startsWith("@") ? join(gallery, arg.slice(1)) : arg)));
    const shown = `$ perennial ${command}\n${bare(printed)}${bare(err)}exit ${code}\n`;
    await expect(shown).toMatchFileSnapshot(`gallery/${name}.txt`);
  });

  test("nothing is imported when something is wrong", () => {
    expect(readdirSync(out)).toEqual([]);
  });
});
