// The programme as its drivers see it: days that close, what a refused event leaves, restoring from rows, versions, replay and its chain.
import { describe, expect, test } from "vitest";
import { createHash } from "node:crypto";
import {
  chainHash,
  claimsText,
  formatDay,
  GENESIS,
  lotsText,
  Programme,
  promisedText,
  recordEntry,
  Replay,
} from "../src/index.js";
import type { Changes, Entry } from "../src/index.js";
import { parseDay } from "../src/time/calendar.js";
import { goodPlan, planOf, play, Stage } from "./support/script.js";
import type { Json } from "./support/script.js";

const day = (text: string): number => parseDay(text) ?? Number.NaN;
const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");
const join = (id: string, member: string, at = "2026-01-03T09:00:00+08:00"): Json => ({
  id,
  at,
  type: "member.joined",
  member,
});

describe("[programme.days]", () => {
  test("nothing is open until the first event; closing through a day opens it first, and each day is closed once", () => {
    const programme = Programme.start(goodPlan(planOf({})));
    expect(programme.opened).toBe(false);
    const closed = programme.closeThrough(day("2026-01-02"));
    expect(closed.map(({ id, at, type, seq }) => [id, at, type, seq])).toEqual([
      ["day:2026-01-02", "2026-01-02", "day.closed", 1],
    ]);
    expect(programme.opened).toBe(true);
    expect(programme.closeThrough(day("2026-01-02"))).toEqual([]);
    expect(programme.closeThrough(day("2026-01-04")).map(({ seq }) => seq)).toEqual([2, 3]);
    expect(formatDay(programme.today)).toBe("2026-01-05");
  });

  test("the first day is that of the plan, or of the first event; days before the start are open to events", () => {
    const free = Programme.start(goodPlan(planOf({})));
    free.apply(join("a", "A"));
    expect([formatDay(free.start), formatDay(free.today)]).toEqual(["2026-01-03", "2026-01-03"]);
    const set = Programme.start(goodPlan(planOf({ start: "2026-01-10" })));
    set.apply(join("a", "A"));
    expect([formatDay(set.start), formatDay(set.today)]).toEqual(["2026-01-10", "2026-01-03"]);
    const late = Programme.start(goodPlan(planOf({ start: "2026-01-01" })));
    const outcome = late.apply(join("a", "A"));
    expect(outcome.entries.map(({ id }) => id)).toEqual(["day:2026-01-01", "day:2026-01-02", "a"]);
  });

  test("an event may lie a hundred years ahead and no further", () => {
    const programme = Programme.start(goodPlan(planOf({})));
    programme.apply(join("a", "A", "2026-01-01T00:00:00+08:00"));
    const far = programme.apply(join("b", "B", "2126-01-03T00:00:00+08:00"));
    expect(far.ok ? "" : `${far.refusal.code} ${far.refusal.place}`).toBe("malformed_event at");
    expect(programme.apply(join("c", "C", "2126-01-02T00:00:00+08:00")).ok).toBe(true);
  });
});

describe("[programme.refused]", () => {
  const parts = {
    assets: { hi: { scale: 0 } },
    ranks: [{ rank: "top", title: { zh: "高", en: "top" }, require: { direct: 1, spend: "10" } }],
    mechanisms: [{ kind: "withdraw", maxPerDay: "5" }],
  };

  test("who was touched by an event that is refused is not reviewed with the next", () => {
    const stage = play(
      parts,
      "join A\n join B referrer=A\n order o1 A 10 cost=11 ! margin_exceeded\n join C\n A.rank = -",
    );
    expect(stage.programme.store.dump()["holder"]).toHaveLength(4);
  });

  test("an error that is no refusal comes out, with the state put back", () => {
    const { programme } = play(parts, "join A");
    const before = JSON.stringify(programme.store.dump());
    programme.working = [
      {
        instance: { id: "x", slot: 0, version: 1, retired: false } as never,
        behaviour: {
          onJoin: () => {
            throw new TypeError("a slip");
          },
        },
      },
    ];
    expect(() => programme.apply(join("b", "B", "2026-01-01T12:00:00+08:00"))).toThrow("a slip");
    expect(JSON.stringify(programme.store.dump())).toBe(before);
  });

  test("a plan that fails in force is taken back, with what it began", () => {
    const plan = planOf(parts);
    const stage = new Stage(plan, {
      worse: { ...plan, version: 2, assets: { hi: { scale: 0 }, lo: { scale: 0, cap: "5" } } },
    }).play("join A\n adjust A hi 1");
    const { programme } = stage;
    const before = JSON.stringify(programme.store.dump());
    const review = programme.ranks.review.bind(programme.ranks);
    programme.ranks.review = () => {
      throw new TypeError("a slip");
    };
    expect(() => stage.play("plan worse")).toThrow("a slip");
    programme.ranks.review = review;
    expect(JSON.stringify(programme.store.dump())).toBe(before);
    expect(programme.plan.version).toBe(1);
    stage.play("adjust A hi 1\n plan worse\n adjust A lo 5\n supply.lo = 5\n A.hi = 2");
  });
});

