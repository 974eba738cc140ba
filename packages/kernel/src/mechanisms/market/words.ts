// What the market says to a holder about each of its postings.
import type { Words } from "../mechanism.js";

export const words: Words = {
  "ask.held": {
    zh: "挂卖 {offer:text}：{amount:asset}，单价 {price:text}，成交或撤单前冻结",
    en: "Ask {offer:text}: {amount:asset} at {price:text} each, held until it trades or is cancelled",
  },
  "bid.held": {
    zh: "求购 {offer:text}：{quantity:text}，单价 {price:text}，冻结 {amount:cash}",
    en: "Bid {offer:text}: {quantity:text} at {price:text} each, {amount:cash} held",
  },
  "bid.freed": {
    zh: "求购 {offer:text} 以更优价成交，多冻结的 {amount:cash} 退回",
    en: "Bid {offer:text} traded at a better price; {amount:cash} of what was held is free again",
  },
  trade: {
    zh: "成交：挂卖 {ask:text} 与求购 {bid:text}，{amount:asset}，单价 {price:text}，共 {value:cash}",
    en: "Traded: ask {ask:text} with bid {bid:text}, {amount:asset} at {price:text} each, {value:cash} in all",
  },
  "trade.cash": {
    zh: "成交：挂卖 {ask:text} 与求购 {bid:text}，{quantity:text} × {price:text} = {amount:cash}",
    en: "Traded: ask {ask:text} with bid {bid:text}, {quantity:text} × {price:text} = {amount:cash}",
  },
  fee: {
    zh: "成交手续费：{value:cash} × {rate:text} = {amount:cash}",
    en: "Fee on the trade: {value:cash} × {rate:text} = {amount:cash}",
  },
  "fee.owed": {
    zh: "成交手续费：余额不足，欠 {missing:cash}",
    en: "Fee on the trade: the balance is short, {missing:cash} is owed",
  },
  cancelled: { zh: "{offer:text} 撤单，余 {left:text}", en: "{offer:text} cancelled, {left:text} left of it" },
  self: {
    zh: "{offer:text} 会与本人的挂单成交，余 {left:text} 撤销",
    en: "{offer:text} would trade with its own holder; the {left:text} left of it cancelled",
  },
  rest: {
    zh: "{offer:text} 余 {left:text}，不足一分钱，撤销",
    en: "{offer:text} cancelled: the {left:text} left of it would fetch less than the smallest unit of cash",
  },
  band: {
    zh: "{offer:text} 的价格超出当日涨跌幅，余 {left:text} 撤销",
    en: "{offer:text} cancelled: its price lies outside the day's band, {left:text} left of it",
  },
  "trade.opened": {
    zh: "交易 {trade:text}：挂卖 {ask:text} 与求购 {bid:text}，{quantity:text} × {price:text} = {value:cash}，待买家付款",
    en: "Trade {trade:text}: ask {ask:text} with bid {bid:text}, {quantity:text} × {price:text} = {value:cash}; the buyer has to pay the seller",
  },
  "trade.paid": {
    zh: "交易 {trade:text}：买家称已付款，待卖家确认收款",
    en: "Trade {trade:text}: the buyer says paid; the seller has to say received",
  },
  "trade.disputed": {
    zh: "交易 {trade:text}：卖家逾期未确认收款，转人工裁定",
    en: "Trade {trade:text}: the seller has not said received in time; the operator decides",
  },
  "trade.lapsed": {
    zh: "交易 {trade:text}：买家逾期未付款，{amount:asset} 退还卖家",
    en: "Trade {trade:text}: not paid in time, {amount:asset} go back to the seller",
  },
  "trade.received": {
    zh: "交易 {trade:text}：卖家确认收款，{amount:asset} 交付买家",
    en: "Trade {trade:text}: the seller has the money, {amount:asset} handed over",
  },
  "trade.decided": {
    zh: "交易 {trade:text}：经裁定，{amount:asset} 归 {to:text}",
    en: "Trade {trade:text}: decided, {amount:asset} go to {to:text}",
  },
  burn: {
    zh: "订单 {order:text}：{base:cash} × {rate:text} 按参考价 {price:price} 折合，销毁 {amount:asset}",
    en: "Order {order:text}: {base:cash} × {rate:text} at the reference price {price:price}: {amount:asset} burnt",
  },
  "burn.unpriced": {
    zh: "订单 {order:text}：没有参考价，未销毁",
    en: "Order {order:text}: nothing burnt, there is no reference price",
  },
  "burn.returned": {
    zh: "订单 {order:text} 退款：已销毁的 {amount:asset} 退还",
    en: "Refund of order {order:text}: {amount:asset} of what was burnt come back",
  },
  "burn.short": {
    zh: "订单 {order:text} 退款：金库不足，{missing:text} 未能退还",
    en: "Refund of order {order:text}: the treasury is short, {missing:text} can't come back",
  },
};
