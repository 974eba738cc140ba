// audit, export, prove and verify on a data folder: what is right passes, what was tampered with is named, and other programs accept the
// books. hledger and beancount are asked when they are installed; a small count of our own always runs.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openDatabase, Programmes, SqlStore } from "@perennial/server";
import { loadPlan } from "../src/support/plans.js";
import { run } from "./support/run.js";

const folder = mkdtempSync(join(tmpdir(), "perennial-books-"));
const data = join(folder, "data");
const file = (name: string): string => join(folder, name);
const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };

const at = (day: number): string => `2026-02-0${day}T10:00:00+08:00`;
const NAMES = ["ann", "李 雷", "o'neil; x", 'q"uote|d'];

function events(): Record<string, unknown>[] {
  const list: Record<string, unknown>[] = NAMES.map((member, index) => ({
    id: `join ${member}`,
    at: at(1),
    type: "member.joined",
    member,
    ...(index > 0 && { referrer: NAMES[index - 1] }),
  }));
  for (let day = 1; day <= 4; day++)
    for (const [index, buyer] of NAMES.entries()) {
      const order = `o${day}.${index}`;
      list.push({
        id: order,
        at: at(day),
        type: "order.settled",
        order,
        buyer,
        gross: `${100 + index}.50`,
        cost: "20.00",
      });
      if (index === 2) list.push({ id: `back ${order}`, at: at(day), type: "order.refunded", order, gross: "11.11" });
    }
  return list;
}

const PLANS = { shop: "appreciation", mall: "haigou-active", ever: "evergreen" } as const;

