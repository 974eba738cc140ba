// The small pieces: rates, recent ids, the till's clock, the clock of live programmes, folders in use.
import { gramsOf, wantedOf } from "../src/mall/grams.js";
import { nearness } from "../src/mall/orders/sources.js";
import { asDrawn, linksTo } from "../src/mall/stores/navigate.js";
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join as joinPath } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { formatDay, Programme } from "@perennial/kernel";
import { lockFolder } from "../src/database/lock.js";
import { RateLimit } from "../src/http/rate.js";
import { bodyHash } from "../src/programmes/body-hash.js";
import { closeDays } from "../src/programmes/scheduler.js";
import { tillTime } from "../src/programmes/till-time.js";
import { ensureStateTables } from "../src/store/state-tables.js";
import { pgliteBench } from "./support/databases.js";
import { join, testPlan } from "./support/plan.js";
import { newShop, serve, submission } from "./support/serving.js";

const bench = pgliteBench();
afterAll(async () => bench.stop());

describe("a rate", () => {
  test("lets a burst pass, then its steady flow, and says how long to wait", () => {
    let now = 0;
    const limit = new RateLimit({ perSecond: 2, burst: 3 }, () => now);
    expect([limit.take("a"), limit.take("a"), limit.take("a"), limit.take("a")]).toEqual([0, 0, 0, 1]);
    expect(limit.take("b")).toBe(0);
    now = 500;
    expect([limit.take("a"), limit.take("a")]).toEqual([0, 1]);
    now = 60_000;
    expect([limit.take("a", 3), limit.take("a", 3)]).toEqual([0, 2]);
  });
});

describe("the hash of a body", () => {
  test("does not mind the order of keys, and minds everything else", () => {
    expect(bodyHash({ a: 1, b: { c: [1, 2], d: "x" } })).toBe(bodyHash({ b: { d: "x", c: [1, 2] }, a: 1 }));
    const others = [{ a: 1 }, { a: "1" }, { a: [1] }, { a: null }, {}, { a: 1, b: null }];
    expect(new Set(others.map(bodyHash)).size).toBe(others.length);
  });
});

describe("the till's clock", () => {
  test("is now, or on the open day when that is ahead", () => {
    const programme = Programme.start(testPlan());
    const now = Date.parse("2026-01-05T10:00:00Z");
    expect(tillTime(programme, now)).toBe("2026-01-05T10:00:00.000Z");
    programme.apply(join("ann", 9));
    const at = tillTime(programme, now);
    expect(programme.apply({ ...join("ben", 1), at }).ok).toBe(true);
    expect(formatDay(programme.today)).toBe("2026-01-09");
  });
});

describe("the clock of live programmes", () => {
  test("closes yesterday once; in a sandbox time is data", async () => {
    const database = await bench.open();
    const { store, lease } = await newShop(database);
    const served = await serve(store, lease);
    await served.sequencer.submit([submission(join("ann", 1))]);
    const now = Date.parse("2026-01-03T17:00:00Z"); // already the 4th in Shanghai
    await closeDays(served, now);
    expect(formatDay(served.programme.today)).toBe("2026-01-01");
    await database.query.updateTable("programme").set({ mode: "live" }).execute();
    const live = await serve(store, lease);
    await closeDays(live, now);
    await closeDays(live, now);
    expect(formatDay(live.programme.today)).toBe("2026-01-04");
    expect(live.sequencer.committedSeq).toBe(1 + 3 + 1);
    await database.close();
  });
});

describe("state tables", () => {
  test("get the columns that a newer kernel declares, and refuse another type", async () => {
    const database = await bench.open();
    await ensureStateTables(database, [{ name: "thing", columns: { firstName: "text" } }]);
    await ensureStateTables(database, [{ name: "thing", columns: { firstName: "text", size: "wide" } }]);
    const changed = ensureStateTables(database, [{ name: "thing", columns: { firstName: "int" } }]);
    await expect(changed).rejects.toThrow("state_mismatch: state_thing.first_name is text");
    await database.close();
  });
});

describe("a folder", () => {
  test("is for one living process; what a dead one left is taken over", async () => {
    const folder = mkdtempSync(joinPath(tmpdir(), "perennial-lock-"));
    const other = spawn(process.execPath, ["-e", "setTimeout(() => {}, 60000)"]);
    writeFileSync(joinPath(folder, "server.pid"), `${other.pid}\n`);
    expect(() => lockFolder(folder)).toThrow("folder_in_use");
    const gone = new Promise((resolve) => other.once("exit", resolve));
    other.kill("SIGKILL");
    await gone;
    lockFolder(folder)();
    rmSync(folder, { recursive: true });
  });
});

describe("where maps draw a place", () => {
  const place = { latitude: 23.1371, longitude: 113.3276 };
  test("the mainland's are moved by some hundred metres; Hong Kong's, and those that convert by themselves, are not", () => {
    const drawn = asDrawn(place, "440106");
    expect(drawn.latitude).toBeCloseTo(23.1345, 4);
    expect(drawn.longitude).toBeCloseTo(113.333, 4);
    expect(asDrawn(place, "810001")).toEqual(place);
    const links = linksTo({ ...place, title: "天河 店", region: "440106" });
    expect(links.amap).toContain("to=113.3276,23.1371,%E5%A4%A9%E6%B2%B3%20%E5%BA%97&mode=car&coordinate=wgs84");
    expect(links.baidu).toContain("latlng:23.1371,113.3276");
    expect(links.baidu).toContain("coord_type=wgs84");
    for (const link of [links.apple, links.google]) expect(link).toContain(`${drawn.latitude},${drawn.longitude}`);
  });
});

test("texts are found by characters, pairs and beginnings of words; regions are near by the digits that are alike", () => {
  expect(gramsOf("绿茶 Teas")).toEqual(["绿", "茶", "绿茶", "t", "te", "tea", "teas"]);
  expect(wantedOf("绿茶 Tea")).toEqual(["绿茶", "tea"]);
  expect(nearness({ region: "440106", address: "" }, { region: "440304", province: "", city: "", district: "" })).toBe(
    2,
  );
});
