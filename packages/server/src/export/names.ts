// Names of accounts and commodities as ledgers in plain text allow them: each of ours gets one of theirs, never the same for two.

/** Where each kind of account stands in a chart of accounts. Debits are positive there, so our balances change their sign. */
const ROOTS: Readonly<Record<string, string>> = {
  wallet: "Liabilities:Wallets",
  lot: "Liabilities:Lots",
  hold: "Liabilities:Holds",
  receivable: "Liabilities:Receivables",
  pool: "Liabilities:Pools",
  accrual: "Liabilities:Accruals",
  treasury: "Equity:Treasury",
  issuance: "Equity:Issuance",
  external: "Assets:External",
};

/** `wallet:ann` → `Liabilities:Wallets:H-ann`. Letters and digits stay; anything else becomes its number between hyphens. */
export function accountName(account: string): string {
  const at = account.indexOf(":");
  const kind = at === -1 ? account : account.slice(0, at);
  const root = ROOTS[kind];
  if (root === undefined) throw new Error(`unknown_account: ${account}; one of ${Object.keys(ROOTS).join(", ")}`);
  return at === -1 ? root : `${root}:H-${escaped(account.slice(at + 1))}`;
}

const escaped = (name: string): string =>
  name.replaceAll(/[^A-Za-z0-9\p{Script=Han}]/gu, (sign) => `-${(sign.codePointAt(0) ?? 0).toString(16)}-`);

const LONGEST = 24;

/** Names of assets as commodities: capital letters, digits and hyphens; a number where two would be the same. */
export class Commodities {
  private readonly names = new Map<string, string>();
  private readonly taken = new Set<string>();

  /** `currency`: what cash is called. */
  constructor(currency: string) {
    this.names.set("cash", currency);
    this.taken.add(currency);
  }

  of(asset: string): string {
    const known = this.names.get(asset);
    if (known !== undefined) return known;
    const plain = asset
      .toUpperCase()
      .replaceAll(/[^A-Z0-9]+/g, "-")
      .replaceAll(/^[^A-Z]+|-+$/g, "")
      .slice(0, LONGEST - 4);
    const base = plain.length >= 2 ? plain : `ASSET${plain}`;
    let name = base;
    for (let number = 2; this.taken.has(name); number++) name = `${base}${number}`;
    this.names.set(asset, name);
    this.taken.add(name);
    return name;
  }
}
