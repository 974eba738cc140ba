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

/** Rows of the mall, in tables that refer to none with a later name. */
export async function someOrders({ query }: Database, programme: string): Promise<void> {
  const id = { programme_id: programme };
  const at = new Date("2026-01-05T04:00:00Z");
  const text = JSON.stringify({ zh: "茶", en: "Tea" });
  const [purchase, payment, merchant, refund] = ["ORDER1", "payment1", "S1", "refund1"];
  await query
    .insertInto("merchant")
    .values({ ...id, merchant, title: "茶铺", margin: "0.5", created_at: at })
    .execute();
  await query
    .insertInto("payment")
    .values({
      ...id,
      payment,
      member: "ann",
      checkout_key: "key-00001",
      amount: 10_500,
      expires_at: at,
      created_at: at,
    })
    .execute();
  const figures = { gross: 10_000, cash: 10_000, shipping: 500, cost: null, tender: "{}", tags: ["tea"] };
  await query
    .insertInto("purchase")
    .values({
      ...id,
      purchase,
      payment,
      merchant,
      member: "ann",
      kind: "goods",
      ...figures,
      times: "{}",
      region: null,
      created_at: at,
    })
    .execute();
  const line = { line: 0, title: text, variant_title: text, price: 10_000, quantity: 1 };
  await query
    .insertInto("purchase_line")
    .values({ ...id, purchase, ...line })
    .execute();
  await query
    .insertInto("purchase_refund")
    .values({ ...id, purchase, refund, amount: 5_000, cash: 5_000, reason: "x", nth: 0, created_at: at })
    .execute();
  const account = { merchant, channel: "wechat", account: "1900000109" } as const;
  await query
    .insertInto("merchant_receiver")
    .values({ ...id, ...account, name: "茶铺", created_at: at })
    .execute();
  await query
    .insertInto("shipping_terms")
    .values({ ...id, seller: "", fee: 500, free_from: null })
    .execute();
  await query
    .insertInto("split")
    .values({ ...id, ...account, purchase, payment, amount: 5_500, fee: 500, at, made_at: at })
    .execute();
  await query
    .insertInto("split_return")
    .values({ ...id, purchase, refund, amount: 2_500, state: "due", at, made_at: at })
    .execute();
}

/** How many rows of each table that is not made anew a text holds. */
export function rowsOf(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const [, table = "", rows = ""] of text.matchAll(/^insert into (\w+) select[^']*'\[([\s\S]*?)\]'\);$/gm))
    if (!/^(?:journal|state_|redo|checkpoint|projection)/.test(table)) counts.set(table, rows.split("},\n").length);
  return counts;
}

/** Loads what `levelText` wrote. */
export async function loadLevel({ query }: Database, text: string): Promise<void> {
  for (const statement of text.split(/;\n+/).filter((each) => each.trim() !== ""))
    await sql.raw(statement).execute(query);
}
