// The two databases that everything is tried on: PGlite in a folder, and a real PostgreSQL.
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import pg from "pg";
import type { Database, DatabasePlace } from "../../src/database/database.js";
import { openDatabase } from "../../src/database/open.js";
import { sha256 } from "../../src/programmes/body-hash.js";
import { ensureStateTables } from "../../src/store/state-tables.js";
import type { Postgres } from "./postgres.js";
import { startPostgres } from "./postgres.js";
import { tables } from "./serving.js";

/** A new database on a server that is there. */
export async function newDatabase(postgres: Pick<Postgres, "url">, name: string): Promise<string> {
  const client = new pg.Client({ connectionString: postgres.url });
  await client.connect();
  await client.query(`create database ${name}`);
  await client.end();
  return postgres.url.replace(/\/postgres$/, `/${name}`);
}

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

const cache = fileURLToPath(new URL("../../../../node_modules/.cache/perennial/", import.meta.url));

/**
 * A new PGlite with all tables takes seconds to make, a copy of one a moment. The mould of all copies is kept between runs,
 * under a name that says what went into it; the folder is dropped with node_modules.
 */
async function mouldFolder(): Promise<string> {
  const migrations = fileURLToPath(new URL("../../migrations/", import.meta.url));
  const parts = readdirSync(migrations).map((name) => readFileSync(join(migrations, name), "utf8"));
  const key = sha256(JSON.stringify([...parts, tables])).slice(0, 16);
  const folder = join(cache, `pglite-${key}`);
  if (existsSync(folder)) return folder;
  const making = join(cache, `making-${process.pid}-${key}`);
  const database = await openDatabase({ folder: making }, rethrow);
  await ensureStateTables(database, tables);
  await database.close();
  try {
    renameSync(making, folder);
  } catch {
    // Another test file was quicker.
    rmSync(making, { recursive: true, force: true });
  }
  return folder;
}

export function pgliteBench(): Bench {
  const folders: string[] = [];
  let mould: Promise<string> | undefined;
  const place = async (): Promise<DatabasePlace> => {
    mould ??= mouldFolder();
    const folder = mkdtempSync(join(tmpdir(), "perennial-pglite-"));
    folders.push(folder);
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
    return { url: await newDatabase(postgres, `test_${made}`) };
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
