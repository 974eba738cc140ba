// The words of the house rules: what every programme does whatever its plan.
import type { Words } from "../mechanisms/mechanism.js";

export const houseWords: Words = {
  "order.paid": {
    zh: "订单 {order:text} 的现金部分 {amount:cash} 到账",
    en: "Cash part of order {order:text} received: {amount:cash}",
  },
  "order.cost": {
    zh: "订单 {order:text}：实付 {gross:cash} 减去让利，商家得 {amount:cash}",
    en: "Order {order:text}: paid {gross:cash} less the margin, {amount:cash} to the merchant",
  },
  tender: {
    zh: "订单 {order:text}：用 {amount:asset} 抵付，商家收到该资产",
    en: "Order {order:text}: {amount:asset} tendered, the seller receives it",
  },
  "tender.pool": {
    zh: "订单 {order:text}：用资产抵付 {worth:cash}，由资金池付给商家",
    en: "Order {order:text}: an asset worth {worth:cash} tendered, a pool pays the seller",
  },
  "pool.inflow": {
    zh: "订单 {order:text}：{base:cash} × {rate:text} = {amount:cash} 进入资金池",
    en: "Order {order:text}: {base:cash} × {rate:text} = {amount:cash} into the pool",
  },
  "pool.funded": { zh: "注资 {amount:cash}", en: "{amount:cash} of capital put in" },
  adjusted: { zh: "人工调整 {amount:asset}：{reason:text}", en: "Adjusted by hand, {amount:asset}: {reason:text}" },
  "treasury.filled": { zh: "全部总量进入金库", en: "The whole supply goes into the treasury" },
  expired: { zh: "{amount:asset} 到期失效", en: "{amount:asset} lapsed" },
  "debt.settled": { zh: "用于偿还此前欠款 {amount:asset}", en: "{amount:asset} pays off what was owed" },
  clawback: {
    zh: "订单 {order:text} 退款：按比例收回 {amount:asset}（原发 {given:asset}）",
    en: "Refund of order {order:text}: {amount:asset} of {given:asset} taken back in proportion",
  },
  "clawback.owed": {
    zh: "订单 {order:text} 退款：余额不足，欠 {missing:asset}",
    en: "Refund of order {order:text}: the balance is short, {missing:asset} is owed",
  },
  "cut.treasury": {
    zh: "金库不足：应发 {wanted:asset}，减为 {amount:asset}",
    en: "{wanted:asset} cut to {amount:asset}: the treasury holds no more",
  },
  "cut.budget": {
    zh: "超出预算：应发 {wanted:asset}，减为 {amount:asset}",
    en: "{wanted:asset} cut to {amount:asset}: the budget of the order is used up",
  },
  "cut.limit": {
    zh: "超出限额：应发 {wanted:asset}，减为 {amount:asset}",
    en: "{wanted:asset} cut to {amount:asset}: a limit is reached",
  },
  "refund.inflow": {
    zh: "订单 {order:text} 退款：资金池退回 {amount:cash}（应退 {due:cash}）",
    en: "Refund of order {order:text}: the pool gives back {amount:cash} of {due:cash}",
  },
  "refund.cost": {
    zh: "订单 {order:text} 退款：商家退回 {amount:cash}",
    en: "Refund of order {order:text}: the merchant gives back {amount:cash}",
  },
  "refund.tender": {
    zh: "订单 {order:text} 退款：抵付的资产退回买家",
    en: "Refund of order {order:text}: the tendered asset goes back to the buyer",
  },
  "refund.paid": {
    zh: "订单 {order:text} 退款：{amount:cash} 退回买家",
    en: "Refund of order {order:text}: {amount:cash} paid back to the buyer",
  },
  "refund.short": {
    zh: "订单 {order:text} 退款：平台垫付 {amount:cash}",
    en: "Refund of order {order:text}: the platform is short of {amount:cash} and owes it",
  },
};
