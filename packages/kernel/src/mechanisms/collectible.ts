// collectible — redeem for a numbered edition (数字藏品): the price is burnt, the next number of the edition is the holder's.
import { z } from "zod";
import type { EventOf } from "../events/vocabulary.js";
import { parseAmount } from "../number/decimal.js";
import type { Fault } from "../plan/fault.js";
import type { Instance } from "../plan/instance.js";
import { amountFaults, ownAssetFaults, scaleOf } from "../plan/references.js";
import type { PlanDocument } from "../plan/schema.js";
import type { Text } from "../plan/types.js";
import { amount, common, name, positiveCount, text } from "../plan/types.js";
import { refuse } from "../refusal.js";
import type { TableDeclaration } from "../store/store.js";
import type { World } from "../world.js";
import type { HolderAct } from "./shared/ahead.js";
import type { Behaviour, Bound } from "./mechanism.js";
import { defineMechanism } from "./mechanism.js";
import { assetTold, quantityTold, say } from "./shared/told.js";

const schema = z.strictObject({
  kind: z.literal("collectible"),
  ...common,
  asset: name.meta({ description: "what it is paid in; the price is burnt" }),
  editions: z
    .array(
      z.strictObject({
        edition: name.meta({ description: "its name in events" }),
        title: text,
        price: amount.meta({ description: "burnt for one number" }),
        supply: positiveCount.meta({ description: "how many numbers there are" }),
      }),
    )
    .min(1, { error: "at least one edition" })
    .meta({ description: "each with its price in the asset and how many numbers it has" }),
});
type Collectible = z.infer<typeof schema>;

const ownedTable = {
  name: "collectible",
  columns: {
    slot: "ref",
    edition: "text",
    /** 1 the first */ number: "ref",
    holder: "ref",
    day: "ref",
    /** what was burnt for it */ price: "int",
  },
} as const satisfies TableDeclaration;

function faults({ asset, editions }: Collectible, plan: PlanDocument, path: string): Fault[] {
  const scale = scaleOf(plan, asset);
  return [
    ...ownAssetFaults(plan, `${path}.asset`, asset),
    ...editions.flatMap(({ edition, price }, index) => {
      const at = `${path}.editions[${index}]`;
      const twice = editions.findIndex((other) => other.edition === edition) < index;
      return [
        ...(twice ? [{ path: `${at}.edition`, wrong: `"${edition}" stands twice`, right: "each edition once" }] : []),
        ...amountFaults(plan, `${at}.price`, price, asset),
        ...(parseAmount(price, scale) === "amount_not_positive"
          ? [{ path: `${at}.price`, wrong: "is 0", right: "a price above 0" }]
          : []),
      ];
    }),
  ];
}

/** `limits` count what a holder, or all, may spend on editions, in units of the asset. */
function begin(params: Collectible, world: World, self: Instance): Behaviour {
  const owned = world.store.table(ownedTable);
  const { slot, edition: editionOf, number } = owned.cells;
  const issued = new Map<string, number>();
  const count = (row: number, by: number): void => {
    if (slot.get(row) === self.slot) issued.set(editionOf.get(row), (issued.get(editionOf.get(row)) ?? 0) + by);
  };
  owned.follow({ added: (row) => count(row, 1), removed: (row) => count(row, -1) });

  /** Refuses with `limit_reached`, `insufficient_balance`, `sold_out`. */
  function redeem({ holder: who, edition: wanted }: EventOf<"collectible.redeemed">): boolean {
    const edition = params.editions.find((each) => each.edition === wanted);
    if (!edition) return false;
    const holder = world.holders.need(who, "holder");
    const asset = world.asset(params.asset);
    const price = world.planAmount(edition.price, asset);
    if (world.rewards.withinLimits(self, holder, asset, price) < price)
      refuse(
        "limit_reached",
        "edition",
        "the price passes a limit on redemptions",
        "a cheaper edition, or another day",
      );
    const next = (issued.get(wanted) ?? 0) + 1;
    const why = {
      slot: self.slot,
      version: self.version,
      rule: "redeemed",
      figures: { amount: price, edition: wanted, number: next, supply: edition.supply },
    };
    world.ledger.take(holder, asset, price, world.ledger.source(asset), why, "edition");
    if (next > edition.supply)
      refuse("sold_out", "edition", `all ${edition.supply} of "${wanted}" are taken`, "another edition");
    owned.append({ slot: self.slot, edition: wanted, number: next, holder, day: world.today, price });
    world.ranks.touch(holder);
    return true;
  }

  /** The numbers of each edition are 1, 2, 3, … in the order in which they were redeemed. */
  function broken(): string[] {
    const last = new Map<string, number>();
    const found: string[] = [];
    for (let row = 0; row < owned.length; row++) {
      if (slot.get(row) !== self.slot) continue;
      const edition = editionOf.get(row);
      const expected = (last.get(edition) ?? 0) + 1;
      if (number.get(row) !== expected) found.push(`collectible: ${edition} ${number.get(row)} stands for ${expected}`);
      last.set(edition, expected);
    }
    return found;
  }

  const acts = (): HolderAct[] =>
    params.editions.map(({ edition, title, price, supply }) => ({
      event: "collectible.redeemed",
      asset: world.asset(params.asset),
      edition: {
        name: edition,
        title,
        price: world.planAmount(price, world.asset(params.asset)),
        left: Math.max(0, supply - (issued.get(edition) ?? 0)),
      },
    }));

  return { take: (event) => event.type === "collectible.redeemed" && redeem(event), acts, broken };
}

/** Nothing is promised: so many numbers exist, and what they fetch elsewhere is not the programme's affair. */
function bounds({ editions }: Collectible, _plan: PlanDocument, path: string): Bound[] {
  return editions.map(({ edition, supply }, index) => ({
    path: `${path}.editions[${index}]`,
    name: "edition-supply",
    value: { n: supply, d: 1 },
    unit: "count",
    formula: String(supply),
    text: { zh: `「${edition}」最多发行 ${supply} 份`, en: `At most ${supply} of "${edition}" are ever issued` },
  }));
}

function told({ asset, editions }: Collectible, plan: PlanDocument): Text[] {
  const { zh, en } = assetTold(plan, asset);
  return [
    say(
      `用${zh}兑换有编号的藏品，付出的${zh}销毁；藏品不承诺任何回购。`,
      `${en} buy numbered collectibles and are burnt; no buying back is promised.`,
    ),
    ...editions.map((each) => {
      const price = quantityTold(plan, asset, each.price);
      return say(
        `「${each.title.zh}」：${price.zh}，限 ${each.supply} 份。`,
        `“${each.title.en}”: ${price.en}, ${each.supply} numbers.`,
      );
    }),
  ];
}

export const mechanism = defineMechanism<Collectible>({
  kind: "collectible",
  title: { zh: "数字藏品", en: "Collectible" },
  schema,
  tables: [ownedTable],
  faults,
  bounds,
  told,
  begin,
  words: {
    redeemed: {
      zh: "兑换数字藏品「{edition:text}」第 {number:count} 号（共 {supply:count} 份），销毁 {amount:asset}",
      en: "Redeemed number {number:count} of {supply:count} of {edition:text}; {amount:asset} burnt",
    },
  },
});
