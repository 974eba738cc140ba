// Limits of a mechanism: how much it may give to one holder or to all, in a day or ever.
import { parseAmount } from "../number/decimal.js";
import type { Instance } from "../plan/instance.js";
import type { Counters } from "./counters.js";
import { ALL } from "./counters.js";

interface Scope {
  holder: number;
  day: number;
  most: number;
}

const GIVEN = "given";

export class Limits {
  constructor(
    private readonly counters: Counters,
    /** decimals of what a slot gives: its limits are written in that asset */
    private readonly scaleOf: (asset: number) => number,
  ) {}

  /** How much of `amount` the limits still allow. */
  allow(by: Instance, holder: number, asset: number, today: number, amount: number): number {
    return this.scopes(by, holder, asset, today).reduce(
      (least, scope) =>
        Math.min(least, Math.max(0, scope.most - this.counters.get(by.slot, GIVEN, scope.holder, scope.day))),
      amount,
    );
  }

  count(by: Instance, holder: number, asset: number, today: number, amount: number): void {
    for (const scope of this.scopes(by, holder, asset, today))
      this.counters.add(by.slot, GIVEN, scope.holder, scope.day, amount);
  }

  private scopes(by: Instance, holder: number, asset: number, today: number): Scope[] {
    if (!by.common.limits) return [];
    const { perHolderPerDay, perHolder, perDay, total } = by.common.limits;
    const scope = (text: string | undefined, of: number, day: number): Scope[] => {
      const most = text === undefined ? undefined : parseAmount(text, this.scaleOf(asset), "unsigned");
      return typeof most === "number" ? [{ holder: of, day, most }] : [];
    };
    return [
      ...scope(perHolderPerDay, holder, today),
      ...scope(perHolder, holder, ALL),
      ...scope(perDay, ALL, today),
      ...scope(total, ALL, ALL),
    ];
  }
}
