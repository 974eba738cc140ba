// The schema as text, read from the catalogue: the same on PGlite and PostgreSQL, so that a migration shows its effect in a diff.
// Tables of the state and of the migrator are left out.
import { sql } from "kysely";
import type { Database } from "../../src/database/database.js";

interface Column {
  table: string;
  column: string;
  type: string;
  not_null: boolean;
  default: string | null;
}
interface Named {
  table: string;
  name: string;
  definition: string;
}

const TABLES = sql`select c.oid, c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where n.nspname = 'public' and c.relkind = 'r' and c.relname not like 'state\\_%' and c.relname not like 'kysely%'`;

export async function schemaDump({ query }: Database): Promise<string> {
  const { rows: columns } = await sql<Column>`
    select t.relname as table, a.attname as column, format_type(a.atttypid, a.atttypmod) as type,
      a.attnotnull as not_null, pg_get_expr(d.adbin, d.adrelid) as default
    from (${TABLES}) t join pg_attribute a on a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped
    left join pg_attrdef d on d.adrelid = t.oid and d.adnum = a.attnum
    order by t.relname, a.attnum`.execute(query);
  const { rows: constraints } = await sql<Named>`
    select t.relname as table, o.conname as name, pg_get_constraintdef(o.oid) as definition
    from (${TABLES}) t join pg_constraint o on o.conrelid = t.oid
    where o.contype <> 'n' order by t.relname, o.contype desc, o.conname`.execute(query);
  const { rows: indexes } = await sql<Named>`
    select t.relname as table, i.relname as name, pg_get_indexdef(i.oid) as definition
    from (${TABLES}) t join pg_index x on x.indrelid = t.oid join pg_class i on i.oid = x.indexrelid
    where not exists (select from pg_constraint o where o.conindid = i.oid) order by t.relname, i.relname`.execute(
    query,
  );
  const tables = [...new Set(columns.map(({ table }) => table))];
  return tables.map((table) => tableText(table, columns, constraints, indexes)).join("\n");
}

function tableText(table: string, columns: Column[], constraints: Named[], indexes: Named[]): string {
  const mine = <T extends { table: string }>(rows: T[]): T[] => rows.filter((row) => row.table === table);
  const lines = [
    ...mine(columns).map(
      ({ column, type, not_null: notNull, default: initial }) =>
        `  ${column} ${type}${initial === null ? "" : ` default ${initial}`}${notNull ? " not null" : ""}`,
    ),
    ...mine(constraints).map(({ name, definition }) => `  constraint ${name} ${definition}`),
  ];
  const after = mine(indexes).map(({ definition }) => `${definition};\n`);
  return `create table ${table} (\n${lines.join(",\n")}\n);\n${after.join("")}`;
}
