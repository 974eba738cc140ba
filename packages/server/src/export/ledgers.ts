// The journal as books that other programs accept: beancount and hledger. Every entry that moves something is a transaction; at the end
// stands an assertion of each balance, taken from the state, so that those programs prove the sums by their own means.
import type { EntryRecord } from "@perennial/kernel";
import { balancesText, Programme } from "@perennial/kernel";
import type { JournalSource, SourceRow } from "../audit/source.js";
import { accountName, Commodities } from "./names.js";

/** How one program writes things down. */
interface Style {
  head(programme: string, currency: string): string;
  opened(account: string, day: string): string;
  commodity(name: string, asset: string, day: string): string;
  /** `hash`: of the entry, where the book is of the whole chain */
  transaction(
    entry: Pick<EntryRecord, "seq" | "type" | "id">,
    day: string,
    hash: string | undefined,
    lines: readonly Line[],
  ): string;
  /** what each account must come to at the end of `day` */
  assertions(day: string, next: string, lines: readonly Line[]): string;
}

interface Line {
  readonly account: string;
  readonly amount: string;
  readonly commodity: string;
}

const negated = (amount: string): string => (amount.startsWith("-") ? amount.slice(1) : `-${amount}`);
const quoted = (text: string): string => `"${text.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`;
/** One line, without what hledger takes for the beginning of a comment. */
const plain = (text: string): string => text.replaceAll(/[\s;|]+/g, " ").trim();

const beancount: Style = {
  head: (programme, currency) =>
    `option "title" ${quoted(programme)}\noption "operating_currency" "${currency}"\noption "inferred_tolerance_default" "*:0"\n\n`,
  opened: (account, day) => `${day} open ${account}\n`,
  commodity: (name, asset, day) => `${day} commodity ${name}\n  name: ${quoted(asset)}\n`,
  transaction: ({ seq, type, id }, day, hash, lines) =>
    `${day} * ${quoted(type)} ${quoted(id)}\n  seq: ${seq}\n${hash === undefined ? "" : `  hash: "${hash}"\n`}${lines.map(text).join("")}\n`,
  assertions: (_, next, lines) =>
    lines.map(({ account, amount, commodity }) => `${next} balance ${account} ${amount} ${commodity}\n`).join(""),
};

const hledger: Style = {
  head: (programme) => `; ${plain(programme)}\ndecimal-mark .\n\n`,
  opened: (account) => `account ${account}\n`,
  commodity: (name, asset) => `commodity "${name}"  ; ${plain(asset)}\n`,
  transaction: ({ seq, type, id }, day, hash, lines) =>
    `${day} * (${seq}) ${plain(`${type} ${id}`)}\n${hash === undefined ? "" : `    ; hash:${hash}\n`}${lines.map(inQuotes).join("")}\n`,
  assertions: (day, _, lines) =>
    `${day} * balances\n${lines.map(({ account, amount, commodity }) => `    (${account})  0 "${commodity}" = ${amount} "${commodity}"\n`).join("")}`,
};

const text = ({ account, amount, commodity }: Line): string => `  ${account}  ${amount} ${commodity}\n`;
const inQuotes = ({ account, amount, commodity }: Line): string => `    ${account}  ${amount} "${commodity}"\n`;

export const LEDGER_FORMATS = { beancount, hledger } as const;
export type LedgerFormat = keyof typeof LEDGER_FORMATS;

/** The text of the books, piece by piece. `onEntry`: told how many entries have been written. */
export async function* ledgerText(
  source: JournalSource,
  format: LedgerFormat,
  onEntry: (done: number) => void,
): AsyncGenerator<string> {
  const style = LEDGER_FORMATS[format];
  const { currency } = source.plan.document;
  yield style.head(source.programme, currency);
  const books = new Books(style, new Commodities(currency));
  let done = 0;
  for await (const rows of source.rows(0)) {
    const page: string[] = [];
    for (const row of rows) {
      // What a programme begins with (the treasury of a capped asset) stands in no entry.
      if (done === 0 && page.length === 0) page.push(books.opening(Programme.start(source.plan), row));
      page.push(books.entry(row));
    }
    yield page.join("");
    onEntry((done += rows.length));
  }
  if (source.state.length > 0) yield books.closing(Programme.restore(source.state));
}

class Books {
  private readonly accounts = new Set<string>();
  private readonly commodities = new Set<string>();
  private day = "";

  constructor(
    private readonly style: Style,
    private readonly names: Commodities,
  ) {}

  opening(programme: Programme, { day, entry }: SourceRow): string {
    const lines = [...balancesText(programme)].map(({ account, asset, amount }) =>
      this.line(account, asset, negated(amount)),
    );
    if (lines.length === 0) return "";
    const opening = { ...entry, seq: 0, type: "opening", id: "opening" };
    return this.declared(lines, day) + this.style.transaction(opening, day, "0".repeat(64), lines);
  }

  entry({ entry, day, hash }: SourceRow): string {
    this.day = day;
    const lines = entry.postings.flatMap(({ debit, credit, asset, amount }) => [
      this.line(debit, asset, amount),
      this.line(credit, asset, negated(amount)),
    ]);
    if (lines.length === 0) return "";
    return this.declared(lines, day) + this.style.transaction(entry, day, hash, lines);
  }

  closing(programme: Programme): string {
    const sums = new Map<string, Line>();
    // Accounts that the books know and the state has nothing in are left out: a 0 that is not 0 shows in another account.
    for (const { account, asset, amount } of balancesText(programme)) {
      const line = this.line(account, asset, negated(amount));
      sums.set(`${line.account} ${line.commodity}`, line);
    }
    if (sums.size === 0 || this.day === "") return "";
    const lines = [...sums.values()];
    return this.declared(lines, this.day) + this.style.assertions(this.day, dayAfter(this.day), lines);
  }

  private line(account: string, asset: string, amount: string): Line {
    return { account: accountName(account), amount, commodity: this.names.of(asset) };
  }

  /** What these lines are the first to name. */
  private declared(lines: readonly Line[], day: string): string {
    let declared = "";
    for (const { account, commodity } of lines) {
      if (!this.commodities.has(commodity)) declared += this.style.commodity(commodity, commodity, day);
      if (!this.accounts.has(account)) declared += this.style.opened(account, day);
      this.commodities.add(commodity);
      this.accounts.add(account);
    }
    return declared;
  }
}

function dayAfter(day: string): string {
  const next = new Date(`${day}T00:00:00Z`);
  next.setUTCDate(next.getUTCDate() + 1);
  return next.toISOString().slice(0, 10);
}
