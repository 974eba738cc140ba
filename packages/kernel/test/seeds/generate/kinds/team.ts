// Random team rewards.
import { text } from "../../audit/exact.js";
import type { Generator, Json } from "../draft.js";

export const team: Generator = {
  kind: "team",
  build(random, draft) {
    if (!draft.ranks.length) draft.ranks = [{ rank: "r0", title: { zh: "", en: "" }, require: { approval: true } }];
    const mode = random.pick(["flat", "differential"]);
    const ranks = draft.ranks.map(({ rank }) => text(rank)).filter(() => !random.once(4));
    draft.add({
      kind: "team",
      on: "order",
      asset: random.once(4) ? "cash" : draft.asset("hi"),
      of: random.pick(["gross", "margin", "earned"]),
      mode,
      rates: Object.fromEntries(ranks.map((rank, level) => [rank, random.rate(6 * (level + 1))])),
      ...(mode === "differential" && random.once(2)
        ? { peer: { rate: random.rate(50), generations: random.int(1, 2) } }
        : {}),
      ...(random.once(3) ? { line: "merchant" } : {}),
    });
  },
  vary: (random, { rates }) => ({
    rates: Object.fromEntries(Object.keys(rates as Json).map((rank) => [rank, random.rate(20)])),
  }),
};
