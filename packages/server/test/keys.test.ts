// Keys as the service remembers them: one in use is asked about again before its time is over, by one question for all, and one that was
// revoked elsewhere is refused within that time.
import type { KyselyPlugin } from "kysely";
import { afterAll, afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Database } from "../src/database/database.js";
import { Keys } from "../src/http/principal.js";
import { pgliteBench } from "./support/databases.js";

const bench = pgliteBench();
const database = await bench.open();
let asked = 0;
const counting: KyselyPlugin = {
  transformQuery: ({ node }) => {
    if (node.kind === "SelectQueryNode") asked += 1;
    return node;
  },
  transformResult: async ({ result }) => Promise.resolve(result),
};
const counted: Database = { ...database, query: database.query.withPlugin(counting) };

let now = 0;
beforeEach(() => {
  asked = 0;
  now = performance.now();
  vi.spyOn(performance, "now").mockImplementation(() => now);
});
afterEach(() => void vi.restoreAllMocks());
afterAll(async () => {
  await database.close();
  await bench.stop();
});

const after = (seconds: number): void => void (now += seconds * 1_000);

test("one in use is never out of mind, at a question every five seconds", async () => {
  const keys = new Keys(counted);
  const key = await keys.create("*", "till", ["events:write"]);
  expect(keys.recall(key)).toBeUndefined();
  const principal = await keys.find(key);
  expect([keys.recall(key), asked]).toEqual([principal, 1]);
  for (let second = 0; second < 60; second += 3) {
    after(3);
    for (let times = 0; times < 5; times++) expect(keys.recall(key)).toMatchObject({ bucket: principal?.bucket });
    await keys.find(key);
    await settled();
  }
  expect(asked).toBeLessThanOrEqual(12);
});

test("those who ask at once for one that is not in mind wait for the same answer", async () => {
  const keys = new Keys(counted);
  const key = await keys.create("*", "till", ["events:write"]);
  const found = await Promise.all(Array.from({ length: 20 }, async () => keys.find(key)));
  expect([new Set(found).size, asked]).toEqual([1, 1]);
  expect(await keys.find(`prn_*_${"a".repeat(43)}`)).toBeUndefined();
});

test("one revoked by another server is refused within ten seconds, also when it is in use all the time", async () => {
  const [keys, elsewhere] = [new Keys(counted), new Keys(database)];
  const key = await keys.create("*", "till", ["events:write"]);
  await keys.find(key);
  await elsewhere.revoke(key);
  after(4);
  expect(keys.recall(key)).toBeDefined();
  after(3);
  expect(keys.recall(key)).toBeDefined();
  await settled();
  expect([keys.recall(key), await keys.find(key)]).toEqual([undefined, undefined]);
});

test("one revoked here is refused at once, whatever answer is under way", async () => {
  const keys = new Keys(counted);
  const key = await keys.create("*", "till", ["events:write"]);
  await keys.find(key);
  after(6);
  expect(keys.recall(key)).toBeDefined();
  await keys.revoke(key);
  await settled();
  expect([keys.recall(key), await keys.find(key)]).toEqual([undefined, undefined]);
});

/** Until what was asked in the background is answered. */
async function settled(): Promise<void> {
  await database.query.selectFrom("api_key").select("name").execute();
  await new Promise((resolve) => void setImmediate(resolve));
}
