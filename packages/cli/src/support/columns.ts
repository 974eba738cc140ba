// Columns of text on a terminal, where a Chinese character takes two places.

function widthOf(text: string): number {
  let width = 0;
  for (const character of text) width += character > "\u2e80" ? 2 : 1;
  return width;
}

/** To one width at least. */
export const padded = (text: string, width: number): string => text + " ".repeat(Math.max(0, width - widthOf(text)));

/** Rows under each other, each column as wide as its widest text; `indent` blanks before each. */
export function inColumns(rows: readonly (readonly string[])[], indent = 0): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => widthOf(row[column] ?? ""))));
  const line = (row: readonly string[]): string =>
    `${" ".repeat(indent)}${row.map((text, column) => padded(text, widths[column] ?? 0)).join("  ")}`.trimEnd();
  return `${rows.map(line).join("\n")}\n`;
}
