// Random transfers, conversions, withdrawals and tasks, and the events that use them.
import type { Random } from "../../random.js";
import type { Cast, Generator } from "../draft.js";

const somebody = (random: Random, cast: Cast): string => random.some([...cast.members, ...cast.merchants]) ?? "nobody";

export const transfer: Generator = {
  kind: "transfer",
  build(random, draft) {
    draft.add({
      kind: "transfer",
      asset: random.once(3) ? draft.asset("hi") : random.pick(["voucher", "cash"]),
      ...(random.once(2) ? { fee: random.rate(20) } : {}),
    });
  },
  event: (random, cast, { asset }) => ({
    type: "asset.transferred",
    from: somebody(random, cast),
    to: somebody(random, cast),
    asset: random.once(15) ? "voucher" : asset,
    quantity: random.amount(0, 50),
  }),
};

export const convert: Generator = {
  kind: "convert",
  build(random, draft) {
    draft.add({
      kind: "convert",
      from: random.pick(["voucher", draft.asset("hi")]),
      to: draft.asset("token"),
      ...(random.once(2) ? { rate: random.rate(300, 1) } : {}),
      ...(random.once(2) ? { fee: random.rate(50) } : {}),
    });
  },
  event: (random, cast, { from, to }) => ({
    type: "asset.converted",
    holder: somebody(random, cast),
    from,
    to,
    quantity: random.amount(0, 50),
  }),
};

export const withdraw: Generator = {
  kind: "withdraw",
  build(random, draft) {
    if (draft.mechanisms.some(({ kind }) => kind === "withdraw")) return;
    draft.add({
      kind: "withdraw",
      ...(random.once(2) ? { fee: random.rate(10) } : {}),
      ...(random.once(2) ? { min: "1" } : {}),
      ...(random.once(2) ? { maxPerDay: "500" } : {}),
      review: "20",
    });
  },
  event(random, cast) {
    const last = cast.asked.at(random.once(3) ? -2 : -1);
    if (last !== undefined && random.once(2))
      return { type: random.pick(["withdrawal.approved", "withdrawal.refused"]), withdrawal: last };
    cast.asked.push(`e${cast.events}`);
    return { type: "cash.withdrawn", holder: random.some(cast.merchants) ?? "nobody", amount: random.amount(2, 100) };
  },
};

export const task: Generator = {
  kind: "task",
  build(random, draft) {
    const to = random.once(2) ? "cash" : draft.asset("change");
    if (to === "cash") draft.pool("ads", 10);
    const byValue = random.once(2);
    draft.add({
      kind: "task",
      task: random.pick(["walk", "run"]),
      asset: random.pick(["voucher", draft.asset("hi")]),
      to,
      ...(to === "cash" ? { pool: "ads" } : {}),
      tiers: byValue
        ? [
            { value: "1000", amount: "1" },
            { value: "5000", amount: "9" },
          ]
        : [
            { atLeast: "1", amount: "2" },
            { atLeast: "20", amount: "11" },
          ],
      ...(random.once(3) ? { group: { name: "day", perDay: random.int(1, 4) } } : { perDay: random.int(1, 3) }),
    });
  },
  event: (random, cast, { task: name }) => ({
    type: "task.done",
    member: somebody(random, cast),
    task: random.once(20) ? "swim" : name,
    ...(random.once(4) ? {} : { value: random.pick([0, 999, 1000, 5000, 9999]) }),
  }),
};
