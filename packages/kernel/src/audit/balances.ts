// Balances from postings alone, without any rule: what arrived at an account less what left it, set against the state's own figures.
import { accountText, assetName } from "../ledger/render.js";
import type { PostingText } from "../ledger/render.js";
import {
  accrualOf,
  EXTERNAL,
  holdOf,
  ISSUANCE,
  lotsOf,
  poolAccount,
  receivableOf,
  TREASURY,
  walletOf,
} from "../ledger/accounts.js";
import type { Account } from "../ledger/accounts.js";
import { CASH } from "../ledger/ledger.js";
import { formatAmount } from "../number/decimal.js";
import type { Programme } from "../programme.js";
import type { Finding } from "./finding.js";

/** Every scale of the language fits: amounts are counted in units of 10^-8. */
const DECIMALS = 8;
const AMOUNT = /^(\d+)(?:\.(\d{1,8}))?$/;
const ACCOUNT = /^(?:(?:wallet|lot|hold|receivable|pool|accrual):.+|treasury|issuance|external)$/s;

type Moved = Pick<PostingText, "debit" | "credit" | "asset" | "amount">;

/** A decimal text in units of 10^-8; undefined when it is none above 0. */
function unitsOf(amount: string): bigint | undefined {
  const [, whole, decimals = ""] = AMOUNT.exec(amount) ?? [];
  if (whole === undefined) return undefined;
  const units = BigInt(whole + decimals.padEnd(DECIMALS, "0"));
  return units > 0n ? units : undefined;
}

function textOf(units: bigint): string {
  const digits = (units < 0n ? -units : units).toString().padStart(DECIMALS + 1, "0");
  const text = `${digits.slice(0, -DECIMALS)}.${digits.slice(-DECIMALS)}`.replace(/\.?0+$/, "");
  return units < 0n ? `-${text}` : text;
}

export class Balances {
  private readonly units = new Map<string, bigint>();

  /** Begins with what the accounts of a programme hold. */
  constructor(begin: Programme) {
    for (const [account, amount] of balancesOf(begin)) this.units.set(account, amount);
  }

  /** Moves an amount; returns what is wrong with the posting when it can't be moved. */
  post({ debit, credit, asset, amount }: Moved): string | undefined {
    const units = unitsOf(amount);
    if (units === undefined) return `${amount} is no amount above 0`;
    if (!ACCOUNT.test(debit) || !ACCOUNT.test(credit)) return `${debit} and ${credit} are not both accounts`;
    this.add(`${debit} ${asset}`, -units);
    this.add(`${credit} ${asset}`, units);
    return undefined;
  }

  /** The first account, by name, whose balance is another in the state; and how many there are. */
  differences(state: Programme): { first: Omit<Finding, "seq" | "check">; accounts: number } | undefined {
    const kept = new Map(balancesOf(state));
    const accounts = [...new Set([...this.units.keys(), ...kept.keys()])];
    const wrong = accounts
      .filter((account) => (this.units.get(account) ?? 0n) !== (kept.get(account) ?? 0n))
      .toSorted();
    const [place] = wrong;
    if (place === undefined) return undefined;
    const first = { place, wrong: textOf(kept.get(place) ?? 0n), right: textOf(this.units.get(place) ?? 0n) };
    return { first, accounts: wrong.length };
  }

  private add(account: string, units: bigint): void {
    this.units.set(account, (this.units.get(account) ?? 0n) + units);
  }
}

/** Every balance of a programme, by account and asset, in units of 10^-8; accounts that share a name are added. */
function balancesOf(programme: Programme): Map<string, bigint> {
  const found = new Map<string, bigint>();
  for (const { account, asset, minor } of stored(programme)) {
    const name = `${accountText(programme, account)} ${assetName(programme, asset)}`;
    const units = BigInt(minor) * 10n ** BigInt(DECIMALS - programme.scale(asset));
    if (minor !== 0) found.set(name, (found.get(name) ?? 0n) + units);
  }
  return found;
}

interface Balance {
  readonly account: Account;
  readonly asset: number;
  readonly minor: number;
}

/** Every account that has a row in the state. */
function* stored({ ledger }: Programme): Generator<Balance> {
  const { wallets, receivables, pools, assets, accruals } = ledger;
  for (let row = 0; row < wallets.length; row++) {
    const { holder, asset, free, locked, held } = wallets.cells;
    const own = { asset: asset.get(row) };
    yield { ...own, account: walletOf(holder.get(row)), minor: free.get(row) };
    yield { ...own, account: lotsOf(holder.get(row)), minor: locked.get(row) };
    yield { ...own, account: holdOf(holder.get(row)), minor: held.get(row) };
  }
  const { holder: debtor, asset: lent, owed } = receivables.cells;
  for (let row = 0; row < receivables.length; row++)
    yield { account: receivableOf(debtor.get(row)), asset: lent.get(row), minor: owed.get(row) };
  for (let row = 0; row < pools.length; row++)
    yield { account: poolAccount(row), asset: CASH, minor: pools.cells.balance.get(row) };
  for (let row = 0; row < accruals.length; row++) {
    const { asset, balance } = accruals.cells;
    if (asset.get(row) !== -1) yield { account: accrualOf(row), asset: asset.get(row), minor: balance.get(row) };
  }
  for (let asset = 0; asset < assets.length; asset++) {
    const { treasury, issuance, external } = assets.cells;
    yield { account: TREASURY, asset, minor: treasury.get(asset) };
    yield { account: ISSUANCE, asset, minor: issuance.get(asset) };
    yield { account: EXTERNAL, asset, minor: external.get(asset) };
  }
}

/** A balance as the export shows it, with the account's name. */
export interface BalanceText {
  readonly account: string;
  readonly asset: string;
  /** decimal text, with a minus where it is negative */
  readonly amount: string;
}

/** Every balance of the state that is not 0, as text: what the books of a programme come to. */
export function* balancesText(programme: Programme): Generator<BalanceText> {
  for (const { account, asset, minor } of stored(programme))
    if (minor !== 0)
      yield {
        account: accountText(programme, account),
        asset: assetName(programme, asset),
        amount: formatAmount(minor, programme.scale(asset)),
      };
}
