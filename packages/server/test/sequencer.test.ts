// The sequencer against a store that can be made to wait and to fail: order, batches, the barrier for readers, and failing for good.
import { setImmediate } from "node:timers/promises";
import { formatDay, GENESIS, HalfClosed, Programme } from "@perennial/kernel";
import { describe, expect, test } from "vitest";
import { Applier } from "../src/programmes/applier.js";
import { bodyHash } from "../src/programmes/body-hash.js";
import { TooBusy, Unavailable } from "../src/programmes/results.js";
import { Sequencer } from "../src/programmes/sequencer.js";
import type { Batch, JournalRow, Known, LongBatch } from "../src/store/store.js";
import { join, noon, order, testPlan } from "./support/plan.js";
import { population, slowPlan } from "./support/slow-plan.js";
import { submission } from "./support/serving.js";

/** A store whose commits wait until they are let through. */
class SlowStore {
  readonly batches: Batch[] = [];
  readonly waiting: { resolve: () => void; reject: (error: Error) => void }[] = [];
  isOpen = true;

  /** the lists of ids that were looked up */
  readonly asked: (readonly string[])[] = [];
  shown = new Map<string, Known>();

  known(_: string, ids: readonly string[]): Promise<Map<string, Known>> {
    this.asked.push(ids);
    return Promise.resolve(this.shown);
  }

  async commit(_: unknown, batch: Batch): Promise<void> {
    await this.pass();
    this.batches.push(batch);
  }

  /** Each part waits to be let through. */
  async commitInParts(_: unknown, { from, parts, redo }: LongBatch): Promise<void> {
    const rows: JournalRow[] = [];
    for await (const part of parts()) {
      await this.pass();
      rows.push(...part.rows);
    }
    const last = rows.at(-1);
    if (!last) throw new Error("a close without entries");
    const pieces = [...redo(rows.length)];
    this.batches.push({ from, to: last.entry.seq, head: last.hash, rows, redo: pieces[0] ?? {}, forms: [] });
  }

  private async pass(): Promise<void> {
    if (!this.isOpen) await new Promise<void>((resolve, reject) => this.waiting.push({ resolve, reject }));
  }
}

const begin = (options: { mostPerBatch?: number; mostWaiting?: number } = {}) => {
  const store = new SlowStore();
  const programme = Programme.start(testPlan(), { tracking: true });
  const failures: Error[] = [];
  const sequencer = new Sequencer(store, { programme: "shop", epoch: 1 }, new Applier(programme, GENESIS), {
    ...options,
    onFailed: (error) => failures.push(error),
  });
  return { store, programme, sequencer, failures };
};

const turns = async (): Promise<void> => {
  for (let turn = 0; turn < 5; turn++) await setImmediate();
};

