// The line: places in the chain, who leads whom, and how places begin, rise and end.
import type { Store, Table } from "../../store/store.js";
import type { Holders } from "../../holders/holders.js";
import { entryTable, placeTable } from "./tables.js";

/** Nobody. */
export const NOBODY = -1;

export class Line {
  readonly places: Table<typeof placeTable.columns>;
  private readonly entries: Table<typeof entryTable.columns>;
  private readonly placeOf = new Map<number, number>();
  private readonly entryOf = new Map<number, number>();

  constructor(
    store: Store,
    private readonly slot: number,
    private readonly holders: Holders,
    /** how many buyers make a leader of a place that began under a plan version */
    private readonly leaderAfter: (version: number) => number,
  ) {
    this.places = store.table(placeTable);
    this.entries = store.table(entryTable);
    const mine = (table: Table<typeof placeTable.columns> | Table<typeof entryTable.columns>, row: number): boolean =>
      table.cells.slot.get(row) === slot;
    const { holder } = this.places.cells;
    const { order } = this.entries.cells;
    this.places.follow({
      added: (row) => void (mine(this.places, row) && this.placeOf.set(holder.get(row), row)),
      removed: (row) => void (mine(this.places, row) && this.placeOf.delete(holder.get(row))),
    });
    this.entries.follow({
      added: (row) => void (mine(this.entries, row) && this.entryOf.set(order.get(row), row)),
      removed: (row) => void (mine(this.entries, row) && this.entryOf.delete(order.get(row))),
    });
  }

  /** Whether a holder has a place that stands: it is an agent or a leader. */
  isIn(holder: number): boolean {
    const place = this.placeOf.get(holder);
    return place !== undefined && this.places.cells.orders.get(place) > 0;
  }

  isLeader(holder: number): boolean {
    const place = this.placeOf.get(holder);
    if (place === undefined || !this.isIn(holder)) return false;
    return this.places.cells.buyers.get(place) >= this.leaderAfter(this.places.cells.version.get(place));
  }

  /** The leader in whose line a holder's place stands; one who no longer leads hands his line back to the leader above. */
  leaderOver(holder: number): number {
    const { leader } = this.places.cells;
    let at = holder;
    do {
      const place = this.placeOf.get(at);
      at = place === undefined ? NOBODY : leader.get(place);
    } while (at !== NOBODY && !this.isLeader(at));
    return at;
  }

  /** The leader under whom whoever a holder refers would start: the holder when it leads, else the leader of its place; without a place, as its own referrer. */
  leaderFor(referrer: number): number {
    let at = referrer;
    while (at !== NOBODY && !this.isIn(at)) at = this.holders.referrer(at);
    return at === NOBODY || this.isLeader(at) ? at : this.leaderOver(at);
  }

  /** Counts an entry order: the first one that stands gives the buyer its place. `rise` afterwards counts it for the seller. */
  enter(order: number, buyer: number, version: number): { place: number; first: boolean } {
    const referrer = this.holders.referrer(buyer);
    const first = !this.isIn(buyer);
    const start = {
      version,
      leader: this.leaderFor(referrer),
      seller: referrer !== NOBODY && this.isIn(referrer) ? referrer : NOBODY,
    };
    const place =
      this.placeOf.get(buyer) ?? this.places.append({ slot: this.slot, holder: buyer, orders: 0, buyers: 0, ...start });
    const { orders, leader, seller } = this.places.cells;
    if (first) {
      this.places.cells.version.set(place, version);
      leader.set(place, start.leader);
      seller.set(place, start.seller);
    }
    orders.set(place, orders.get(place) + 1);
    this.entries.append({ slot: this.slot, order, place });
    return { place, first };
  }

  /** Counts the buyer of a place for its seller, or takes it off again (`by` −1). */
  count(place: number, by: number): void {
    const { seller, buyers } = this.places.cells;
    const sellers = this.placeOf.get(seller.get(place));
    if (sellers !== undefined) buyers.set(sellers, buyers.get(sellers) + by);
  }

  /** An entry order is refunded in full: the last one that stood takes the place with it. */
  leave(order: number): void {
    const entry = this.entryOf.get(order);
    if (entry === undefined) return;
    const place = this.entries.cells.place.get(entry);
    const { orders } = this.places.cells;
    orders.set(place, orders.get(place) - 1);
    if (orders.get(place) === 0) this.count(place, -1);
  }

  /** Every seller has as many buyers as places that stand name it, and nobody leads itself. */
  broken(): string[] {
    const { slot, holder, orders, buyers, seller, leader } = this.places.cells;
    const sold = new Map<number, number>();
    const rows = Array.from({ length: this.places.length }, (_, row) => row).filter(
      (row) => slot.get(row) === this.slot,
    );
    for (const row of rows) if (orders.get(row) > 0) sold.set(seller.get(row), (sold.get(seller.get(row)) ?? 0) + 1);
    return rows.flatMap((row) => {
      const name = this.holders.name(holder.get(row));
      const expected = sold.get(holder.get(row)) ?? 0;
      return [
        ...(orders.get(row) < 0 ? [`chain: ${name} has ${orders.get(row)} entry orders`] : []),
        ...(buyers.get(row) !== expected ? [`chain: ${name} has ${buyers.get(row)} buyers, counted ${expected}`] : []),
        ...(leader.get(row) === holder.get(row) ? [`chain: ${name} stands under itself`] : []),
      ];
    });
  }
}
