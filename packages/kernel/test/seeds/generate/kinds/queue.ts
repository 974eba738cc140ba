// Random queues.
import type { Generator } from "../draft.js";

export const queue: Generator = {
  kind: "queue",
  build(random, draft) {
    const pool = draft.pool(random.pick(["line", "line2"]), 40);
    const tagged = [{ tags: ["zone"], rate: random.rate(150, 1) }, { rate: random.rate(100) }];
    const least = random.pick(["100", "900"]);
    draft.add({
      kind: "queue",
      pool,
      ticket: random.once(4) ? tagged : random.rate(150, 1),
      ...(random.once(2) ? { qualify: random.once(3) ? { amount: least, by: "member" } : least } : {}),
      ...(random.once(2)
        ? { lockDays: random.int(1, 15) }
        : { advance: random.int(1, 3), ...(random.once(2) ? { distinct: true } : {}) }),
      ...(random.once(2) ? { accelerate: random.once(4) ? [{ tags: ["card"], rate: "0.3" }] : random.rate(30) } : {}),
    });
  },
  vary: (random, { lockDays }) => ({
    ticket: random.rate(150, 1),
    ...(lockDays === undefined ? { advance: random.int(1, 3) } : { lockDays: random.int(1, 15) }),
  }),
};
