// The store contract, on PGlite and on PostgreSQL: commits are fenced and whole, leases pass, checkpoints and redo give the state
// back, lists follow the journal.
import { Programme, recordEntry, renderEntry } from "@perennial/kernel";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Database } from "../src/database/database.js";
import type { Served } from "../src/programmes/served.js";
import type { SqlStore } from "../src/store/sql-store.js";
import { KNOWN } from "../src/store/sql-store.js";
import type { Batch, Lease } from "../src/store/store.js";
import { StaleLease } from "../src/store/store.js";
import { Reports } from "../src/store/reports.js";
import { sql } from "kysely";
import { BENCHES } from "./support/databases.js";
import type { Bench } from "./support/databases.js";
import { join, noon, order, someEvents, testPlan } from "./support/plan.js";
import { newShop, serve, submission, tables, take } from "./support/serving.js";

const row = (seq: number, id: string): Batch["rows"][number] => ({
  entry: { seq, type: "member.joined", id, at: noon(1), postings: "[]", notes: "[]" },
  event: { id, hash: "ab".repeat(32), body: { id } },
  day: "2026-01-01",
  hash: "cd".repeat(32),
});
const batchOf = (from: number, ...ids: string[]): Batch => ({
  from,
  to: from + ids.length,
  head: "cd".repeat(32),
  rows: ids.map((id, index) => row(from + index + 1, id)),
  redo: {},
  forms: [],
});

/** Removes every row of the state tables, which come into being with the first load. */
async function emptyState(database: Database): Promise<void> {
  const { rows } = await sql<{ name: string }>`
    select tablename as name from pg_tables where tablename like 'state\\_%'`.execute(database.query);
  for (const { name } of rows) await sql`delete from ${sql.table(name)}`.execute(database.query);
}

