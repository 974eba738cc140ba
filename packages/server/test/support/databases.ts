// The two databases that everything is tried on: PGlite in a folder, and a real PostgreSQL.
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import type { Database, DatabasePlace } from "../../src/database/database.js";
import { openDatabase } from "../../src/database/open.js";
import type { Postgres } from "./postgres.js";
import { startPostgres } from "./postgres.js";

export interface Bench {
  readonly kind: Database["kind"];
  /** A place of its own with nothing in it. */
  place(): Promise<DatabasePlace>;
  /** Opens a place, a new one when none is named. */
  open(place?: DatabasePlace): Promise<Database>;
  stop(): Promise<void>;
}

const rethrow = (error: Error): void => {
  throw error;
};

/** A new PGlite takes seconds to make, a copy of one a moment: the first is the mould of all others. */
export function pgliteBench(): Bench {
  const folders: string[] = [];
  const newFolder = (): string => {
    const folder = mkdtempSync(join(tmpdir(), "perennial-pglite-"));
    folders.push(folder);
    return folder;
  };
  let mould: Promise<string> | undefined;
  const makeMould = async (): Promise<string> => {
    const folder = newFolder();
    await (await openDatabase({ folder }, rethrow)).close();
    return folder;
  };
  const place = async (): Promise<DatabasePlace> => {
    mould ??= makeMould();
    const folder = newFolder();
    cpSync(await mould, folder, { recursive: true });
    return { folder };
  };
  return {
    kind: "pglite",
    place,
    open: async (at) => openDatabase(at ?? (await place()), rethrow),
    stop: () => {
      for (const folder of folders) rmSync(folder, { recursive: true, force: true });
      return Promise.resolve();
    },
  };
}

export async function postgresBench(): Promise<Bench> {
  const postgres: Postgres = await startPostgres();
  let made = 0;
  const place = async (): Promise<DatabasePlace> => {
    made += 1;
    const client = new pg.Client({ connectionString: postgres.url });
    await client.connect();
    await client.query(`create database test_${made}`);
    await client.end();
    return { url: postgres.url.replace(/\/postgres$/, `/test_${made}`) };
  };
  return {
    kind: "postgres",
    place,
    open: async (at) => openDatabase(at ?? (await place()), () => undefined),
    stop: async () => postgres.stop(),
  };
}

export const BENCHES = [
  { kind: "pglite" as const, start: (): Promise<Bench> => Promise.resolve(pgliteBench()) },
  { kind: "postgres" as const, start: postgresBench },
];