describe("batches", () => {
  test("the journal is asked about the next batch while one is applied; what comes twice counts once", async () => {
    const { store, sequencer } = begin({ mostPerBatch: 2 });
    const ids = ["m0", "m1", "m0", "m2", "m2", "m1", "m3"];
    store.isOpen = false;
    const results = sequencer.submit(ids.map((id) => submission(join(id, 1))));
    await turns();
    // Two commits are under way, and the next batch is looked up; what the first has taken is not asked about.
    expect(store.asked.map((asked) => asked.map((id) => id.slice(5)))).toEqual([["m0", "m1"], ["m0", "m2"], ["m2"]]);
    store.isOpen = true;
    for (const { resolve } of store.waiting) resolve();
    expect((await results).map(({ status }) => status === "repeated")).toEqual([
      false,
      false,
      true,
      false,
      true,
      true,
      false,
    ]);
  });

  test("an id whose commit is under way is a repeat, and one whose commit is over is looked up", async () => {
    const { store, sequencer } = begin();
    store.isOpen = false;
    const first = sequencer.submit([submission(join("m0", 1))]);
    await turns();
    const second = sequencer.submit([submission(join("m0", 1)), submission(join("m1", 1))]);
    await turns();
    store.isOpen = true;
    for (const { resolve } of store.waiting) resolve();
    const answers = [...(await first), ...(await second)];
    expect(answers.map(({ status }) => status)).toEqual(["accepted", "repeated", "accepted"]);
    await sequencer.submit([submission(join("m2", 1))]);
    store.shown = new Map([["join:m0", { seq: 1, sent: join("m0", 1) }]]);
    const [last] = await sequencer.submit([submission(join("m0", 1))]);
    expect([last?.status, store.asked.at(-1)]).toEqual(["repeated", ["join:m0"]]);
  });

  test("what comes while one commits goes together, in its order, without gaps", async () => {
    const { store, sequencer } = begin();
    store.isOpen = false;
    const first = sequencer.submit([submission(join("m0", 1))]);
    await turns();
    const rest = [1, 2, 3].map(async (index) => sequencer.submit([submission(join(`m${index}`, 1))]));
    await turns();
    store.isOpen = true;
    store.waiting[0]?.resolve();
    await Promise.all([first, ...rest]);
    await sequencer.drain();
    const seqs = store.batches.flatMap(({ rows }) => rows.map(({ entry }) => entry.seq));
    expect(seqs).toEqual([1, 2, 3, 4]);
    expect(store.batches.length).toBeLessThan(4);
    expect(store.batches.map(({ from }) => from)).toEqual([0, ...store.batches.slice(0, -1).map(({ to }) => to)]);
  });

  test("no more than the bound", async () => {
    const { store, sequencer } = begin({ mostPerBatch: 2 });
    await sequencer.submit([1, 2, 3, 4, 5].map((index) => submission(join(`m${index}`, 1))));
    expect(store.batches.map(({ rows }) => rows.length)).toEqual([2, 2, 1]);
  });

  test("a refused event is answered and not kept, but the days that it closed are", async () => {
    const { store, sequencer } = begin();
    await sequencer.submit([submission(join("ann", 1))]);
    const [refused] = await sequencer.submit([submission(order("1", "nobody", "1.00", 3))]);
    expect(refused).toMatchObject({ status: "refused", code: "unknown_holder" });
    expect(store.batches.at(-1)?.rows.map(({ entry }) => entry.id)).toEqual(["day:2026-01-01", "day:2026-01-02"]);
    expect(sequencer.committedSeq).toBe(3);
  });

  test("a batch that changes nothing commits nothing", async () => {
    const { store, sequencer } = begin();
    await sequencer.submit([submission({ nonsense: true })]);
    expect(store.batches).toEqual([]);
  });

  test("more than may wait is turned away whole", async () => {
    const { sequencer, programme } = begin({ mostWaiting: 2 });
    const events = [1, 2, 3].map((index) => submission(join(`m${index}`, 1)));
    await expect(sequencer.submit(events)).rejects.toThrow(TooBusy);
    expect(programme.seq).toBe(0);
  });
});

describe("two commits under way", () => {
  /** Three batches wait: the first and the second have been sent. */
  const flooded = async () => {
    const begun = begin({ mostPerBatch: 100 });
    begun.store.isOpen = false;
    const answered: number[] = [];
    const submit = async (batch: number) => {
      const events = Array.from({ length: 100 }, (_, index) => submission(join(`m${batch}-${index}`, 1)));
      await begun.sequencer.submit(events);
      answered.push(batch);
    };
    const submitted = [0, 1, 2].map(submit);
    submitted.forEach((each) => void each.catch(() => undefined));
    await turns();
    return { ...begun, answered, submitted };
  };

  test("the second is sent before the first is answered, a third is not; answers keep the order", async () => {
    const { store, sequencer, answered, submitted } = await flooded();
    expect(store.waiting).toHaveLength(2);
    store.waiting[1]?.resolve();
    await turns();
    expect([answered, sequencer.committedSeq]).toEqual([[], 0]);
    store.waiting[0]?.resolve();
    await turns();
    expect(answered).toEqual([0, 1]);
    expect(store.waiting).toHaveLength(3);
    store.waiting[2]?.resolve();
    await Promise.all(submitted);
    expect(sequencer.committedSeq).toBe(300);
  });

  test("when the first fails nothing of the second is answered as taken, whatever became of it", async () => {
    const { store, sequencer, answered, submitted, failures } = await flooded();
    store.waiting[1]?.resolve();
    store.waiting[0]?.reject(new Error("gone"));
    const outcomes = await Promise.allSettled(submitted);
    expect(outcomes.map(({ status }) => status)).toEqual(["rejected", "rejected", "rejected"]);
    expect([answered, failures.length, sequencer.committedSeq]).toEqual([[], 1, 0]);
  });

  test("a few events wait for the first commit and go together", async () => {
    const { store, sequencer } = begin();
    store.isOpen = false;
    const submitted = [0, 1, 2].map(async (index) => {
      await turns();
      await sequencer.submit([submission(join(`a${index}`, 1)), submission(join(`b${index}`, 1))]);
    });
    const first = sequencer.submit([submission(join("ann", 1))]);
    await turns();
    await turns();
    expect(store.waiting).toHaveLength(1);
    store.isOpen = true;
    store.waiting[0]?.resolve();
    await Promise.all([first, ...submitted]);
    expect(store.batches.map(({ rows }) => rows.length)).toEqual([1, 6]);
  });
});

