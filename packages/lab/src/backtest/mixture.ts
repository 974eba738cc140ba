// Whose money an account holds, by cohort: what flows in is well mixed, so each payout is taken from all in proportion to what is left of each.
import { mulDivFloor } from "@perennial/kernel";

export class Mixture {
  private readonly parts: number[];
  private total = 0;

  constructor(cohorts: number) {
    this.parts = Array.from({ length: cohorts }, () => 0);
  }

  add(cohort: number, amount: number): void {
    this.parts[cohort] = (this.parts[cohort] ?? 0) + amount;
    this.total += amount;
  }

  /** Takes an amount and says how much of it was whose, in whole minor units that sum to it; what nobody had paid in is nobody's. */
  take(amount: number): number[] {
    const held = Math.min(amount, this.total);
    const taken = this.parts.map((part) => (held === 0 ? 0 : mulDivFloor(held, part, this.total)));
    let rest = held - taken.reduce((sum, part) => sum + part, 0);
    for (let cohort = 0; rest > 0; cohort = (cohort + 1) % taken.length) {
      const more = taken[cohort] ?? 0;
      if (more >= (this.parts[cohort] ?? 0)) continue;
      taken[cohort] = more + 1;
      rest -= 1;
    }
    for (const [cohort, part] of taken.entries()) this.parts[cohort] = (this.parts[cohort] ?? 0) - part;
    this.total -= held;
    return taken;
  }
}