beforeAll(async () => {
  const database = await openDatabase({ folder: data }, () => undefined);
  const programmes = new Programmes(new SqlStore(database), { owner: "test", log: quiet });
  await programmes.start();
  for (const [name, plan] of Object.entries(PLANS)) {
    await programmes.create(name, loadPlan(plan), "sandbox");
    const results = await programmes.need(name).sequencer.submit(events().map((body) => ({ body })));
    expect(results.filter(({ status }) => status === "accepted").length).toBeGreaterThan(10);
  }
  await programmes.stop();
  await database.close();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("audit", () => {
  test("passes a folder, in words and as JSON", async () => {
    const ran = await run(["audit", "--data", data]);
    expect(ran).toMatchObject({ code: 0, err: "" });
    expect(ran.out).toMatch(
      /^shop: right\. entries 1 to \d+: \d+ \(\d+ events, \d+ postings\); the state is what the replay gives/m,
    );
    const { reports } = JSON.parse((await run(["audit", "--data", data, "--json"])).out) as {
      reports: { programme: string; ok: boolean }[];
    };
    expect(reports.map(({ programme, ok }) => [programme, ok])).toEqual([
      ["shop", true],
      ["mall", true],
      ["ever", true],
    ]);
  });

  test("passes a file that was exported, and names the entry of one that was changed", async () => {
    const journal = file("shop.jsonl");
    const written = await run(["export", "--data", data, "--programme", "shop", "--out", journal, "--json"]);
    expect(JSON.parse(written.out)).toMatchObject({ programme: "shop", format: "journal" });
    expect((await run(["audit", journal])).code).toBe(0);
    const lines = readFileSync(journal, "utf8").split("\n");
    const place = lines.findIndex((line) => line.includes('"type":"order.settled"'));
    writeFileSync(
      journal,
      lines.with(place, (lines[place] ?? "").replace(/"amount":"(\d+)\./, '"amount":"1$1.')).join("\n"),
    );
    const ran = await run(["audit", journal]);
    expect(ran.code).toBe(1);
    expect(ran.out).toContain("shop: WRONG");
    expect(ran.out).toMatch(new RegExp(`entry ${place} \\(o1\\.0\\): hash: its hash is`));
  });

  test("begins at a snapshot that it saved", async () => {
    const snapshot = file("shop.snapshot");
    const place = ["audit", "--data", data, "--programme", "shop"];
    expect((await run([...place, "--save", snapshot])).code).toBe(0);
    const { out } = await run([...place, "--from", snapshot, "--json"]);
    expect(JSON.parse(out)).toMatchObject({ reports: [{ ok: true, entries: 0, compared: true }] });
    const other = await run(["audit", "--data", data, "--programme", "mall", "--from", snapshot]);
    expect(other).toMatchObject({ code: 2, err: expect.stringContaining("other_programme") as unknown });
  });

  test.each([
    [["audit", "nothing.jsonl"], "journal_not_found"],
    [["audit", "--data", "nowhere"], "data_not_found"],
    [
      ["audit", "--data", data, "--programme", "none"],
      'unknown_programme: there is no "none"; one of shop, mall, ever',
    ],
    [["export", "--data", data], "missing_option: --programme"],
    [["prove", "--data", data, "--programme", "shop", "--seq", "0"], "bad_option: --seq 0"],
    [["prove", "--data", data, "--programme", "shop", "--seq", "900"], "unknown_entry"],
    [["verify", "nothing.json"], "proof_not_found"],
  ])("%j says what is wrong", async (args, message) => {
    const ran = await run(args);
    expect(ran.code).toBe(2);
    expect(ran.err).toContain(message);
  });
});

describe("prove and verify", () => {
  test("a proof holds without a database, and not once it was touched", async () => {
    const { out } = await run(["prove", "--data", data, "--programme", "shop", "--seq", "3"]);
    const proof = JSON.parse(out) as { root: string; day: string; entry: { at: string } };
    expect(proof.day).toBe("2026-02-01");
    const path = file("proof.json");
    writeFileSync(path, out);
    expect(await run(["verify", path, "--root", proof.root])).toMatchObject({ code: 0 });
    expect((await run(["verify", path, "--root", "0".repeat(64)])).code).toBe(1);
    writeFileSync(path, JSON.stringify({ ...proof, entry: { ...proof.entry, at: at(2) } }));
    const ran = await run(["verify", path, "--json"]);
    expect(ran.code).toBe(1);
    expect(JSON.parse(ran.out)).toMatchObject({
      ok: false,
      seq: 3,
      wrong: "the hash is not that of the entry and the hash before it",
    });
  });
});

/** Whether a program is installed. */
const has = (program: string): boolean => spawnSync(program, ["--version"]).status === 0;
const cases = Object.keys(PLANS).flatMap((programme) =>
  (["beancount", "hledger"] as const).map((format) => ({ programme, format })),
);

describe.each(cases)("the books of $programme for $format", ({ programme, format }) => {
  const path = file(`${programme}.${format}`);
  let books: string;
  beforeAll(async () => {
    await run(["export", "--data", data, "--programme", programme, "--format", format, "--out", path]);
    books = readFileSync(path, "utf8");
  });

  test("balance, each transaction and each account", () => {
    const sums = new Map<string, bigint>();
    const units = (amount: string): bigint => {
      const [whole = "", decimals = ""] = amount.split(".");
      return BigInt(whole + decimals.padEnd(8, "0"));
    };
    let inTransaction = new Map<string, bigint>();
    for (const line of books.split("\n")) {
      const [, account, amount = "", commodity = ""] =
        /^ {2,}([A-Z]\S+) {2}(-?[\d.]+) "?([A-Z][\w'.-]*)"?$/.exec(line) ?? [];
      if (account === undefined) {
        expect([line, [...inTransaction.values()].filter((sum) => sum !== 0n)]).toEqual([line, []]);
        if (!/^ {2,}/.test(line)) inTransaction = new Map();
        continue;
      }
      if (/^ {4}\(/.test(line)) continue;
      const key = `${account} ${commodity}`;
      sums.set(key, (sums.get(key) ?? 0n) + units(amount));
      const other = (inTransaction.get(commodity) ?? 0n) + units(amount);
      inTransaction.set(commodity, other);
      if (other === 0n) inTransaction.delete(commodity);
      else inTransaction.set(commodity, other);
      if (inTransaction.size === 0) inTransaction = new Map();
    }
    const asserted = [
      ...books.matchAll(/^\d{4}-\d\d-\d\d balance (\S+) (-?[\d.]+) (\S+)$|^ {4}\((\S+)\) {2}0 "(\S+)" = (-?[\d.]+) /gm),
    ];
    expect(asserted.length).toBeGreaterThan(5);
    for (const [, one, amount, commodity, two, other, value] of asserted)
      expect([one ?? two, sums.get(`${one ?? two ?? ""} ${commodity ?? other ?? ""}`)]).toEqual([
        one ?? two,
        units(amount ?? value ?? ""),
      ]);
  });

  test.runIf(has(format === "beancount" ? "bean-check" : "hledger"))("are accepted by the program itself", () => {
    const [program, args] =
      format === "beancount" ? ["bean-check", [path]] : ["hledger", ["-f", path, "check", "--strict", "ordereddates"]];
    const { status, stdout, stderr } = spawnSync(program, args, {
      encoding: "utf8",
      env: { ...process.env, LC_ALL: "C.UTF-8" },
    });
    expect([status, stdout, stderr]).toEqual([0, "", ""]);
  });

  test.runIf(has(format === "beancount" ? "bean-check" : "hledger"))(
    "are refused by it when an amount was changed",
    () => {
      const changed = file(`changed.${programme}.${format}`);
      // Both sides of a transaction, so that only the assertion at the end can tell.
      const [moved = ""] =
        /^ {2,}(?:Assets|Liabilities)\S+ {2}\d[\d.]+ .*\n {2,}\S+ {2}-\d[\d.]+ .*$/m.exec(books) ?? [];
      writeFileSync(changed, books.replace(moved, moved.replaceAll(/ (-?)(\d)/g, " $19$2")));
      const [program, args] =
        format === "beancount" ? ["bean-check", [changed]] : ["hledger", ["-f", changed, "check"]];
      expect(spawnSync(program, args, { env: { ...process.env, LC_ALL: "C.UTF-8" } }).status).not.toBe(0);
    },
  );
});

test("the table has a row for each posting, and nothing that a spreadsheet would run", async () => {
  const { out } = await run(["export", "--data", data, "--programme", "shop", "--format", "csv"]);
  const [head, ...rows] = out.trimEnd().split("\n");
  expect(head).toBe("seq,line,day,at,type,id,debit,credit,asset,amount,mechanism,rule,version,hash");
  const { reports } = JSON.parse((await run(["audit", "--data", data, "--programme", "shop", "--json"])).out) as {
    reports: [{ postings: number }];
  };
  expect(rows).toHaveLength(reports[0].postings);
});
