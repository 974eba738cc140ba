// The state in SQL, made from the kernel's declarations: one table each, its bulk upsert, and its load.
import type { ColumnKind, RowImage, TableDeclaration } from "@perennial/kernel";
import { sql } from "kysely";
import type { Database, Statement } from "../database/database.js";

const SQL_TYPES: Readonly<Record<ColumnKind, string>> = {
  int: "bigint",
  ref: "integer",
  text: "text",
  wide: "numeric",
};

const PAGE_ROWS = 20_000;

/** `firstLot` → `first_lot`: names in SQL are in lower case. */
const snake = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
const quoted = (name: string): string => `"${snake(name)}"`;
const tableName = (declaration: TableDeclaration): string => quoted(`state_${declaration.name}`);

interface SqlColumn {
  name: string;
  type: string;
}

const columnsOf = ({ columns }: TableDeclaration): SqlColumn[] =>
  Object.entries(columns).map(([name, kind]) => ({ name: quoted(name), type: SQL_TYPES[kind] }));

/** Makes the tables that are missing and the columns that a newer kernel has added. Nothing is ever dropped. */
export async function ensureStateTables(database: Database, tables: readonly TableDeclaration[]): Promise<void> {
  await database.query.transaction().execute(async (transaction) => {
    // Two servers may start at once; "if not exists" alone does not keep them from colliding.
    await sql`select pg_advisory_xact_lock(730115)`.execute(transaction);
    for (const declaration of tables)
      for (const statement of definition(declaration)) await sql.raw(statement).execute(transaction);
  });
}

function definition(declaration: TableDeclaration): string[] {
  const name = tableName(declaration);
  const zero = (type: string): string => (type === "text" ? "''" : "0");
  return [
    `create table if not exists ${name} (programme_id text not null, "row" integer not null check ("row" >= 0), primary key (programme_id, "row"))`,
    ...columnsOf(declaration).map(
      ({ name: column, type }) =>
        `alter table ${name} add column if not exists ${column} ${type} not null default ${zero(type)}`,
    ),
  ];
}

/**
 * The set-based upsert of changed rows, one array a column. It holds the checkpoint's row, so that no two owners write
 * at once, and writes nothing when the epoch is no longer ours. Parameters: programme, epoch, then the arrays.
 */
export function upsert(declaration: TableDeclaration): Statement {
  const columns = [{ name: '"row"', type: "integer" }, ...columnsOf(declaration)];
  const names = columns.map(({ name }) => name).join(", ");
  const arrays = columns.map(({ type }, index) => `$${index + 3}::${type}[]`).join(", ");
  const changed = columns.slice(1).map(({ name }) => `${name} = excluded.${name}`);
  return {
    name: `checkpoint_${declaration.name}`,
    text: `
with ours as (
  select programme_id from checkpoint where programme_id = $1 and epoch = $2 for update
), written as (
  insert into ${tableName(declaration)} (programme_id, ${names})
  select ours.programme_id, u.* from ours cross join unnest(${arrays}) as u
  on conflict (programme_id, "row") ${changed.length ? `do update set ${changed.join(", ")}` : "do nothing"}
)
select count(*)::integer as ours from ours`,
  };
}

/** The arrays that `upsert` takes. */
export const upsertValues = (declaration: TableDeclaration, rows: readonly RowImage[]): unknown[] =>
  ["row", ...Object.keys(declaration.columns)].map((_, index) => rows.map((row) => row[index]));

/** All rows of a table of one programme, a page at a time, as the kernel takes them. */
export async function readState(
  database: Database,
  programme: string,
  declaration: TableDeclaration,
): Promise<RowImage[]> {
  const columns = columnsOf(declaration);
  // Wide integers travel as text.
  const list = ['"row"', ...columns.map(({ name, type }) => (type === "numeric" ? `${name}::text` : name))];
  const text = `select ${list.map((column, index) => `${column} as c${index}`).join(", ")} from ${tableName(declaration)} where programme_id = $1 and "row" > $2 order by "row" limit ${PAGE_ROWS}`;
  const images: RowImage[] = [];
  for (let after = -1; ;) {
    const page = await database.run<Record<string, number | string>>({ name: `load_${declaration.name}`, text }, [
      programme,
      after,
    ]);
    for (const row of page) images.push(list.map((_, index) => row[`c${index}`] ?? 0));
    if (page.length < PAGE_ROWS) return images;
    after = Number(page.at(-1)?.["c0"]);
  }
}
