// PGlite in a folder: PostgreSQL inside this process. It never calls fsync, so it is for trying and developing.
import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { PGlite, types } from "@electric-sql/pglite";
import { Kysely, PGliteDialect } from "kysely";
import { fromPglite } from "pg-boss";
import type { Database } from "./database.js";
import { lockFolder } from "./lock.js";
import type { Tables } from "./tables.js";

/** Opens or creates the database in a folder. Rejects with `folder_in_use` when another process has it. */
export async function openPglite(folder: string): Promise<Database> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const unlock = lockFolder(folder);
  try {
    const pglite = await open(join(folder, "pglite"));
    const query = new Kysely<Tables>({ dialect: new PGliteDialect({ pglite }) });
    const run = async <Row>({ text }: { text: string }, values: readonly unknown[]): Promise<Row[]> =>
      (await pglite.query<Row>(text, [...values])).rows;
    return {
      kind: "pglite",
      durable: false,
      query,
      texts: (items) => items,
      numbers: (items) => items,
      run,
      behind: { query, run },
      // There is one connection, and it keeps the order.
      runInLine: async (_, statement, values) => run(statement, values),
      transact: async (work) =>
        pglite.transaction(async (transaction) =>
          work(
            async <Row>({ text }: { text: string }, values: readonly unknown[]) =>
              (await transaction.query<Row>(text, [...values])).rows,
          ),
        ),
      queue: { db: fromPglite(pglite), backend: "pglite" },
      close: async () => {
        await pglite.close();
        unlock();
      },
    };
  } catch (error) {
    unlock();
    throw error;
  }
}

/** A new database is made beside its place and moved there when it is whole: a first start that was killed leaves none. */
async function open(path: string): Promise<PGlite> {
  if (!existsSync(path)) {
    const making = `${path}.new`;
    rmSync(making, { recursive: true, force: true });
    await (await PGlite.create(making)).close();
    renameSync(making, path);
  }
  return PGlite.create(path, { parsers: { [types.INT8]: Number } });
}
