// The lab: what a plan does to people, measured on the same kernel that runs it.
export type { Buckets, Grain } from "./backtest/buckets.js";
export type { Backtest, Cohort } from "./backtest/figures.js";
export type { MeasuredBound } from "./backtest/measured.js";
export type { PastOrder } from "./backtest/orders.js";
export { byTime, eventsOf } from "./backtest/orders.js";
export type { BacktestInput, RefusedOrder } from "./backtest/run.js";
export { backtest } from "./backtest/run.js";
export type { Provenance, Summary } from "./backtest/summary.js";
export { share, summaryOf } from "./backtest/summary.js";