describe("[programme.restore]", () => {
  const plan = planOf({ assets: { hi: { scale: 0 } } });

  test("rows without a plan, and a plan that is no longer without faults, are refused", () => {
    expect(() => Programme.restore([{}])).toThrow("the rows hold no plan");
    const bad: Changes = { plan_version: [[0, JSON.stringify({ ...plan, version: "1", title: 1 }), 0]] };
    expect(() => Programme.restore([bad])).toThrow(/^the stored plan has faults: version is "1"; title is 1$/);
  });

  test("changes are kept only where they are asked for, and none of what was restored", () => {
    const silent = Programme.start(goodPlan(plan));
    silent.apply(join("a", "A"));
    expect(silent.store.takeChanges()).toEqual({});
    const told = Programme.restore([silent.store.dump()], { tracking: true });
    expect(told.store.takeChanges()).toEqual({});
    told.apply(join("b", "B"));
    expect(Object.keys(told.store.takeChanges())).toContain("holder");
    const still = Programme.restore([silent.store.dump()]);
    still.apply(join("b", "B"));
    expect(still.store.takeChanges()).toEqual({});
  });

  test("the newest version is in force, whatever the order of the rows; what began under an older one keeps its terms", () => {
    const lots = { ...plan, assets: { hi: { scale: 0, expires: 2 } } };
    const stage = new Stage(lots, { v2: { ...lots, version: 2, assets: { hi: { scale: 0, expires: 9 } } } }).play(`
      2026-01-01
      join A
      adjust A hi 1
      plan v2
      adjust A hi 2
    `);
    const rows = JSON.parse(JSON.stringify(stage.programme.store.dump())) as Changes;
    const again = Programme.restore([{ ...rows, plan_version: (rows["plan_version"] ?? []).toReversed() }]);
    expect(again.plan.version).toBe(2);
    again.closeThrough(day("2026-01-03"));
    stage.programme.closeThrough(day("2026-01-03"));
    expect(again.store.dump()).toEqual(stage.programme.store.dump());
  });
});

test("[programme.lots] a lot says where it comes from, what is left of it and when it lapses", () => {
  const { programme } = play(
    {
      assets: { hi: { scale: 1, expires: 3 }, lo: { scale: 0 } },
      mechanisms: [
        { kind: "grant", id: "gift", on: "order", to: "buyer", asset: "hi", amount: "5" },
        { kind: "grant", id: "slow", on: "join", to: "self", asset: "lo", amount: "10", vest: { daily: "0.3" } },
        { kind: "transfer", asset: "hi" },
      ],
    },
    "2026-01-01\n join A\n join B\n order o1 A 1\n transfer A B hi 2",
  );
  const [platform, a, b] = [0, 1, 2];
  expect(lotsText(programme, platform)).toEqual([]);
  expect(lotsText(programme, a)).toEqual([
    {
      asset: "hi",
      mechanism: "gift",
      order: "o1",
      born: "2026-01-01",
      minted: "5.0",
      left: "3.0",
      locked: false,
      due: "2026-01-04",
    },
    { asset: "lo", mechanism: "slow", order: "", born: "2026-01-01", minted: "10", left: "10", locked: true },
  ]);
  expect(lotsText(programme, b)[0]).toMatchObject({ asset: "hi", minted: "2.0", due: "2026-01-04" });
});

