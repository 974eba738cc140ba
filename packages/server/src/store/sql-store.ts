// The store in SQL: leases, commits, checkpoints and recovery. The same statements run on PGlite and on PostgreSQL.
import { setTimeout as delay } from "node:timers/promises";
import type { Form, Part, PlanDocument, RowImage, TableDeclaration } from "@perennial/kernel";
import { GENESIS } from "@perennial/kernel";
import { sql } from "kysely";
import type { Database } from "../database/database.js";
import { bodyOfRow, FormBook, ROW_COLUMNS, storedRow, upToPart } from "./journal-reader.js";
import type { EntryRow, SqlRow } from "./journal-reader.js";
import { COMMIT, commitValues } from "./journal-rows.js";
import { commitInParts } from "./long-commit.js";
import { dropProjections, project } from "./projections.js";
import { readState } from "./state-load.js";
import { brokenRedo, missingForm, otherHead, readRedo, summed } from "./load-checks.js";
import { ensureStateTables, upsert, upsertValues } from "./state-tables.js";
import type {
  Batch,
  CheckpointStep,
  HeldBy,
  Known,
  Lease,
  Loaded,
  LongBatch,
  ProgrammeRow,
  Store,
  StoredRow,
} from "./store.js";
import { StaleLease } from "./store.js";

/** Rows that one step of a checkpoint writes: few, since orders wait while they are read from memory, and on PGlite while they are written. */
const STEP_ROWS = 500;

export class SqlStore implements Store {
  private readonly forms: FormBook;
  readonly stepRows = STEP_ROWS;
  readonly isAlone: boolean;

  constructor(private readonly database: Database) {
    this.forms = new FormBook(database);
    this.isAlone = database.kind === "pglite";
  }

  async list(): Promise<ProgrammeRow[]> {
    const rows = await this.database.run<ProgrammeRow & Holder>(LIST, []);
    return rows.map(({ owner, address, forMs, ...row }) => ({
      ...row,
      ...(owner !== null && forMs > 0 && { held: { owner, address, forMs } }),
    }));
  }

  async create({ id, mode, status, redo }: Parameters<Store["create"]>[0]): Promise<boolean> {
    return this.database.query.transaction().execute(async (transaction) => {
      const made = await transaction
        .insertInto("programme")
        .values({ programme_id: id, mode, status, head: Buffer.from(GENESIS, "hex") })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst();
      if (Number(made.numInsertedOrUpdatedRows ?? 0) === 0) return false;
      await transaction.insertInto("checkpoint").values({ programme_id: id }).execute();
      await transaction.insertInto("projection").values({ programme_id: id, name: "lists" }).execute();
      await transaction
        .insertInto("redo")
        .values({ programme_id: id, seq: 0, after: -1, ...summed(JSON.stringify(redo)) })
        .execute();
      return true;
    });
  }

  async setReady(lease: Lease): Promise<void> {
    await this.database.query
      .updateTable("programme")
      .set({ status: "ready" })
      .where("programme_id", "=", lease.programme)
      .where("epoch", "=", lease.epoch)
      .execute();
  }

  async acquire(programme: string, owner: string, ttlMs: number, address?: string): Promise<Lease | HeldBy> {
    const [taken] = await this.database.run<{ epoch: number }>(ACQUIRE, [programme, owner, ttlMs, address ?? null]);
    if (taken) return { programme, epoch: taken.epoch };
    const [row] = await this.database.run<Holder>(HOLDER, [programme]);
    if (!row) throw new Error(`unknown_programme: there is no programme ${programme}`);
    return { owner: row.owner ?? "", address: row.address, forMs: row.forMs };
  }

  async renew(lease: Lease, ttlMs: number): Promise<boolean> {
    const { rows } = await sql`
      update programme set expires_at = now() + ${ttlMs} * interval '1 millisecond'
      where programme_id = ${lease.programme} and epoch = ${lease.epoch} returning 1`.execute(this.database.query);
    return rows.length === 1;
  }

