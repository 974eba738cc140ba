// Random appreciation, and sales of its points.
import type { Generator, Json } from "../draft.js";

export const appreciation: Generator = {
  kind: "appreciation",
  build(random, draft) {
    if ("points" in draft.assets) return;
    draft.asset("points", random.once(6) ? { scale: 4, cap: "500" } : { scale: random.pick([0, 2, 4]) });
    draft.pools["profit"] = { inflow: [{ rate: random.rate(40, 1), of: random.pick(["gross", "margin"]) }] };
    const exit = random.pick<Json | undefined>([
      undefined,
      { multiple: random.pick(["1", "1.5", "3"]) },
      { multiple: random.pick(["0.5", "1.2"]), scope: "member" },
      { multiple: "1.2", portion: random.rate(100) },
      { quantity: random.pick(["40", "300"]), portion: random.rate(100, 10) },
    ]);
    draft.add({
      kind: "appreciation",
      asset: "points",
      pool: "profit",
      mint: random.once(4) ? { rate: random.rate(60), of: random.pick(["gross", "margin"]) } : random.rate(100),
      initialPrice: random.pick(["1", "0.5", "3", "0.07"]),
      retention: random.rate(100),
      ...(exit ? { exit } : {}),
      ...(random.once(4)
        ? { sell: { [random.pick(["maxPerSale", "maxPerHolderPerDay"])]: random.pick(["50", "400"]) } }
        : {}),
    });
  },
  vary: (random, { exit }) => ({
    mint: random.rate(100),
    retention: random.rate(100),
    ...((exit as Json | undefined)?.["multiple"] === undefined
      ? {}
      : { exit: { ...(exit as Json), multiple: random.pick(["0.8", "1", "2"]), portion: random.rate(100, 1) } }),
  }),
  event: (random, cast) => ({
    type: "asset.sold",
    holder: random.some(cast.members) ?? "nobody",
    asset: "points",
    quantity: random.amount(random.pick([0, 0, 2]), 200),
  }),
};
