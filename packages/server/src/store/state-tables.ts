// The state in SQL, made from the kernel's declarations: one table each, and its bulk upsert.
import type { ColumnKind, RowImage, TableDeclaration } from "@perennial/kernel";
import { sql } from "kysely";
import type { Database, Statement } from "../database/database.js";
import { sumOfRow } from "./row-sums.js";

const SQL_TYPES: Readonly<Record<ColumnKind, string>> = {
  int: "bigint",
  ref: "integer",
  text: "text",
  wide: "numeric",
};

/** `firstLot` → `first_lot`: names in SQL are in lower case. */
const snake = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
const quoted = (name: string): string => `"${snake(name)}"`;
export const tableName = (declaration: TableDeclaration): string => quoted(`state_${declaration.name}`);

interface SqlColumn {
  name: string;
  type: string;
}

export const columnsOf = ({ columns }: TableDeclaration): SqlColumn[] =>
  Object.entries(columns).map(([name, kind]) => ({ name: quoted(name), type: SQL_TYPES[kind] }));

/**
 * Makes the tables that are missing and the columns that a newer kernel has added. Nothing is ever dropped. Rejects with
 * `state_mismatch` when a column is there with another type.
 */
export async function ensureStateTables(database: Database, tables: readonly TableDeclaration[]): Promise<void> {
  await database.query.transaction().execute(async (transaction) => {
    // Two servers may start at once; "if not exists" alone does not keep them from colliding.
    await sql`select pg_advisory_xact_lock(730115)`.execute(transaction);
    const { rows } = await sql<{ place: string; type: string }>`
      select c.relname || '.' || a.attname as place, format_type(a.atttypid, a.atttypmod) as type
      from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname like 'state\\_%'`.execute(
      transaction,
    );
    const there = new Map(rows.map(({ place, type }) => [place, type]));
    for (const declaration of tables)
      for (const statement of missing(declaration, there)) await sql.raw(statement).execute(transaction);
  });
}

function missing(declaration: TableDeclaration, there: ReadonlyMap<string, string>): string[] {
  const name = snake(`state_${declaration.name}`);
  const columns = Object.entries(declaration.columns).map(([column, kind]) => {
    const type = SQL_TYPES[kind];
    const definition = `${quoted(column)} ${type} not null default ${type === "text" ? "''" : "0"}`;
    return { place: `${name}.${snake(column)}`, type, definition };
  });
  // The sum over a row's cells; rows of earlier versions have none until they are written again.
  columns.push({ place: `${name}.row_sum`, type: "integer", definition: "row_sum integer" });
  if (!there.has(`${name}.row`)) {
    const all = columns.map(({ definition }) => `${definition}, `).join("");
    return [
      `create table "${name}" (programme_id text not null, "row" integer not null check ("row" >= 0), ${all}primary key (programme_id, "row"))`,
    ];
  }
  return columns.flatMap(({ place, type, definition }) => {
    const known = there.get(place);
    if (known === undefined) return [`alter table "${name}" add column ${definition}`];
    if (known === type) return [];
    throw new Error(`state_mismatch: ${place} is ${known}; this kernel declares it as ${type}`);
  });
}

/** How a list of cells of a kind travels: as one of texts or of bigints, which a driver writes in binary. */
const LISTS: Readonly<Record<ColumnKind, string>> = {
  int: "bigint[]",
  ref: "bigint[]",
  text: "text[]",
  wide: "text[]::numeric[]",
};

/**
 * The set-based upsert of changed rows, one array a column. It holds the checkpoint's row, so that no two owners write
 * at once, and writes nothing when the epoch is no longer ours. Parameters: programme, epoch, then the arrays.
 */
export function upsert(declaration: TableDeclaration): Statement {
  const kinds: ColumnKind[] = ["ref", ...Object.values(declaration.columns), "ref"];
  const names = ['"row"', ...columnsOf(declaration).map(({ name }) => name), "row_sum"];
  const arrays = kinds.map((kind, index) => `$${index + 3}::${LISTS[kind]}`).join(", ");
  const changed = names.slice(1).map((name) => `${name} = excluded.${name}`);
  return {
    name: `checkpoint_${declaration.name}`,
    text: `
with ours as (
  select programme_id from checkpoint where programme_id = $1 and epoch = $2 for update
), written as (
  insert into ${tableName(declaration)} (programme_id, ${names.join(", ")})
  select ours.programme_id, u.* from ours cross join unnest(${arrays}) as u
  on conflict (programme_id, "row") do update set ${changed.join(", ")}
)
select count(*)::integer as ours from ours`,
  };
}

/** The arrays that `upsert` takes. */
export function upsertValues(
  database: Pick<Database, "texts" | "numbers">,
  declaration: TableDeclaration,
  rows: readonly RowImage[],
): unknown[] {
  const kinds = Object.values(declaration.columns);
  const cells = (["ref", ...kinds] as const).map((kind, column) =>
    kind === "int" || kind === "ref"
      ? database.numbers(rows.map((row) => Number(row[column])))
      : database.texts(rows.map((row) => String(row[column]))),
  );
  return [...cells, database.numbers(rows.map((row) => sumOfRow(kinds, row)))];
}
