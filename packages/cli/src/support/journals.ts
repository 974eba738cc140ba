// Where a command finds journals: a data folder, a PostgreSQL, or a file that was exported.
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Database, JournalSource, Store } from "@perennial/server";
import type { Command } from "commander";
import { fail } from "./fail.js";

export interface PlaceOptions {
  readonly data?: string;
  readonly databaseUrl?: string;
  readonly programme?: string;
}

export const withPlace = (command: Command): Command =>
  command
    .option("--data <folder>", "the data folder of a server that is not running (default: .perennial)")
    .option("--database-url <url>", "a PostgreSQL; its servers may be at work", process.env["DATABASE_URL"])
    .option("--programme <name>", "one programme; left out: every one");

/** The server's parts, and an open database; closed when the work is done, however it ends. */
export async function withDatabase<T>(
  options: PlaceOptions,
  work: (database: Database, store: Store) => Promise<T>,
): Promise<T> {
  const { openToRead, SqlStore } = await import("@perennial/server");
  const folder = resolve(options.data ?? ".perennial");
  if (options.databaseUrl === undefined && !existsSync(join(folder, "pglite")))
    fail(`data_not_found: there is no data in ${folder}; name one with --data, or a database with --database-url`);
  const place = options.databaseUrl === undefined ? { folder } : { url: options.databaseUrl };
  const database = await openToRead(place, () => undefined).catch((error: unknown) => refused(error));
  try {
    return await work(database, new SqlStore(database));
  } finally {
    await database.close();
  }
}

/** The journals that are meant, one after the other. */
export async function* journals(
  { programme }: PlaceOptions,
  database: Database,
  store: Store,
): AsyncGenerator<JournalSource> {
  const { databaseSource } = await import("@perennial/server");
  const names = (await store.list()).map(({ id }) => id);
  if (programme !== undefined && !names.includes(programme))
    fail(`unknown_programme: there is no "${programme}"; one of ${names.join(", ") || "none"}`);
  for (const name of programme === undefined ? names : [programme]) {
    const source = await databaseSource(database, store, name).catch((error: unknown) => refused(error));
    if (source) yield source;
  }
}

/** What the server's parts refuse with a name is the input's fault; anything else is told as it is. */
export function refused(error: unknown): never {
  const message = error instanceof Error ? error.message : String(error);
  return fail(/^[a-z_]+: /.test(message) ? message : `cannot_read: ${message}`);
}
