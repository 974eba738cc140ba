// What a plan can promise: its faults, its bounds, what rules find in it, and the gate before it goes live.
export { boundsOf } from "./bounds/index.js";
export type { CheckOptions, CheckResult } from "./check.js";
export { check } from "./check.js";
export type { Finding, Law, Measured, Severity } from "./finding.js";
export { groupsOf } from "./finding.js";
export type { Approval, Channel, Gate, GateInput, Missing, MissingCode, PlanState, Signature, Stress } from "./gate.js";
export { gate, PLAN_STATES } from "./gate.js";
export type { Pack, PackRule } from "./packs/pack.js";
export { PACKS, packNamed } from "./packs/index.js";
export type { Language } from "./sentence.js";
export { boundSentence, boundValue } from "./sentence.js";
