// Random markets, and offers that meet often: few prices, close together.
import type { Random } from "../../random.js";
import type { Cast, Generator, Json } from "../draft.js";

function offer(random: Random, cast: Cast, { asset }: Json): Json {
  const name = random.once(25) ? (random.some(cast.offers) ?? "f0") : `f${cast.offers.length}`;
  cast.offers.push(name);
  return {
    type: random.pick(["market.asked", "market.bid"]),
    offer: name,
    holder: random.some([...cast.members, ...cast.merchants]) ?? "nobody",
    asset: random.once(20) ? "voucher" : asset,
    quantity: random.amount(random.pick([0, 0, 2]), 40),
    price: random.pick(["1", "1", "1.01", "0.99", "1.5", "0.7", "0.07", "2", "0.005"]),
  };
}

export const market: Generator = {
  kind: "market",
  build(random, draft) {
    const direct = random.once(3);
    draft.add({
      kind: "market",
      asset: draft.asset(random.pick(["hi", "coin"]), random.once(3) ? { cap: "5000" } : {}),
      ...(random.once(2) ? { fee: random.rate(20) } : {}),
      ...(random.once(3) ? { tick: random.pick(["0.01", "0.5"]) } : {}),
      ...(random.once(3) ? { band: random.pick(["0.10", "0.50"]) } : {}),
      ...(direct ? { settlement: "direct", deadlines: { pay: random.int(1, 2), receive: random.int(1, 3) } } : {}),
      ...(random.once(3) ? { merchantBurn: { rate: random.rate(30), of: random.pick(["gross", "margin"]) } } : {}),
    });
  },
  event(random, cast, mechanism) {
    if (random.once(8)) return { type: "market.cancelled", offer: random.some(cast.offers) ?? "f0" };
    if (mechanism["settlement"] !== "direct" ? !random.once(30) : random.once(2)) return offer(random, cast, mechanism);
    const trade = `T${random.int(1, 4)}`;
    const decided = random.once(4);
    const to = random.some([...cast.members, ...cast.merchants]);
    if (decided) return { type: "market.decided", trade, ...(to === undefined || random.once(2) ? {} : { to }) };
    return { type: random.pick(["market.paid", "market.paid", "market.received"]), trade };
  },
  opening(random, { asset, settlement }) {
    if (settlement !== "direct" || random.once(2)) return [];
    const gift = (holder: string, what: unknown): Json => ({
      type: "adjusted",
      holder,
      asset: what,
      quantity: "50",
      reason: "seed",
    });
    const deal = { asset, quantity: "3", price: "1" };
    const first = random.pick(["market.paid", "market.paid", "market.decided"]);
    return [
      gift("m0", asset),
      gift("m1", "cash"),
      { type: "market.asked", offer: "a", holder: "m0", ...deal },
      { type: "market.bid", offer: "b", holder: "m1", ...deal },
      { type: first, trade: "T1" },
      { type: random.pick(["market.received", "market.decided"]), trade: "T1" },
    ];
  },
  vary: (random) => ({
    fee: random.rate(20),
    band: random.pick(["0.10", "0.50"]),
    merchantBurn: { rate: random.rate(30), of: "margin" },
  }),
};
