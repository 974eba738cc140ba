// What each refusal code means, with an example: for the reference and for whoever shows refusals to people.
import type { Text } from "../plan/types.js";
import type { RefusalCode } from "../refusal.js";

export interface CodeWords {
  meaning: Text;
  /** something that is refused with it */
  example: string;
}

const words = (zh: string, en: string, example: string): CodeWords => ({ meaning: { zh, en }, example });

export const CODE_WORDS: Readonly<Record<RefusalCode, CodeWords>> = {
  malformed_event: words(
    "事件缺字段、多字段，或字段不合要求",
    "a field is missing, unknown, or not what it must be",
    '`"gross": 12.5` — an amount is a string: `"12.50"`',
  ),
  event_conflict: words(
    "同一事件号，内容不同",
    "the id has been used with another body",
    "the same `id` sent again with another `gross`",
  ),
  unknown_type: words("没有这种事件", "there is no such event type", '`"type": "member.left"`'),
  day_closed: words(
    "生效日已经日终",
    "it would take effect on a day already closed",
    "an order of 1 January after 1 January has closed",
  ),
  unknown_holder: words("没有这个账户主体", "nobody goes by that name", "an order by a buyer who has not joined"),
  unknown_order: words("没有这个订单", "there is no such order", "a refund of an order that was never settled"),
  unknown_asset: words("方案没有这种资产", "the plan has no such asset", 'a tender in `"gold"`'),
  unknown_pool: words(
    "方案没有这个资金池",
    "the plan has no such pool",
    'funding a pool `"reserve"` that is not declared',
  ),
  unknown_offer: words("没有这个挂单", "there is no such offer", "cancelling an offer that was never made"),
  unknown_edition: words(
    "没有这个藏品",
    "there is no such edition",
    "redeeming an edition that the plan does not list",
  ),
  unknown_trade: words("没有这笔交易", "there is no such trade", "saying paid for a trade that does not exist"),
  unknown_withdrawal: words(
    "没有这笔提现",
    "there is no such withdrawal",
    "approving a withdrawal that was paid at once",
  ),
  unknown_rank: words("方案没有这个级别", "the plan has no such rank", "approving a rank that is not on the ladder"),
  already_exists: words(
    "名称已被占用，或已经是这样",
    "the name is taken, or it is so already",
    "the same member joining twice",
  ),
  not_allowed: words(
    "方案没有这个机制，或已停用",
    "the plan has no such mechanism, or it is switched off",
    "a withdrawal where the plan has no `withdraw`",
  ),
  malformed_plan: words(
    "新版方案有错，或不能接在旧版之后",
    "the new plan has faults, or can't follow the one in force",
    "`plan.changed` with a version that is no higher",
  ),
  wrong_state: words("现在不能做这一步", "it is not at that step", "approving a withdrawal that has been decided"),
  amount_not_positive: words("金额须大于零", "an amount must be above 0", 'selling `"0"` points'),
  amount_overflow: words(
    "超过 2^53 − 1 个最小单位",
    "more than 2^53 − 1 minor units",
    'a gross of `"99999999999999999.00"`',
  ),
  scale_exceeded: words("小数位多于该资产", "more decimals than the asset has", 'a gross of `"1.005"` in CNY'),
  off_tick: words(
    "价格不是最小变动单位的倍数",
    "the price is no multiple of the tick",
    'a price of `"1.005"` with a tick of 0.01',
  ),
  outside_band: words(
    "超出允许的范围",
    "outside the band that the plan allows",
    "a margin below `marginBand.min`, or a price beyond the market's `band`",
  ),
  below_minimum: words("低于下限", "less than the least", "a withdrawal below `min`"),
  limit_reached: words("超过限额", "a limit would be passed", "the second walk of a day where one is counted"),
  no_tier: words("没有达到任何档位", "no tier fits", "a walk of fewer steps than the lowest tier"),
  tender_exceeds_gross: words(
    "抵付超过订单金额",
    "more is tendered than the order comes to",
    'a tender of `"20.00"` for an order of `"15.00"`',
  ),
  refund_exceeds_order: words(
    "退款超过订单剩余",
    "more is refunded than is left of the order",
    "refunding 60 twice of an order of 100",
  ),
  insufficient_balance: words(
    "可用余额不足（批次内与冻结的不算）",
    "the free balance is short; what is in lots or held can't be used",
    "selling more points than are held",
  ),
  pool_short: words("资金池不足", "the pool that pays holds less", "a task paid in cash from an empty pool"),
  margin_exceeded: words(
    "入池与现金奖励超过让利",
    "inflows and cash rewards come to more than the margin",
    "30 % into pools and 30 % in cash on an order that leaves 50 %",
  ),
  sold_out: words("已经发完", "all numbers are taken", "redeeming an edition whose supply is used up"),
};