describe("two programmes", () => {
  test("a flood on one holds the other up for a batch or two, and its bound is its own", async () => {
    const flooded = begin({ mostPerBatch: 50, mostWaiting: 2_000 });
    const quiet = begin({ mostPerBatch: 50, mostWaiting: 2_000 });
    const flood = flooded.sequencer.submit(
      Array.from({ length: 2_000 }, (_, index) => submission(join(`m${index}`, 1))),
    );
    await expect(flooded.sequencer.submit([submission(join("late", 1))])).rejects.toThrow(TooBusy);
    await quiet.sequencer.submit([submission(join("ann", 1))]);
    expect(flooded.sequencer.committedSeq).toBeLessThan(500);
    await flood;
  });
});

describe("readers", () => {
  test("see nothing that is not committed", async () => {
    const { store, sequencer } = begin();
    store.isOpen = false;
    const submitted = sequencer.submit([submission(join("ann", 1))]);
    await turns();
    let seen: number | undefined;
    const reading = sequencer.read((programme) => programme.seq).then((seq) => (seen = seq));
    await turns();
    expect([seen, sequencer.committedSeq]).toEqual([undefined, 0]);
    store.waiting[0]?.resolve();
    await Promise.all([submitted, reading]);
    expect([seen, sequencer.committedSeq]).toEqual([1, 1]);
  });

  test("are told when the commit that they wait for fails", async () => {
    const { store, sequencer } = begin();
    store.isOpen = false;
    const submitted = sequencer.submit([submission(join("ann", 1))]);
    await turns();
    const reading = sequencer.read((programme) => programme.seq);
    store.waiting[0]?.reject(new Error("the disk is full"));
    await expect(submitted).rejects.toThrow(Unavailable);
    await expect(reading).rejects.toThrow(Unavailable);
  });
});

describe("a long close", () => {
  /** Forty members have bought; the next day's first event waits for a close in several parts, of which the first is on its way. */
  const halfClosed = async () => {
    const store = new SlowStore();
    const programme = Programme.start(slowPlan(), { tracking: true });
    const poisoned = new Set<string>();
    const applier = new Applier(programme, GENESIS, [], 20);
    const sequencer = new Sequencer(store, { programme: "shop", epoch: 1 }, applier, { poisoned });
    await sequencer.submit([...population(40), join("ann", 2)].map(submission));
    store.isOpen = false;
    const submitted = sequencer.submit([submission(join("ben", 3))]);
    submitted.catch(() => undefined);
    await turns();
    return { store, programme, sequencer, applier, submitted, poisoned };
  };
  /** Lets through what waits, part after part, until nothing does. */
  const pass = async ({ waiting }: SlowStore): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      next.resolve();
      await turns();
    }
  };
  const types = ({ batches }: SlowStore, index: number): string[] =>
    (batches.at(index)?.rows ?? []).map(({ entry }) => entry.type);

  test("is one commit in parts; who comes meanwhile waits, and sees the day whole", async () => {
    const { store, programme, sequencer, applier, submitted } = await halfClosed();
    const before = store.batches.length;
    const reading = sequencer.read(({ today, seq }) => ({ today: formatDay(today), seq }));
    const carl = sequencer.submit([submission(join("carl", 3))]);
    await turns();
    expect([applier.isHalfClosed, applier.postingsSoFar > 0, applier.daysToClose]).toEqual([true, true, 1]);
    expect(() => programme.rehearse(() => programme.apply(join("dora", 3)))).toThrow(HalfClosed);
    expect(store.batches).toHaveLength(before);
    await pass(store);
    expect(await Promise.all([submitted, carl])).toMatchObject([[{ status: "accepted" }], [{ status: "accepted" }]]);
    const long = types(store, before);
    expect(long.slice(-2)).toEqual(["day.closing", "day.closed"]);
    expect(long.filter((type) => type !== "day.closing")).toEqual(["day.closed"]);
    expect(await reading).toEqual({ today: "2026-01-03", seq: store.batches[before]?.to });
    expect(store.batches[before]?.rows.map(({ standing }) => standing?.members).filter(Boolean)).toEqual([41]);
    expect(types(store, before + 1)).toEqual(["member.joined", "member.joined"]);
  });

  test("is broken off when another server has the programme", async () => {
    const { store, sequencer, submitted } = await halfClosed();
    const answers = [submitted, sequencer.read(({ seq }) => seq)];
    const told = answers.map(async (each) => expect(each).rejects.toThrow("lost"));
    const before = store.batches.length;
    sequencer.stop(new Unavailable("lost"));
    await pass(store);
    await Promise.all(told);
    expect(store.batches).toHaveLength(before);
  });

  test("in which the kernel fails is put back, and the event that asked for it is not tried again", async () => {
    const { store, programme, sequencer, submitted, poisoned } = await halfClosed();
    const was = store.batches.at(-1)?.to;
    programme.ledger.post = () => {
      throw new Error("a fault of ours");
    };
    await pass(store);
    await expect(submitted).rejects.toThrow(Unavailable);
    expect([programme.seq, formatDay(programme.today), sequencer.committedSeq]).toEqual([was, "2026-01-02", was]);
    expect([...poisoned]).toEqual([bodyHash(join("ben", 3))]);
  });
});

