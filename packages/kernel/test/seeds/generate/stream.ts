// A random stream of events under a plan: each seed has its own weights, so that some seeds are nearly all refunds and others never see one.
import { text } from "../audit/exact.js";
import type { Random } from "../random.js";
import { changePlan } from "./change.js";
import type { Cast, Generator, Json } from "./draft.js";

type Maker = (random: Random, cast: Cast) => Json;

const anybody = (random: Random, cast: Cast): string =>
  random.once(25) ? "nobody" : (random.some([...cast.members, ...cast.merchants]) ?? "nobody");
const member = (random: Random, cast: Cast): string =>
  random.once(25) ? "M1" : (random.some(cast.members) ?? "nobody");

const base: Record<string, Maker> = {
  join: (random, cast) => {
    const name = random.once(20) ? (random.some(cast.members) ?? "m0") : `m${cast.members.length}`;
    const above = random.once(4) ? undefined : random.some([...cast.members, ...cast.merchants]);
    if (!cast.members.includes(name)) cast.members.push(name);
    return { type: "member.joined", member: name, ...(above === undefined ? {} : { referrer: above }) };
  },
  shop: (random, cast) => {
    const name = `M${cast.merchants.length}`;
    const above = random.some(cast.members);
    cast.merchants.push(name);
    return {
      type: "merchant.joined",
      merchant: name,
      margin: random.rate(60, 1),
      ...(above === undefined || random.once(3) ? {} : { referrer: above }),
      ...(random.once(2) ? { region: random.pick(["441302", "441900", "110101"]) } : {}),
    };
  },
  order: (random, cast) => {
    const order = random.once(30) ? (random.some(cast.orders) ?? "o0") : `o${cast.orders.length}`;
    if (!cast.orders.includes(order)) cast.orders.push(order);
    const merchant = random.once(3) ? undefined : random.some(cast.merchants);
    const gross = random.once(40) ? "0" : random.amount(2, 3000);
    const tags = ["zone", "starter", "card"].filter(() => random.once(4));
    const payable = cast.assets.filter((asset) => asset === "voucher" || asset === "shopping");
    const asset = random.once(5) ? random.some(payable) : undefined;
    return {
      type: "order.settled",
      order,
      buyer: member(random, cast),
      gross,
      ...(merchant === undefined ? {} : { merchant }),
      ...(random.once(8) ? { cost: random.amount(2, 1000) } : {}),
      ...(random.once(6) ? { region: random.pick(["441302", "441300", "440000"]) } : {}),
      ...(tags.length ? { tags } : {}),
      ...(asset === undefined ? {} : { tender: { [asset]: random.amount(2, 30) } }),
    };
  },
  refund: (random, cast) => ({
    type: "order.refunded",
    order: random.some(cast.orders) ?? "none",
    ...(random.once(2) ? { gross: random.amount(2, 1500) } : {}),
  }),
  adjust: (random, cast) => {
    const asset = random.some(["cash", ...cast.assets]) ?? "cash";
    const quantity = random.amount(random.int(0, 2), 100);
    return {
      type: "adjusted",
      holder: anybody(random, cast),
      asset,
      quantity: random.once(3) ? `-${quantity}` : quantity,
      reason: "seed",
    };
  },
  fund: (random, cast) => ({
    type: "pool.funded",
    pool: random.some(cast.pools) ?? "none",
    amount: random.amount(2, 2000),
  }),
  price: (random, cast) => ({
    type: "price.set",
    asset: random.once(20) ? "gold" : (random.some(cast.assets) ?? "voucher"),
    price: random.amount(2, 5),
  }),
  approve: (random, cast) => ({
    type: "rank.approved",
    member: anybody(random, cast),
    rank: random.some(cast.ranks) ?? "r0",
  }),
  activate: (random, cast) => ({ type: "member.activated", member: anybody(random, cast) }),
  agent: (random, cast) => ({
    type: "agent.appointed",
    agent: random.once(3) ? `a${cast.events}` : member(random, cast).replace("nobody", "a0"),
    region: random.pick(["441302", "441300", "440000", "441900", "110000"]),
    ...(random.once(2) && cast.members[0] !== undefined ? { sponsor: cast.members[0] } : {}),
  }),
  concede: (random, cast) => ({
    type: "merchant.changed",
    merchant: random.once(12) ? "m0" : (random.some(cast.merchants) ?? "M0"),
    margin: random.rate(60),
  }),
};

