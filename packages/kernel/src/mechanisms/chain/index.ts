// chain — 链动2+1, 3+1: who buys the entry product becomes agent; after two (or three) buyers an agent becomes leader and leaves the line.
import { z } from "zod";
import { CASH } from "../../ledger/ledger.js";
import { compare, fraction, reduce } from "../../number/fraction.js";
import type { Order, RefundStep } from "../../orders/order.js";
import type { Fault } from "../../plan/fault.js";
import type { Instance } from "../../plan/instance.js";
import { amountFaults } from "../../plan/references.js";
import type { PlanDocument } from "../../plan/schema.js";
import type { Text } from "../../plan/types.js";
import { amount, common, name } from "../../plan/types.js";
import type { World } from "../../world.js";
import type { Behaviour, Bound } from "../mechanism.js";
import { defineMechanism } from "../mechanism.js";
import { termsOf } from "../shared/terms.js";
import { quantityTold, say } from "../shared/told.js";
import { Line, NOBODY } from "./line.js";
import { entryTable, placeTable } from "./tables.js";

const schema = z.strictObject({
  kind: z.literal("chain"),
  ...common,
  tag: name.meta({ description: "tag of the entry product" }),
  leaderAfter: z
    .union([z.literal(2), z.literal(3)], { error: "2 (链动2+1) or 3 (链动3+1)" })
    .meta({ description: "direct buyers after which an agent becomes leader" }),
  rewards: z
    .strictObject({
      direct: amount.meta({ description: "to the agent who made the sale" }),
      leader: amount.meta({ description: "to its leader" }),
      own: amount.meta({ description: "to a leader who made the sale itself" }),
    })
    .meta({
      description: "cash for one sale: to the agent who made it, to its leader, to a leader who made it itself",
    }),
});
type Chain = z.infer<typeof schema>;

const REWARDS = ["direct", "leader", "own"] as const;

function faults({ rewards }: Chain, plan: PlanDocument, path: string): Fault[] {
  return REWARDS.flatMap((each) => amountFaults(plan, `${path}.rewards.${each}`, rewards[each], "cash"));
}

/**
 * The rule (the name is known from the sources only; the rule is the one common in the trade):
 *
 * 1. An order with the tag is a **sale by the buyer's referrer**. The buyer's first one gives it a place: it is an **agent**, in the line of its
 *    referrer's leader — the referrer itself when that leads, else the leader in whose line the referrer stands. A referrer without a place stands
 *    where its own referrer does; at the top there is no leader.
 * 2. A sale by an agent pays the agent `direct` and the leader of the buyer's line `leader`. A sale by a leader to someone in its own line pays
 *    it `own` and nobody else. A sale by someone without a place pays nobody. What is not paid stays in the order's margin.
 * 3. An agent whose `leaderAfter`-th buyer has come becomes **leader** after that sale has been paid, and leaves its old leader's line: for what it
 *    sells from then on the old leader gets nothing. Its first `leaderAfter` buyers stay in the old line, and so does all that has grown below them.
 *    Buyers from the next on start in the new leader's line.
 * 4. A further order with the tag by someone who has a place is a sale again, by the same referrer and in the line in which the buyer started; it
 *    counts as no further buyer.
 * 5. An order of 0 gives no place. A full refund of the last entry order that stands ends the place and takes it off its seller's
 *    count. A leader left with too few buyers is agent again, and whom it led stand in the line above it. Rewards go back as those of a grant.
 * 6. A place keeps the `leaderAfter` of the plan version under which it began; the amounts are those of the version in force.
 */