  async renewAll(owner: string, programmes: readonly string[], ttlMs: number): Promise<Map<string, number>> {
    if (programmes.length === 0) return new Map();
    const rows = await this.database.run<{ id: string; epoch: number }>(RENEW, [programmes, owner, ttlMs]);
    return new Map(rows.map(({ id, epoch }) => [id, epoch]));
  }

  async release(lease: Lease, restMs?: number): Promise<void> {
    const rest = restMs === undefined ? null : Math.min(restMs, MOST_REST_MS);
    await this.database.run(RELEASE, [lease.programme, lease.epoch, rest]);
  }

  async plans(programmes: readonly string[]): Promise<Map<string, PlanDocument>> {
    if (programmes.length === 0) return new Map();
    const rows = await this.database.run<{ id: string; document: string }>(PLANS, [this.database.texts(programmes)]);
    return new Map(rows.map(({ id, document }) => [id, JSON.parse(document) as PlanDocument]));
  }

  async load(lease: Lease, tables: readonly TableDeclaration[]): Promise<Loaded> {
    await ensureStateTables(this.database, tables);
    const { query } = this.database;
    const row = await query
      .selectFrom("programme")
      .innerJoin("checkpoint", "checkpoint.programme_id", "programme.programme_id")
      .select(["mode", "status", "programme.seq as seq", "checkpoint.seq as checkpoint", "lengths"])
      .select(sql<string>`encode(head, 'hex')`.as("head"))
      .where("programme.programme_id", "=", lease.programme)
      .where("programme.epoch", "=", lease.epoch)
      .executeTakeFirst();
    if (!row) throw new StaleLease(lease, "the programme has another owner");
    // Without a finished checkpoint the tables may hold the first steps of one: the redo then tells everything.
    const state =
      row.checkpoint >= 0 ? await readState(this.database, lease.programme, tables) : { parts: [], wrong: undefined };
    const after = await readRedo(query, lease.programme, row.checkpoint);
    const forms = await query
      .selectFrom("journal_form")
      .select(["form", "shape"])
      .where("programme_id", "=", lease.programme)
      .orderBy("form")
      .execute();
    const redo = after.map(({ changes }) => changes as Part);
    const wrong =
      state.wrong ??
      brokenRedo(after, row.checkpoint) ??
      missingForm(forms) ??
      (await otherHead(query, lease.programme, row));
    return {
      ...row,
      lengths: row.lengths ?? {},
      forms: forms.map(({ shape }) => shape as Form),
      parts: [...state.parts, ...redo],
      redo,
      ...(wrong !== undefined && { wrong }),
    };
  }

  async known(programme: string, ids: readonly string[]): Promise<Map<string, Known>> {
    if (ids.length === 0) return new Map();
    const rows = await this.database.run<EntryRow & { event_id: string; body_hash: string | null }>(KNOWN, [
      programme,
      this.database.texts(ids),
    ]);
    return new Map(rows.map((row) => [row.event_id, { seq: row.seq, sent: row.body_hash ?? bodyOfRow(row) ?? {} }]));
  }

  async commit(lease: Lease, batch: Batch): Promise<void> {
    const values = commitValues(this.database, lease.programme, lease.epoch, batch);
    const [result] = await this.database.runInLine<{ moved: number }>(lease.programme, COMMIT, values);
    if (result?.moved !== 1) throw new StaleLease(lease, `the journal does not stand at ${batch.from}, or is not ours`);
  }

  async commitInParts(lease: Lease, batch: LongBatch): Promise<void> {
    await commitInParts(this.database, lease, batch);
  }

