// distribution — a daily sum shared out (空投, 分红, 均分). A close moves an index and touches nobody; holders are booked when next touched.
import { defineMechanism } from "../mechanism.js";
import { bounds } from "./bounds.js";
import type { Distribution } from "./parameters.js";
import { faults, schema } from "./parameters.js";
import { Shares } from "./shares.js";
import { dayTable, groupTable, shareTable, waitingTable } from "./tables.js";
import { told } from "./told.js";

export const mechanism = defineMechanism<Distribution>({
  kind: "distribution",
  title: { zh: "分配", en: "Distribution" },
  schema,
  tables: [groupTable, shareTable, dayTable, waitingTable],
  faults,
  bounds,
  told,
  begin: (params, world, self) => new Shares(params, world, self),
  words: {
    sum: { zh: "今日分配总额 {amount:asset}", en: "{amount:asset} shared out today" },
    share: {
      zh: "按权重 {weight:text} 分得 {amount:asset}",
      en: "{amount:asset} received for a weight of {weight:text}",
    },
    "limit.spent": { zh: "额度使用 {amount:asset}", en: "{amount:asset} of the limit used up" },
    "limit.reached": {
      zh: "额度用尽，超出部分 {amount:asset} 留在资金池",
      en: "Limits are used up: {amount:asset} stay in the pool",
    },
  },
});
