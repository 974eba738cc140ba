// team — rewards by rank up the referral line (团队, 级差, 平级).
import { z } from "zod";
import type { Fraction } from "../number/fraction.js";
import { compare, fraction, portion, reduce, ZERO } from "../number/fraction.js";
import type { Order } from "../orders/order.js";
import type { Fault } from "../plan/fault.js";
import type { Instance } from "../plan/instance.js";
import { assetFaults, rankFaults } from "../plan/references.js";
import type { PlanDocument } from "../plan/schema.js";
import type { Text } from "../plan/types.js";
import { common, name, positiveCount, rate } from "../plan/types.js";
import type { World } from "../world.js";
import type { Behaviour, Bound } from "./mechanism.js";
import { defineMechanism } from "./mechanism.js";
import { walkDifferential } from "./shared/differential.js";
import { baseOf, measure } from "./shared/measure.js";
import { assetTold, baseTold, listed, percent, rankTold, say } from "./shared/told.js";

const schema = z.strictObject({
  kind: z.literal("team"),
  ...common,
  on: z.literal("order", { error: '"order"' }).meta({ description: "the trigger" }),
  asset: name.meta({ description: "what is paid; cash comes out of the order's margin" }),
  of: z
    .enum(["gross", "margin", "earned"])
    .meta({ description: "what the rates are of; earned: what the buyer got of the same asset" }),
  mode: z.enum(["flat", "differential"]).meta({
    description: "flat: the nearest holder of each rank; differential: what a rate is above the highest paid below",
  }),
  rates: z.record(name, rate).meta({ description: "rate by rank" }),
  peer: z
    .strictObject({ rate, generations: positiveCount.meta({ description: "how many equals above a receiver" }) })
    .optional()
    .meta({ description: "differential only: a share of what the last receiver got, for equals above" }),
  at: z
    .literal("market")
    .optional()
    .meta({ description: "the rate gives a cash value, paid at the asset's reference price" }),
  line: z
    .enum(["buyer", "merchant"])
    .optional()
    .meta({ description: "whose line is walked; the buyer's when left out" }),
});
type Team = z.infer<typeof schema>;

function faults(team: Team, plan: PlanDocument, path: string): Fault[] {
  const found = [
    ...assetFaults(plan, `${path}.asset`, team.asset),
    ...rankFaults(plan, `${path}.rates`, Object.keys(team.rates)),
  ];
  if (team.mode === "flat" && team.peer)
    found.push({ path: `${path}.peer`, wrong: "belongs to the differential mode", right: "leave it out" });
  if (team.at !== undefined && team.of === "earned")
    found.push({ path: `${path}.at`, wrong: "needs a rate of gross or margin", right: "leave it out" });
  return found;
}

function begin(team: Team, world: World, self: Instance): Behaviour {
  const asset = world.asset(team.asset);
  const rates = new Map<number, Fraction>(
    Object.entries(team.rates).map(([rank, text]) => [world.ranks.levelOf(rank), fraction(text)]),
  );
  const peer = team.peer && { rate: fraction(team.peer.rate), generations: team.peer.generations };

  function give(order: Order, holder: number, share: Fraction, rule: string): number {
    const base = baseOf(order, team.of, asset);
    const amount = measure(world, base, share, team.of, asset, team.at);
    const figures = { base, rate: `${share.n}/${share.d}`, order: order.id };
    return world.rewards.give({
      by: self,
      order,
      holder,
      asset,
      amount,
      rule: `${rule}.${team.of === "earned" ? "earned" : "cash"}`,
      figures,
    }).amount;
  }

  function givePeer(order: Order, holder: number, share: Fraction, of: number): number {
    const figures = { base: of, rate: `${share.n}/${share.d}`, order: order.id };
    return world.rewards.give({ by: self, order, holder, asset, amount: portion(of, share), rule: "peer", figures })
      .amount;
  }

  /** The nearest holder of exactly each rank, once a rank. */
  function flat(order: Order, from: number): void {
    const waiting = new Map(rates);
    for (const holder of world.holders.above(from)) {
      const level = world.ranks.level(holder);
      const share = waiting.get(level);
      if (!share) continue;
      waiting.delete(level);
      give(order, holder, share, "flat");
      if (waiting.size === 0) return;
    }
  }

  return {
    onOrder: (order) => {
      const from = team.line === "merchant" ? order.merchant : order.buyer;
      if (from === -1) return;
      if (team.mode === "flat") return flat(order, from);
      walkDifferential(world, from, rates, peer, (step) =>
        step.kind === "peer"
          ? givePeer(order, step.holder, step.rate, step.of)
          : give(order, step.holder, step.rate, "difference"),
      );
    },
  };
}

/**
 * The most that one order can pay. Flat: every rank once. Differential: the differences add up to the highest rate; equals above each receiver
 * get at most `generations` times the peer rate of what it got.
 */
