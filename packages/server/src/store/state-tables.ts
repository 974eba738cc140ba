// The state in SQL, made from the kernel's declarations: one table each, its bulk upsert, and its load.
import type { ColumnKind, Part, RowImage, TableDeclaration } from "@perennial/kernel";
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
  const kinds: ColumnKind[] = ["ref", ...Object.values(declaration.columns)];
  const names = ['"row"', ...columnsOf(declaration).map(({ name }) => name)];
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
  on conflict (programme_id, "row") ${changed.length ? `do update set ${changed.join(", ")}` : "do nothing"}
)
select count(*)::integer as ours from ours`,
  };
}

/** The arrays that `upsert` takes. */
export const upsertValues = (
  database: Pick<Database, "texts" | "numbers">,
  declaration: TableDeclaration,
  rows: readonly RowImage[],
): unknown[] =>
  (["ref", ...Object.values(declaration.columns)] as const).map((kind, column) =>
    kind === "int" || kind === "ref"
      ? database.numbers(rows.map((row) => Number(row[column])))
      : database.texts(rows.map((row) => String(row[column]))),
  );

/** The whole state of one programme, as the kernel takes it. Most tables of a kernel are empty under any one plan. */
export async function readState(
  database: Database,
  programme: string,
  tables: readonly TableDeclaration[],
): Promise<Part[]> {
  const filled = tables.map(
    (declaration) =>
      `select '${declaration.name}' as name where exists (select from ${tableName(declaration)} where programme_id = $1)`,
  );
  const rows = await database.run<{ name: string }>({ name: "filled", text: filled.join(" union all ") }, [programme]);
  const names = new Set(rows.map(({ name }) => name));
  const parts: Part[] = [];
  for (const declaration of tables)
    if (names.has(declaration.name)) parts.push(...(await readTable(database, programme, declaration)));
  return parts;
}

/** All rows of a table of one programme, a page at a time, each column as one JSON list: a database makes and Node reads those fastest. */
async function readTable(database: Database, programme: string, declaration: TableDeclaration): Promise<Part[]> {
  const columns = columnsOf(declaration);
  // Wide integers travel as text.
  const list = columns.map(({ name, type }, index) => `${type === "numeric" ? `${name}::text` : name} as c${index}`);
  const lists = columns.map((_, index) => `json_agg(c${index}) as c${index}`);
  const text = `select ${["json_agg(r) as rows", ...lists].join(", ")} from (
select ${['"row" as r', ...list].join(", ")} from ${tableName(declaration)}
where programme_id = $1 and "row" > $2 order by "row" limit ${PAGE_ROWS}) as page`;
  const parts: Part[] = [];
  for (let after = -1; ;) {
    const [page] = await database.run<{ rows: number[] | null } & Record<string, number[] | string[]>>(
      { name: `load_${declaration.name}`, text },
      [programme, after],
    );
    const rows = page?.rows ?? [];
    if (page && rows.length > 0)
      parts.push({
        [declaration.name]: { count: rows.length, rows, cells: columns.map((_, index) => page[`c${index}`] ?? []) },
      });
    if (rows.length < PAGE_ROWS) return parts;
    after = rows.at(-1) ?? after;
  }
}
