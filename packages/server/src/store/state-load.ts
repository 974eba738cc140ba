// Loading the state of one programme: each column of a page of rows as one JSON list, which a database makes and Node reads fastest, several
// pages at a time, so that both are at work. Every row is held against its sum.
import type { Part, TableDeclaration } from "@perennial/kernel";
import { CompiledQuery } from "kysely";
import type { Database } from "../database/database.js";
import { firstSum, withCell } from "./row-sums.js";
import { columnsOf, tableName } from "./state-tables.js";

const PAGE_ROWS = 20_000;
/** Pages that are asked for at once; they share the connections with everything else. */
const PAGES_AT_ONCE = 4;

/** What was read; `wrong`: the first row that is not as it was written. */
export interface State {
  readonly parts: readonly Part[];
  readonly wrong: string | undefined;
}

interface Page {
  readonly declaration: TableDeclaration;
  readonly from: number;
}
type Lists = { rows: number[] | null; sums: (number | null)[] } & Record<string, (number | string)[]>;

/** The whole state of one programme, as the kernel takes it. Most tables of a kernel are empty under any one plan. */
export async function readState(
  database: Database,
  programme: string,
  tables: readonly TableDeclaration[],
): Promise<State> {
  const lengths = tables.map(
    (declaration) =>
      `select '${declaration.name}' as name, max("row") as last from ${tableName(declaration)} where programme_id = $1`,
  );
  const text = lengths.join(" union all ");
  const query = CompiledQuery.raw(text, [programme]);
  const { rows } = await database.query.executeQuery<{ name: string; last: number | null }>(query);
  const last = new Map(rows.map((row) => [row.name, row.last ?? -1]));
  const pages: Page[] = tables.flatMap((declaration) =>
    Array.from({ length: Math.ceil(((last.get(declaration.name) ?? -1) + 1) / PAGE_ROWS) }, (_, index) => ({
      declaration,
      from: index * PAGE_ROWS,
    })),
  );
  const parts: Part[] = [];
  let wrong: string | undefined;
  const asked: Promise<{ part: Part; wrong: string | undefined }>[] = [];
  for (let at = 0; at < pages.length; at++) {
    for (const page of pages.slice(at + asked.length, at + PAGES_AT_ONCE))
      asked.push(readPage(database, programme, page));
    const read = await asked.shift();
    if (read) parts.push(read.part);
    wrong ??= read?.wrong;
  }
  return { parts, wrong };
}

async function readPage(
  database: Database,
  programme: string,
  { declaration, from }: Page,
): Promise<{ part: Part; wrong: string | undefined }> {
  const columns = columnsOf(declaration);
  // Wide integers travel as text.
  const list = columns.map(({ name, type }, index) => `${type === "numeric" ? `${name}::text` : name} as c${index}`);
  const lists = columns.map((_, index) => `json_agg(c${index}) as c${index}`);
  const text = `select ${["json_agg(r) as rows", "json_agg(s) as sums", ...lists].join(", ")} from (
select ${['"row" as r', "row_sum as s", ...list].join(", ")} from ${tableName(declaration)}
where programme_id = $1 and "row" >= $2 and "row" < $3 order by "row") as page`;
  const [page] = await database.run<Lists>({ name: `load_${declaration.name}`, text }, [
    programme,
    from,
    from + PAGE_ROWS,
  ]);
  const rows = page?.rows ?? [];
  const cells = columns.map((_, index) => page?.[`c${index}`] ?? []);
  const inTurn = rows.every((row, index) => row === from + index);
  const part = { [declaration.name]: { count: rows.length, rows: inTurn ? from : rows, cells } };
  return { part, wrong: changedRow(declaration, rows, page?.sums ?? [], cells) };
}

/** The first row whose cells do not give its sum; rows of earlier versions have none. */
function changedRow(
  { name, columns }: TableDeclaration,
  rows: readonly number[],
  sums: readonly (number | null)[],
  cells: readonly (readonly (number | string)[])[],
): string | undefined {
  const found = Int32Array.from(rows, firstSum);
  for (const [column, kind] of Object.values(columns).entries()) {
    const list = cells[column] ?? [];
    for (let at = 0; at < found.length; at++) found[at] = withCell(found[at] ?? 0, kind, list[at] ?? 0);
  }
  const at = sums.findIndex((sum, index) => sum !== null && sum !== found[index]);
  return at === -1
    ? undefined
    : `table ${name}, row ${rows[at]}: it is not as it was written, its cells do not give its sum`;
}
