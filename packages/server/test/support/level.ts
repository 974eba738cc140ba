// What a database of one migration level held, as SQL: written once when the level is new, loaded ever after to try the upgrade.
import { sql } from "kysely";
import type { Database } from "../../src/database/database.js";

interface TableText {
  name: string;
  columns: string;
  rows: string | null;
}

/** The filled tables: those of the state with their definition, since no migration makes them. The migrator's own are left out. */
export async function levelText({ query }: Database): Promise<string> {
  const { rows: names } = await sql<{ name: string }>`
    select relname as name from pg_class
    where relnamespace = 'public'::regnamespace and relkind = 'r' and relname not like 'kysely%'
    order by relname = 'programme' desc, relname`.execute(query);
  const parts: string[] = [];
  for (const { name } of names) {
    const { rows } = await sql<TableText>`
      select ${name} as name,
        (select string_agg(quote_ident(attname) || ' ' || format_type(atttypid, atttypmod) || ' not null', ', ' order by attnum)
          from pg_attribute where attrelid = ${name}::regclass and attnum > 0 and not attisdropped) as columns,
        (select string_agg(t, E',\\n' order by t) from (select row_to_json(r)::text as t from ${sql.table(name)} r) x) as rows`.execute(
      query,
    );
    const [table] = rows;
    if (table && table.rows !== null) parts.push(tableText(table.name, table.columns, table.rows));
  }
  return `-- What a database of this level held: written by upgrade.test.ts when the level was new, never edited.\n${parts.join("")}`;
}

function tableText(name: string, columns: string, rows: string): string {
  const made = name.startsWith("state_")
    ? `create table ${name} (${columns}, primary key (programme_id, "row"));\n`
    : "";
  const list = rows.replaceAll("'", "''");
  return `${made}insert into ${name} select * from json_populate_recordset(null::${name}, '[${list}]');\n\n`;
}

/** Loads what `levelText` wrote. */
export async function loadLevel({ query }: Database, text: string): Promise<void> {
  for (const statement of text.split(/;\n+/).filter((each) => each.trim() !== ""))
    await sql.raw(statement).execute(query);
}