test("[programme.closing] claims are paid in the plan's order, and nothing new is rewarded", () => {
  const stage = play(
    {
      assets: { hi: { scale: 0 } },
      pools: { fund: { inflow: [{ rate: "0.5", of: "gross" }] } },
      closing: ["second", "first"],
      mechanisms: [
        { kind: "queue", id: "first", pool: "fund", ticket: "0.4", lockDays: 99 },
        { kind: "queue", id: "second", pool: "fund", ticket: "0.3", lockDays: 99 },
        { kind: "queue", id: "never", pool: "fund", ticket: "0.3", lockDays: 99 },
        { kind: "grant", on: "join", to: "self", asset: "hi", amount: "1" },
      ],
    },
    "join A\n order o1 A 100\n A.hi = 1",
  );
  expect(claimsText(stage.programme)).toEqual([
    { mechanism: "first", promised: "40.00", pool: "fund", held: "50.00" },
    { mechanism: "second", promised: "30.00", pool: "fund", held: "50.00" },
    { mechanism: "never", promised: "30.00", pool: "fund", held: "50.00" },
  ]);
  expect(promisedText(stage.programme)).toBe("100.00");
  stage.play("closing\n A.cash = 50.00\n join B\n B.hi = -\n shop M\n order o2 B 10\n pool.fund = 5.00");
  expect(claimsText(stage.programme).map(({ promised }) => promised)).toEqual(["20.00", "0.00", "30.00"]);
});

describe("[replay]", () => {
  const plan = goodPlan(planOf({ assets: { hi: { scale: 0 } } }));

  test("the chain covers every entry in order, closed days too; without a digest there is none", () => {
    const seen: Entry[] = [];
    const replay = new Replay(plan, sha256, (entry) => void seen.push(entry));
    replay.line(1, { ...join("", "A"), id: undefined });
    replay.line(2, join("b", "B", "2026-01-04T09:00:00+08:00"));
    replay.closeThrough(day("2026-01-05"));
    expect(seen.map(({ id }) => id)).toEqual(["line:1", "day:2026-01-03", "b", "day:2026-01-04", "day:2026-01-05"]);
    const hash = seen.reduce(
      (before, entry) => chainHash(before, recordEntry(replay.programme, entry), sha256),
      GENESIS,
    );
    expect(replay.result()).toMatchObject({ events: 2, hash, rejected: [] });
    const plain = new Replay(plan);
    plain.line(1, join("a", "A"));
    expect(plain.result()).toMatchObject({ events: 1, hash: GENESIS });
  });

  test("what was refused is listed with its line, place and reason; what is no event too", () => {
    const replay = new Replay(plan);
    for (const [index, json] of [
      null,
      "x",
      join("a", "A"),
      join("a", "A"),
      join("a", "B"),
      { ...join("a", "B"), id: 7 },
    ].entries())
      replay.line(index + 1, json);
    expect(replay.result().rejected).toEqual([
      {
        line: 1,
        code: "malformed_event",
        place: "",
        wrong: "an event is a JSON object",
        right: 'such as {"id", "at", "type", …}',
      },
      {
        line: 2,
        code: "malformed_event",
        place: "",
        wrong: "an event is a JSON object",
        right: 'such as {"id", "at", "type", …}',
      },
      {
        line: 5,
        code: "event_conflict",
        place: "id",
        wrong: 'event "a" was accepted before with another body',
        right: "a new id for a new event",
      },
      {
        line: 6,
        code: "malformed_event",
        place: "id",
        wrong: "the id is missing or no text",
        right: "a text of 1 to 128 characters",
      },
    ]);
    expect(replay.result().events).toBe(1);
  });

  test("wallets, lots, receivables and ranks of those who have some", () => {
    const replay = new Replay(
      goodPlan(
        planOf({
          assets: { hi: { scale: 0 } },
          ranks: [{ rank: "top", title: { zh: "高", en: "top" }, require: { spend: "10" } }],
          mechanisms: [
            { kind: "grant", on: "order", to: "buyer", asset: "hi", rate: "1", of: "gross", vest: { daily: "0.1" } },
          ],
        }),
      ),
    );
    const at = "2026-01-03T09:00:00+08:00";
    replay.line(1, join("a", "A"));
    replay.line(2, join("b", "B"));
    replay.line(3, { id: "c", at, type: "order.settled", order: "o1", buyer: "A", gross: "10" });
    replay.line(4, { id: "d", at, type: "adjusted", holder: "B", asset: "hi", quantity: "3", reason: "x" });
    expect(replay.result()).toMatchObject({
      wallets: { platform: { cash: "10.00" }, A: { hi: "10" }, B: { hi: "3" } },
      lots: { A: { hi: "10" } },
      ranks: { A: "top" },
      receivables: {},
      supply: { hi: "13" },
    });
    expect(Object.keys(replay.result().lots)).toEqual(["A"]);
    expect(Object.keys(replay.result().ranks)).toEqual(["A"]);
  });
});
