// What a distribution says of itself to the readers of a plan.
import type { PlanDocument } from "../../plan/schema.js";
import type { Text } from "../../plan/types.js";
import {
  assetTold,
  grouped,
  inflowsTold,
  listed,
  percent,
  poolTold,
  quantityTold,
  rankTold,
  say,
} from "../shared/told.js";
import type { Distribution } from "./parameters.js";

export function told(params: Distribution, plan: PlanDocument): Text[] {
  const { eligible, limit } = params;
  return [
    ...sumTold(params, plan),
    sharedTold(params, plan),
    ...(eligible ? [say("只有已激活的会员参与。", "Only activated members take part.")] : []),
    ...(limit === undefined ? [] : [limitTold(assetTold(plan, limit))]),
  ];
}

const limitTold = ({ zh, en }: Text): Text =>
  say(
    `分得多少就用掉多少${zh}；${zh}用完的不再参与。`,
    `What is received uses up as much ${en}; who has none left is out.`,
  );

function sumTold({ asset, from, every }: Distribution, plan: PlanDocument): Text[] {
  const when = every === "month" ? say("每月末", "At each month’s end") : say("每天", "Each day");
  const issued = assetTold(plan, asset);
  if ("pool" in from) {
    const pool = poolTold(plan, from.pool);
    const part = from.share === undefined ? say("全部", "all") : say(`的 ${percent(from.share)}`, percent(from.share));
    return [
      ...inflowsTold(plan, from.pool),
      say(
        `${when.zh}分配${pool.zh}${part.zh}；池里没有就没有。`,
        `${when.en} ${part.en} of ${pool.en} is shared out, which may be nothing.`,
      ),
    ];
  }
  const { schedule } = from;
  if ("yearly" in schedule) {
    const years = schedule.yearly.map((sum, year) =>
      say(`第 ${year + 1} 年 ${grouped(sum)}`, `${grouped(sum)} in year ${year + 1}`),
    );
    return [
      say(
        `${when.zh}均匀发放${issued.zh}：${listed(years).zh}。`,
        `${when.en} ${issued.en} are issued evenly: ${listed(years).en}.`,
      ),
    ];
  }
  const daily = quantityTold(plan, asset, schedule.daily);
  return [
    say(`${when.zh}发放 ${daily.zh}。`, `${when.en} ${daily.en} are issued.`),
    ...(schedule.decay === undefined
      ? []
      : [
          say(
            `每满一年减少 ${percent(schedule.decay)}。`,
            `With each year the sum falls by ${percent(schedule.decay)}.`,
          ),
        ]),
  ];
}

function sharedTold({ by }: Distribution, plan: PlanDocument): Text {
  if ("holding" in by) {
    const held = assetTold(plan, by.holding);
    return say(`按持有${held.zh}的多少分。`, `It is shared by what each holds of ${held.en}.`);
  }
  if ("earnedToday" in by) {
    const earned = assetTold(plan, by.earnedToday);
    return say(`按当天得到${earned.zh}的多少分。`, `It is shared by what each was granted of ${earned.en} that day.`);
  }
  if ("ranks" in by) {
    const shares = Object.entries(by.ranks).map(([rank, share]) => {
      const title = rankTold(plan, rank);
      return say(`${title.zh} ${percent(share)}`, `${title.en} ${percent(share)}`);
    });
    return say(
      `按级别分，同级均分：${listed(shares).zh}。`,
      `It is shared by rank, equally within one: ${listed(shares).en}.`,
    );
  }
  if ("equal" in by) return say("人人均分。", "Everyone gets the same.");
  const levels = by.tiers.levels.map(({ atLeast, share }) => {
    const least = quantityTold(plan, by.tiers.asset, atLeast);
    return say(`满 ${least.zh} ${percent(share)}`, `${percent(share)} from ${least.en} up`);
  });
  return say(
    `按持有分档，同档均分：${listed(levels).zh}。`,
    `It is shared by level of holding, equally within one: ${listed(levels).en}.`,
  );
}