describe("a commit that fails", () => {
  test("fails everything after it, for good, and is told once", async () => {
    const { store, sequencer, failures } = begin({ mostPerBatch: 1 });
    store.isOpen = false;
    const submitted = [1, 2, 3].map(async (index) => sequencer.submit([submission(join(`m${index}`, 1))]));
    await turns();
    store.waiting[0]?.reject(new Error("gone"));
    const outcomes = await Promise.allSettled(submitted);
    expect(outcomes.map(({ status }) => status)).toEqual(["rejected", "rejected", "rejected"]);
    await expect(sequencer.submit([submission(join("late", 1))])).rejects.toThrow(Unavailable);
    expect(failures).toHaveLength(1);
    expect(store.batches).toEqual([]);
  });

  test("when the journal can't be asked about ids the batch fails too", async () => {
    const { store, sequencer, failures } = begin();
    store.known = () => Promise.reject(new Error("no connection"));
    await expect(sequencer.submit([submission(join("ann", 1))])).rejects.toThrow(Unavailable);
    expect(failures).toHaveLength(1);
  });
});

describe("what a row says", () => {
  test("turnover and margin of an order, and what refunds take off, sum to nothing", async () => {
    const { store, sequencer } = begin();
    const refund = (id: string, gross?: string) => ({
      id,
      at: noon(1),
      type: "order.refunded",
      order: "1",
      ...(gross !== undefined && { gross }),
    });
    const settled = { ...order("1", "ann", "99.99", 1), cost: "33.33" };
    await sequencer.submit(
      [join("ann", 1), settled, refund("r1", "10.01"), refund("r2", "0.01"), refund("r3")].map(submission),
    );
    const figures = store.batches.flatMap(({ rows }) => rows.flatMap((row) => row.figures ?? []));
    expect(figures[0]).toEqual({ gross: 9_999, margin: 6_666 });
    expect(figures.reduce((sum, { gross }) => sum + gross, 0)).toBe(0);
    expect(figures.reduce((sum, { margin }) => sum + margin, 0)).toBe(0);
  });

  test("each closed day has its own standing, also when several close at once", async () => {
    const { store, sequencer } = begin();
    await sequencer.submit([join("ann", 1), order("1", "ann", "100.00", 1), join("ben", 4)].map(submission));
    const closes = store.batches.flatMap(({ rows }) => rows.filter(({ standing }) => standing !== undefined));
    expect(closes.map(({ day, standing }) => [day, standing?.members, standing?.pools["profit"]])).toEqual([
      ["2026-01-01", 1, "30.00"],
      ["2026-01-02", 1, "30.00"],
      ["2026-01-03", 1, "30.00"],
    ]);
  });

  test("an event too far ahead closes no day", async () => {
    const { store, sequencer } = begin();
    await sequencer.submit([submission(join("ann", 1))]);
    const far = { ...join("ben", 1), at: "2999-01-01T00:00:00Z" };
    expect(await sequencer.submit([submission(far)])).toMatchObject([{ status: "refused", code: "malformed_event" }]);
    expect(store.batches).toHaveLength(1);
  });

  test("the first event under a plan with a start closes the days since", async () => {
    const store = new SlowStore();
    const plan = testPlan();
    const started = { ...plan, start: 20_454, document: { ...plan.document, start: "2026-01-01" } };
    const applier = new Applier(Programme.start(started, { tracking: true }), GENESIS);
    const sequencer = new Sequencer(store, { programme: "shop", epoch: 1 }, applier);
    await sequencer.submit([submission(join("ann", 3))]);
    expect(store.batches[0]?.rows.map(({ entry }) => entry.id)).toEqual([
      "day:2026-01-01",
      "day:2026-01-02",
      "join:ann",
    ]);
  });
});
