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
    const limited = fromPool && random.once(2);
    if (limited) {
      draft.asset("quota", { scale: random.pick([2, 4]) });
      const share = { rate: random.rate(200, 1), of: "gross" };
      draft.add({ kind: "grant", on: "order", to: random.pick(["buyer", "referrer"]), asset: "quota", ...share });
    }
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
      ...(random.once(4) ? { every: "month" } : {}),
      ...(limited ? { limit: "quota" } : {}),
      ...(random.once(6) ? { limits: { [random.pick(["perDay", "total"])]: random.pick(["3", "20"]) } } : {}),
    });
  },
  vary: (random, { by, from }) => ({
    by: "earnedToday" in (by as Json) ? by : random.pick([{ equal: true }, { holding: "voucher" }]),
    from: "pool" in (from as Json) ? { ...(from as Json), share: random.rate(100, 1) } : { schedule: { daily: "7" } },
  }),
};
