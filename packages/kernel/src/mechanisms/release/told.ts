// What release says of itself to the readers of a plan.
import type { PlanDocument } from "../../plan/schema.js";
import type { Text } from "../../plan/types.js";
import { assetTold, inflowsTold, listed, percent, poolTold, quantityTold, rankTold, say } from "../shared/told.js";
import type { Release } from "./parameters.js";

export function told({ asset, to, pool, lots, daily, accelerate, team }: Release, plan: PlanDocument): Text[] {
  const points = assetTold(plan, asset);
  const target = assetTold(plan, to);
  return [
    ...lots.tiers.map(({ atLeast, multiple }) => {
      const least = quantityTold(plan, "cash", atLeast);
      return say(
        `一单满 ${least.zh}，得到实付 ${multiple} 倍的${points.zh}。`,
        `An order of ${least.en} or more gives ${multiple} × the amount paid in ${points.en}.`,
      );
    }),
    say(
      `从第二天起，每天释放实付的 ${percent(daily)}，成为${target.zh}。`,
      `From the next day on, ${percent(daily)} of the amount paid is released a day and becomes ${target.en}.`,
    ),
    ...(pool === undefined ? [] : [...inflowsTold(plan, pool), shortTold(poolTold(plan, pool))]),
    ...(accelerate ?? []).map((rate, index) =>
      say(
        `第 ${index + 1} 代下级每释放 1，自己的批次多释放 ${percent(rate)}。`,
        `For each 1 released ${index + 1} ${index === 0 ? "step" : "steps"} below, one’s own lots release ${percent(rate)} more.`,
      ),
    ),
    ...(team ? teamTold(team, plan) : []),
  ];
}

const shortTold = ({ zh, en }: Text): Text =>
  say(`由${zh}支付；池里不够时，释放留在批次里。`, `${en} pays it; while it is short, the release stays in the lot.`);

function teamTold({ rates, peer }: NonNullable<Release["team"]>, plan: PlanDocument): Text[] {
  const steps = Object.entries(rates).map(([rank, rate]) => {
    const title = rankTold(plan, rank);
    return say(`${title.zh} ${percent(rate)}`, `${title.en} ${percent(rate)}`);
  });
  return [
    say(
      `团队释放按级差加速：${listed(steps).zh}。`,
      `The team’s releases free more by rank, each what its rate is above the one below: ${listed(steps).en}.`,
    ),
    ...(peer
      ? [
          say(
            `平级再得 ${percent(peer.rate)}，最多 ${peer.generations} 代。`,
            `Equals above get ${percent(peer.rate)} of that, for ${peer.generations} at most.`,
          ),
        ]
      : []),
  ];
}
