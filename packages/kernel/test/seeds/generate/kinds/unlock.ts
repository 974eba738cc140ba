// Random unlocks.
import type { Generator } from "../draft.js";

export const unlock: Generator = {
  kind: "unlock",
  build(random, draft) {
    const on = random.pick(["order", "order", "join", "activate", "merchant", "task:wave"]);
    const to = on === "order" ? random.pick(["buyer", "merchant", "referrer"]) : random.pick(["self", "referrer"]);
    const into = on === "order" && random.once(4) ? "cash" : draft.asset("free");
    draft.add({
      kind: "unlock",
      on,
      to,
      asset: random.pick(["voucher", draft.asset("hi")]),
      into,
      ...(random.once(2) ? { rate: random.rate(100) } : { amount: random.pick(["1", "5", "40"]) }),
      ...(to === "referrer" ? { generation: random.int(1, 2) } : {}),
      ...(random.once(4) ? { if: { kind: "member" } } : {}),
      ...(random.once(5) ? { limits: { [random.pick(["perHolder", "perDay", "total"])]: "9" } } : {}),
    });
  },
  event: (random, cast) => ({ type: "task.done", member: random.some(cast.members) ?? "nobody", task: "wave" }),
  vary: (random, { rate }) => (rate === undefined ? { amount: random.pick(["2", "8"]) } : { rate: random.rate(100) }),
};
