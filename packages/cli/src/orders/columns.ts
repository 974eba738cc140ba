// Which columns of an order file hold what: named by flags, else guessed from the header.
import { fail } from "../support/fail.js";

/** Numbers of the columns, 0 first. */
export interface Columns {
  customer: number;
  date: number;
  amount: number;
  id: number | undefined;
  cost: number | undefined;
  margin: number | undefined;
  merchant: number | undefined;
  referrer: number | undefined;
  tags: number | undefined;
}

/** Columns that are never guessed: what they hold changes what an order is. */
const BY_FLAG = ["cost", "margin", "merchant", "referrer", "tags"] as const;

/** The names that flags give; a column without a flag is guessed. */
export type Named = { [K in keyof Columns]?: string | undefined };

const USUAL: Record<"customer" | "date" | "amount" | "id", readonly string[]> = {
  customer: [
    "customer_id",
    "customer",
    "member_id",
    "member",
    "buyer_id",
    "buyer",
    "user_id",
    "user",
    "client_id",
    "客户",
    "客户编号",
    "会员",
    "会员编号",
    "会员号",
    "买家",
    "用户",
    "用户id",
  ],
  date: [
    "date",
    "order_date",
    "ordered_at",
    "paid_at",
    "created_at",
    "invoice_date",
    "time",
    "日期",
    "下单日期",
    "下单时间",
    "订单日期",
    "付款时间",
    "支付时间",
  ],
  amount: [
    "amount",
    "gross",
    "total",
    "order_amount",
    "paid",
    "price",
    "sales",
    "金额",
    "订单金额",
    "实付金额",
    "实付",
    "付款金额",
    "支付金额",
  ],
  id: ["order_id", "order", "order_no", "order_number", "invoice_no", "invoice", "id", "订单号", "订单编号"],
};

const plain = (name: string): string =>
  name
    .trim()
    .toLowerCase()
    .replaceAll(/[\s-]+/g, "_");

/** Fails with `columns_not_found`, naming every column that is missing and those that are there. */
export function findColumns(header: readonly string[], named: Named): Columns {
  const names = header.map(plain);
  const missing: string[] = [];
  const byFlag = (column: keyof Columns): number | undefined => {
    const name = named[column];
    if (name === undefined) return undefined;
    const found = names.indexOf(plain(name));
    if (found === -1) missing.push(`--${column} ${name}`);
    return found;
  };
  const guess = (column: keyof typeof USUAL): number =>
    byFlag(column) ?? names.indexOf(USUAL[column].find((usual) => names.includes(usual)) ?? "\0");
  const need = (column: "customer" | "date" | "amount"): number => {
    const found = guess(column);
    if (found === -1 && named[column] === undefined) missing.push(`--${column}`);
    return found;
  };
  const columns = { customer: need("customer"), date: need("date"), amount: need("amount") };
  const id = guess("id");
  const flagged = Object.fromEntries(BY_FLAG.map((name) => [name, byFlag(name)])) as Pick<
    Columns,
    (typeof BY_FLAG)[number]
  >;
  if (missing.length)
    fail(
      `columns_not_found: ${missing.join(", ")}; the header has ${header.join(", ")}; name the column, e.g. --amount "${header.at(-1) ?? ""}"`,
    );
  return { ...columns, id: id === -1 ? undefined : id, ...flagged };
}
