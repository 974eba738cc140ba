// Random rounds.
import type { Generator } from "../draft.js";

export const rounds: Generator = {
  kind: "rounds",
  build(random, draft) {
    if ("store" in draft.assets) return;
    draft.asset("store");
    draft.asset("ticketed");
    draft.add({
      kind: "rounds",
      points: "store",
      voucher: "ticketed",
      ...(random.once(2) ? { mint: random.pick(["0.5", "2"]) } : {}),
      rate: random.pick(["0.005", "0.1", "0.333"]),
      growth: random.pick(["0", "0.15", "1", "observed", "observed"]),
      trigger: {
        growth: random.pick(["0.15", "0.5", "3"]),
        days: random.int(1, 15),
        ...(random.once(3) ? { workdays: true } : {}),
      },
      multiple: random.pick(["5", "0.5"]),
      maxRounds: random.pick([2, 40]),
      ...(random.once(2) ? { inviter: random.rate(30) } : {}),
      ...(random.once(2) ? { bonus: { round: random.int(2, 3), rate: random.rate(50) } } : {}),
    });
  },
  vary: (random, { inviter }) => ({
    rate: random.pick(["0.02", "0.25"]),
    growth: random.pick(["0.3", "observed"]),
    multiple: random.pick(["2", "0.4"]),
    ...(inviter === undefined ? {} : { inviter: random.rate(30) }),
  }),
};
