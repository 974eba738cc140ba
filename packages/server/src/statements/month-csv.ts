// A month as a table: a row for what stood before, each line with the balance after it, and what each rule says of it.
import { formatAmount } from "@perennial/kernel";
import { minorOf } from "./amount.js";
import { csvText } from "./csv.js";
import type { StatementParts } from "./month.js";
import { linesOf } from "./month.js";

const HEAD = ["time", "entry", "type", "asset", "account", "amount", "balance", "说明", "explanation"];

/** Balances are of wallets, lots and holds together; what is owed stands in lines of its own and is not part of them. */
export async function monthCsv(parts: StatementParts, holder: string, month: string): Promise<string> {
  const { lines, opening } = await linesOf(parts, holder, month);
  const balances = new Map(Object.entries(opening));
  const before = [...balances].map(([asset, balance]) => [
    "",
    "",
    "opening",
    asset,
    "",
    "",
    balance,
    "期初",
    "opening",
  ]);
  const rows = lines.map(({ at, seq, type, asset, account, amount, why }) => {
    if (account !== "receivable") balances.set(asset, plus(parts, asset, balances.get(asset) ?? "0", amount));
    return [at, String(seq), type, asset, account, amount, balances.get(asset) ?? "", why.text.zh, why.text.en];
  });
  const after = [...balances].map(([asset, balance]) => ["", "", "closing", asset, "", "", balance, "期末", "closing"]);
  return csvText([HEAD, ...before, ...rows, ...after]);
}

function plus({ programme }: StatementParts, asset: string, a: string, b: string): string {
  const scale = programme.scale(programme.asset(asset));
  return formatAmount(minorOf(a, scale) + minorOf(b, scale), scale);
}
