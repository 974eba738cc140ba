// Opens the database that was asked for, tables up to date.
import type { Database, DatabasePlace } from "./database.js";
import { isMigrated, migrate } from "./migrate.js";
import { openPglite } from "./pglite.js";
import { openPostgres } from "./postgres.js";

/** `onError`: told of a connection that breaks while it is idle. */
export async function openDatabase(place: DatabasePlace, onError: (error: Error) => void): Promise<Database> {
  const database = "url" in place ? await openPostgres(place.url, onError) : await openPglite(place.folder);
  try {
    await migrate(database);
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** Opens a database to look into it: nothing is made, nothing is changed. Rejects with `old_schema` when it is not up to date. */
export async function openToRead(place: DatabasePlace, onError: (error: Error) => void): Promise<Database> {
  const database = "url" in place ? await openPostgres(place.url, onError) : await openPglite(place.folder);
  try {
    if (await isMigrated(database)) return database;
    throw new Error(
      "old_schema: the database is not up to date with this version; start perennial serve or up on it once",
    );
  } catch (error) {
    await database.close();
    throw error;
  }
}
