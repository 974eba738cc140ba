// What an audit says, word by word: for each check what is wrong and what would be right, how much it has looked at, and when it stops.
import { describe, expect, test } from "vitest";
import type { AuditRow } from "../../src/audit/auditor.js";
import { Auditor } from "../../src/audit/auditor.js";
import { canonical, chainHash, GENESIS } from "../../src/ledger/chain.js";
import { Programme } from "../../src/programme.js";
import { audit, changed, head, kept, last, plan, sha256, withAmount } from "./kept.js";

const order = 4;
const rowOf = (seq: number): AuditRow => {
  const row = kept.rows[seq - 1];
  if (!row) throw new Error(`no entry ${seq}`);
  return row;
};

/** The same rows with every hash made anew, so that the chain itself is whole. */
function rechained(rows: readonly AuditRow[]): AuditRow[] {
  let before = GENESIS;
  return rows.map((row) => {
    const hash = chainHash(before, row.entry, sha256);
    const made = { ...row, before, hash };
    before = hash;
    return made;
  });
}

describe("order and chain", () => {
  test("one entry missing, and two", () => {
    const without = (...seqs: number[]) => audit(kept.rows.filter(({ entry }) => !seqs.includes(entry.seq)));
    expect(without(4).findings[0]).toMatchObject({ wrong: "entry 4 is missing", right: "entry 4 before entry 5" });
    expect(without(4, 5).findings[0]).toEqual({
      check: "order",
      seq: 4,
      place: "the journal",
      wrong: "entries 4 to 5 are missing",
      right: "entry 4 before entry 6",
    });
  });

  test("an entry once more", () => {
    const { findings } = audit(kept.rows.flatMap((row) => (row.entry.seq === order ? [row, row] : [row])));
    expect(findings[0]).toEqual({
      check: "order",
      seq: order,
      place: "b1",
      wrong: "it comes after entry 4",
      right: "entry 5",
    });
    expect(findings[1]).toMatchObject({
      check: "chain",
      seq: order,
      right: `the hash of the entry before, ${rowOf(4).hash}`,
    });
  });

  test("a hash before that is another", () => {
    const other = "cd".repeat(32);
    const { findings, wrong, ok } = audit(changed(order, (row) => ({ ...row, before: other })));
    expect([ok, wrong]).toEqual([false, 2]);
    expect(findings).toEqual([
      {
        check: "chain",
        seq: order,
        place: "b1",
        wrong: `it stands behind the hash ${other}`,
        right: `the hash of the entry before, ${rowOf(order).before}`,
      },
      {
        check: "hash",
        seq: order,
        place: "b1",
        wrong: `its hash is ${rowOf(order).hash}`,
        right: `${chainHash(other, rowOf(order).entry, sha256)}, by its content`,
      },
    ]);
  });

  test("an end that is said to be another: by number, else by hash", () => {
    const other = "0".repeat(64);
    expect(audit(kept.rows, { head: other }).findings).toEqual([
      {
        check: "chain",
        seq: last,
        place: "the programme",
        wrong: `it says that the chain ends with ${other}`,
        right: head,
      },
    ]);
    expect(audit(kept.rows, { seq: last + 3, head: other }).findings).toEqual([
      {
        check: "order",
        seq: last,
        place: "the journal",
        wrong: `it ends with entry ${last}`,
        right: `entry ${last + 3}`,
      },
    ]);
  });

  test("the first twenty are told, and all are counted", () => {
    const rows = kept.rows.map((row) => ({ ...row, before: "ef".repeat(32) }));
    const { findings, wrong } = audit(rows);
    expect(findings).toHaveLength(20);
    expect(wrong).toBe(2 * last);
  });
});

describe("postings", () => {
  const said = (change: Partial<{ amount: string; debit: string; credit: string }>) => {
    const rows = changed(order, (row) => {
      const [first, ...rest] = row.entry.postings;
      return first ? { ...row, entry: { ...row.entry, postings: [{ ...first, ...change }, ...rest] } } : row;
    });
    return audit(rechained(rows)).findings.find(({ check }) => check === "posting");
  };

  test("what moves nothing, and what is no account", () => {
    const right = "an amount from one account to another";
    const place = { check: "posting", seq: order, place: "b1", right };
    expect(said({ amount: "0" })).toEqual({ ...place, wrong: "0 is no amount above 0" });
    expect(said({ debit: "bank", credit: "treasury" })).toEqual({
      ...place,
      wrong: "bank and treasury are not both accounts",
    });
    expect(said({ amount: "36.01" })).toBeUndefined();
  });
});