function bounds(team: Team, _plan: PlanDocument, path: string): Bound[] {
  const rates = Object.values(team.rates).map((text) => ({ text, rate: fraction(text) }));
  const { text, value } = team.mode === "flat" ? allOf(rates) : highestOf(rates, team.peer);
  return [
    {
      path,
      name: "team-paid",
      value,
      unit: "share",
      formula: text,
      text: {
        zh: `每单最多发放基数（${team.of}）的这么多 ${team.asset}${team.asset === "cash" ? "，出自订单让利" : ""}`,
        en: `At most this share of the base (${team.of}) is paid for one order, in ${team.asset}${team.asset === "cash" ? " out of its margin" : ""}`,
      },
    },
  ];
}

type NamedRate = { text: string; rate: Fraction };

function allOf(rates: readonly NamedRate[]): { text: string; value: Fraction | undefined } {
  let [n, d] = [0n, 1n];
  for (const { rate } of rates) [n, d] = [n * BigInt(rate.d) + BigInt(rate.n) * d, d * BigInt(rate.d)];
  return { text: rates.map(({ text }) => text).join(" + ") || "0", value: reduce(n, d) };
}

function highestOf(rates: readonly NamedRate[], peer: Team["peer"]): { text: string; value: Fraction | undefined } {
  const top = rates.reduce((high, each) => (compare(each.rate, high.rate) > 0 ? each : high), {
    text: "0",
    rate: ZERO,
  });
  if (!peer) return { text: top.text, value: top.rate };
  const share = fraction(peer.rate);
  const n = BigInt(top.rate.n) * (BigInt(share.d) + BigInt(share.n) * BigInt(peer.generations));
  return {
    text: `${top.text} × (1 + ${peer.rate} × ${peer.generations})`,
    value: reduce(n, BigInt(top.rate.d) * BigInt(share.d)),
  };
}

function told({ asset, of, mode, rates, peer, at, line }: Team, plan: PlanDocument): Text[] {
  const base = baseTold(of);
  const { zh, en } = assetTold(plan, asset);
  const whose = line === "merchant" ? say("商家", "merchant") : say("买家", "buyer");
  const steps = Object.entries(rates).map(([rank, share]) => {
    const title = rankTold(plan, rank);
    return say(`${title.zh} ${percent(share)}`, `${title.en} ${percent(share)}`);
  });
  return [
    say(
      `每笔订单，沿${whose.zh}的推荐线向上，按${base.zh}发${zh}${at === "market" ? "（按参考价折算）" : ""}：${listed(steps).zh}。`,
      `On every order, up the ${whose.en}’s line of referrers, by rank, in ${en}${at === "market" ? " at the reference price" : ""}: ${listed(steps).en} of ${base.en}.`,
    ),
    mode === "flat"
      ? say("每个级别只发给最近的一位。", "Of each rank the nearest one gets it.")
      : say("级差：每人只得比下面已发的高出的部分。", "Each gets only what its rate is above the highest paid below."),
    ...(peer
      ? [
          say(
            `平级得前一位所得的 ${percent(peer.rate)}，最多 ${peer.generations} 代。`,
            `Equals get ${percent(peer.rate)} of what the one before got, ${peer.generations} of them at most.`,
          ),
        ]
      : []),
  ];
}

export const mechanism = defineMechanism<Team>({
  kind: "team",
  title: { zh: "团队奖励", en: "Team reward" },
  schema,
  faults,
  bounds,
  told,
  begin,
  words: {
    "flat.cash": {
      zh: "团队订单 {order:text}：{base:cash} × {rate:text} = {amount:asset}",
      en: "Team order {order:text}: {base:cash} × {rate:text} = {amount:asset}",
    },
    "flat.earned": {
      zh: "团队订单 {order:text}：买家所得 {base:asset} × {rate:text} = {amount:asset}",
      en: "Team order {order:text}: the buyer earned {base:asset} × {rate:text} = {amount:asset}",
    },
    "difference.cash": {
      zh: "团队订单 {order:text} 级差：{base:cash} × {rate:text} = {amount:asset}",
      en: "Team order {order:text}, difference of rank: {base:cash} × {rate:text} = {amount:asset}",
    },
    "difference.earned": {
      zh: "团队订单 {order:text} 级差：买家所得 {base:asset} × {rate:text} = {amount:asset}",
      en: "Team order {order:text}, difference of rank: the buyer earned {base:asset} × {rate:text} = {amount:asset}",
    },
    peer: {
      zh: "团队订单 {order:text} 平级：下级所得 {base:asset} × {rate:text} = {amount:asset}",
      en: "Team order {order:text}, equal rank: {rate:text} of the {base:asset} paid below = {amount:asset}",
    },
  },
});
