// Simulations beyond one process: on threads, and by workers of one database of which one is killed in the middle of a part. The outcome has the same bytes every time.
import type { ChildProcess } from "node:child_process";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type { Postgres } from "../packages/server/test/support/postgres.js";
import { startPostgres } from "../packages/server/test/support/postgres.js";

const command = fileURLToPath(new URL("../packages/cli/bin/perennial.js", import.meta.url));
/** A command line starts nine times here, and each waits its turn on a busy machine. */
vi.setConfig({ testTimeout: 300_000 });

const question = [
  "simulate",
  "--plan",
  "evergreen",
  "--scenario",
  "steady",
  "--members",
  "400",
  "--seeds",
  "4",
  "--json",
];

let postgres: Postgres;
let client: pg.Client;
const children: ChildProcess[] = [];

beforeAll(async () => {
  postgres = await startPostgres();
  client = new pg.Client({ connectionString: postgres.url });
  await client.connect();
});
afterAll(async () => {
  for (const child of children) child.kill("SIGKILL");
  await client.end();
  await postgres.stop();
});

function start(...args: readonly string[]): ChildProcess & { stdout: NodeJS.ReadableStream } {
  const child = spawn(process.execPath, [command, ...args], { stdio: ["ignore", "pipe", "inherit"] });
  children.push(child);
  return child;
}

async function output(...args: readonly string[]): Promise<string> {
  return text(start(...args).stdout);
}

/** A worker that has begun to work. */
async function worker(): Promise<ChildProcess> {
  const child = start("worker", "--database", postgres.url, "--threads", "1");
  const [line] = (await once(createInterface({ input: child.stdout }), "line")) as [string];
  expect(line).toContain("Working, 1 at a time");
  return child;
}

const count = async (query: string): Promise<number> =>
  Number((await client.query<{ count: string }>(`select count(*) from ${query}`)).rows[0]?.count);

test("threads, one core and workers of which one is killed come to the same bytes", async () => {
  const alone = await output(...question, "--threads", "1");
  expect(JSON.parse(alone)).toMatchObject({ seeds: 4 });
  expect(await output(...question, "--threads", "2")).toBe(alone);

  const victim = await worker();
  const answered = output(...question, "--database", postgres.url);
  // It holds its first part from here on; the two that come after it take that one again, and the rest.
  await vi.waitFor(async () => expect(await count("pgboss.job where state = 'active'")).toBe(1), {
    timeout: 60_000,
    interval: 20,
  });
  victim.kill("SIGKILL");
  await Promise.all([worker(), worker()]);
  expect(await answered).toBe(alone);
  expect(await count("pgboss.job where name = 'run' and retry_count > 0")).toBe(1);
  expect(await count("run_part where figures is null")).toBe(0);
});

test("a worker that is told to end gives back what it has, and the next one takes it at once", async () => {
  const longer = [...question.slice(0, 5), "--members", "3000", "--seeds", "2", "--database", postgres.url, "--json"];
  const waiting = start(...longer);
  await vi.waitFor(async () => expect(await count("pgboss.job where state = 'active'")).toBeGreaterThan(0), {
    timeout: 60_000,
    interval: 20,
  });
  for (const each of children) if (each !== waiting) each.kill("SIGTERM");
  await vi.waitFor(async () => expect(await count("pgboss.job where state = 'active'")).toBe(0), { timeout: 30_000 });
  await worker();
  await vi.waitFor(async () => expect(await count("pgboss.job where state = 'active'")).toBe(1), { timeout: 30_000 });

  // Whoever waits for it stops it for good.
  waiting.kill("SIGINT");
  await once(waiting, "exit");
  expect(await count("run where state = 'cancelled'")).toBe(1);
});
