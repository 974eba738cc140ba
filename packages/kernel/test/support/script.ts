// Scripts: events and expectations as lines of text, so that a test reads like the case it is about.
//
//   2026-01-02                              the day on which the lines below happen
//   join A                                  an event: its verb and its fields in order, those that may be left out last …
//   order o1 A 1000 tags=zone,new           … or any field by name
//   sell A points 9 ! insufficient_balance  it is refused, with this code
//   A.points = 210.0000                     what must stand in a wallet now (also A.points.locked, A.points.owed, A.rank)
//   pool.profit = 300.00                    a pool; likewise supply.points, price.points
//   plan v2                                 the plan changes to the document of that name
import { expect } from "vitest";
import type { Changes, Entry } from "../../src/index.js";
import {
  lockedText,
  poolsText,
  pricesText,
  Programme,
  ranksText,
  readPlan,
  receivablesText,
  supplyText,
  VOCABULARY,
  walletText,
} from "../../src/index.js";
import type { EventType } from "../../src/index.js";

/** A plan document or a part of one, as JSON. */
export type Json = Record<string, unknown>;

const VERBS: Record<string, EventType> = {
  join: "member.joined",
  activate: "member.activated",
  shop: "merchant.joined",
  concede: "merchant.changed",
  agent: "agent.appointed",
  order: "order.settled",
  refund: "order.refunded",
  sell: "asset.sold",
  transfer: "asset.transferred",
  convert: "asset.converted",
  withdraw: "cash.withdrawn",
  approve: "withdrawal.approved",
  deny: "withdrawal.refused",
  task: "task.done",
  ask: "market.asked",
  bid: "market.bid",
  cancel: "market.cancelled",
  paid: "market.paid",
  received: "market.received",
  decide: "market.decided",
  redeem: "collectible.redeemed",
  fund: "pool.funded",
  price: "price.set",
  rank: "rank.approved",
  adjust: "adjusted",
  closing: "programme.closing",
  plan: "plan.changed",
  close: "day.closed",
};

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/**
 * A programme under a plan, ready for scripts. Later plan versions go by name: `plan v2`.
 * Half-way through a script a twin is made of the rows that had changed by then; it has to come to the same rows and entries.
 */
export class Stage {
  readonly programme: Programme;
  readonly entries: Entry[] = [];
  private readonly redo: Changes[];
  private twin: Programme | undefined;
  private day = "2026-01-01";
  private count = 0;

  constructor(
    plan: Json,
    private readonly documents: Record<string, Json> = {},
  ) {
    this.programme = Programme.start(goodPlan(plan), { tracking: true });
    this.redo = [this.programme.store.takeChanges()];
  }

  /** Plays the lines of a script; a line that turns out otherwise fails the test and is named. */
  play(script: string): this {
    const lines = script
      .split("\n")
      .map((text) => text.trim())
      .filter((line) => line !== "" && !line.startsWith("#"));
    for (const [index, line] of lines.entries()) {
      if (index === Math.floor(lines.length / 2) && index > 1) this.twin = Programme.restore(this.redo);
      if (DAY.test(line)) this.day = line;
      else if (line.includes(" = ")) this.check(line);
      else this.apply(line);
    }
    if (this.twin) expect(this.twin.store.dump()).toEqual(this.programme.store.dump());
    this.twin = undefined;
    return this;
  }

