// The test database itself: it runs for any user, keeps its promises over a crash, and leaves nothing behind.
import { existsSync } from "node:fs";
import { dirname } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Postgres, startPostgres } from "./support/postgres.js";

let postgres: Postgres;

beforeAll(async () => {
  postgres = await startPostgres();
});

afterAll(async () => {
  await postgres.stop();
  expect(existsSync(dirname(postgres.dataDir))).toBe(false);
});

/** Asks one question over a connection of its own; the first column of the first row. */
async function ask(sql: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: postgres.url });
  client.on("error", () => undefined);
  await client.connect();
  try {
    const { rows } = await client.query<unknown[]>({ text: sql, rowMode: "array" });
    return rows[0]?.[0];
  } finally {
    await client.end();
  }
}

test("serves on loopback with fsync on", async () => {
  expect(await ask("show fsync")).toBe("on");
  expect(await ask("show synchronous_commit")).toBe("on");
  expect(await ask("show listen_addresses")).toBe("127.0.0.1");
  expect(await ask("show server_version")).toMatch(/^18\./);
});

test("keeps Chinese text", async () => {
  expect(await ask("select length('长青')")).toBe(2);
});

test("keeps what was committed over a kill -9, and the url", async () => {
  await ask("create table kept (n int)");
  await ask("insert into kept values (42)");
  const before = postgres.pid;
  await postgres.kill("SIGKILL");
  await expect(ask("select 1")).rejects.toThrow("ECONNREFUSED");
  await postgres.restart();
  expect(postgres.pid).not.toBe(before);
  expect(await ask("select n from kept")).toBe(42);
});
