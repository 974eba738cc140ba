// Random distributions.
import type { Generator, Json } from "../draft.js";

export const distribution: Generator = {
  kind: "distribution",
  build(random, draft) {
    const fromPool = random.once(2);
    const asset = fromPool
      ? "cash"
      : draft.asset("shell", { scale: 2, cap: random.pick(["300", "390000"]), referencePrice: "1" });
    const weight = draft.asset(random.pick(["hi", "voucher"]));
    const by = random.pick<Json>([
      { holding: weight },
      { holding: weight },
      { equal: true },
      { earnedToday: draft.asset("hi") },
      {
        tiers: {
          asset: weight,
          levels: [
            { atLeast: "1", share: "0.4" },
            { atLeast: "50", share: "0.6" },
          ],
        },
      },
      draft.ranks.length ? { ranks: { r0: "0.7" } } : { equal: true },
    ]);
    const schedule = random.pick<Json>([
      { daily: random.pick(["10", "498", "0.07"]), decay: "0.5" },
      { daily: "3" },
      { yearly: ["1000", "100"] },
    ]);
    draft.add({
      kind: "distribution",
      asset,
      from: fromPool
        ? { pool: draft.pool("dividend", 20), ...(random.once(2) ? { share: random.rate(100, 1) } : {}) }
        : { schedule },
      by,
      ...(random.once(3) ? { eligible: "activated" } : {}),
      ...(fromPool && random.once(3) ? { every: "month" } : {}),
    });
  },
};
