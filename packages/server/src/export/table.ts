// The journal as a table for a spreadsheet: one row a posting.
import type { JournalSource } from "../audit/source.js";

const COLUMNS = "seq,line,day,at,type,id,debit,credit,asset,amount,mechanism,rule,version,hash\n";

/** Fields with a comma, a quote or a line break stand in quotes; one that a spreadsheet would take for a formula gets an apostrophe. */
function field(value: string | number): string {
  const text = typeof value === "string" && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

export async function* csvText(source: JournalSource, onEntry: (done: number) => void): AsyncGenerator<string> {
  yield COLUMNS;
  let done = 0;
  for await (const rows of source.rows(0)) {
    yield rows
      .flatMap(({ entry, day, hash }) =>
        entry.postings.map(({ debit, credit, asset, amount, why }, line) =>
          [
            entry.seq,
            line,
            day,
            entry.at,
            entry.type,
            entry.id,
            debit,
            credit,
            asset,
            amount,
            why.mechanism,
            why.rule,
            why.version,
            hash,
          ]
            .map(field)
            .join(","),
        ),
      )
      .map((each) => `${each}\n`)
      .join("");
    onEntry((done += rows.length));
  }
}
