// Weights: in which group a holder shares, and with how much.
import { PLATFORM } from "../../ledger/accounts.js";
import type { Fraction } from "../../number/fraction.js";
import { fraction, ONE } from "../../number/fraction.js";
import { ROLE } from "../../holders/holders.js";
import type { World } from "../../world.js";
import type { Distribution } from "./parameters.js";

export interface Weight {
  group: number;
  weight: number;
}
const OUT: Weight = { group: 0, weight: 0 };

export class Weights {
  /** the asset whose holdings decide, if one does */
  readonly asset: number | undefined;
  /** the asset of which today's grants decide, if they do */
  readonly earned: number | undefined;

  constructor(
    private readonly params: Distribution,
    private readonly world: World,
  ) {
    const { by } = params;
    this.asset = "holding" in by ? world.asset(by.holding) : "tiers" in by ? world.asset(by.tiers.asset) : undefined;
    this.earned = "earnedToday" in by ? world.asset(by.earnedToday) : undefined;
  }

  /** The groups and the share of the sum that each has. */
  parts(): { group: number; share: Fraction }[] {
    const { by } = this.params;
    if ("tiers" in by) return by.tiers.levels.map(({ share }, group) => ({ group, share: fraction(share) }));
    if ("ranks" in by) return Object.values(by.ranks).map((share, group) => ({ group, share: fraction(share) }));
    return [{ group: 0, share: ONE }];
  }

  isEligible(holder: number): boolean {
    return this.params.eligible !== "activated" || this.world.holders.isActivated(holder);
  }

  /** A holder's group and weight as things stand. */
  of(holder: number): Weight {
    const { by } = this.params;
    if (holder === PLATFORM || !this.isEligible(holder)) return OUT;
    if ("holding" in by) return { group: 0, weight: this.world.ledger.stored(holder, this.asset ?? 0) };
    if ("equal" in by) return { group: 0, weight: this.world.holders.is(holder, ROLE.member) ? 1 : 0 };
    if ("ranks" in by) return member(Object.keys(by.ranks).indexOf(this.world.ranks.nameOf(holder) ?? ""));
    return "tiers" in by ? member(this.levelOf(holder, by.tiers.levels)) : OUT;
  }

  /** The highest level that the holding reaches, −1 for none. */
  private levelOf(holder: number, levels: readonly { atLeast: string }[]): number {
    const held = this.world.ledger.stored(holder, this.asset ?? 0);
    let best = -1;
    let height = -1;
    for (const [index, { atLeast }] of levels.entries()) {
      const least = this.world.planAmount(atLeast, this.asset ?? 0);
      if (least > held || least <= height) continue;
      [best, height] = [index, least];
    }
    return best;
  }
}

const member = (group: number): Weight => (group === -1 ? OUT : { group, weight: 1 });
