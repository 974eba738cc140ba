// What must hold after every event, read off the rows of the tables and the postings alone.
import type { Changes, Entry, Programme } from "../../src/index.js";
import { renderEntry } from "../../src/index.js";

/** Column places in the tables that hold amounts; the row number comes first. */
const number = (cell: number | string | undefined): bigint => BigInt(cell ?? 0);

/** Sums by asset over every account there is; each must be 0. And whatever is below 0 that may not be. */
export function unbalanced(dump: Changes): string[] {
  const sums = new Map<string, bigint>();
  const found: string[] = [];
  const add = (asset: string, amount: bigint): void => void sums.set(asset, (sums.get(asset) ?? 0n) + amount);
  const positive = (what: string, amount: bigint): void => {
    if (amount < 0n) found.push(`${what} is ${amount}`);
  };
  for (const [row, name, , treasury, issuance, external, owed] of dump["asset"] ?? []) {
    positive(`the treasury of ${name}`, number(treasury));
    positive(`what is owed of ${name}`, number(owed));
    add(String(row), number(treasury) + number(issuance) + number(external) + number(owed));
  }
  for (const [, holder, asset, free, locked, held] of dump["wallet"] ?? []) {
    for (const [part, amount] of Object.entries({ free, locked, held }))
      positive(`${part} of ${holder}/${asset}`, number(amount));
    add(String(asset), number(free) + number(locked) + number(held));
  }
  for (const [, name, balance] of dump["pool"] ?? []) {
    positive(`pool ${name}`, number(balance));
    add("0", number(balance));
  }
  for (const [, asset, balance] of dump["accrual"] ?? []) {
    positive("an accrual", number(balance));
    if (number(balance) !== 0n) add(String(asset), number(balance));
  }
  for (const [, , , owed] of dump["receivable"] ?? []) positive("a debt", number(owed));
  for (const [asset, sum] of sums) if (sum !== 0n) found.push(`asset ${asset} sums to ${sum}`);
  return found;
}

/** Of a capped asset the treasury and the supply are together exactly the cap; debts in it are booked against issuance on top. */
export function uncapped(dump: Changes, assets: Record<string, { scale: number; cap?: string }>): string[] {
  return (dump["asset"] ?? []).flatMap(([, name, scale, , issuance, , owed]) => {
    const cap = assets[String(name)]?.cap;
    const all = cap === undefined ? undefined : BigInt(cap) * 10n ** number(scale);
    const issued = -number(issuance) - number(owed);
    return all === undefined || issued === all ? [] : [`${name} has a cap of ${all} and ${issued} issued`];
  });
}

/** Open lots never hold more than the free balance, locked ones exactly the locked. */
export function looseLots(dump: Changes): string[] {
  const found: string[] = [];
  const open = new Map<number, bigint>();
  const locked = new Map<number, bigint>();
  for (const [row, wallet, , , , , , left, isOpen] of dump["lot"] ?? []) {
    const sums = isOpen === 1 ? open : locked;
    if (number(left) < 0n) found.push(`lot ${row} holds ${left}`);
    sums.set(Number(wallet), (sums.get(Number(wallet)) ?? 0n) + number(left));
  }
  for (const [row, , , free, lockedPart] of dump["wallet"] ?? []) {
    if ((open.get(Number(row)) ?? 0n) > number(free)) found.push(`wallet ${row} has more in open lots than is free`);
    if ((locked.get(Number(row)) ?? 0n) !== number(lockedPart))
      found.push(`wallet ${row} has other locked lots than is locked`);
  }
  return found;
}

/** Pool and supply behind the points of appreciation; undefined while there are none. */
export function backing(dump: Changes): { pool: bigint; supply: bigint } | undefined {
  const points = (dump["asset"] ?? []).find(([, name]) => name === "points");
  const profit = (dump["pool"] ?? []).find(([, name]) => name === "profit");
  if (!points || !profit) return undefined;
  const [, , , treasury, issuance, external, owed] = points;
  const supply = -number(issuance) - number(external) - number(treasury) - number(owed);
  return supply > 0n ? { pool: number(profit[2]), supply } : undefined;
}

/** Balances added up from the journal alone. */
export class Journal {
  private readonly balances = new Map<string, bigint>();

  add(programme: Programme, entry: Entry): void {
    const text = renderEntry(programme, entry);
    for (const [index, { debit, credit, asset }] of text.postings.entries()) {
      const amount = BigInt(entry.postings[index]?.amount ?? 0);
      this.move(`${debit} ${asset}`, -amount);
      this.move(`${credit} ${asset}`, amount);
    }
  }

  of(account: string, asset: string): bigint {
    return this.balances.get(`${account} ${asset}`) ?? 0n;
  }

  private move(key: string, by: bigint): void {
    this.balances.set(key, (this.balances.get(key) ?? 0n) + by);
  }
}

/** Wallets, lots, holds and pools of the tables that are not what the journal's postings add up to. */
export function unexplained(dump: Changes, journal: Journal): string[] {
  const names = (dump["holder"] ?? []).map(([, name]) => String(name));
  const assets = (dump["asset"] ?? []).map(([, name]) => String(name));
  const found: string[] = [];
  const agree = (account: string, asset: string, amount: number | string | undefined): void => {
    const explained = journal.of(account, asset);
    if (explained !== number(amount)) found.push(`${account} ${asset} is ${amount}, its postings make ${explained}`);
  };
  for (const [, holder, asset, free, locked, held] of dump["wallet"] ?? []) {
    const [name, unit] = [names[Number(holder)] ?? "", assets[Number(asset)] ?? ""];
    agree(`wallet:${name}`, unit, free);
    agree(`lot:${name}`, unit, locked);
    agree(`hold:${name}`, unit, held);
  }
  for (const [, name, balance] of dump["pool"] ?? []) agree(`pool:${name}`, "cash", balance);
  for (const [, holder, asset, owed] of dump["receivable"] ?? [])
    agree(`receivable:${names[Number(holder)]}`, assets[Number(asset)] ?? "", owed);
  return found;
}
