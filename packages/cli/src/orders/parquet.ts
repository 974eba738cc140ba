// A Parquet file of orders as rows of text, so that what is read of a CSV is read of it: exact decimals, days and instants, lists with semicolons between.
import type { Hash } from "node:crypto";
import { closeSync, existsSync, openSync, readFileSync, readSync, statSync } from "node:fs";
import { formatAmount } from "@perennial/kernel";
import type { SchemaElement } from "hyparquet";
import { parquetMetadata, parquetRead, parquetSchema } from "hyparquet";
import { compressors } from "hyparquet-compressors";
import { fail } from "../support/fail.js";

export interface FileRow {
  line: number;
  cells: string[];
}

const MAGIC = "PAR1";

/** Whether a file begins as Parquet files do, whatever its name. */
export function isParquet(file: string): boolean {
  if (file === "-" || !existsSync(file) || !statSync(file).isFile()) return false;
  const head = Buffer.alloc(MAGIC.length);
  const handle = openSync(file, "r");
  try {
    readSync(handle, head, 0, head.length, 0);
  } finally {
    closeSync(handle);
  }
  return head.toString("latin1") === MAGIC;
}

/** The names of the columns as line 0, then the rows from 1 on. Fails with `unreadable_parquet`. */
export async function* parquetRows(file: string, hash: Hash): AsyncGenerator<FileRow> {
  const bytes = readFileSync(file);
  hash.update(bytes);
  const { columns, rows } = await readAll(file, bytes);
  yield { line: 0, cells: columns.map(({ name }) => name) };
  for (const [index, row] of rows.entries())
    yield { line: index + 1, cells: columns.map((column, at) => cellText(row[at], column)) };
}

async function readAll(file: string, bytes: Buffer): Promise<{ columns: SchemaElement[]; rows: unknown[][] }> {
  const buffer = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
  try {
    const metadata = parquetMetadata(buffer);
    const columns = parquetSchema(metadata).children.map(({ element }) => element);
    const rows: unknown[][] = [];
    await parquetRead({
      file: buffer,
      metadata,
      compressors,
      onComplete: (all: unknown[][]) => {
        for (const row of all) rows.push(row);
      },
    });
    return { columns, rows };
  } catch (error) {
    return fail(`unreadable_parquet: ${file}: ${(error as Error).message}; a whole Parquet file of plain columns`);
  }
}

/** Nothing is written as an empty text. */
function cellText(value: unknown, column: SchemaElement): string {
  if (value === null || value === undefined) return "";
  if (Array.isArray(value)) return value.map((each) => cellText(each, column)).join(";");
  if (value instanceof Date) return timeText(value, column);
  if (typeof value === "number") return numberText(value, column);
  return typeof value === "string" || typeof value === "bigint" ? String(value).trim() : JSON.stringify(value);
}

/** A day, an instant, or a time without a zone: then it is the plan's. */
function timeText(time: Date, { converted_type: kind, logical_type: logical }: SchemaElement): string {
  const text = time.toISOString();
  if (kind === "DATE" || logical?.type === "DATE") return text.slice(0, 10);
  const isLocal = logical?.type === "TIMESTAMP" && !logical.isAdjustedToUTC;
  return isLocal ? text.slice(0, 19) : text;
}

/** Decimals come as binary fractions, a hair beside what is meant: exact again for up to fifteen digits. */
function numberText(value: number, { converted_type: kind, logical_type: logical, scale = 0 }: SchemaElement): string {
  const isDecimal = kind === "DECIMAL" || logical?.type === "DECIMAL";
  const units = Math.round(value * 10 ** scale);
  if (!isDecimal || !Number.isSafeInteger(units)) return String(value);
  return formatAmount(units, scale);
}
