// The thread behind the writer: steps of lists and of the tree, one call each.
import { parentPort } from "node:worker_threads";
import { workerData } from "piscina";
import { Tree } from "../audit/tree.js";
import { openPostgres } from "../database/postgres.js";
import { SqlStore } from "../store/sql-store.js";

/** Opened with the first step; should the database be out of reach then, with the next. */
let opened: ReturnType<typeof open> | undefined;

async function open() {
  const database = await openPostgres(String(workerData), (error) => parentPort?.postMessage(error));
  const store = new SqlStore(database);
  return { database, store, tree: new Tree(database, store) };
}

async function tools(): ReturnType<typeof open> {
  opened ??= open().catch((error: unknown) => {
    opened = undefined;
    throw error;
  });
  return opened;
}

export const project = async ([programme, most]: [string, number]): Promise<number> =>
  (await tools()).store.project(programme, most);

export const grow = async ([programme, committed]: [string, number]): Promise<boolean> =>
  (await tools()).tree.grow(programme, committed);

export const end = async (): Promise<void> => (await opened)?.database.close();