describe.each(BENCHES)("a store on $kind", ({ start }) => {
  let bench: Bench;
  let database: Database;
  let store: SqlStore;
  let lease: Lease;

  beforeAll(async () => {
    bench = await start();
    database = await bench.open();
  });
  afterAll(async () => {
    await database.close();
    await bench.stop();
  });
  beforeEach(async () => {
    for (const table of [
      "journal",
      "journal_form",
      "redo",
      "holder_line",
      "holder_entry",
      "daily",
      "projection",
      "checkpoint",
      "programme",
    ])
      await sql`delete from ${sql.table(table)}`.execute(database.query);
    await emptyState(database);
    ({ store, lease } = await newShop(database));
  });

  const fill = async (served: Served, days: number): Promise<void> => {
    const results = await served.sequencer.submit(someEvents(days).map(submission));
    expect(results.filter(({ status }) => status !== "accepted")).toEqual([]);
  };

  describe("programmes", () => {
    test("one by a name that is taken is not made", async () => {
      const again = { id: "shop", mode: "demo" as const, status: "ready" as const, redo: {} };
      expect(await store.create(again)).toBe(false);
      const [shop, ...others] = await store.list();
      expect(shop).toMatchObject({ id: "shop", mode: "sandbox", status: "ready", seq: 0, held: { owner: "one" } });
      expect(others).toEqual([]);
    });

    test("a name must have the form", async () => {
      const bad = { id: "A b", mode: "demo" as const, status: "ready" as const, redo: {} };
      await expect(store.create(bad)).rejects.toThrow("programme_id_form");
    });
  });

  describe("leases", () => {
    test("another owner has to wait until it runs out, and then raises the epoch", async () => {
      expect(await store.acquire("shop", "two", 1_000)).toMatchObject({ owner: "one" });
      await store.renew(lease, -1);
      const taken = await take(store, "two");
      expect(taken.epoch).toBe(lease.epoch + 1);
      expect(await store.renew(lease, 1_000)).toBe(false);
      expect([...(await store.renewAll("one", ["shop"], 1_000))]).toEqual([]);
      expect([...(await store.renewAll("two", ["shop", "none"], 1_000))]).toEqual([["shop", taken.epoch]]);
    });

    test("whoever has it says where it is reached, until the lease has run out", async () => {
      await store.release(lease);
      await store.acquire("shop", "two", 60_000, "http://127.0.0.1:7071");
      expect((await store.list())[0]?.held).toMatchObject({ owner: "two", address: "http://127.0.0.1:7071" });
      await store.acquire("shop", "two", -1, "http://127.0.0.1:7071");
      expect((await store.list())[0]?.held).toBeUndefined();
    });

    test("the same owner takes it back at once, under a higher epoch", async () => {
      expect((await take(store, "one")).epoch).toBe(lease.epoch + 1);
    });

    test("one given back is free", async () => {
      await store.release(lease);
      expect((await take(store, "two")).epoch).toBe(lease.epoch + 1);
    });
  });

  describe("commits", () => {
    // Such a plan is kept: it would read all of a journal that has grown since.
    test("ids are looked up by their index, also by a plan that was made while the journal was small", async () => {
      await store.commit(lease, batchOf(0, "x", "y", "z"));
      await sql`analyze journal`.execute(database.query);
      const values = ["shop", database.texts(["x", "w"])];
      const text = `explain ${KNOWN.text}`;
      const plan = await database.run<{ "QUERY PLAN": string }>({ name: "known_plan", text }, values);
      const steps = plan.map((line) => line["QUERY PLAN"]).join("\n");
      if (database.kind === "postgres") expect(steps).toContain("Index Scan using journal_event_once");
      expect(steps).toContain("asked");
    });

    test("append rows, and say afterwards which ids are known", async () => {
      await store.commit(lease, batchOf(0, "x", "y"));
      const known = await store.known("shop", ["y", "z"]);
      expect([...known]).toEqual([["y", { seq: 2, sent: "ab".repeat(32) }]]);
      expect(await store.list()).toMatchObject([{ seq: 2 }]);
    });

    test("a stale epoch commits nothing", async () => {
      await take(store, "one");
      await expect(store.commit(lease, batchOf(0, "x"))).rejects.toThrow(StaleLease);
      expect(await store.journal("shop", 0, 10)).toEqual([]);
      expect(await store.list()).toMatchObject([{ seq: 0 }]);
    });

    test("another position than the journal's commits nothing", async () => {
      await store.commit(lease, batchOf(0, "x"));
      await expect(store.commit(lease, batchOf(0, "y"))).rejects.toThrow(StaleLease);
      await expect(store.commit(lease, batchOf(5, "y"))).rejects.toThrow(StaleLease);
      expect((await store.journal("shop", 0, 10)).map(({ entry }) => entry.id)).toEqual(["x"]);
    });

    test("an id that is there already undoes the whole batch", async () => {
      await store.commit(lease, batchOf(0, "x"));
      await expect(store.commit(lease, batchOf(1, "y", "x"))).rejects.toThrow("journal_event_once");
      expect(await store.list()).toMatchObject([{ seq: 1 }]);
    });

    test("batches that are sent one behind the other arrive in their order, more of them than a line takes in a row", async () => {
      const ids = Array.from({ length: 150 }, (_, index) => `e${index}`);
      await Promise.all(ids.map(async (id, index) => store.commit(lease, batchOf(index, id))));
      expect((await store.journal("shop", 0, 200)).map(({ entry }) => entry.id)).toEqual(ids);
    });

    test("a batch that was sent behind one that fails commits nothing, and the line goes on", async () => {
      const outcomes = await Promise.allSettled([
        store.commit(lease, batchOf(0, "x", "x")),
        store.commit(lease, batchOf(2, "y")),
      ]);
      expect(outcomes.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
      expect(await store.journal("shop", 0, 10)).toEqual([]);
      await store.commit(lease, batchOf(0, "z"));
      expect(await store.list()).toMatchObject([{ seq: 1 }]);
    });

    test("the journal gives back what was put in", async () => {
      const served = await serve(store, lease);
      const events = [join("ann", 1), order("1", "ann", "99.90", 2)];
      const results = await served.sequencer.submit(events.map(submission));
      const rows = await store.journal("shop", 0, 10);
      expect(rows.map(({ entry }) => [entry.type, entry.id])).toEqual([
        ["member.joined", "join:ann"],
        ["day.closed", "day:2026-01-01"],
        ["order.settled", "order:1"],
      ]);
      const [, made] = results;
      if (made?.status !== "accepted") throw new Error("the order was not accepted");
      expect(rows[2]?.entry).toEqual(recordEntry(served.programme, made.entry));
      const shown = await new Reports(database).entry("shop", 3);
      expect(JSON.stringify(shown?.entry)).toBe(JSON.stringify(renderEntry(served.programme, made.entry)));
      expect(rows[2]).toMatchObject({ event: { body: events[1] }, figures: { gross: 9_990, margin: 9_990 } });
      expect(rows[1]).toMatchObject({ day: "2026-01-01", standing: { members: 1, pools: { profit: "0.00" } } });
    });
  });

  describe("recovery", () => {
    const restored = async (): Promise<Programme> => {
      const { parts } = await store.load(await take(store, "one"), tables);
      return Programme.restore(parts);
    };

    test("from the redo alone gives what memory held", async () => {
      const served = await serve(store, lease);
      await fill(served, 9);
      expect((await restored()).store.dump()).toEqual(served.programme.store.dump());
    });

    test.each([
      [
        "a changed balance",
        "update state_wallet set free = free + 1 where row = 2",
        "table wallet, row 2: it is not as it was written",
      ],
      // Rows of earlier versions have no sum of their own: the sums of the ledger find them.
      ["an older balance", "update state_wallet set free = free + 1, row_sum = null where row = 2", "table asset, row"],
      ["a missing holder", "delete from state_holder where row = 1", "table holder, row 1"],
      ["a lot of nobody", "update state_lot set wallet = 99999, row_sum = null where row = 0", "table lot, row 0"],
      ["a clock that is wrong", "update state_clock set seq = 1, row_sum = null", "table clock, row 0"],
      ["a missing order", "delete from state_order_settled where row = 1", "table order_settled, row 1: it is missing"],
      [
        "a missing exit",
        "delete from state_appreciation_lot where row = 0",
        "table appreciation_lot, row 0: it is missing",
      ],
      ["a missing inflow", "delete from state_order_inflow where row = 2", "table order_inflow, row 2: it is missing"],
      [
        "a pool",
        "update state_pool set balance = balance - 1, row_sum = null",
        "table asset, row 0: its accounts sum to -1",
      ],
      [
        "the supply",
        "update state_asset set issuance = issuance - 1, row_sum = null where row = 1",
        "table asset, row 1: its accounts sum to -1",
      ],
      [
        "a debt of nobody's",
        "insert into state_receivable select programme_id, 0, 1, 1, 7 from programme",
        "table asset, row 1",
      ],
      ["the journal's number", "update programme set seq = seq + 1", "table journal, row"],
    ])("%s is named, and the programme is not served", async (_, damage, named) => {
      const served = await serve(store, lease);
      await fill(served, 3);
      await served.checkpoint(true);
      await sql.raw(damage).execute(database.query);
      await expect(serve(store, await take(store, "one"))).rejects.toThrow(`corrupt_state: shop: ${named}`);
    });

    test.each([
      ["a redo that is gone", "delete from redo where seq = (select max(seq) from redo)", "table clock, row 0"],
      [
        "one in the middle",
        "delete from redo where seq = (select seq from redo order by seq offset 3 limit 1)",
        "table ",
      ],
      [
        "a changed amount",
        `update redo set changes = regexp_replace(changes::text, '"cells":\\["profit",[0-9]+', '"cells":["profit",1')::json, sum = null where seq = (select max(seq) from redo)`,
        "table asset, row 0",
      ],
    ])("of the redo, %s is named, and the programme is not served", async (_, damage, named) => {
      const served = await serve(store, lease);
      await served.checkpoint(true);
      for (const event of someEvents(3)) await served.sequencer.submit([submission(event)]);
      await sql.raw(damage).execute(database.query);
      await expect(serve(store, await take(store, "one"))).rejects.toThrow(`corrupt_state: shop: ${named}`);
    });

    test("from a checkpoint alone gives what memory held, and the redo before it is gone", async () => {
      const served = await serve(store, lease);
      await fill(served, 9);
      await served.checkpoint(true);
      expect(await database.query.selectFrom("redo").selectAll().execute()).toEqual([]);
      expect((await restored()).store.dump()).toEqual(served.programme.store.dump());
    });

    test("from a checkpoint and the redo after it gives what memory held", async () => {
      const served = await serve(store, lease);
      for (const [index, body] of someEvents(12).entries()) {
        await served.sequencer.submit([submission(body)]);
        if (index % 7 === 3) await served.checkpoint(true);
      }
      expect(served.checkpointSeq).toBeGreaterThan(0);
      expect(served.lag.checkpoint).toBeGreaterThan(0);
      expect((await restored()).store.dump()).toEqual(served.programme.store.dump());
    });

    test("a checkpoint that was cut off half way changes nothing", async () => {
      const served = await serve(store, lease);
      await fill(served, 3);
      await served.checkpoint(true);
      const more = [order("x1", "ann", "10.00", 3), order("x2", "ben", "20.00", 5)];
      await served.sequencer.submit(more.map(submission));
      // The rows are written, the last step is not: the position of the checkpoint stays.
      const { seq } = await database.query.selectFrom("checkpoint").select("seq").executeTakeFirstOrThrow();
      const redo = await database.query.selectFrom("redo").selectAll().execute();
      await served.checkpoint(true);
      await database.query.updateTable("checkpoint").set({ seq }).execute();
      for (const { changes, ...rest } of redo)
        await database.query
          .insertInto("redo")
          .values({ ...rest, changes: JSON.stringify(changes) })
          .execute();
      expect((await restored()).store.dump()).toEqual(served.programme.store.dump());
    });

    test("a stale epoch writes no checkpoint", async () => {
      const served = await serve(store, lease);
      await fill(served, 2);
      await take(store, "one");
      await expect(served.checkpoint(true)).rejects.toThrow(StaleLease);
      expect(await database.query.selectFrom("checkpoint").select("seq").execute()).toEqual([{ seq: -1 }]);
    });

    test("a loaded programme goes on as if nothing had been", async () => {
      const first = await serve(store, lease);
      await fill(first, 5);
      await first.checkpoint(true);
      const second = await serve(store, await take(store, "one"));
      const next = order("n", "ben", "55.00", 8);
      const [result] = await second.sequencer.submit([submission(next)]);
      const whole = Programme.start(testPlan());
      for (const body of [...someEvents(5), next]) whole.apply(body);
      expect(result?.status).toBe("accepted");
      expect(second.programme.store.dump()).toEqual(whole.store.dump());
    });
  });

  describe("projections", () => {
    test("lines, holders and days follow the journal, in whatever steps, and can be built again", async () => {
      const served = await serve(store, lease);
      await fill(served, 8);
      const everything = async (): Promise<unknown[]> => [
        await database.query
          .selectFrom("holder_line")
          .selectAll()
          .orderBy("seq")
          .orderBy("line")
          .orderBy("side")
          .execute(),
        await database.query.selectFrom("holder_entry").selectAll().orderBy("seq").execute(),
        await new Reports(database).totals("shop"),
        await new Reports(database).days("shop", undefined, undefined),
      ];
      while ((await store.project("shop", 3)) < served.sequencer.committedSeq);
      const first = await everything();
      await store.dropProjections("shop");
      await store.project("shop", 1_000);
      expect(await everything()).toEqual(first);
    });

    test("a holder's lines sum to its wallet, and what was paid is told apart", async () => {
      const served = await serve(store, lease);
      await fill(served, 8);
      await store.project("shop", 1_000);
      const { rows } = await sql<{ asset: string; sum: string }>`
        select asset, sum(amount)::text as sum from holder_line where holder = 'ann' and account <> 'receivable'
        group by asset order by asset`.execute(database.query);
      const { ledger, holders } = served.programme;
      const ann = holders.find("ann") ?? -1;
      const whole = (asset: number): number => {
        const wallet = ledger.findWallet(ann, asset);
        const { free, locked, held } = ledger.wallets.cells;
        return free.get(wallet) + locked.get(wallet) + held.get(wallet);
      };
      const minor = rows.map(({ sum }) => Number(sum.replace(".", "")));
      expect(minor).toEqual([whole(0), whole(1)]);
      expect(Number(await new Reports(database).paidTo("shop", "ann"))).toBeGreaterThan(0);
    });

    test("days sum turnover net of refunds, and show how things stood", async () => {
      const served = await serve(store, lease);
      await fill(served, 4);
      await store.project("shop", 1_000);
      const reports = new Reports(database);
      expect(await reports.totals("shop")).toMatchObject({ orders: 8, gross: 4 * 20_050 - 4_025 });
      const days = await reports.days("shop", "2026-01-02", undefined);
      expect(days.map(({ day, orders, gross }) => [day, orders, gross])).toEqual([
        ["2026-01-02", 2, 20_050],
        ["2026-01-03", 2, 16_025],
      ]);
      expect(days[1]?.standing.members).toBe(2);
    });
  });
});
