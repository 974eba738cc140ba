// What the queue says to a holder about each of its postings.
import type { Words } from "../mechanism.js";

export const words: Words = {
  "paid.lock": {
    zh: "排队到期，按先后全额返还 {amount:cash}",
    en: "Its turn has come after the lock: {amount:cash} paid back in full",
  },
  "paid.advance": {
    zh: "排队前进到位，返还 {amount:cash}",
    en: "Enough tickets have come after it: {amount:cash} paid back",
  },
  "paid.closing": {
    zh: "项目结束，按先后返还 {amount:cash}，未付 {left:cash}",
    en: "The programme closes; in order of arrival {amount:cash} paid back, {left:cash} unpaid",
  },
  accelerated: {
    zh: "直推订单 {order:text} 加速：{base:cash} × {rate:text}，返还 {amount:cash}，剩余 {left:cash}",
    en: "Accelerated by order {order:text} of a member you referred: {base:cash} × {rate:text}, {amount:cash} paid back, {left:cash} left",
  },
  "refund.owed": {
    zh: "订单 {order:text} 退款：已返还的 {missing:cash} 记为欠款",
    en: "Refund of order {order:text}: {missing:cash} already paid back are owed",
  },
  "refund.forgiven": {
    zh: "订单 {order:text} 退款：同一笔返还此前已记的欠款 {amount:cash} 冲销",
    en: "Refund of order {order:text}: {amount:cash} booked as owed for the same payment before are owed no more",
  },
  "refund.back": {
    zh: "订单 {order:text} 退款：加速返还的 {amount:cash} 退回队列",
    en: "Refund of order {order:text}: {amount:cash} of acceleration go back into the ticket",
  },
};
