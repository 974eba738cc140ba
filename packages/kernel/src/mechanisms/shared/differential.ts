// The differential rule (级差, 平级): walking up a line, each takes what its rate is above the highest paid so far; equals get a share of that.
import type { Fraction } from "../../number/fraction.js";
import { compare, minus, ZERO } from "../../number/fraction.js";
import type { World } from "../../world.js";

export interface Peer {
  rate: Fraction;
  generations: number;
}

/** One step of the walk: `difference` is a rate of the base, `peer` a rate of what the last receiver of a difference got. */
export type Step =
  | { kind: "difference"; holder: number; rate: Fraction }
  | { kind: "peer"; holder: number; rate: Fraction; of: number };

/**
 * Walks up from the referrer of `from`. `rates` by level of the ladder; `give` carries out a step and returns what was given.
 * A step counts as taken whatever was given for it.
 */
export function walkDifferential(
  world: World,
  from: number,
  rates: ReadonlyMap<number, Fraction>,
  peer: Peer | undefined,
  give: (step: Step) => number,
): void {
  let paid = ZERO;
  let last = 0;
  let equals = 0;
  const highest = [...rates.values()].reduce((most, rate) => (compare(rate, most) > 0 ? rate : most), ZERO);
  for (const holder of world.holders.above(from)) {
    const rate = rateAt(rates, world.ranks.level(holder));
    if (!rate) continue;
    const above = compare(rate, paid);
    if (above > 0) {
      last = give({ kind: "difference", holder, rate: minus(rate, paid) });
      paid = rate;
      equals = 0;
    } else if (above === 0 && paid.n > 0 && peer && equals < peer.generations) {
      equals += 1;
      give({ kind: "peer", holder, rate: peer.rate, of: last });
    }
    const done = compare(paid, highest) === 0 && (!peer || equals >= peer.generations);
    if (done) return;
  }
}

/** The rate of the highest rank reached that has one. */
function rateAt(rates: ReadonlyMap<number, Fraction>, level: number): Fraction | undefined {
  for (let at = level; at >= 0; at--) {
    const rate = rates.get(at);
    if (rate) return rate;
  }
  return undefined;
}
