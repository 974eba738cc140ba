// What this machine can do at most, measured beside the service: syncs of its disk, rows that PostgreSQL appends, requests that one core
// of JavaScript answers.
import { closeSync, fdatasyncSync, openSync, rmSync, writeSync } from "node:fs";
import { once } from "node:events";
import { spawn } from "node:child_process";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { load } from "./load.mjs";

/** Appends 8 kB and syncs, again and again; syncs a second. `folder`: on the disk of the database. */
export function syncs(folder, seconds) {
  const path = join(folder, "perennial-sync");
  const file = openSync(path, "w");
  const block = Buffer.alloc(8_192, 1);
  const began = performance.now();
  const until = began + seconds * 1000;
  let count = 0;
  for (; performance.now() < until; count++) {
    writeSync(file, block);
    fdatasyncSync(file);
  }
  const rate = count / ((performance.now() - began) / 1000);
  closeSync(file);
  rmSync(path);
  return rate;
}

const BATCH = 1_000;

/** Inserts rows of so many bytes into a bare table, a thousand in a transaction, two transactions under way; rows and bytes of log a second. */
export async function appends(url, rowBytes, seconds) {
  const clients = [0, 1].map(() => new pg.Client({ connectionString: url }));
  for (const client of clients) await client.connect();
  const [first] = clients;
  const lsn = async () =>
    Number((await first.query("select pg_current_wal_insert_lsn() - '0/0'::pg_lsn as bytes")).rows[0].bytes);
  await first.query("create table appended (seq bigint generated always as identity, body text not null)");
  const bodies = Array.from({ length: BATCH }, () => "x".repeat(rowBytes));
  const text = "insert into appended (body) select unnest($1::text[])";
  const [before, began] = [await lsn(), performance.now()];
  const until = began + seconds * 1000;
  const append = async (client) => {
    let rows = 0;
    for (; performance.now() < until; rows += BATCH) await client.query({ name: "append", text, values: [bodies] });
    return rows;
  };
  const rows = (await Promise.all(clients.map(append))).reduce((sum, each) => sum + each, 0);
  const spent = (performance.now() - began) / 1000;
  const bytes = (await lsn()) - before;
  await first.query("drop table appended");
  for (const client of clients) await client.end();
  return { rows: rows / spent, bytes: bytes / spent };
}

/** Requests a second that a process answers which does nothing else. */
export async function bareHttp(connections, seconds, body) {
  const child = spawn(process.execPath, [fileURLToPath(new URL("bare-http.mjs", import.meta.url))], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const [url] = await once(createInterface({ input: child.stdout }), "line");
  const { rate } = await load({ url, key: "none", connections, seconds, events: 1, bodyOf: () => body });
  child.kill();
  await once(child, "exit");
  return rate;
}
