// market — holders trade with holders (CTC 挂卖): a limit order book by price and time, settled in balances or directly between the two.
import { defineMechanism } from "../mechanism.js";
import { Exchange } from "./exchange.js";
import type { MarketTerms } from "./parameters.js";
import { bounds, faults, schema } from "./parameters.js";
import { burnTable, offerTable, tradeTable } from "./tables.js";
import { told } from "./told.js";
import { words } from "./words.js";

export const mechanism = defineMechanism<MarketTerms>({
  kind: "market",
  title: { zh: "挂卖", en: "Market" },
  schema,
  tables: [offerTable, tradeTable, burnTable],
  words,
  faults,
  bounds,
  told,
  begin: (params, world, self) => new Exchange(params, world, self),
});
