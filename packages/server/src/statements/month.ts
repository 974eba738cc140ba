// The statement of a calendar month, from the journal's own lines: what a holder began with, what came and went by rule, what it ended with.
import type { AssetMonth, HolderLine, MonthStatement, Movement, StatementMonths } from "@perennial/api";
import type { Programme } from "@perennial/kernel";
import { CASH, assetName, formatAmount, formatDay, parseDay } from "@perennial/kernel";
import type { Database } from "../database/database.js";
import { Unavailable } from "../programmes/results.js";
import type { Reports } from "../store/reports.js";
import { minorOf } from "./amount.js";

export interface StatementParts {
  readonly database: Database;
  readonly reports: Reports;
  /** the programme's memory, for names and scales of assets and the open day */
  readonly programme: Programme;
  readonly id: string;
}

type OwnLine = HolderLine & { side: number };

/** Entries after `after`, up to `to`, belong to the month. */
interface Span {
  readonly after: number;
  readonly to: number;
  readonly isClosed: boolean;
}

const PAGE = 500;

/** First day of a month, and of the one after it. */
function daysOf(month: string): { from: string; next: string } {
  const from = `${month}-01`;
  const late = formatDay((parseDay(from) ?? 0) + 31);
  return { from, next: `${late.slice(0, 7)}-01` };
}

/** The months since a holder joined, the newest first; the one that is open is the first. */
export async function monthsOf({ database, programme, id }: StatementParts, holder: string): Promise<StatementMonths> {
  if (!programme.opened) return { months: [] };
  const row = await database.query
    .selectFrom("holder_entry")
    .select((eb) => eb.cast<string>("joined", "text").as("joined"))
    .where("programme_id", "=", id)
    .where("name", "=", holder)
    .executeTakeFirst();
  const today = formatDay(programme.today);
  const open = today.slice(0, 7);
  const months: StatementMonths["months"] = [];
  for (let month = (row?.joined ?? today).slice(0, 7); month <= open; month = daysOf(month).next.slice(0, 7))
    months.unshift({ month, isClosed: month < open });
  return { months };
}

/** Throws Unavailable while lists have not come as far as the month's end. */
export async function statementOf(parts: StatementParts, holder: string, month: string): Promise<MonthStatement> {
  const { programme } = parts;
  const span = await spanOf(parts, month);
  const accounts = await openingOf(parts, holder, span.after);
  await eachPosting(parts, holder, span, (lines) => accounts.take(lines));
  const { from, next } = daysOf(month);
  const to = formatDay((parseDay(next) ?? 0) - 1);
  const assets = Array.from({ length: programme.ledger.assets.length }, (_, asset) => accounts.told(asset));
  return { month, from, to, isClosed: span.isClosed, assets: assets.filter((asset) => asset !== undefined) };
}

/** Every line of the month, the oldest first, and what stood before it by asset, as decimal text. */
export async function linesOf(
  parts: StatementParts,
  holder: string,
  month: string,
): Promise<{ lines: HolderLine[]; opening: Record<string, string> }> {
  const span = await spanOf(parts, month);
  const accounts = await openingOf(parts, holder, span.after);
  const lines: HolderLine[] = [];
  await eachPosting(parts, holder, span, (own) => void lines.unshift(...own.toReversed()));
  return { lines, opening: accounts.openings() };
}

/** Days close one after the other, so the close of the day before the month parts the entries. Throws Unavailable. */
async function spanOf({ database, id, programme }: StatementParts, month: string): Promise<Span> {
  const { from, next } = daysOf(month);
  const closeBefore = async (day: string): Promise<number> => {
    const row = await database.query
      .selectFrom("journal")
      .select("seq")
      .where("programme_id", "=", id)
      .where("event_id", "is", null)
      .where("day", "<", day)
      .orderBy("day", "desc")
      .limit(1)
      .executeTakeFirst();
    return row?.seq ?? 0;
  };
  const { seq } = await database.query
    .selectFrom("projection")
    .select("seq")
    .where("programme_id", "=", id)
    .where("name", "=", "lists")
    .executeTakeFirstOrThrow();
  const isClosed = programme.opened && formatDay(programme.today) >= next;
  const after = await closeBefore(from);
  const to = isClosed ? await closeBefore(next) : Math.max(seq, after);
  if (seq < to) throw new Unavailable("the lists have not come as far as the month's end; again in a moment");
  return { after, to, isClosed };
}

