// rounds — vouchers released in growing rounds (众店, 上海我店). A round is one row; lots are booked when their holder is next touched.
import { defineMechanism } from "../mechanism.js";
import { bounds } from "./bounds.js";
import type { RoundsPlan } from "./parameters.js";
import { faults, schema } from "./parameters.js";
import { Rounds } from "./rounds.js";
import { bookedTable, roundsLotTable, roundTable, stateTable } from "./tables.js";
import { told } from "./told.js";

export const mechanism = defineMechanism<RoundsPlan>({
  kind: "rounds",
  title: { zh: "轮次释放", en: "Rounds" },
  schema,
  tables: [stateTable, roundTable, roundsLotTable, bookedTable],
  faults,
  bounds,
  told,
  begin: (params, world, self) => new Rounds(params, world, self),
  words: {
    lot: {
      zh: "订单 {order:text}：让利 {base:cash} × {rate:text} = {amount:asset}",
      en: "Order {order:text}: margin {base:cash} × {rate:text} = {amount:asset}",
    },
    issued: {
      zh: "第 {round:text} 轮止，积分释放 {amount:asset}",
      en: "{amount:asset} released by your points up to round {round:text}",
    },
    invited: {
      zh: "第 {round:text} 轮止，引荐商家的积分释放带来 {amount:asset}",
      en: "{amount:asset} for the points of merchants you brought, up to round {round:text}",
    },
    bonus: {
      zh: "第 {round:text} 轮奖励：为第 {earlier:text} 轮新增 {amount:asset}",
      en: "Bonus at round {round:text} for the lots of round {earlier:text}: {amount:asset}",
    },
    refund: {
      zh: "订单 {order:text} 退款：积分减少 {amount:asset}",
      en: "Refund of order {order:text}: {amount:asset} of points taken out of the lot",
    },
    "refund.vouchers": {
      zh: "订单 {order:text} 退款：收回已释放的 {amount:asset}",
      en: "Refund of order {order:text}: {amount:asset} already released taken back",
    },
  },
});
