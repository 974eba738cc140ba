// The shape of a prospectus: all that its page, its PDF and its data show.
import type { Finding, Missing } from "@perennial/checks";
import type { Bound, Text } from "@perennial/kernel";
import type { Scenario } from "../population/scenario.js";
import type { StressSummary } from "../stress/summary.js";
import type { Promised } from "./promises.js";

/** Amounts are decimal strings, shares decimals with six places; `null` stands for what never happened or does not exist. */
export interface Prospectus {
  plan: {
    name: string;
    version: number;
    title: Text;
    rules: Text | null;
    hash: string;
    currency: string;
    /** decimals of its cash */
    scale: number;
  };
  seed: number;
  seeds: number;
  members: number;
  days: number;
  command: string;
  /** the reader's summary: five sentences, computed from the figures below */
  summary: Text[];
  promises: Promised[];
  bounds: ProspectusBound[];
  stress: StressSummary;
  /** what all stresses change: how people come, spend and behave */
  population: Scenario;
  packs: { id: string; title: Text; version: string; unverified: readonly Text[] }[];
  findings: Finding[];
  gate: GateView;
}

/** `bound` and `measured` with 12 decimals; `measured`: the highest of all runs. */
export interface ProspectusBound {
  path: string;
  name: string;
  unit: Bound["unit"];
  bound: string | null;
  measured: string | null;
  formula: string;
  text: Text;
}

/** `against`: what stands in the way; `toDo`: what people still have to do or tell. */
export interface GateView {
  allowed: boolean;
  against: Missing[];
  toDo: Missing[];
}
