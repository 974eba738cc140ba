// What a lot has earned by a round, in vouchers: min(⌊points × rate × Σ⌋, ⌊points × multiple⌋), under the plan version it began in.
import type { Fraction } from "../../number/fraction.js";
import { fraction, ONE, portion, rescale } from "../../number/fraction.js";
import { toAmount } from "../../number/integer.js";
import type { Instance } from "../../plan/instance.js";
import { RowsBy } from "../../store/rows.js";
import type { Table } from "../../store/store.js";
import type { World } from "../../world.js";
import type { Wide } from "./factors.js";
import { factorOf, sumOfRounds } from "./factors.js";
import type { RoundsPlan } from "./parameters.js";
import { schema } from "./parameters.js";
import type { roundsLotTable, roundTable } from "./tables.js";

export class Entitlements {
  private readonly byNumber: RowsBy;
  /** sums of lots that began under the same version after the same round, for the round asked last */
  private readonly sums = new Map<string, { round: number; sum: Wide }>();
  private readonly plans = new Map<number, RoundsPlan>();

  constructor(
    private readonly params: RoundsPlan,
    private readonly world: World,
    private readonly self: Instance,
    private readonly lots: Table<typeof roundsLotTable.columns>,
    private readonly rounds: Table<typeof roundTable.columns>,
  ) {
    const { slot, number } = rounds.cells;
    this.byNumber = new RowsBy(rounds, (row) => (slot.get(row) === self.slot ? number.get(row) : undefined));
  }

  /** Vouchers due to the lot's holder by a round and not given yet. */
  own(row: number, round: number): number {
    return Math.max(0, this.inAll(row, round) - this.lots.cells.received.get(row));
  }

  /** Vouchers due to the lot's inviter by a round and not given yet: ⌊rate × the lot's vouchers so far⌋ in all. */
  invited(row: number, round: number): number {
    if (this.lots.cells.inviter.get(row) === -1) return 0;
    const share = fraction(this.planOf(row).inviter ?? "0");
    return Math.max(0, portion(this.inAll(row, round), share) - this.lots.cells.invited.get(row));
  }

  /** Whether the lot has reached its multiple. */
  isFull(row: number, round: number): boolean {
    return this.inAll(row, round) >= this.most(row);
  }

  /** Vouchers that the lot and its inviter could still receive if rounds went on, minor units. */
  stillToCome(row: number): bigint {
    const { received, invited, inviter } = this.lots.cells;
    const most = this.most(row);
    const above =
      inviter.get(row) === -1 ? 0 : portion(most, fraction(this.planOf(row).inviter ?? "0")) - invited.get(row);
    return BigInt(Math.max(0, most - received.get(row)) + Math.max(0, above));
  }

  private inAll(row: number, round: number): number {
    const { points, born } = this.lots.cells;
    const plan = this.planOf(row);
    const count = Math.min(round - born.get(row), plan.maxRounds);
    if (count <= 0) return 0;
    const { n, d } = this.sum(row, count, round);
    const rate = this.toVouchers(fraction(plan.rate));
    const earned = (BigInt(points.get(row)) * BigInt(rate.n) * n) / (BigInt(rate.d) * d);
    const most = this.most(row);
    return earned < BigInt(most) ? toAmount(earned) : most;
  }

  /** The most vouchers that a lot can ever bring its holder. */
  most(row: number): number {
    return portion(this.lots.cells.points.get(row), this.toVouchers(fraction(this.planOf(row).multiple)));
  }

  private sum(row: number, count: number, round: number): Wide {
    const [version, born] = [this.lots.cells.version.get(row), this.lots.cells.born.get(row)];
    const key = `${version} ${born}`;
    const known = this.sums.get(key);
    if (known?.round === round) return known.sum;
    const { growth } = this.planOf(row);
    const sum = sumOfRounds(
      born,
      count,
      growth === "observed" ? (number) => this.observed(number) : () => factorOf(growth),
    );
    // The rounds of a rehearsal may go otherwise than those that come.
    if (!this.world.store.rehearsing) this.sums.set(key, { round, sum });
    return sum;
  }

  private observed(number: number): Fraction {
    const row = this.byNumber.first(number);
    return row === undefined ? ONE : { n: this.rounds.cells.n.get(row), d: this.rounds.cells.d.get(row) };
  }

  private toVouchers(rate: Fraction): Fraction {
    return rescale(
      rate,
      this.world.scale(this.world.asset(this.params.points)),
      this.world.scale(this.world.asset(this.params.voucher)),
    );
  }

  /** The rules under which a lot began. */
  private planOf(row: number): RoundsPlan {
    const version = this.lots.cells.version.get(row);
    if (version === this.self.version) return this.params;
    const known = this.plans.get(version) ?? schema.parse(this.world.paramsOf(this.self.slot, version));
    this.plans.set(version, known);
    return known;
  }
}
