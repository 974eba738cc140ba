// Two states of a programme, cell by cell.
import type { Programme } from "../programme.js";
import type { Finding } from "./finding.js";

/** The first cell that is another in `kept` than in `replayed`; undefined: they are the same to the last unit. */
export function difference(kept: Programme, replayed: Programme): Omit<Finding, "seq" | "check"> | undefined {
  for (const table of kept.store.all()) {
    const other = replayed.store.table(table.declaration);
    const rows = Math.min(table.length, other.length);
    for (const [index, column] of table.columns.entries()) {
      const twin = other.columns[index];
      for (let row = 0; row < rows; row++)
        if (column.get(row) !== twin?.get(row))
          return {
            place: `${table.name}[${row}].${column.name}`,
            wrong: String(column.get(row)),
            right: String(twin?.get(row)),
          };
    }
    if (table.length !== other.length)
      return { place: table.name, wrong: `${table.length} rows`, right: `${other.length} rows` };
  }
  return undefined;
}