describe("replay", () => {
  const replayOf = (rows: readonly AuditRow[]) =>
    audit(rechained(rows)).findings.filter((each) => each.check === "replay");
  const bodyOf = (seq: number) => rowOf(seq).event?.body ?? {};
  const reads = (seq: number) => `it reads ${canonical(rowOf(seq).entry)}`;

  test("an entry that comes out different, once: what follows is not replayed, and the state is not compared", () => {
    const rows = rechained(changed(order, (row) => withAmount(row, "36.01")));
    const { findings } = audit(rows, { head: rows.at(-1)?.hash ?? "" });
    const forged = rows[order - 1];
    expect(findings.map(({ check, seq }) => [check, seq])).toEqual([
      ["replay", order],
      ["balance", last],
    ]);
    expect(findings[0]).toMatchObject({
      place: "b1",
      wrong: `it reads ${forged ? canonical(forged.entry) : ""}`,
      right: `${canonical(rowOf(order).entry)}, by replay`,
    });
  });

  test("an event that is refused, and one that is the cause of nothing", () => {
    const refused = changed(order, (row) => ({ ...row, event: { body: { ...bodyOf(order), buyer: "nobody" } } }));
    expect(replayOf(refused)).toEqual([
      {
        check: "replay",
        seq: order,
        place: "b1",
        wrong: reads(order),
        right: "nothing: the event is refused (unknown_holder)",
      },
    ]);
    const none = changed(order, ({ entry, before, hash }) => ({ entry, before, hash }));
    expect(replayOf(none)[0]).toMatchObject({ wrong: reads(order), right: "nothing, by replay" });
  });

  test("an event that closes a day whose own entry is missing makes two", () => {
    const closing = kept.rows.find(({ event }) => !event);
    if (!closing) throw new Error("no day closed by itself");
    const { seq } = closing.entry;
    const rows = kept.rows.filter(({ entry }) => entry.seq !== seq);
    const next = rowOf(seq + 1).entry;
    const { findings } = audit(rows);
    expect(findings.find(({ check }) => check === "replay")).toMatchObject({
      seq: seq + 1,
      right: `${canonical(closing.entry)} and ${canonical(next)}, by replay`,
    });
  });

  test("an event on which the kernel fails", () => {
    const body = {
      get type(): string {
        throw new Error("no type");
      },
    };
    const [first] = replayOf(changed(order, (row) => ({ ...row, event: { body } })));
    expect(first).toMatchObject({ right: "nothing: the kernel fails on it (no type)" });
  });
});

describe("the state", () => {
  const auditor = (): Auditor => {
    const made = new Auditor({ programme: Programme.start(plan()), head: GENESIS }, sha256);
    for (const row of kept.rows) made.row(row);
    return made;
  };
  const wallets = kept.state["wallet"] ?? [];
  /** The free balance of the first wallets, one minor unit more. */
  const more = (rows: number) => ({
    ...kept.state,
    wallet: wallets.map((row, at) => (at < rows ? row.with(3, Number(row[3]) + 1) : row)),
  });

  test("is compared when there is one", () => {
    expect(auditor().end({ seq: last, head })).toMatchObject({ ok: true, compared: false, head });
    const state = Programme.restore([kept.state]);
    expect(auditor().end({ seq: last, head, state })).toMatchObject({ ok: true, compared: true });
  });

  test("a balance that differs is told with both figures, and how many differ", () => {
    const [one] = audit(kept.rows, { state: more(1) }).findings;
    const free = Number(wallets[0]?.[3]);
    expect(one).toEqual({
      check: "balance",
      seq: last,
      place: "wallet:platform cash",
      wrong: `the state has ${(free + 1) / 100}`,
      right: `${free / 100}, by its postings`,
    });
    const { findings } = audit(kept.rows, { state: more(2) });
    expect(findings[0]?.right).toMatch(/, by its postings; 2 accounts differ$/);
    expect(findings[1]).toEqual({
      check: "state",
      seq: last,
      place: "wallet[0].free",
      wrong: `the state has ${free + 1}`,
      right: `${free}, by replay`,
    });
  });

  test("rows that are too many or too few", () => {
    const finding = (kept: number) => ({
      check: "state",
      seq: last,
      place: "wallet",
      wrong: `the state has ${kept} rows`,
      right: `${wallets.length} rows, by replay`,
    });
    const stateOf = (wallet: typeof wallets) => audit(kept.rows, { state: { ...kept.state, wallet } }).findings.at(-1);
    expect(stateOf(wallets.slice(0, -1))).toEqual(finding(wallets.length - 1));
    const [row] = wallets.slice(-1);
    const blank = row?.with(0, wallets.length).with(1, 2).with(2, 2).with(3, 0).with(4, 0).with(5, 0);
    expect(stateOf(blank ? [...wallets, blank] : [])).toEqual(finding(wallets.length + 1));
  });
});
