// A programme as it stands in the database, read without taking it from the server that writes it: one moment of state, head and plan.
import type { Part, TableDeclaration } from "@perennial/kernel";
import { CompiledQuery, sql } from "kysely";
import type { Database } from "../database/database.js";
import { readState } from "../store/state-load.js";
import type { Mode } from "../store/store.js";

export interface Inspected {
  readonly id: string;
  readonly mode: Mode;
  readonly seq: number;
  /** hash of the last entry, 64 hexadecimal digits */
  readonly head: string;
  /** checkpoint rows, then the redo after it, in order */
  readonly parts: Part[];
}

/** Undefined: there is no such programme. `tables`: those of this kernel. */
export async function inspect(
  database: Database,
  programme: string,
  tables: readonly TableDeclaration[],
): Promise<Inspected | undefined> {
  const begun = database.query.transaction().setIsolationLevel("repeatable read");
  return begun.execute(async (transaction) => {
    // Everything below is asked within the transaction, so that all of it is of one moment.
    const moment: Database = {
      ...database,
      query: transaction,
      run: async <Row>({ text }: { text: string }, values: readonly unknown[]) =>
        (await transaction.executeQuery<Row>(CompiledQuery.raw(text, [...values]))).rows,
    };
    const row = await transaction
      .selectFrom("programme")
      .innerJoin("checkpoint", "checkpoint.programme_id", "programme.programme_id")
      .select(["programme.programme_id as id", "mode", "programme.seq as seq", "checkpoint.seq as checkpoint"])
      .select(sql<string>`encode(head, 'hex')`.as("head"))
      .where("programme.programme_id", "=", programme)
      .executeTakeFirst();
    if (!row) return undefined;
    // What is not as it was written, the audit names by what it should be.
    const state = row.checkpoint >= 0 ? (await readState(moment, programme, await present(moment, tables))).parts : [];
    const redo = await transaction
      .selectFrom("redo")
      .select("changes")
      .where("programme_id", "=", programme)
      .where("seq", ">", row.checkpoint)
      .orderBy("seq")
      .execute();
    return { ...row, parts: [...state, ...redo.map(({ changes }) => changes as Part)] };
  });
}

/** The tables that have been made; a reader makes none. */
async function present({ query }: Database, tables: readonly TableDeclaration[]): Promise<TableDeclaration[]> {
  const { rows } = await sql<{ name: string }>`
    select relname as name from pg_class where relnamespace = 'public'::regnamespace and relname like 'state\\_%'`.execute(
    query,
  );
  const names = new Set(rows.map(({ name }) => name.replaceAll("_", "")));
  return tables.filter(({ name }) => names.has(`state${name.toLowerCase().replaceAll("_", "")}`));
}
