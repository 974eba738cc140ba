// What a merchant got and gave, from the ledger's own lines: a statement of some days, as JSON and as CSV; and its points.
import type { HolderLine, PointsDesk, Statement } from "@perennial/api";
import type { Programme } from "@perennial/kernel";
import { CASH, formatAmount, formatDay, parseAmount, parseDay, parseInstant, readPlan } from "@perennial/kernel";
import { holderView } from "../../programmes/views.js";
import type { Database } from "../../database/database.js";
import type { Reports } from "../../store/reports.js";
import { csvText } from "../../statements/csv.js";
import type { Store } from "../../store/store.js";
import { receiversOf, splitsOf } from "../splits/receivers.js";
import type { Turnover } from "./need.js";
import { needOf } from "./need.js";

const PAGE = 500;
/** A statement of more lines than this wants shorter days. */
const MOST_LINES = 20_000;
const POINTS_DAYS = 30;

interface DayLine extends HolderLine {
  readonly day: number;
}

/** Lines of these days, the newest first. */
async function linesOf(
  reports: Reports,
  programme: Programme,
  id: string,
  holder: string,
  from: number,
  to: number,
): Promise<DayLine[]> {
  const read = readPlan(programme.plan);
  const dayOf = (at: string): number => parseDay(at) ?? (read.ok ? read.plan.dayOf(parseInstant(at) ?? 0) : 0);
  const found: DayLine[] = [];
  let before: [number, number, number] = [Number.MAX_SAFE_INTEGER, 0, 0];
  while (found.length < MOST_LINES) {
    const page = await reports.lines(id, holder, before, PAGE);
    const dated = page.map((line) => ({ ...line, day: dayOf(line.at) }));
    found.push(...dated.filter(({ day }) => day >= from && day <= to));
    const last = page.at(-1);
    if (!last || page.length < PAGE || (dated.at(-1)?.day ?? 0) < from) break;
    before = [last.seq, last.line, last.side];
  }
  return found;
}

export async function statementOf(
  { database, reports }: { database: Database; reports: Reports },
  programme: Programme,
  id: string,
  merchant: string,
  { from, to }: { from: string; to: string },
): Promise<Statement> {
  const scale = programme.scale(CASH);
  const lines = await linesOf(reports, programme, id, merchant, parseDay(from) ?? 0, parseDay(to) ?? 0);
  const sum = (keep: (line: HolderLine) => boolean): string => {
    const cash = lines.filter((line) => line.asset === "cash" && line.account === "wallet" && keep(line));
    return formatAmount(
      cash.reduce((total, { amount }) => total + signed(amount, scale), 0),
      scale,
    );
  };
  return {
    merchant,
    from,
    to,
    orders: new Set(lines.filter(({ type }) => type === "order.settled").map(({ seq }) => seq)).size,
    credited: sum(({ type, amount }) => type === "order.settled" && !amount.startsWith("-")),
    clawedBack: sum(({ type }) => type === "order.refunded"),
    paidOut: sum(({ type }) => type.startsWith("cash.") || type.startsWith("withdrawal.")),
    lines: lines.toReversed().map(({ at, day, seq, type, id: event, asset, amount, account, why }) => ({
      at,
      day: formatDay(day),
      seq,
      type,
      order: why.figures["order"] ?? event,
      asset,
      amount,
      account,
      text: why.text,
    })),
    receivers: await receiversOf(database, id, merchant),
    splits: await splitsOf(database, id, merchant, { from, to, timezone: programme.plan.timezone }, scale),
  };
}

function signed(amount: string, scale: number): number {
  const minor = parseAmount(amount, scale, "signed");
  return typeof minor === "number" ? minor : 0;
}

/** One row for each line. */
export function csvOf({ lines }: Statement): string {
  const rows = [
    ["time", "entry", "type", "order", "asset", "amount", "account", "说明", "explanation"],
    ...lines.map((line) => [
      line.at,
      String(line.seq),
      line.type,
      line.order,
      line.asset,
      line.amount,
      line.account,
      line.text.zh,
      line.text.en,
    ]),
  ];
  return csvText(rows);
}

/** What a merchant holds of each asset, what came and went in the last days, and what as many days to come ask for. */
export async function pointsOf(
  { reports, store, now }: { reports: Reports; store: Store; now: number },
  programme: Programme,
  id: string,
  merchant: string,
  own: Turnover["own"],
): Promise<PointsDesk> {
  const today = programme.opened ? programme.today : 0;
  const lines = await linesOf(reports, programme, id, merchant, today - POINTS_DAYS, today);
  const wallets = holderView(programme, merchant)?.wallets ?? [];
  const settled = [...new Set(lines.filter(({ type }) => type === "order.settled").map(({ seq }) => seq))];
  const need = await needOf(store, { id, programme, now }, merchant, { settled, days: POINTS_DAYS, own });
  return {
    need,
    wallets: wallets.map(({ asset, free, total }) => {
      const scale = programme.scale(programme.asset(asset));
      const own = lines.filter((line) => line.asset === asset).map(({ amount }) => signed(amount, scale));
      const sum = (keep: (minor: number) => boolean): string =>
        formatAmount(Math.abs(own.filter(keep).reduce((total_, minor) => total_ + minor, 0)), scale);
      return { asset, free, total, received: sum((minor) => minor > 0), spent: sum((minor) => minor < 0) };
    }),
    days: POINTS_DAYS,
  };
}
