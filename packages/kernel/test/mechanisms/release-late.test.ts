// Lots booked late have at every moment the figures that they have when each is moved at each close: the same plan with an acceleration
// of nothing can't be booked late, and must not differ to the last unit.
import { expect, test } from "vitest";
import {
  lockedText,
  lotsText,
  poolsText,
  Programme,
  promisedText,
  readPlan,
  receivablesText,
  supplyText,
  walletText,
} from "../../src/index.js";
import { corruption } from "../../src/ledger/soundness.js";
import type { Json } from "../support/script.js";
import { planOf } from "../support/script.js";
import { Random } from "../seeds/random.js";

type Acceleration = readonly string[] | undefined;

function partsOf(random: Random, version: number, accelerate: Acceleration): Json {
  const to = random.pick(["cash", "coin", "gold"]);
  const daily = random.pick(["0.012", "0.0357", "0.3", "0.0001", "1"]);
  const multiple = random.pick(["3", "0.7", "1.01"]);
  return {
    version,
    assets: { points: { scale: 2 }, coin: { scale: random.pick([0, 1, 4]) }, gold: { scale: 2, cap: "400" } },
    pools: { fund: { inflow: [{ rate: random.pick(["0.02", "0.5"]), of: "gross" }] } },
    closing: ["release"],
    mechanisms: [
      {
        kind: "release",
        asset: "points",
        to,
        ...(to === "cash" && { pool: "fund" }),
        lots: { tiers: [{ atLeast: "0", multiple }] },
        daily: version === 1 ? daily : "0.05",
        ...(accelerate && { accelerate }),
      },
      { kind: "transfer", asset: "coin" },
      { kind: "withdraw" },
    ],
  };
}

/** Everything that anybody can see, as text. */
function seen(programme: Programme): string {
  const { holders } = programme;
  const each = Array.from({ length: holders.count }, (_, holder) => [
    walletText(programme, holder),
    lockedText(programme, holder),
    lotsText(programme, holder),
  ]);
  const sums = [poolsText(programme), supplyText(programme), receivablesText(programme), promisedText(programme)];
  return JSON.stringify([each, sums], undefined, 1);
}

function eventOf(random: Random, orders: string[]): Json {
  const member = `m${random.int(1, 4)}`;
  const amount = `${random.int(1, 400)}.${random.int(10, 99)}`;
  const order = `o${orders.length}`;
  switch (random.int(1, 8)) {
    case 1:
      return { type: "order.refunded", order: random.some(orders) ?? "o0", ...(random.once(2) && { gross: "3.17" }) };
    case 2:
      return { type: "cash.withdrawn", holder: member, amount: "0.30" };
    case 3:
      return { type: "asset.transferred", from: member, to: "m1", asset: "coin", quantity: "1" };
    case 4:
      return { type: "pool.funded", pool: "fund", amount };
    default:
      orders.push(order);
      return { type: "order.settled", order, buyer: member, gross: amount };
  }
}

function compare(seed: number): void {
  const drafts = ([undefined, ["0"]] as const).map((accelerate) => {
    const parts = (version: number): Json => planOf(partsOf(new Random(seed), version, accelerate));
    const read = readPlan(parts(1));
    if (!read.ok) throw new Error(JSON.stringify(read.faults));
    return { parts, programme: Programme.start(read.plan) };
  });
  const random = new Random(seed + 1);
  const orders: string[] = [];
  let day = 1;
  const doEach = (number: number, event: (parts: (version: number) => Json) => Json): void => {
    const at = new Date(Date.UTC(2026, 0, day, 4)).toISOString();
    const [late, eager] = drafts.map(({ parts, programme }) => {
      const outcome = programme.apply({ id: `e${number}`, at, ...event(parts) });
      const became = outcome.ok ? "ok" : outcome.refusal.code;
      return `${became} ${corruption(programme)} ${seen(programme)}`;
    });
    expect(late, `seed ${seed}, event ${number}, day ${day}`).toBe(eager);
  };
  for (let member = 1; member <= 4; member++) doEach(member, () => ({ type: "member.joined", member: `m${member}` }));
  const changed = random.int(20, 60);
  for (let number = 5; number < 70; number++) {
    day += random.once(2) ? random.int(0, 9) : 0;
    const event = eventOf(random, orders);
    if (number === changed) doEach(number, (parts) => ({ type: "plan.changed", plan: parts(2) }));
    else if (number === 65) doEach(number, () => ({ type: "programme.closing" }));
    else doEach(number, () => event);
  }
  // Memory made anew from the rows goes on as the one that made them.
  const [late] = drafts;
  const again = late && Programme.restore([late.programme.store.dump()]);
  if (!late || !again) throw new Error("no programme");
  for (const each of [late.programme, again]) each.closeThrough(each.today + 40);
  expect(seen(again)).toBe(seen(late.programme));
}

test("[release.late] what is booked late is what each close would have moved, for random plans and streams", () => {
  for (let seed = 1; seed <= 60; seed++) compare(seed);
});

test("[release.late] a close touches nobody, whatever the number of lots", () => {
  const read = readPlan(planOf(partsOf(new Random(3), 1, undefined)));
  if (!read.ok) throw new Error(JSON.stringify(read.faults));
  const programme = Programme.start(read.plan, { tracking: true });
  const at = "2026-01-01T04:00:00Z";
  for (let member = 0; member < 50; member++) {
    programme.apply({ id: `j${member}`, at, type: "member.joined", member: `m${member}` });
    programme.apply({
      id: `o${member}`,
      at,
      type: "order.settled",
      order: `o${member}`,
      buyer: `m${member}`,
      gross: "9",
    });
  }
  programme.closeThrough(programme.today + 1);
  programme.store.takeChanges();
  const entries = programme.closeThrough(programme.today);
  const changed = Object.values(programme.store.takeChanges()).reduce((sum, rows) => sum + rows.length, 0);
  expect(entries.flatMap(({ postings }) => postings).length).toBe(1);
  expect(changed).toBeLessThan(8);
});
