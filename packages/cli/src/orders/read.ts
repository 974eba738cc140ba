// Reads an order file: a CSV as a stream, whose bytes are counted into a digest, decoded and cut into rows, or a Parquet file; and checks each row.
import type { Hash } from "node:crypto";
import { createHash } from "node:crypto";
import { createReadStream, existsSync, statSync } from "node:fs";
import { pipeline, type Readable } from "node:stream";
import type { PastOrder } from "@perennial/lab";
import { CsvError, type Info, parse } from "csv-parse";
import { fail } from "../support/fail.js";
import type { Named } from "./columns.js";
import { findColumns } from "./columns.js";
import type { FileRow } from "./parquet.js";
import { isParquet, parquetRows } from "./parquet.js";
import type { RowFault, RowRules } from "./rows.js";
import { RowReader } from "./rows.js";

export interface OrderFile {
  orders: PastOrder[];
  faults: RowFault[];
  /** rows of data, bad ones counted, the header not */
  rows: number;
  /** SHA-256 of the bytes */
  hash: string;
}

export interface ReadOptions extends Omit<RowRules, "header" | "columns"> {
  file: string;
  /** standard input, for `-` */
  input: Readable;
  named: Named;
  encoding: string;
  delimiter: string;
}

/** Reads all of it. Fails with `orders_not_found`, `bad_option`, `columns_not_found`, `unreadable_csv`, `unreadable_parquet`; rows at fault are returned. */
export async function readOrders(options: ReadOptions): Promise<OrderFile> {
  const hash = createHash("sha256");
  const result: OrderFile = { orders: [], faults: [], rows: 0, hash: "" };
  let reader: RowReader | undefined;
  const rows = isParquet(options.file) ? parquetRows(options.file, hash) : records(options, hash);
  for await (const { line, cells } of rows) {
    if (!reader) {
      reader = new RowReader({ ...options, header: cells, columns: findColumns(cells, options.named) });
      continue;
    }
    result.rows += 1;
    const read = reader.read(line, cells);
    if (Array.isArray(read)) result.faults.push(...read);
    else result.orders.push(read);
  }
  if (!reader) fail(`no_orders: ${options.file} is empty; a header and at least one row`);
  return { ...result, hash: hash.digest("hex") };
}

type Decoder = InstanceType<typeof TextDecoder>;

async function* records(options: ReadOptions, hash: Hash): AsyncGenerator<FileRow> {
  const { file, delimiter } = options;
  const parser = parse({
    delimiter,
    info: true,
    trim: true,
    skip_empty_lines: true,
    relax_column_count: true,
    bom: true,
  });
  // Whatever goes wrong on the way ends the parser with it, and is thrown where its rows are read.
  const text = (chunks: AsyncIterable<Buffer | string>) => decoded(chunks, options, hash);
  pipeline(source(options), text, parser, () => undefined);
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: Info }>)
      yield { line: info.lines, cells: record };
  } catch (error) {
    if (error instanceof CsvError)
      fail(`unreadable_csv: ${file}: ${error.message}; rows of text separated by "${delimiter}"`);
    throw error;
  }
}

/** The text of the bytes, which are counted into the digest on their way. */
async function* decoded(
  chunks: AsyncIterable<Buffer | string>,
  options: ReadOptions,
  hash: Hash,
): AsyncGenerator<string> {
  const decoder = decoderOf(options);
  for await (const chunk of chunks) {
    const bytes = typeof chunk === "string" ? Buffer.from(chunk) : chunk;
    hash.update(bytes);
    yield decode(decoder, bytes, options);
  }
  yield decode(decoder, undefined, options);
}

function source({ file, input }: ReadOptions): Readable {
  if (file === "-") return input;
  if (!existsSync(file)) fail(`orders_not_found: there is no file ${file}`);
  if (!statSync(file).isFile()) fail(`orders_not_found: ${file} is no file`);
  return createReadStream(file);
}

function decoderOf({ encoding }: ReadOptions): Decoder {
  try {
    return new TextDecoder(encoding, { fatal: true });
  } catch {
    return fail(`bad_option: --encoding ${encoding}; an encoding such as utf-8, gb18030 or big5`);
  }
}

function decode(decoder: Decoder, bytes: Buffer | undefined, { file, encoding }: ReadOptions): string {
  try {
    return bytes ? decoder.decode(bytes, { stream: true }) : decoder.decode();
  } catch {
    return fail(`unreadable_csv: ${file} is not in ${encoding}; save it as UTF-8, or say --encoding gb18030`);
  }
}