  async checkpoint(
    lease: Lease,
    steps: AsyncIterable<CheckpointStep>,
    seq: number,
    rest: (took: number) => number,
  ): Promise<void> {
    const lengths: Record<string, number> = {};
    for await (const { table, rows, length } of steps) {
      const began = performance.now();
      lengths[table.name] = length;
      await this.step(lease, table, rows);
      // The writer shares the processor with this, on PGlite the very thread: after each step it has a while to itself.
      await delay(rest(performance.now() - began));
    }
    await this.database.behind.query.transaction().execute(async (transaction) => {
      const { rows } = await sql`
        update checkpoint set seq = ${seq}, written_at = now(),
          lengths = coalesce(lengths, '{}') || ${JSON.stringify(lengths)}::jsonb
        where programme_id = ${lease.programme} and epoch = ${lease.epoch} and seq <= ${seq} returning 1`.execute(
        transaction,
      );
      if (rows.length !== 1) throw new StaleLease(lease, "the checkpoint is not ours");
      await transaction
        .deleteFrom("redo")
        .where("programme_id", "=", lease.programme)
        .where("seq", "<=", seq)
        .execute();
    });
  }

  async journal(programme: string, after: number, limit: number): Promise<StoredRow[]> {
    const rows = await this.database.run<SqlRow>(JOURNAL, [programme, after, limit]);
    const forms = await this.forms.enough(programme, rows);
    return rows.map((row) => storedRow(row, forms));
  }

  async project(programme: string, most: number): Promise<number> {
    return project(this.database, this.forms, programme, most);
  }

  async dropProjections(programme: string): Promise<void> {
    await dropProjections(this.database, programme);
  }

  private async step(lease: Lease, declaration: TableDeclaration, rows: readonly RowImage[]): Promise<void> {
    const values = [lease.programme, lease.epoch, ...upsertValues(this.database, declaration, rows)];
    const [done] = await this.database.behind.run<{ ours: number }>(upsert(declaration), values);
    if (done?.ours !== 1) throw new StaleLease(lease, "the checkpoint is not ours");
  }
}

interface Holder {
  owner: string | null;
  address: string | null;
  forMs: number;
}

const FOR_MS = `coalesce(extract(epoch from expires_at - now()) * 1000, 0)::double precision as "forMs"`;
const LIST = {
  name: "list",
  text: `select programme_id as id, mode, status, seq, owner, address, ${FOR_MS},
  coalesce(owner is null and wake_at > now(), false) as resting from programme order by created_at, programme_id`,
};
const HOLDER = { name: "holder", text: `select owner, address, ${FOR_MS} from programme where programme_id = $1` };
/** A checkpoint that the former owner has begun ends with it: each of its steps asks for its own epoch. */
const ACQUIRE = {
  name: "acquire",
  text: `
with taken as (
  update programme
  set owner = $2, address = $4, epoch = epoch + 1, expires_at = now() + $3 * interval '1 millisecond', wake_at = null
  where programme_id = $1 and (owner is null or owner = $2 or expires_at < now())
  returning programme_id, epoch
), ended as (
  update checkpoint c set epoch = t.epoch from taken t where c.programme_id = $1 and t.programme_id = c.programme_id
)
select epoch from taken`,
};
/** A century: no programme rests longer without being asked for. */
const MOST_REST_MS = 100 * 365 * 86_400_000;
const RELEASE = {
  name: "release",
  text: `
update programme set owner = null, expires_at = null, address = null, wake_at = now() + $3::double precision * interval '1 millisecond'
where programme_id = $1 and epoch = $2`,
};
const PLANS = {
  name: "plans",
  text: `
select distinct on (programme_id) programme_id as id, document from state_plan_version
where programme_id = any($1::text[]) order by programme_id, "row" desc`,
};
const RENEW = {
  name: "renew",
  text: `
update programme set expires_at = now() + $3 * interval '1 millisecond'
where programme_id = any($1::text[]) and owner = $2 returning programme_id as id, epoch`,
};
/** One look into the index of ids for each of them, whatever the planner thinks of the table when it makes its plan. */
export const KNOWN = {
  name: "known",
  text: `
select found.* from unnest($2::text[]) as asked (id) cross join lateral (
  select event_id, seq, type, at, event, encode(body_hash, 'hex') as body_hash from journal
  where programme_id = $1 and event_id = asked.id limit 1) as found`,
};
const JOURNAL = {
  name: "journal",
  text: `select ${ROW_COLUMNS} from journal j where j.programme_id = $1 and j.seq > $2 and ${upToPart("j.seq", "$2")} order by j.seq limit $3`,
};
