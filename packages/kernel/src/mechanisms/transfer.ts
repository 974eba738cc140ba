// transfer — a holder gives some of a balance to another (转赠).
import { z } from "zod";
import { PLATFORM, walletOf } from "../ledger/accounts.js";
import { CASH } from "../ledger/ledger.js";
import { fraction, portion, ZERO } from "../number/fraction.js";
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
  kind: z.literal("transfer"),
  ...common,
  asset: name.meta({ description: "what may be handed on" }),
  fee: rate.optional().meta({ description: "share that goes to the platform (of a capped asset: to the treasury)" }),
});
type Transfer = z.infer<typeof schema>;

function faults({ asset, fee }: Transfer, plan: PlanDocument, path: string): Fault[] {
  return [...assetFaults(plan, `${path}.asset`, asset), ...shareFaults(`${path}.fee`, fee)];
}

/** Of q the receiver gets q − ⌊q × fee⌋. Refuses with `unknown_holder`, for the amount, `insufficient_balance`. */
function begin(params: Transfer, world: World, self: Instance): Behaviour {
  const asset = world.asset(params.asset);
  const fee = fraction(params.fee ?? "0");
  return {
    take: (event) => {
      if (event.type !== "asset.transferred" || event.asset !== params.asset) return false;
      const [from, to] = [world.holders.need(event.from, "from"), world.holders.need(event.to, "to")];
      const quantity = world.amount(event.quantity, asset, "quantity");
      const kept = portion(quantity, fee);
      const figures = { quantity, fee: params.fee ?? "0", amount: quantity - kept, from: event.from, to: event.to };
      const why = (rule: string) => ({ slot: self.slot, version: self.version, rule, figures });
      const { ledger } = world;
      ledger.need(from, asset, quantity);
      ledger.take(
        from,
        asset,
        kept,
        asset !== CASH && ledger.capped(asset) ? ledger.source(asset) : walletOf(PLATFORM),
        why("fee"),
      );
      ledger.hand(from, to, asset, quantity - kept, why("moved"), world.expiry.ages(asset));
      return true;
    },
    acts: () => [{ event: "asset.transferred", asset }],
  };
}

function bounds(_params: Transfer, _plan: PlanDocument, path: string): Bound[] {
  const text = { zh: "转赠不增加任何承诺：新增的现金承诺为", en: "A transfer adds no promise: cash newly promised is" };
  return [{ path, name: "promised", value: ZERO, unit: "cash", formula: "0", text }];
}

function told({ asset, fee }: Transfer, plan: PlanDocument): Text[] {
  const { zh, en } = assetTold(plan, asset);
  return [
    say(`${zh}可以转给别人。`, `${en} can be given to others.`),
    ...(fee === undefined
      ? []
      : [say(`手续费 ${percent(fee)}，从转出的数量里扣。`, `${percent(fee)} of what is given is the fee.`)]),
  ];
}

export const mechanism = defineMechanism<Transfer>({
  kind: "transfer",
  title: { zh: "转赠", en: "Transfer" },
  schema,
  faults,
  bounds,
  told,
  begin,
  words: {
    moved: {
      zh: "{from:text} 转给 {to:text}：{quantity:asset} 减去手续费，到账 {amount:asset}",
      en: "{from:text} to {to:text}: {quantity:asset} less the fee, {amount:asset} received",
    },
    fee: { zh: "转赠手续费：{quantity:asset} × {fee:text}", en: "Fee of the transfer: {quantity:asset} × {fee:text}" },
  },
});
