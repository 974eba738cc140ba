// Kinds of columns that tables of several rooms have, as the query builder sees them.
import type { ColumnType } from "kysely";

/** A day goes in as text; read it with `day::text`. */
export type SqlDay = ColumnType<string, string, string>;
