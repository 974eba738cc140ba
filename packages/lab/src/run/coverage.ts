// Promises against the cash behind them, looked at every fortnight or so: how far they were ever short, and when the first one stood unpaid.
import type { Scenario } from "../population/scenario.js";
import type { Promises } from "./promises.js";

/** At the end of a day; cash minor units. `uncovered`: what the promises on each pool are beyond its cash, summed. */
export interface CoverageDay {
  day: number;
  made: bigint;
  promised: bigint;
  held: bigint;
  uncovered: bigint;
}

/** Looks in a run, besides the eve of a shock and the last day. */
const LOOKS = 24;

/**
 * A promise counts as unpaid on the first day on which
 * (a) a claim was made on a pool that was short, or
 * (b) promises older than the scenario's patience must stand open and uncovered even if every payment had gone to the oldest promise first and the
 *     pools' cash went to the oldest next: made by then − (made − open) − held > 0. No plan looks worse by this than it is.
 */
export class Coverage {
  readonly days: CoverageDay[] = [];
  firstUnpaid: { day: number; reason: "claim" | "patience" } | undefined;
  private readonly step: number;

  constructor(
    private readonly promises: Promises,
    private readonly scenario: Scenario,
  ) {
    this.step = Math.max(1, Math.floor(scenario.days / LOOKS));
  }

  /** A claim found its pool short. */
  refused(day: number): void {
    this.firstUnpaid ??= { day, reason: "claim" };
  }

  endDay(day: number): void {
    const { run, stop, days } = this.scenario;
    const isEve = day + 1 === run?.day || day + 1 === stop;
    if (day !== days - 1 && (day + 1) % this.step !== 0 && !isEve) return;
    const standings = this.promises.open();
    const uncovered = standings.reduce((sum, { promised, held }) => sum + (promised > held ? promised - held : 0n), 0n);
    const promised = standings.reduce((sum, each) => sum + each.promised, 0n);
    const held = standings.reduce((sum, each) => sum + each.held, 0n);
    const made = this.promises.made();
    this.days.push({ day, made, promised, held, uncovered });
    const old = this.days.findLast((each) => each.day <= day - this.scenario.patience)?.made ?? 0n;
    const settled = made - promised;
    if (uncovered > 0n && old - settled - held > 0n) this.firstUnpaid ??= { day, reason: "patience" };
  }

  get deepest(): bigint {
    return this.days.reduce((most, { uncovered }) => (uncovered > most ? uncovered : most), 0n);
  }

  get last(): CoverageDay {
    return this.days.at(-1) ?? { day: 0, made: 0n, promised: 0n, held: 0n, uncovered: 0n };
  }
}
