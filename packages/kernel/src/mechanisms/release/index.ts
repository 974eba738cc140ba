// release — points given at once, released by the day (绿色积分全补贴, 加速释放).
import { defineMechanism } from "../mechanism.js";
import { bounds } from "./bounds.js";
import { Releases } from "./releases.js";
import type { Release } from "./parameters.js";
import { faults, schema } from "./parameters.js";
import { releaseTable, scheduleDayTable, scheduleTable } from "./table.js";
import { told } from "./told.js";

export const mechanism = defineMechanism<Release>({
  kind: "release",
  title: { zh: "按日释放", en: "Daily release" },
  schema,
  tables: [releaseTable, scheduleTable, scheduleDayTable],
  faults,
  bounds,
  told,
  begin: (params, world, self) => new Releases(params, world, self),
  words: {
    lot: {
      zh: "订单 {order:text}：{base:cash} × {multiple:text} = {amount:asset}，按日释放",
      en: "Order {order:text}: {base:cash} × {multiple:text} = {amount:asset}, released by the day",
    },
    left: { zh: "从批次中释放 {amount:asset}", en: "{amount:asset} released from a lot" },
    daily: { zh: "今日释放 {amount:asset}", en: "{amount:asset} released today" },
    "daily.all": {
      zh: "今日全体释放 {amount:asset}",
      en: "{amount:asset} released today by all lots together",
    },
    "daily.until": {
      zh: "截至 {until:day} 的每日释放 {amount:asset}",
      en: "{amount:asset} released day by day up to {until:day}",
    },
    accelerated: {
      zh: "{from:text} 今日释放 {base:asset}，第 {generation:text} 代加速 × {rate:text}：{amount:asset}",
      en: "{from:text} released {base:asset} today; acceleration of generation {generation:text} × {rate:text}: {amount:asset}",
    },
    team: {
      zh: "{from:text} 今日释放 {base:asset}，团队级差 × {rate:text}：{amount:asset}",
      en: "{from:text} released {base:asset} today; team difference × {rate:text}: {amount:asset}",
    },
    closing: { zh: "项目结束，释放 {amount:asset}", en: "The programme closes; {amount:asset} released" },
    peer: {
      zh: "平级：下级加速所得 {base:asset} × {rate:text}：{amount:asset}",
      en: "Equal rank: {rate:text} of the {base:asset} released below: {amount:asset}",
    },
    short: { zh: "资金池不足，{amount:asset} 留在批次中", en: "{amount:asset} stay in the lot: the pool is short" },
    refund: {
      zh: "订单 {order:text} 退款：批次减少 {amount:asset}",
      en: "Refund of order {order:text}: the lot shrinks by {amount:asset}",
    },
    "refund.released": {
      zh: "订单 {order:text} 退款：收回已释放的 {amount:asset}",
      en: "Refund of order {order:text}: {amount:asset} already released taken back",
    },
  },
});
