// What a plan can promise: its faults, its bounds and what rules find in it.
export { boundsOf } from "./bounds/index.js";
export type { CheckResult, Finding, Rule } from "./check.js";
export { check } from "./check.js";
export type { Language } from "./sentence.js";
export { boundSentence, boundValue } from "./sentence.js";
