// The work that follows behind the writers of several programmes, on a real PostgreSQL: what fails for one keeps no other waiting.
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Database } from "../src/database/database.js";
import { BESIDE_THE_WRITER } from "../src/programmes/pace.js";
import { Programmes } from "../src/programmes/programmes.js";
import { SqlStore } from "../src/store/sql-store.js";
import type { Bench } from "./support/databases.js";
import { postgresBench } from "./support/databases.js";
import { join, order, testPlan } from "./support/plan.js";
import { submission } from "./support/serving.js";

let bench: Bench;
let database: Database;
beforeAll(async () => {
  bench = await postgresBench();
  database = await bench.open();
});
afterAll(async () => bench.stop());

test("lists of a programme that can't be derived leave those of the others alone, and are tried again", async () => {
  const store = new SqlStore(database);
  const warned: unknown[] = [];
  let tries = 0;
  let isMended = false;
  const programmes = new Programmes(store, {
    owner: "one",
    log: { info: () => undefined, error: () => undefined, warn: (what: object) => warned.push(what) },
    lists: {
      pace: BESIDE_THE_WRITER,
      project: async (programme, most) => {
        if (programme !== "first" || isMended) return store.project(programme, most);
        tries += 1;
        throw new Error("its lists are broken");
      },
    },
  });
  await programmes.start();
  try {
    for (const id of ["first", "second"]) {
      await programmes.create(id, testPlan(), "sandbox");
      const orders = Array.from({ length: 200 }, (_, index) => order(`o${index}`, "ann", "10.00", 1));
      await programmes.need(id).sequencer.submit([join("ann", 1), ...orders].map(submission));
    }
    await expect.poll(() => programmes.need("second").lag.projection, { timeout: 10_000 }).toBe(0);
    await expect.poll(() => tries, { timeout: 10_000 }).toBeGreaterThan(1);
    expect(programmes.need("first").lag.projection).toBe(201);
    expect(warned).toContainEqual({ error: new Error("its lists are broken") });
    isMended = true;
    await expect.poll(() => programmes.need("first").lag.projection, { timeout: 10_000 }).toBe(0);
  } finally {
    await programmes.stop();
  }
});
