// Opens the database that was asked for, tables up to date.
import type { Database, DatabasePlace } from "./database.js";
import { migrate } from "./migrate.js";
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
