// appreciation — points backed by a pool (消费增值): price = pool ÷ supply, an exact fraction; who has reached the exit price is sold out.
import { defineMechanism } from "../mechanism.js";
import { bounds } from "./bounds.js";
import type { Appreciation } from "./parameters.js";
import { faults, schema } from "./parameters.js";
import { Points } from "./points.js";
import { appreciationLotTable, appreciationTable } from "./tables.js";
import { told } from "./told.js";
import { words } from "./words.js";

export const mechanism = defineMechanism<Appreciation>({
  kind: "appreciation",
  title: { zh: "消费增值", en: "Appreciation" },
  schema,
  tables: [appreciationTable, appreciationLotTable],
  words,
  faults,
  bounds,
  told,
  begin: (params, world, self) => new Points(params, world, self),
});
