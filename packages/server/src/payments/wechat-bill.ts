// WeChat's daily bill: a CSV whose cells begin with a backtick, and whose last two lines are sums.
import { parseAmount } from "@perennial/kernel";
import type { BillLine } from "./channel.js";

const COLUMNS = {
  ref: "微信订单号",
  payment: "商户订单号",
  state: "交易状态",
  paid: "订单金额",
  refund: "商户退款单号",
  refunded: "退款金额",
  refundRef: "微信退款单号",
} as const;

const cells = (line: string): string[] =>
  line
    .replace(/^\uFEFF/, "")
    .split(",")
    .map((cell) => cell.trim().replace(/^`/, ""));

/** Payments and refunds of the day. Throws when a column is missing. */
export function wechatBill(text: string): BillLine[] {
  const [head = "", ...rows] = text.split(/\r?\n/).filter((line) => line.trim() !== "");
  const names = cells(head);
  const at = (name: string): number => {
    const index = names.indexOf(name);
    if (index === -1) throw new Error(`wechat bill: there is no column ${name}`);
    return index;
  };
  const place = Object.fromEntries(Object.entries(COLUMNS).map(([key, name]) => [key, at(name)])) as Record<
    keyof typeof COLUMNS,
    number
  >;
  return rows
    .filter((row) => row.startsWith("`"))
    .map(cells)
    .filter((row) => row.length === names.length)
    .map((row) => {
      const cell = (key: keyof typeof COLUMNS): string => row[place[key]] ?? "";
      const out = cell("state") === "REFUND";
      const amount = parseAmount(cell(out ? "refunded" : "paid"), 2, "unsigned");
      return {
        kind: out ? ("out" as const) : ("in" as const),
        move: cell(out ? "refund" : "payment"),
        ref: cell(out ? "refundRef" : "ref"),
        amount: typeof amount === "number" ? amount : 0,
      };
    });
}
