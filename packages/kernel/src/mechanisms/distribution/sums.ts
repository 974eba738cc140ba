// What a close has to share: a part of the pool, or the schedule's sum; by the month, what has gathered since the last one.
import { PLATFORM } from "../../ledger/accounts.js";
import { fraction, portion } from "../../number/fraction.js";
import type { Instance } from "../../plan/instance.js";
import type { Table } from "../../store/store.js";
import type { Day } from "../../time/calendar.js";
import { isMonthEnd } from "../../time/calendar.js";
import type { World } from "../../world.js";
import type { Distribution } from "./parameters.js";
import { scheduled } from "./schedule.js";
import { waitingTable } from "./tables.js";

export class Sums {
  private readonly waiting: Table<typeof waitingTable.columns>;
  private readonly monthly: boolean;

  constructor(
    private readonly params: Distribution,
    private readonly world: World,
    private readonly self: Instance,
    private readonly asset: number,
    private readonly pool: number | undefined,
  ) {
    this.waiting = world.store.table(waitingTable);
    this.monthly = params.every === "month";
  }

  /** What there is to share at this close; never more than the treasury or the pool holds. A monthly schedule gathers the day. */
  take(day: Day): number {
    const due = !this.monthly || isMonthEnd(day);
    if (this.isOver()) return 0;
    const { from } = this.params;
    if ("pool" in from) return due ? this.pooled(from.share) : 0;
    const today = scheduled(this.world, from.schedule, this.asset, day);
    return this.issued(this.monthly ? this.gather(today, due) : today);
  }

  /** The next close that shares, and what it would share if it came now. Undefined: none will. */
  next(): { day: Day; sum: number } | undefined {
    if (this.isOver()) return undefined;
    let day = this.world.today;
    while (this.monthly && !isMonthEnd(day)) day += 1;
    const { from } = this.params;
    if ("pool" in from) return { day, sum: this.pooled(from.share) };
    const today = scheduled(this.world, from.schedule, this.asset, this.world.today);
    const row = this.row();
    const gathered = this.monthly && row !== undefined ? this.waiting.cells.amount.get(row) : 0;
    return { day, sum: this.issued(gathered + today) };
  }

  private isOver(): boolean {
    return this.world.closing || this.self.retired;
  }

  private pooled(share: string | undefined): number {
    return this.allowed(portion(this.world.ledger.pool(this.pool ?? 0), fraction(share ?? "1")));
  }

  private issued(sum: number): number {
    const { ledger } = this.world;
    return this.allowed(ledger.capped(this.asset) ? Math.min(sum, ledger.treasury(this.asset)) : sum);
  }

  private allowed(sum: number): number {
    return this.world.rewards.allowed(this.self, PLATFORM, this.asset, sum);
  }

  /** At the month's end what has gathered is taken out. */
  private gather(today: number, due: boolean): number {
    const { amount } = this.waiting.cells;
    const row = this.row() ?? this.waiting.append({ slot: this.self.slot, amount: 0 });
    const gathered = amount.get(row) + today;
    amount.set(row, due ? 0 : gathered);
    return due ? gathered : 0;
  }

  private row(): number | undefined {
    for (let row = 0; row < this.waiting.length; row++)
      if (this.waiting.cells.slot.get(row) === this.self.slot) return row;
    return undefined;
  }
}
