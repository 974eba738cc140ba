// The till: what a trade leaves behind besides the asset and its price — the fee, the price of the day, and the reasons in the entry.
import { PLATFORM, walletOf } from "../../ledger/accounts.js";
import type { Figures, Why } from "../../ledger/entry.js";
import { CASH } from "../../ledger/ledger.js";
import { fraction, portion } from "../../number/fraction.js";
import type { Instance } from "../../plan/instance.js";
import type { World } from "../../world.js";

export class Till {
  constructor(
    private readonly world: World,
    private readonly self: Instance,
    private readonly asset: number,
  ) {}

  /** ⌊value × rate⌋ from the seller's cash to the platform; what is missing is owed. */
  chargeOrOwe(seller: number, value: number, rate: string | undefined): void {
    const fee = rate === undefined ? 0 : portion(value, fraction(rate));
    if (fee === 0) return;
    const { ledger, rewards } = this.world;
    const held = Math.min(fee, ledger.free(seller, CASH));
    const figures = { value, rate: rate ?? "", amount: held };
    ledger.take(seller, CASH, held, walletOf(PLATFORM), this.why("fee", figures));
    rewards.owe(seller, CASH, fee - held, this.why("fee.owed", { ...figures, missing: fee - held }));
  }

  /** Counts a trade that is done: for the reference price, and for ranks that look at holdings. */
  traded(seller: number, buyer: number, quantity: number, value: number): void {
    this.world.prices.traded(this.asset, this.world.today, value, quantity);
    this.world.ranks.touch(seller);
    this.world.ranks.touch(buyer);
  }

  why(rule: string, figures: Figures): Why {
    return { slot: this.self.slot, version: this.self.version, rule, figures };
  }
}
