// Random queues.
import type { Generator } from "../draft.js";

export const queue: Generator = {
  kind: "queue",
  build(random, draft) {
    const pool = draft.pool(random.pick(["line", "line2"]), 40);
    draft.add({
      kind: "queue",
      pool,
      ticket: random.rate(150, 1),
      ...(random.once(2) ? { qualify: random.pick(["100", "900"]) } : {}),
      ...(random.once(2) ? { lockDays: random.int(1, 15) } : { advance: random.int(1, 3) }),
      ...(random.once(2) ? { accelerate: random.rate(30) } : {}),
    });
  },
};
