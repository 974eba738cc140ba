// What the market says of itself to the readers of a plan.
import type { PlanDocument } from "../../plan/schema.js";
import type { Text } from "../../plan/types.js";
import { assetTold, percent, rateTold, say } from "../shared/told.js";
import type { MarketTerms } from "./parameters.js";
import { PAY_DAYS, RECEIVE_DAYS } from "./parameters.js";

export function told(
  { asset, fee, tick, band, settlement, deadlines, merchantBurn }: MarketTerms,
  plan: PlanDocument,
): Text[] {
  const { zh, en } = assetTold(plan, asset);
  const pay = deadlines?.pay ?? PAY_DAYS;
  const receive = deadlines?.receive ?? RECEIVE_DAYS;
  const burnt = merchantBurn && rateTold(merchantBurn.rate, merchantBurn.of);
  return [
    say(
      `持有人之间挂单买卖${zh}，价格优先、时间优先；平台不收购。`,
      `Holders trade ${en} with each other, by price and then by time; the platform buys nothing.`,
    ),
    settlement === "direct"
      ? say(
          `买卖双方直接付款，不经过平台：${pay} 天内付款，${receive} 天内确认收款。`,
          `Buyer and seller settle directly, never through the platform: paid within ${pay} days, receipt said within ${receive}.`,
        )
      : say("成交时现金与资产当场交割。", "Cash and asset change hands at once."),
    ...(fee === undefined
      ? []
      : [
          say(`卖方付成交额的 ${percent(fee)} 给平台。`, `The seller pays ${percent(fee)} of a trade to the platform.`),
        ]),
    ...(tick === undefined ? [] : [say(`报价以 ${tick} 为一档。`, `Prices are multiples of ${tick}.`)]),
    ...(band === undefined
      ? []
      : [
          say(
            `一天内价格上下不超过参考价的 ${percent(band)}。`,
            `In a day the price moves at most ${percent(band)} from the reference, up or down.`,
          ),
        ]),
    ...(burnt
      ? [
          say(
            `每笔订单，商家销毁相当于${burnt.zh} 的${zh}；不足时订单不成立。`,
            `For every order the merchant burns ${en} worth ${burnt.en}; without them the order is refused.`,
          ),
        ]
      : []),
  ];
}