/** Hands over the lines of each posting together, the newest posting first. */
async function eachPosting(
  { reports, id }: StatementParts,
  holder: string,
  { after, to }: Span,
  take: (lines: readonly OwnLine[]) => void,
): Promise<void> {
  let before: [number, number, number] = [to + 1, 0, 0];
  let together: OwnLine[] = [];
  for (;;) {
    const page = await reports.lines(id, holder, before, PAGE);
    for (const line of page) {
      const [first] = together;
      if (first && (first.seq !== line.seq || first.line !== line.line)) {
        take(together);
        together = [];
      }
      if (line.seq <= after) return;
      together.push(line);
    }
    const last = page.at(-1);
    if (!last || page.length < PAGE) break;
    before = [last.seq, last.line, last.side];
  }
  if (together.length > 0) take(together);
}

async function openingOf({ database, programme, id }: StatementParts, holder: string, to: number): Promise<Accounts> {
  const rows = await database.query
    .selectFrom("holder_line")
    .select(["asset", "account"])
    .select((eb) => eb.cast<string>(eb.fn.sum("amount"), "text").as("amount"))
    .where("programme_id", "=", id)
    .where("holder", "=", holder)
    .where("seq", "<=", to)
    .groupBy(["asset", "account"])
    .execute();
  return new Accounts(programme, rows);
}

interface Moved {
  minor: number;
  count: number;
  /** the last line of its kind */
  line: HolderLine;
}
interface Own {
  opening: number;
  owedBefore: number;
  balance: number;
  owed: number;
  moved: Map<string, Moved>;
}

/** What a holder has of each asset, in minor units, while lines are taken in. */
class Accounts {
  private readonly own = new Map<string, Own>();

  constructor(
    private readonly programme: Programme,
    before: readonly { asset: string; account: HolderLine["account"]; amount: string }[],
  ) {
    for (const { asset, account, amount } of before) {
      const own = this.of(asset);
      if (account === "receivable") own.owedBefore += this.minor(asset, amount);
      else own.opening += this.minor(asset, amount);
    }
    for (const own of this.own.values()) [own.balance, own.owed] = [own.opening, own.owedBefore];
  }

  /** The lines of one posting: what moves between accounts of the holder itself comes and goes nowhere. */
  take(lines: readonly OwnLine[]): void {
    const [line] = lines;
    if (!line) return;
    const own = this.of(line.asset);
    const sum = (keep: (each: OwnLine) => boolean): number =>
      lines.filter(keep).reduce((total, { amount }) => total + this.minor(line.asset, amount), 0);
    own.owed += sum(({ account }) => account === "receivable");
    const net = sum(({ account }) => account !== "receivable");
    own.balance += net;
    if (net !== 0) this.move(own, line, net);
  }

  private move({ moved }: Own, line: OwnLine, net: number): void {
    const { why, type } = line;
    const key = [Math.sign(net), why.mechanism, why.rule, type].join("\n");
    const known = moved.get(key) ?? { minor: 0, count: 0, line };
    moved.set(key, { ...known, minor: known.minor + net, count: known.count + 1 });
  }

  /** Undefined: nothing was there and nothing came. */
  told(row: number): AssetMonth | undefined {
    const asset = row === CASH ? "cash" : assetName(this.programme, row);
    const own = this.own.get(asset);
    if (!own || (own.moved.size === 0 && own.opening === 0 && own.owedBefore === 0 && own.owed === 0)) return undefined;
    const all = [...own.moved.values()].toSorted((a, b) => Math.abs(b.minor) - Math.abs(a.minor));
    const some = (sign: number): Movement[] =>
      all
        .filter(({ minor }) => Math.sign(minor) === sign)
        .map(({ minor, count, line: { why, type, seq } }) => {
          const { mechanism, rule } = why;
          return { mechanism, rule, type, amount: this.text(asset, minor), count, why, seq };
        });
    const text = (minor: number): string => this.text(asset, minor);
    return {
      asset,
      opening: text(own.opening),
      in: some(1),
      out: some(-1),
      closing: text(own.balance),
      owed: { opening: text(own.owedBefore), closing: text(own.owed) },
    };
  }

  openings(): Record<string, string> {
    return Object.fromEntries([...this.own].map(([asset, { opening }]) => [asset, this.text(asset, opening)]));
  }

  private of(asset: string): Own {
    const known = this.own.get(asset);
    if (known) return known;
    const own: Own = { opening: 0, owedBefore: 0, balance: 0, owed: 0, moved: new Map() };
    this.own.set(asset, own);
    return own;
  }

  private minor(asset: string, amount: string): number {
    return minorOf(amount, this.scale(asset));
  }

  private text(asset: string, minor: number): string {
    return formatAmount(minor, this.scale(asset));
  }

  private scale(asset: string): number {
    return this.programme.scale(this.programme.asset(asset));
  }
}
