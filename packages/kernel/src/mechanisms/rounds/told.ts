// What rounds say of themselves to the readers of a plan.
import type { PlanDocument } from "../../plan/schema.js";
import type { Text } from "../../plan/types.js";
import { assetTold, percent, say } from "../shared/told.js";
import type { RoundsPlan } from "./parameters.js";

export function told(params: RoundsPlan, plan: PlanDocument): Text[] {
  const { mint = "1", rate, growth, trigger, multiple, maxRounds, inviter, bonus } = params;
  const points = assetTold(plan, params.points);
  const voucher = assetTold(plan, params.voucher);
  const larger =
    growth === "observed"
      ? say("以后每轮按积分的实际增长放大", "each further round is larger by as much as the points have grown")
      : say(`以后每轮放大 ${percent(growth)}`, `each further round is ${percent(growth)} larger`);
  return [
    say(
      `每笔订单，买家与商家各得让利 × ${mint} 的${points.zh}。`,
      `Every order gives the buyer and the merchant the margin × ${mint} in ${points.en} each.`,
    ),
    say(
      `${points.zh}总量增长 ${percent(trigger.growth)} 或满 ${trigger.days} 天，第二天${trigger.workdays ? "（顺延到工作日）" : ""}发放一轮。`,
      `A round comes the day after ${points.en} have grown by ${percent(trigger.growth)}${trigger.workdays ? " (on the next working day)" : ""}, or ${trigger.days} days after the last one.`,
    ),
    say(
      `首轮发放${points.zh}的 ${percent(rate)}，成为${voucher.zh}；${larger.zh}。`,
      `The first round of a lot brings ${percent(rate)} of its ${points.en} as ${voucher.en}; ${larger.en}.`,
    ),
    say(
      `每批最多得到 ${multiple} 倍，最多 ${maxRounds} 轮，之后不再发放。`,
      `A lot gets ${multiple} × at most, in ${maxRounds} rounds at most, and nothing after.`,
    ),
    ...(inviter === undefined
      ? []
      : [
          say(
            `商家的推荐人另得商家所得${voucher.zh}的 ${percent(inviter)}。`,
            `Who referred the merchant gets ${percent(inviter)} of the merchant’s ${voucher.en} on top.`,
          ),
        ]),
    ...(bonus
      ? [
          say(
            `第 ${bonus.round} 轮时，之前每一轮的批次再分得现有${points.zh}的 ${percent(bonus.rate)}。`,
            `At round ${bonus.round}, the lots of each earlier round share ${percent(bonus.rate)} of all ${points.en} as new points.`,
          ),
        ]
      : []),
  ];
}
