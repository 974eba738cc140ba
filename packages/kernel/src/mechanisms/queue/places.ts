// Where a holder's tickets stand in the line, and what has to come before they are paid.
import type { Table } from "../../store/store.js";
import type { Place } from "../shared/ahead.js";
import type { Line } from "./line.js";
import type { Queue } from "./parameters.js";
import type { ticketTable } from "./tables.js";

/** The waiting ticket itself is the one beyond k·j, so what must have come is k·j others (of other members, if distinct). */
export const othersOf = (line: Line, holder: number, distinct: boolean): number =>
  distinct ? line.standing(holder) : line.standing() - 1;

/** A holder's unpaid tickets, the first to be paid first. Walks the line up to the last of them. `rulesOf`: the rules that a ticket began under. */
export function placesOf(
  holder: number,
  tickets: Table<typeof ticketTable.columns>,
  line: Line,
  pool: number,
  rulesOf: (row: number) => Queue,
): Place[] {
  const { holder: of, order, day, amount, left } = tickets.cells;
  const places: Place[] = [];
  let [position, ahead, arrivals] = [0, 0, 0];
  let open = line.of(holder).filter((row) => left.get(row) > 0).length;
  for (const { row, number } of line.numbered()) {
    if (open === 0) break;
    position += 1;
    const { advance, distinct = false, lockDays } = rulesOf(row);
    // Nobody is passed: whoever waits for more than those before it makes all behind it wait.
    if (advance !== undefined) arrivals = Math.max(arrivals, advance * number - othersOf(line, of.get(row), distinct));
    if (of.get(row) === holder) {
      open -= 1;
      places.push({
        order: order.get(row),
        day: day.get(row),
        amount: amount.get(row),
        left: left.get(row),
        position,
        ahead,
        pool,
        ...(lockDays !== undefined && { due: day.get(row) + lockDays }),
        ...(advance !== undefined && { arrivals }),
      });
    }
    ahead += left.get(row);
  }
  return places;
}
