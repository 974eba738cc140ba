// Random chains.
import type { Generator } from "../draft.js";

export const chain: Generator = {
  kind: "chain",
  build(random, draft) {
    const cash = (): string => random.pick(["0", "0.01", "3", "20", "100"]);
    draft.add({
      kind: "chain",
      tag: random.pick(["zone", "starter"]),
      leaderAfter: random.pick([2, 2, 3]),
      rewards: { direct: cash(), leader: cash(), own: cash() },
    });
  },
  vary: (random) => ({ leaderAfter: random.pick([2, 3]) }),
};