  /** The JSON event that a line stands for. */
  event(line: string): Json {
    if (line.startsWith("{")) return JSON.parse(line) as Json;
    const [verb = "", ...words] = line.split(/\s+/);
    const type = VERBS[verb];
    if (!type) throw new Error(`no such verb: ${line}`);
    this.count += 1;
    const event: Json = { id: `e${this.count}`, at: `${this.day}T12:00:00+08:00`, type };
    if (type === "plan.changed") return { ...event, plan: this.documents[words[0] ?? ""] ?? {} };
    const fields: Record<string, string> = VOCABULARY[type];
    const isOptional = (field: string): boolean => fields[field]?.endsWith("?") ?? false;
    const inOrder = Object.keys(fields).toSorted((a, b) => Number(isOptional(a)) - Number(isOptional(b)));
    for (const word of words) {
      const named = /^(\w+)=(.*)$/.exec(word);
      const field = named?.[1] ?? inOrder.shift();
      if (field === undefined) throw new Error(`one word too many: ${line}`);
      event[field] = valueOf(fields[field] ?? "", named?.[2] ?? word);
    }
    if (type === "adjusted") event["reason"] ??= "by hand";
    return event;
  }

  private apply(line: string): void {
    const [text = "", code] = line.split(" ! ");
    const event = this.event(text.trim());
    const outcome = this.programme.apply(event);
    this.entries.push(...outcome.entries);
    this.redo.push(this.programme.store.takeChanges());
    if (this.twin) expect(this.twin.apply(event).entries).toEqual(outcome.entries);
    const became = outcome.ok ? "accepted" : outcome.refusal.code;
    expect(`${text.trim()} → ${became}`).toBe(`${text.trim()} → ${code?.trim() ?? "accepted"}`);
  }

  private check(line: string): void {
    const [place = "", wanted = ""] = line.split(" = ").map((part) => part.trim());
    expect(`${place} = ${this.look(place)}`).toBe(`${place} = ${wanted}`);
  }

  /** What stands at a place, as text; `-` for nothing. */
  look(place: string): string {
    const [first = "", second = "", third = ""] = place.split(".");
    const { programme } = this;
    if (first === "pool") return poolsText(programme)[second] ?? "-";
    if (first === "supply") return supplyText(programme)[second] ?? "-";
    if (first === "price") return pricesText(programme)[second] ?? "-";
    if (second === "rank") return ranksText(programme)[first] ?? "-";
    if (third === "owed") return receivablesText(programme)[first]?.[second] ?? "-";
    const holder = programme.holders.find(first);
    if (holder === undefined) return "-";
    if (second === "active") return String(programme.holders.isActivated(holder));
    if (third === "locked") return lockedText(programme, holder)[second] ?? "-";
    return walletText(programme, holder)[second] ?? "-";
  }
}

function valueOf(field: string, word: string): unknown {
  if (field.startsWith("tags")) return word.split(",");
  if (field.startsWith("number")) return Number(word);
  if (field.startsWith("tender")) return Object.fromEntries(word.split(",").map((part) => part.split(":")));
  return word;
}

/** A plan with everything that a plan must have, and besides it what a test needs. */
export function planOf(parts: Json): Json {
  return {
    plan: "test",
    version: 1,
    title: { zh: "测试", en: "test" },
    currency: "CNY",
    timezone: "Asia/Shanghai",
    assets: {},
    mechanisms: [],
    ...parts,
  };
}

/** Reads a plan that must be without faults. */
export function goodPlan(json: Json) {
  const result = readPlan(json);
  if (!result.ok)
    throw new Error(result.faults.map(({ path, wrong, right }) => `${path}: ${wrong}; ${right}`).join("\n"));
  return result.plan;
}

/** Plays a script under a plan made of these parts. */
export function play(parts: Json, script: string, documents: Record<string, Json> = {}): Stage {
  return new Stage(planOf(parts), documents).play(script);
}

/** Every balance that is not zero, and what is owed: for comparing a programme before and after. */
export function positions(programme: Programme): Json {
  const wallets: Json = {};
  for (let holder = 0; holder < programme.holders.count; holder++) {
    const kept = Object.entries(walletText(programme, holder)).filter(([, amount]) => /[1-9]/.test(amount));
    if (kept.length) wallets[programme.holders.name(holder)] = Object.fromEntries(kept);
  }
  return {
    wallets,
    pools: poolsText(programme),
    supply: supplyText(programme),
    owed: receivablesText(programme),
  };
}
