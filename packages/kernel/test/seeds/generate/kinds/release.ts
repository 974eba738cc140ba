// Random releases.
import type { Generator } from "../draft.js";

export const release: Generator = {
  kind: "release",
  build(random, draft) {
    if ("green" in draft.assets) return;
    draft.asset("green");
    const to = random.once(2) ? "cash" : draft.asset("change");
    if (to === "cash") draft.pool("payout", 20);
    draft.add({
      kind: "release",
      asset: "green",
      to,
      ...(to === "cash" ? { pool: "payout" } : {}),
      lots: {
        tiers: [
          { atLeast: random.pick(["0", "100"]), multiple: random.pick(["2.5", "1", "0.3"]) },
          { atLeast: "1000", multiple: "3" },
        ],
      },
      daily: random.rate(50, 1),
      ...(random.once(2) ? { accelerate: [random.rate(80), random.rate(30)].slice(0, random.int(1, 2)) } : {}),
      ...(draft.ranks.length && random.once(2) ? { team: { rates: { r0: random.rate(40) } } } : {}),
    });
  },
  vary: (random) => ({
    daily: random.rate(50, 1),
    lots: { tiers: [{ atLeast: "0", multiple: random.pick(["2", "1.1"]) }] },
  }),
};
