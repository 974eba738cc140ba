// Whether loaded rows can be a state at all: every reference leads to a row that is there, no balance is negative that may not be, and
// each asset sums to zero over all its accounts. What a disk or a hand has changed is found before anything is built on it.
import type { Programme } from "../programme.js";

/** The first thing that can't be, with its table and row; undefined when all is well. Costs one pass over holders, wallets and lots. */
export function corruption(programme: Programme): string | undefined {
  return missingRow(programme) ?? lostReference(programme) ?? negativeBalance(programme) ?? unbalancedAsset(programme);
}

/** Rows have numbers without gaps, in every table. */
function missingRow({ store }: Programme): string | undefined {
  const table = store.all().find(({ missing }) => missing !== undefined);
  return table?.missing === undefined ? undefined : at(table.name, table.missing, "it is missing");
}

function lostReference({ holders, ledger }: Programme): string | undefined {
  const { referrer, name } = holders.table.cells;
  for (let row = 0; row < holders.count; row++)
    if (name.get(row) === "" || holders.find(name.get(row)) !== row)
      return at("holder", row, "it is missing, or its name stands twice");
    else if (referrer.get(row) >= row && row > 0)
      return at("holder", row, `its referrer is row ${referrer.get(row)}, which joined later`);
  const { holder, asset, firstLot } = ledger.wallets.cells;
  for (let row = 0; row < ledger.wallets.length; row++) {
    if (!isRow(holder.get(row), holders.count)) return at("wallet", row, `there is no holder ${holder.get(row)}`);
    if (!isRow(asset.get(row), ledger.assets.length)) return at("wallet", row, `there is no asset ${asset.get(row)}`);
    if (firstLot.get(row) !== -1 && !isRow(firstLot.get(row), ledger.lots.table.length))
      return at("wallet", row, `there is no lot ${firstLot.get(row)}`);
    if (ledger.findWallet(holder.get(row), asset.get(row)) !== row)
      return at("wallet", row, "the same wallet stands twice");
  }
  const { wallet, left, minted } = ledger.lots.table.cells;
  for (let row = 0; row < ledger.lots.table.length; row++) {
    if (!isRow(wallet.get(row), ledger.wallets.length)) return at("lot", row, `there is no wallet ${wallet.get(row)}`);
    if (left.get(row) < 0 || left.get(row) > minted.get(row))
      return at("lot", row, "more is left than there was, or less than nothing");
  }
  return undefined;
}

function negativeBalance({ ledger }: Programme): string | undefined {
  const { free, locked, held } = ledger.wallets.cells;
  for (let row = 0; row < ledger.wallets.length; row++)
    if (free.get(row) < 0 || locked.get(row) < 0 || held.get(row) < 0)
      return at("wallet", row, "a balance is below zero");
  for (let row = 0; row < ledger.pools.length; row++)
    if (ledger.pools.cells.balance.get(row) < 0) return at("pool", row, "its balance is below zero");
  return undefined;
}

function unbalancedAsset({ ledger }: Programme): string | undefined {
  const { wallets, receivables, accruals, assets, pools } = ledger;
  const sums = Array.from({ length: assets.length }, () => 0n);
  const add = (asset: number, amount: number): void => {
    sums[asset] = (sums[asset] ?? 0n) + BigInt(amount);
  };
  // Sums of one asset stay exact as numbers for long; only what is carried over is added up in big integers.
  const part = Array.from({ length: assets.length }, () => 0);
  const { asset, free, locked, held } = wallets.cells;
  for (let row = 0; row < wallets.length; row++) {
    const of = asset.get(row);
    for (const amount of [free.get(row), locked.get(row), held.get(row)]) {
      const sum = (part[of] ?? 0) + amount;
      if (Number.isSafeInteger(sum)) part[of] = sum;
      else {
        add(of, part[of] ?? 0);
        part[of] = amount;
      }
    }
  }
  for (const [of, amount] of part.entries()) add(of, amount);
  for (let row = 0; row < receivables.length; row++)
    add(receivables.cells.asset.get(row), receivables.cells.owed.get(row));
  for (let row = 0; row < accruals.length; row++)
    if (accruals.cells.asset.get(row) !== -1) add(accruals.cells.asset.get(row), accruals.cells.balance.get(row));
  for (let row = 0; row < pools.length; row++) add(0, pools.cells.balance.get(row));
  const { treasury, issuance, external } = assets.cells;
  for (let row = 0; row < assets.length; row++) {
    add(row, treasury.get(row));
    add(row, issuance.get(row));
    add(row, external.get(row));
    if (sums[row] !== 0n) return at("asset", row, `its accounts sum to ${sums[row]} minor units instead of 0`);
  }
  return undefined;
}

const isRow = (row: number, length: number): boolean => row >= 0 && row < length;
const at = (table: string, row: number, what: string): string => `table ${table}, row ${row}: ${what}`;
