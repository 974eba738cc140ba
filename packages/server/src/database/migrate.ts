// Brings the tables up to date: the SQL files of migrations/, in order, each once.
import { readdirSync, readFileSync } from "node:fs";
import type { Migration } from "kysely/migration";
import { Migrator } from "kysely/migration";
import { sql } from "kysely";
import type { Database } from "./database.js";

const folder = new URL("../../migrations/", import.meta.url);

/**
 * Runs what has not been run yet, in a transaction, up to the migration named `last`, or all. Several servers may start at
 * once: one does it, the others wait.
 */
export async function migrate(database: Database, last?: string): Promise<void> {
  const migrator = new Migrator({ db: database.query, provider: { getMigrations: async () => readMigrations() } });
  const { error, results } = await (last === undefined ? migrator.migrateToLatest() : migrator.migrateTo(last));
  const failed = results?.find(({ status }) => status === "Error");
  if (error !== undefined)
    throw new Error(`migration_failed: ${failed?.migrationName ?? "before the first migration"}`, { cause: error });
}

/** Whether everything has been run that this version knows. */
export async function isMigrated(database: Database): Promise<boolean> {
  const migrator = new Migrator({ db: database.query, provider: { getMigrations: async () => readMigrations() } });
  return (await migrator.getMigrations()).every(({ executedAt }) => executedAt !== undefined);
}

async function readMigrations(): Promise<Record<string, Migration>> {
  const files = readdirSync(folder).filter((name) => name.endsWith(".sql"));
  return Object.fromEntries(
    files.toSorted().map((name) => [
      name.slice(0, -".sql".length),
      {
        up: async (db) => {
          for (const statement of statementsOf(readFileSync(new URL(name, folder), "utf8")))
            await sql.raw(statement).execute(db);
        },
      },
    ]),
  );
}

/** One statement each: they end with a semicolon at the end of a line. */
function statementsOf(text: string): string[] {
  return text
    .replaceAll(/^--.*$/gm, "")
    .split(/;\s*$/m)
    .map((statement) => statement.trim())
    .filter((statement) => statement !== "");
}
