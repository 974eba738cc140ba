// Small tables in tests: the first line names the columns, the others are rows. Cells stand between `|`; lines of dashes are skipped.

export type TableRow = Readonly<Record<string, string>>;

/** The rows of a table as records by column name; an empty cell is "". */
export function table(text: string): TableRow[] {
  const lines = text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "" && !/^[|\s-]+$/.test(line));
  const [head = [], ...rows] = lines.map(cellsOf);
  return rows.map((cells, index) => {
    if (cells.length !== head.length) throw new Error(`row ${index + 1} has ${cells.length} cells, not ${head.length}`);
    return Object.fromEntries(head.map((name, column) => [name, cells[column] ?? ""]));
  });
}

function cellsOf(line: string): string[] {
  return line
    .replace(/^\|/, "")
    .replace(/\|$/, "")
    .split("|")
    .map((cell) => cell.trim());
}
