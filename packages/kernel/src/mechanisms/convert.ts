// convert — a holder turns some of one asset into another (兑换).
import { z } from "zod";
import { fraction, minus, ONE, reduce } from "../number/fraction.js";
import { toAmount } from "../number/integer.js";
import type { Fault } from "../plan/fault.js";
import type { Instance } from "../plan/instance.js";
import { assetFaults } from "../plan/references.js";
import type { PlanDocument } from "../plan/schema.js";
import type { Text } from "../plan/types.js";
import { common, name, rate } from "../plan/types.js";
import type { World } from "../world.js";
import type { Behaviour, Bound } from "./mechanism.js";
import { defineMechanism } from "./mechanism.js";
import { shareFaults } from "./shared/fees.js";
import { assetTold, percent, say } from "./shared/told.js";

const schema = z.strictObject({
  kind: z.literal("convert"),
  ...common,
  from: name.meta({ description: "what is given" }),
  to: name.meta({ description: "what is got" }),
  rate: rate.optional().meta({ description: "units of `to` for one of `from`; 1 when left out" }),
  fee: rate.optional().meta({ description: "share that is not turned" }),
});
type Convert = z.infer<typeof schema>;

function faults({ from, to, fee }: Convert, plan: PlanDocument, path: string): Fault[] {
  const cash = [from, to].includes("cash")
    ? [{ path, wrong: "cash can't be converted", right: "two assets of the plan; cash is paid by pools" }]
    : [];
  const same = from === to ? [{ path: `${path}.to`, wrong: "is the same asset", right: "another asset" }] : [];
  return [
    ...assetFaults(plan, `${path}.from`, from),
    ...assetFaults(plan, `${path}.to`, to),
    ...shareFaults(`${path}.fee`, fee),
    ...cash,
    ...same,
  ];
}

/** The holder gets ⌊q × rate × (1 − fee)⌋, 0 included; of a capped asset at most what its treasury holds. Refuses with `unknown_holder`, for the amount, `insufficient_balance`. */
function begin(params: Convert, world: World, self: Instance): Behaviour {
  const [from, to] = [world.asset(params.from), world.asset(params.to)];
  const [units, kept] = [fraction(params.rate ?? "1"), minus(ONE, fraction(params.fee ?? "0"))];
  const gap = world.scale(to) - world.scale(from);
  const n = BigInt(units.n) * BigInt(kept.n) * 10n ** BigInt(Math.max(0, gap));
  const d = BigInt(units.d) * BigInt(kept.d) * 10n ** BigInt(Math.max(0, -gap));
  return {
    take: (event) => {
      if (event.type !== "asset.converted" || event.from !== params.from || event.to !== params.to) return false;
      const { ledger, rewards } = world;
      const holder = world.holders.need(event.holder, "holder");
      const quantity = world.amount(event.quantity, from, "quantity");
      const whole = toAmount((BigInt(quantity) * n) / d);
      const amount = ledger.capped(to) ? Math.min(whole, ledger.treasury(to)) : whole;
      const why = (rule: string) => ({
        slot: self.slot,
        version: self.version,
        rule,
        figures: { quantity, rate: params.rate ?? "1", fee: params.fee ?? "0", amount },
      });
      ledger.take(holder, from, quantity, ledger.source(from), why("given"));
      rewards.arrive(holder, to, amount, ledger.source(to), why("got"));
      if (amount < whole) ledger.note({ ...why("cut.treasury"), asset: to });
      return true;
    },
    acts: () => [{ event: "asset.converted", asset: from, to }],
  };
}

/** What one unit becomes. */
function bounds({ from, to, rate: units = "1", fee = "0" }: Convert, _plan: PlanDocument, path: string): Bound[] {
  const text = { zh: `每个 ${from} 最多换得的 ${to}`, en: `${to} for one ${from}, at most` };
  const [given, kept] = [fraction(units), minus(ONE, fraction(fee))];
  const value = reduce(BigInt(given.n) * BigInt(kept.n), BigInt(given.d) * BigInt(kept.d));
  return [{ path, name: "converted", value, unit: "times", formula: `${units} × (1 − ${fee})`, text }];
}

function told({ from, to, rate: units = "1", fee }: Convert, plan: PlanDocument): Text[] {
  const given = assetTold(plan, from);
  const got = assetTold(plan, to);
  return [
    say(`1 ${given.zh}可以换成 ${units} ${got.zh}。`, `1 of ${given.en} can be turned into ${units} of ${got.en}.`),
    ...(fee === undefined ? [] : [say(`手续费 ${percent(fee)}。`, `The fee is ${percent(fee)}.`)]),
  ];
}

export const mechanism = defineMechanism<Convert>({
  kind: "convert",
  title: { zh: "兑换", en: "Conversion" },
  schema,
  faults,
  bounds,
  told,
  begin,
  words: {
    given: { zh: "兑换付出 {quantity:asset}", en: "{quantity:asset} converted" },
    got: {
      zh: "兑换所得：× {rate:text}，手续费 {fee:text}，到账 {amount:asset}",
      en: "From the conversion: × {rate:text}, fee {fee:text}: {amount:asset}",
    },
  },
});
