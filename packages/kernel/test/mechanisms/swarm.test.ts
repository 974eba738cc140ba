// A swarm of random events over all that is traded, unlocked, collected and chained at once: whatever comes, every refusal has a code,
// the books add up, a programme restored from its rows goes on the same way, and what is undone leaves no trace.
import { expect, test } from "vitest";
import type { Changes, KernelEvent } from "../../src/index.js";
import { Programme, Refusal, renderEntry } from "../../src/index.js";
import { goodPlan, planOf } from "../support/script.js";
import type { Json } from "../support/script.js";
import { broken } from "./sound.js";

const PLAN = planOf({
  assets: { coin: { scale: 2, cap: "2000", referencePrice: "1" }, shell: { scale: 4 }, locked: { scale: 0 } },
  mechanisms: [
    { kind: "grant", on: "join", to: "self", asset: "locked", amount: "50" },
    { kind: "grant", id: "opening", on: "merchant", to: "self", asset: "coin", amount: "100" },
    { kind: "unlock", on: "order", to: "buyer", asset: "locked", into: "coin", rate: "0.3" },
    { kind: "unlock", id: "for-bringing", on: "join", to: "referrer", asset: "locked", into: "shell", amount: "7" },
    {
      kind: "chain",
      tag: "entry",
      leaderAfter: 2,
      rewards: { direct: "1", leader: "2", own: "3" },
    },
    {
      kind: "market",
      asset: "coin",
      fee: "0.013",
      band: "0.4",
      merchantBurn: { rate: "0.5", of: "margin" },
    },
    {
      kind: "market",
      id: "direct",
      asset: "shell",
      settlement: "direct",
      fee: "0.1",
      deadlines: { pay: 1, receive: 1 },
    },
    {
      kind: "collectible",
      asset: "shell",
      editions: [{ edition: "tiger", title: { zh: "虎", en: "tiger" }, price: "1.5", supply: 3 }],
    },
  ],
});

/** A generator of whole numbers below `most`, the same for the same seed (Park and Miller's). */
function diceOf(seed: number): (most: number) => number {
  let state = seed;
  return (most) => {
    state = (state * 48271) % 2147483647;
    return state % most;
  };
}

/** Names that events have brought so far. */
interface Known {
  orders: string[];
  offers: string[];
  /** how many trades wait or have waited for their cash */
  trades: number;
}

/** The next random event, most of them with a chance to be accepted. */
function eventOf(dice: (most: number) => number, index: number, known: Known): Json {
  const oneOf = (names: string[]): string => names[dice(names.length + 1)] ?? "nothing";
  const trade = (): string => `T${known.trades - dice(4)}`;
  const member = (): string => `m${dice(12)}`;
  const asset = dice(2) ? "coin" : "shell";
  const [amount, price] = [`${dice(30)}.${10 + dice(90)}`, `${dice(2)}.${60 + dice(40)}`];
  const offer = { offer: `o${index}`, holder: member(), asset, quantity: amount, price };
  const kinds: (() => Json)[] = [
    () => ({ type: "member.joined", member: member(), ...(dice(5) ? { referrer: member() } : {}) }),
    () => ({ type: "merchant.joined", merchant: `s${dice(2)}`, margin: "0.2" }),
    () => ({
      type: "order.settled",
      order: `r${index}`,
      buyer: member(),
      gross: amount,
      ...(dice(2) ? { merchant: `s${dice(2)}` } : {}),
      ...(dice(2) ? { tags: ["entry"] } : {}),
    }),
    () => ({ type: "order.refunded", order: oneOf(known.orders), ...(dice(2) ? { gross: amount } : {}) }),
    () => ({ type: "market.asked", ...offer }),
    () => ({ type: "market.asked", ...offer }),
    () => ({ type: "market.bid", ...offer }),
    () => ({ type: "market.bid", ...offer }),
    () => ({ type: "market.cancelled", offer: oneOf(known.offers) }),
    () => ({ type: dice(2) ? "market.paid" : "market.received", trade: trade() }),
    () => ({ type: "market.decided", trade: trade(), ...(dice(2) ? { to: member() } : {}) }),
    () => ({ type: "collectible.redeemed", holder: member(), edition: "tiger" }),
    () => ({
      type: "adjusted",
      holder: member(),
      asset: ["cash", "coin", "shell"][dice(3)],
      quantity: `${dice(9) ? "" : "-"}${amount}`,
      reason: "-",
    }),
  ];
  const day = String(1 + Math.floor(index / 40)).padStart(2, "0");
  return { id: `e${index}`, at: `2026-01-${day}T12:00:00+08:00`, ...kinds[dice(kinds.length)]?.() };
}

/** What became of events of each type, over all seeds. */
const seen = new Set<string>();

for (const seed of [1, 2, 3])
  test(`[swarm ${seed}] nothing is lost, made or left behind`, () => {
    const programme = Programme.start(goodPlan(PLAN));
    const dice = diceOf(seed * 7919);
    const known: Known = { orders: [], offers: [], trades: 0 };
    for (let index = 0; index < 600; index++) {
      const event = eventOf(dice, index, known);
      const before = rowsOf(programme);
      if (undone(programme, event)) expect(rowsOf(programme)).toBe(before);
      const outcome = programme.apply(event);
      known.trades = programme.store.all().find(({ name }) => name === "market_trade")?.length ?? 0;
      if (outcome.ok && "offer" in outcome.event) known.offers.push(outcome.event.offer);
      if (outcome.ok && "order" in outcome.event) known.orders.push(outcome.event.order);
      seen.add(`${String(event["type"])} ${outcome.ok ? "accepted" : outcome.refusal.code}`);
      expect(broken(programme), JSON.stringify(event)).toEqual([]);
      for (const entry of outcome.entries) told(programme, entry);
      if (index % 3 > 0) continue;
      const twin = Programme.restore([JSON.parse(before) as Changes]);
      twin.apply(event);
      expect(rowsOf(twin), JSON.stringify(event)).toBe(rowsOf(programme));
    }
  });

test("[swarm] every kind of event has been accepted by one of them", () => {
  for (const type of [
    "market.asked",
    "market.bid",
    "market.cancelled",
    "market.paid",
    "market.received",
    "order.refunded",
    "collectible.redeemed",
  ])
    expect([...seen]).toContain(`${type} accepted`);
});

const rowsOf = (programme: Programme): string => JSON.stringify(programme.store.dump());

/** Does what an event would do to the market and takes it back: the book in memory must not notice. */
function undone(programme: Programme, json: Json): boolean {
  if (json["type"] !== "market.asked" && json["type"] !== "market.bid") return false;
  if (programme.holders.find(String(json["holder"])) === undefined) return false;
  const mark = programme.store.mark();
  try {
    programme.working.some(({ behaviour }) => behaviour.take?.(json as unknown as KernelEvent) ?? false);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
  }
  programme.store.rollback(mark);
  return true;
}

/** Every posting and note of the entry is explained in both languages, with no figure missing. */
function told(programme: Programme, entry: Parameters<typeof renderEntry>[1]): void {
  const { postings, notes } = renderEntry(programme, entry);
  for (const { rule, text } of [...postings.map(({ why }) => why), ...notes]) {
    expect(text.zh, rule).not.toBe(rule);
    expect(`${text.zh} ${text.en}`, rule).not.toMatch(/\{|undefined|NaN/);
  }
}