function begin(params: Chain, world: World, self: Instance): Behaviour {
  const terms = termsOf(schema, params, world, self);
  const line = new Line(world.store, self.slot, world.holders, (version) => terms(version).leaderAfter);

  function give(order: Order, reward: (typeof REWARDS)[number], holder: number): void {
    if (holder === NOBODY) return;
    const figures = { order: order.id, buyer: world.holders.name(order.buyer) };
    const sum = world.planAmount(params.rewards[reward], CASH);
    world.rewards.give({ by: self, order, holder, asset: CASH, amount: sum, rule: reward, figures });
  }

  function onOrder(order: Order): void {
    if (!order.tags.has(params.tag) || order.gross === 0) return;
    const { place, first } = line.enter(order.row, order.buyer, self.version);
    const seller = world.holders.referrer(order.buyer);
    const leader = line.leaderOver(order.buyer);
    if (seller !== NOBODY && line.isIn(seller)) {
      if (leader === seller) give(order, "own", seller);
      else {
        give(order, "direct", seller);
        give(order, "leader", leader);
      }
    }
    if (first) line.count(place, 1);
  }

  return {
    onOrder,
    onRefund: (order: Order, step: RefundStep) => {
      if (step.whole) line.leave(order.row);
    },
    broken: () => line.broken(),
  };
}

function bounds({ rewards, leaderAfter }: Chain, _plan: PlanDocument, path: string): Bound[] {
  const { direct, leader, own } = rewards;
  const [a, b] = [fraction(direct), fraction(leader)];
  const both = reduce(BigInt(a.n) * BigInt(b.d) + BigInt(b.n) * BigInt(a.d), BigInt(a.d) * BigInt(b.d));
  return [
    {
      path,
      name: "paid-per-entry",
      value: both && compare(fraction(own), both) > 0 ? fraction(own) : both,
      unit: "cash",
      formula: `max(${direct} + ${leader}, ${own})`,
      text: { zh: "每份入门产品最多发放的现金", en: "Cash paid for one entry product, at most" },
    },
    {
      path,
      name: "leaders",
      value: { n: 1, d: leaderAfter },
      unit: "share",
      formula: `1 ÷ ${leaderAfter}`,
      text: {
        zh: `每位老板需要 ${leaderAfter} 位直推买家，每位买家只算一次：最多这么多人能成为老板`,
        en: `A leader needs ${leaderAfter} buyers of its own, and each buyer counts once: at most this share can ever become leaders`,
      },
    },
  ];
}

function told({ tag, leaderAfter, rewards }: Chain, plan: PlanDocument): Text[] {
  const [direct, leader, own] = REWARDS.map((each) => quantityTold(plan, "cash", rewards[each])) as [Text, Text, Text];
  return [
    say(`购买带标签「${tag}」的入门产品即成为代理。`, `Who buys an entry product (tag ${tag}) becomes agent.`),
    say(
      `代理每卖出一份得 ${direct.zh}，其上的老板得 ${leader.zh}；老板自己卖出得 ${own.zh}。`,
      `For a sale the agent gets ${direct.en} and the leader above ${leader.en}; a leader who sells itself gets ${own.en}.`,
    ),
    say(
      `直推满 ${leaderAfter} 位后升为老板并脱离原线，前 ${leaderAfter} 位留给原老板。`,
      `After ${leaderAfter} buyers an agent becomes leader and leaves the line; those ${leaderAfter} stay with the old leader.`,
    ),
  ];
}

export const mechanism = defineMechanism<Chain>({
  kind: "chain",
  title: { zh: "链动", en: "Chain" },
  schema,
  tables: [placeTable, entryTable],
  faults,
  bounds,
  told,
  begin,
  words: {
    direct: {
      zh: "订单 {order:text}：直推 {buyer:text} 购买入门产品，直推奖 {amount:cash}",
      en: "Order {order:text}: {buyer:text}, whom you referred, bought the entry product; {amount:cash} for the sale",
    },
    leader: {
      zh: "订单 {order:text}：您线上的代理卖给 {buyer:text}，老板奖 {amount:cash}",
      en: "Order {order:text}: an agent in your line sold to {buyer:text}; {amount:cash} to its leader",
    },
    own: {
      zh: "订单 {order:text}：您以老板身份卖给 {buyer:text}，得 {amount:cash}",
      en: "Order {order:text}: you sold to {buyer:text} as leader; {amount:cash}",
    },
  },
});
