// What each event does, in words: for the reference and for whoever shows events to people.
import type { EventType } from "../events/vocabulary.js";
import type { Text } from "../plan/types.js";

export const EVENT_WORDS: Readonly<Record<EventType, Text>> = {
  "member.joined": {
    zh: "会员加入；referrer 是推荐人，定了就不变。给加入奖励；方案没有 activation 时随即激活",
    en: "A member joins; `referrer` is who brought it, for good. `join` grants are given and, where the plan has no `activation`, the member is activated",
  },
  "member.activated": { zh: "人工激活会员", en: "A member is activated by hand" },
  "merchant.joined": {
    zh: "商家入驻；margin 是让利比例",
    en: "A merchant opens; `margin` is the rate that it concedes",
  },
  "merchant.changed": {
    zh: "商家改让利比例，从下一单起",
    en: "A merchant's margin rate changes, from the next order on",
  },
  "agent.appointed": {
    zh: "任命一个地区的运营中心；一地一个",
    en: "An agent is appointed for a region; one agent a region",
  },
  "order.settled": {
    zh: "订单结算：抵付、入池、给商家、计业绩，然后按方案给奖励",
    en: "An order is settled: tender, inflows, the merchant's cost, counts, then the rewards in the order of the plan",
  },
  "order.refunded": {
    zh: "退款；gross 是退的部分，不写就是剩下的全部。奖励按比例收回",
    en: "A refund; `gross` is the part, all that is left when it is left out. Rewards are taken back in proportion",
  },
  "asset.sold": { zh: "把增值积分卖回资金池", en: "Points are sold back to an appreciation pool" },
  "asset.transferred": { zh: "转赠", en: "A balance is handed to another holder" },
  "asset.converted": { zh: "一种资产兑换成另一种", en: "One asset is turned into another" },
  "cash.withdrawn": {
    zh: "提现；超过方案的 review 则冻结待审",
    en: "Cash is withdrawn; above the plan's `review` it is held until an operator decides",
  },
  "withdrawal.approved": { zh: "提现审核通过", en: "A withdrawal in review is paid" },
  "withdrawal.refused": { zh: "提现未通过，退回余额", en: "A withdrawal in review goes back into the balance" },
  "task.done": {
    zh: "完成任务；value 是步数、秒数、米数等",
    en: "A task is done; `value` is a number: steps, seconds, metres",
  },
  "market.asked": { zh: "挂卖", en: "An offer to sell" },
  "market.bid": { zh: "求购", en: "An offer to buy" },
  "market.cancelled": { zh: "撤回挂单", en: "An offer is withdrawn" },
  "market.paid": { zh: "直接结算：买方说已付款", en: "Direct settlement: the buyer says paid" },
  "market.received": {
    zh: "直接结算：卖方说已收款，积分交割",
    en: "Direct settlement: the seller says received, and the asset is handed over",
  },
  "market.decided": {
    zh: "直接结算有争议时由运营裁定：to 得到积分，不写则取消",
    en: "Direct settlement in dispute: an operator decides; `to` gets the asset, nobody when it is left out",
  },
  "collectible.redeemed": { zh: "兑换数字藏品", en: "A numbered edition is redeemed" },
  "pool.funded": { zh: "向资金池注资", en: "Capital is put into a pool" },
  "price.set": { zh: "公布参考价", en: "A reference price is stated" },
  "rank.approved": { zh: "批准级别（级别要求 approval 时）", en: "A rank that requires approval is approved" },
  adjusted: {
    zh: "人工调整，正负皆可，须写理由",
    en: "A balance is adjusted by hand, up or down, with a reason",
  },
  "programme.closing": {
    zh: "项目收尾：不再产生新奖励，按方案 closing 的顺序兑付",
    en: "The programme closes: no new rewards; claims are paid in the order of the plan's `closing`",
  },
  "plan.changed": {
    zh: "换到新版方案；已有的批次与排队保持原版规则",
    en: "A new version of the plan; lots and tickets already open keep theirs",
  },
  "day.closed": { zh: "日终：关闭到这一天", en: "Days are closed through this one" },
};
