// What an entry of the journal has to tell its holders, as data: what lapsed, what was sold at its exit, whose turn came, what was paid out
// or refused, what is owed; and what all members are told.
import type { NoticeKind, NoticeTopic } from "@perennial/api";
import type { EntryRecord } from "@perennial/kernel";
import { formatAmount, parseAmount } from "@perennial/kernel";
import type { Figures } from "./tables.js";

/** Something to be told; `cause` makes it be told once. */
export interface News {
  readonly cause: string;
  readonly kind: NoticeKind;
  /** RFC 3339, or a day */
  readonly at: string;
  readonly figures: Figures;
  readonly entry?: number;
  /** the order, version or month that it is about */
  readonly subject?: string;
}
/** News for one holder. */
export interface OwnNews extends News {
  readonly holder: string;
}

export const TOPIC_OF: Readonly<Record<NoticeKind, NoticeTopic>> = {
  expiring: "expiry",
  expired: "expiry",
  exited: "exit",
  queuePlace: "queue",
  queuePaid: "queue",
  planChanged: "rules",
  closing: "rules",
  payoutPaid: "payout",
  payoutRefused: "payout",
  owed: "payout",
  orderShipped: "order",
  refundPaid: "order",
  refundRefused: "order",
  refundFailed: "order",
  statement: "statement",
};

type Posting = EntryRecord["postings"][number];
/** What one posting tells: several of the same cause become one, their amounts summed. */
interface Told {
  readonly kind: NoticeKind;
  readonly holder: string;
  /** what tells it from others of its kind in the same entry */
  readonly part: string;
  readonly sums: Figures;
  readonly names: Figures;
}

const PAID_IN_LINE: ReadonlySet<string> = new Set(["paid.lock", "paid.advance", "paid.closing"]);
const EXITS: ReadonlySet<string> = new Set(["exit", "exit.quantity"]);

/** `wallet:ann` → `ann`, when the account is of that kind. */
function ownerIn(account: string, kinds: readonly string[]): string | undefined {
  const colon = account.indexOf(":");
  return kinds.includes(account.slice(0, colon)) ? account.slice(colon + 1) : undefined;
}

const OWN = ["wallet", "lot"];

function told({ debit, credit, asset, amount, why }: Posting, type: string): Told | undefined {
  const { rule, mechanism } = why;
  const about = (kind: NoticeKind, holder: string | undefined, part: string, sums: Figures, names: Figures) =>
    holder === undefined ? undefined : { kind, holder, part, sums, names };
  if (rule === "expired" && mechanism === "")
    return about("expired", ownerIn(debit, OWN), asset, { amount }, { asset });
  if (EXITS.has(rule)) return about("exited", ownerIn(credit, OWN), mechanism, { amount }, { mechanism });
  if (rule === "exit.burnt")
    return about("exited", ownerIn(debit, OWN), mechanism, { quantity: amount }, { mechanism, asset });
  if (PAID_IN_LINE.has(rule)) return about("queuePaid", ownerIn(credit, OWN), mechanism, { amount }, { mechanism });
  if (type === "withdrawal.approved" && rule === "paid")
    return about("payoutPaid", ownerIn(debit, ["hold"]), "", { amount }, {});
  if (type === "withdrawal.refused" && rule === "refused")
    return about("payoutRefused", ownerIn(debit, ["hold"]), "", { amount }, {});
  if (credit.startsWith("receivable:"))
    return about("owed", ownerIn(credit, ["receivable"]), asset, { amount }, { asset });
  return undefined;
}

/** What an entry tells its holders, one for each holder and cause. */
export function newsOf({ seq, type, at, postings }: EntryRecord): OwnNews[] {
  const found = new Map<string, OwnNews>();
  for (const posting of postings) {
    const one = told(posting, type);
    if (!one || one.holder === "platform") continue;
    const cause = `${one.kind}:${seq}:${one.part}`;
    const key = `${one.holder}\n${cause}`;
    const before = found.get(key)?.figures ?? {};
    const figures = { ...before, ...one.names, ...summed(before, one.sums) };
    found.set(key, { holder: one.holder, cause, kind: one.kind, at, figures, entry: seq });
  }
  return [...found.values()];
}

function summed(before: Figures, more: Figures): Figures {
  return Object.fromEntries(Object.entries(more).map(([name, amount]) => [name, plus(before[name], amount)]));
}

/** Both in the scale of their asset. */
function plus(before: string | undefined, amount: string): string {
  if (before === undefined) return amount;
  const scale = amount.split(".")[1]?.length ?? 0;
  const minor = (text: string): number => Number(parseAmount(text, scale, "unsigned"));
  return formatAmount(minor(before) + minor(amount), scale);
}

/** Events that all members are told of. */
export const FOR_ALL: ReadonlySet<string> = new Set(["programme.closing", "plan.changed"]);

/** What all members are told by an event. `body`: of the event. */
export function newsForAll(
  { seq, type, at }: Pick<EntryRecord, "seq" | "type" | "at">,
  body: Readonly<Record<string, unknown>> | undefined,
): News | undefined {
  if (type === "programme.closing") return { cause: "closing", kind: "closing", at, figures: {}, entry: seq };
  if (type !== "plan.changed") return undefined;
  const version = String((body?.["plan"] as { version?: unknown } | undefined)?.version);
  return { cause: `plan:${version}`, kind: "planChanged", at, figures: { version }, entry: seq, subject: version };
}
