// Alipay's daily bill: a zip of CSVs in GBK, of which the one with the single transactions is read. Lines that begin with # say what the file is.
import { parse } from "csv-parse/sync";
import { unzipSync } from "fflate";
import { parseAmount } from "@perennial/kernel";
import type { BillLine } from "./channel.js";

const COLUMNS = {
  ref: "支付宝交易号",
  payment: "商户订单号",
  type: "业务类型",
  amount: "订单金额（元）",
  refund: "退款批次号/请求号",
} as const;
type Column = keyof typeof COLUMNS;

/** Nothing larger is unpacked. */
const MOST_BYTES = 200_000_000;
const YUAN_SCALE = 2;

/** Payments and refunds of the day. Throws when the file with the transactions, or a column of it, is missing. */
export function alipayBill(zip: Uint8Array): BillLine[] {
  let left = MOST_BYTES;
  const files = unzipSync(zip, {
    filter: ({ originalSize, name }) => {
      left -= originalSize;
      if (left < 0) throw new Error(`alipay bill: ${name} is too large`);
      return true;
    },
  });
  const texts = Object.values(files).map((bytes) => new TextDecoder("gbk").decode(bytes));
  // The summary has other columns; its name is GBK inside the zip and tells nothing that can be relied on.
  const details = texts.find((text) => text.includes(COLUMNS.refund));
  if (details === undefined) throw new Error("alipay bill: no file of it lists the transactions");
  return linesOf(details);
}

function linesOf(text: string): BillLine[] {
  const rows: string[][] = parse(text, {
    trim: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
  });
  const table = rows.filter(([first = ""]) => !first.startsWith("#"));
  const [head = [], ...lines] = table;
  const place = Object.fromEntries(
    Object.entries(COLUMNS).map(([key, name]) => {
      const index = head.indexOf(name);
      if (index === -1) throw new Error(`alipay bill: there is no column ${name}`);
      return [key, index];
    }),
  ) as Record<Column, number>;
  return lines.map((cells) => {
    if (cells.length < head.length) throw new Error("alipay bill: a line is cut off");
    const cell = (key: Column): string => cells[place[key]] ?? "";
    const out = cell("type") === "退款";
    return {
      kind: out ? ("out" as const) : ("in" as const),
      move: cell(out ? "refund" : "payment"),
      ref: cell("ref"),
      amount: fen(cell("amount")),
    };
  });
}

/** Refunds are negative there. */
function fen(text: string): number {
  const amount = parseAmount(text.replace("-", ""), YUAN_SCALE, "unsigned");
  if (typeof amount !== "number") throw new Error(`alipay bill: "${text}" is no amount`);
  return amount;
}
