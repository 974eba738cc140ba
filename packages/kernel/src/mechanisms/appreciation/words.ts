// What appreciation says to a holder about each of its postings.
import type { Words } from "../mechanism.js";

export const words: Words = {
  mint: {
    zh: "订单 {order:text}：入池金额 {base:cash} × {rate:text} = {value:cash}，按下单前价格 {price:price} 铸成 {amount:asset}",
    en: "Order {order:text}: pool inflow {base:cash} × {rate:text} = {value:cash}, minted at the price before the order, {price:price}: {amount:asset}",
  },
  worthless: {
    zh: "订单 {order:text}：价格为零，无法铸造",
    en: "Order {order:text}: nothing minted, the price is zero",
  },
  burnt: {
    zh: "卖出 {quantity:asset}，即时销毁，先进先出",
    en: "{quantity:asset} sold and burnt, the oldest lots first",
  },
  "exit.burnt": { zh: "强制出局：{quantity:asset} 被销毁", en: "Forced exit: {quantity:asset} burnt" },
  sale: {
    zh: "按价格 {price:price} 卖出，价值 {value:cash}，留存 {retention:text} 归资金池，到账 {amount:cash}",
    en: "Sold at {price:price}: worth {value:cash}, {retention:text} of it stays in the pool, {amount:cash} paid",
  },
  exit: {
    zh: "价格达到出局价，按 {price:price} 卖出，价值 {value:cash}，留存 {retention:text}，到账 {amount:cash}",
    en: "The price reached the exit price; sold at {price:price}: worth {value:cash}, {retention:text} stays in the pool, {amount:cash} paid",
  },
  "exit.quantity": {
    zh: "持有量达到上限，按 {price:price} 卖出，价值 {value:cash}，留存 {retention:text}，到账 {amount:cash}",
    en: "The holding reached its limit; sold at {price:price}: worth {value:cash}, {retention:text} stays in the pool, {amount:cash} paid",
  },
  closing: {
    zh: "项目结束，按统一价格 {price:price} 兑付 {quantity:own}，到账 {amount:cash}",
    en: "The programme closes; {quantity:own} bought at one price for all, {price:price}: {amount:cash} paid",
  },
  refund: {
    zh: "订单 {order:text} 退款：销毁其铸造的 {given:asset} 中的 {amount:asset}",
    en: "Refund of order {order:text}: {amount:asset} of the {given:asset} it minted burnt",
  },
  "refund.owed": {
    zh: "订单 {order:text} 退款：{missing:asset} 已不在，记为欠款",
    en: "Refund of order {order:text}: {missing:asset} are no longer there and are owed",
  },
};