/** How often an event comes: those that every plan has, and those that a plan's mechanisms are for. */
const COMMON: readonly [number, ...number[]] = [0, 1, 1, 3, 8];
const OWN: readonly [number, ...number[]] = [1, 6, 12];

/** An event and, in front of it, whether a day passes. */
export interface Planned {
  event: Json;
  daysBefore: number;
}

export function* generateStream(
  random: Random,
  plan: Json,
  generators: readonly Generator[],
  without: readonly string[],
): Generator_<Planned> {
  let current = plan;
  const own = eventsOf(plan, generators);
  const makers = [...Object.entries(base).flatMap(([name, make]) => (without.includes(name) ? [] : [make])), ...own];
  const weighted = makers.map((make) => ({ make, weight: random.pick(own.includes(make) ? OWN : COMMON) }));
  weighted.push({ make: base["order"] ?? weightless, weight: 8 });
  const deck = weighted.flatMap(({ make, weight }) => Array.from({ length: weight }, () => make));
  const cast: Cast = {
    members: [],
    merchants: [],
    orders: [],
    assets: Object.keys(plan["assets"] as Json),
    pools: Object.keys(plan["pools"] as Json),
    ranks: (plan["ranks"] as Json[]).map(({ rank }) => text(rank)),
    asked: [],
    offers: [],
    events: 0,
  };
  const opening = ["join", "join", "shop", "join"].map((name) => base[name] ?? weightless);
  for (let gifts = random.int(0, 6); gifts > 0; gifts--) opening.push(gift(plan));
  for (const event of storyOf(random, plan, generators)) opening.push(() => event);
  const length = random.int(10, 40);
  const changes = random.once(3) && !without.includes("change");
  for (; cast.events < length; cast.events++) {
    const make = opening[cast.events] ?? random.some(deck) ?? weightless;
    const daysBefore = random.once(5) ? random.pick([1, 1, 1, 2, 7, 20]) : 0;
    if (changes && cast.events > 5 && random.once(9)) {
      const next = changePlan(random, current, generators);
      yield { event: { type: "plan.changed", plan: next }, daysBefore };
      if (Number(next["version"]) === Number(current["version"])) continue;
      current = next;
      deck.push(...eventsOf(current, generators));
      cast.assets = Object.keys(current["assets"] as Json);
      cast.pools = Object.keys(current["pools"] as Json);
    } else yield { event: make(random, cast), daysBefore };
  }
}

/** Something to begin with, of what the plan's mechanisms take. */
function gift(plan: Json): Maker {
  return (random, cast) => {
    const { asset, from, points } = random.some(plan["mechanisms"] as Json[]) ?? {};
    const name = [asset, from, points].find((each) => typeof each === "string");
    return {
      type: "adjusted",
      holder: random.some([...cast.members, ...cast.merchants]) ?? "nobody",
      asset: random.once(3) ? "cash" : (name ?? "voucher"),
      quantity: String(random.int(5, 300)),
      reason: "seed",
    };
  };
}

/** What makes the events that a plan's mechanisms are for. */
function eventsOf(plan: Json, generators: readonly Generator[]): Maker[] {
  return (plan["mechanisms"] as Json[]).flatMap((mechanism) => {
    const make = generators.find(({ kind }) => kind === mechanism["kind"])?.event;
    return make ? [(random: Random, cast: Cast): Json => make(random, cast, mechanism)] : [];
  });
}

/** The stories with which the plan's mechanisms begin. */
function storyOf(random: Random, plan: Json, generators: readonly Generator[]): Json[] {
  return (plan["mechanisms"] as Json[]).flatMap((mechanism) => {
    const open = generators.find(({ kind }) => kind === mechanism["kind"])?.opening;
    return open ? open(random, mechanism) : [];
  });
}

type Generator_<T> = globalThis.Generator<T, void, void>;
const weightless: Maker = () => ({ type: "pool.funded", pool: "none", amount: "1" });
