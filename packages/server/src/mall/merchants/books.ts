// A statement as its shop's accountant books it: what came into the wallet against sales, shipping, the bank or the points it costs. As journals that
// beancount and hledger read, and as a table of vouchers (记账凭证) with the accounts of China's enterprise standard, which the common programs import.
import type { Statement } from "@perennial/api";
import { formatAmount, parseAmount } from "@perennial/kernel";
import type { LedgerFormat } from "../../export/ledgers.js";
import { LEDGER_FORMATS } from "../../export/ledgers.js";
import { Commodities } from "../../export/names.js";
import { csvText } from "../../statements/csv.js";

type Line = Statement["lines"][number];

interface Account {
  /** in journals */
  readonly name: string;
  /** by China's enterprise standard */
  readonly code: string;
  readonly title: string;
}

const WALLET = { name: "Assets:Perennial", code: "1221", title: "其他应收款-长青平台" } as const;
const ACCOUNTS = {
  sales: { name: "Income:Sales", code: "6001", title: "主营业务收入" },
  shipping: { name: "Income:Shipping", code: "6051", title: "其他业务收入-运费" },
  points: { name: "Expenses:Points", code: "6601", title: "销售费用-积分" },
  bank: { name: "Assets:Bank", code: "1002", title: "银行存款" },
  unknown: { name: "Equity:Unsorted", code: "1901", title: "待处理财产损溢" },
} as const satisfies Record<string, Account>;

/** By the event's type, or the beginning of the name that the mall gave it; the first that fits. */
const AGAINST: readonly { readonly begins: readonly string[]; readonly account: Account }[] = [
  { begins: ["shipping:"], account: ACCOUNTS.shipping },
  { begins: ["split", "unsplit", "cash.", "withdrawal."], account: ACCOUNTS.bank },
  { begins: ["order."], account: ACCOUNTS.sales },
];

/** What a line stands against. Points that an order burns are what it costs, not less sold. */
function againstOf({ type, order, asset, amount }: Line): Account {
  if (type.startsWith("order.") && asset !== "cash" && amount.startsWith("-")) return ACCOUNTS.points;
  const told = type === "adjusted" ? order : type;
  return AGAINST.find(({ begins }) => begins.some((text) => told.startsWith(text)))?.account ?? ACCOUNTS.unknown;
}

interface Booked {
  readonly day: string;
  readonly seq: number;
  readonly type: string;
  readonly order: string;
  readonly text: string;
  readonly postings: readonly { account: Account; asset: string; minor: number }[];
}

/** `scaleOf`: decimals of an asset. Moves inside the wallet (into a lot, onto hold) even out and stand against nothing. */
function bookedOf({ lines }: Statement, scaleOf: (asset: string) => number): Booked[] {
  return grouped(lines, ({ seq }) => String(seq)).flatMap((own) => {
    const [first] = own;
    if (!first) return [];
    const postings = own.flatMap((line) => {
      const parsed = parseAmount(line.amount, scaleOf(line.asset), "signed");
      const minor = typeof parsed === "number" ? parsed : 0;
      return [
        { account: inWallet(line.account), asset: line.asset, minor },
        { account: againstOf(line), asset: line.asset, minor: -minor },
      ];
    });
    const { day, seq, type, order, text } = first;
    const kept = summed(postings);
    return kept.length === 0 ? [] : [{ day, seq, type, order, text: text.zh, postings: kept }];
  });
}

const inWallet = (account: string): Account =>
  account === "wallet"
    ? WALLET
    : { ...WALLET, name: `${WALLET.name}:${account[0]?.toUpperCase() ?? ""}${account.slice(1)}` };

/** In the order in which their keys come first. */
function grouped<T>(all: readonly T[], keyOf: (each: T) => string): T[][] {
  const groups = new Map<string, T[]>();
  for (const each of all) groups.set(keyOf(each), [...(groups.get(keyOf(each)) ?? []), each]);
  return [...groups.values()];
}

/** One posting for each account and asset; those that come to nothing are left out. */
function summed(postings: Booked["postings"]): Booked["postings"][number][] {
  return grouped(postings, ({ account, asset }) => `${account.name} ${asset}`).flatMap((each) => {
    const [first] = each;
    const minor = each.reduce((sum, posting) => sum + posting.minor, 0);
    return first && minor !== 0 ? [{ ...first, minor }] : [];
  });
}

/** A journal in plain text. Everything that is named is declared first. */
export function journalOf(
  statement: Statement,
  format: LedgerFormat,
  { currency, scaleOf }: { currency: string; scaleOf: (asset: string) => number },
): string {
  const style = LEDGER_FORMATS[format];
  const names = new Commodities(currency);
  const booked = bookedOf(statement, scaleOf);
  const postings = booked.flatMap((each) => each.postings);
  const accounts = new Set(postings.map(({ account }) => account.name));
  const assets = new Set(postings.map(({ asset }) => asset));
  return [
    style.head(`${statement.merchant} ${statement.from} ${statement.to}`, currency),
    ...[...assets].map((asset) => style.commodity(names.of(asset), asset, statement.from)),
    ...[...accounts].map((account) => style.opened(account, statement.from)),
    "\n",
    ...booked.map(({ day, postings: own, ...entry }) =>
      style.transaction(
        { ...entry, id: entry.order },
        day,
        undefined,
        own.map(({ account, asset, minor }) => ({
          account: account.name,
          amount: formatAmount(minor, scaleOf(asset)),
          commodity: names.of(asset),
        })),
      ),
    ),
  ].join("");
}

const HEAD = [
  "日期",
  "凭证字",
  "凭证号",
  "分录号",
  "摘要",
  "科目编码",
  "科目名称",
  "借方金额",
  "贷方金额",
  "订单号",
  "流水号",
];

/** Vouchers of what is money; points are no money and stand in the statement. */
export function vouchersOf(statement: Statement, scaleOf: (asset: string) => number): string {
  const scale = scaleOf("cash");
  const booked = bookedOf(statement, scaleOf).flatMap((each) => {
    const postings = each.postings.filter(({ asset }) => asset === "cash");
    return postings.length === 0 ? [] : [{ ...each, postings }];
  });
  const rows = booked.flatMap(({ day, seq, order, text, postings }, voucher) =>
    postings.map(({ account, minor }, line) => {
      const amount = formatAmount(Math.abs(minor), scale);
      const sides = minor > 0 ? [amount, ""] : ["", amount];
      const place = [day, "记", String(voucher + 1), String(line + 1), text, account.code, account.title];
      return [...place, ...sides, order, String(seq)];
    }),
  );
  return csvText([HEAD, ...rows]);
}
