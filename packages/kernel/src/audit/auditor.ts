// The audit of a journal, row by row: order, hash chain, postings, and every event applied again; at the end the balances and the state.
// It begins at the start of a programme, or at any snapshot of it.
import type { Digest } from "../ledger/chain.js";
import { canonical, chainHash } from "../ledger/chain.js";
import type { Entry } from "../ledger/entry.js";
import type { EntryRecord } from "../ledger/render.js";
import { recordEntry } from "../ledger/render.js";
import type { Programme } from "../programme.js";
import { parseDay } from "../time/calendar.js";
import { Balances } from "./balances.js";
import { difference } from "./compare.js";
import type { Check, Finding } from "./finding.js";

/** A row of the journal as it was kept. Hashes are 64 hexadecimal digits. */
export interface AuditRow {
  readonly entry: EntryRecord;
  /** absent: a day that closed by itself */
  readonly event?: { readonly body: Readonly<Record<string, unknown>> };
  readonly before: string;
  readonly hash: string;
}

/** Where an audit begins: a programme as it was after the entry whose hash is `head`. */
export interface AuditBegin {
  readonly programme: Programme;
  readonly head: string;
}

/** Where the journal is said to end, and the state that is kept for that moment. */
export interface AuditEnd {
  readonly seq: number;
  readonly head: string;
  readonly state?: Programme;
}

export interface AuditReport {
  readonly ok: boolean;
  /** entries looked at, and the events among them; the rest are days that closed by themselves */
  readonly entries: number;
  readonly events: number;
  readonly postings: number;
  readonly from: number;
  readonly to: number;
  /** hash of the last entry, as it was worked out again */
  readonly head: string;
  /** whether the state that is kept was compared */
  readonly compared: boolean;
  /** what is wrong, in the order in which it was found; the first few */
  readonly findings: readonly Finding[];
  /** how many there are in all */
  readonly wrong: number;
}

const MOST_FINDINGS = 20;

export class Auditor {
  private readonly findings: Finding[] = [];
  private wrong = 0;
  private entries = 0;
  private events = 0;
  private postings = 0;
  private head: string;
  private seq: number;
  private readonly from: number;
  private readonly programme: Programme;
  private readonly balances: Balances;
  /** once an entry comes out different, whatever is replayed after it does too */
  private isReplaying = true;
  /** a close of which not every part has come */
  private closing: ReturnType<Programme["closeInParts"]> | undefined;

  /** The programme is changed: it is what the replay happens on. */
  constructor(
    { programme, head }: AuditBegin,
    private readonly digest: Digest,
  ) {
    this.programme = programme;
    this.head = head;
    this.seq = this.from = programme.seq;
    this.balances = new Balances(programme);
  }

  /** Takes the next row, in the order of the journal. */
  row(row: AuditRow): void {
    const { entry, before, hash, event } = row;
    this.entries += 1;
    if (event) this.events += 1;
    this.place(entry);
    if (before !== this.head)
      this.find("chain", entry, `it stands behind the hash ${before}`, `the hash of the entry before, ${this.head}`);
    const worked = chainHash(before, entry, this.digest);
    if (worked !== hash) this.find("hash", entry, `its hash is ${hash}`, `${worked}, by its content`);
    for (const posting of entry.postings) {
      this.postings += 1;
      const wrong = this.balances.post(posting);
      if (wrong !== undefined) this.find("posting", entry, wrong, "an amount from one account to another");
    }
    this.head = hash;
    if (this.isReplaying) this.again(row);
  }

  /** Ends the audit, and sets what came out against what is kept. */
  end({ seq, head, state }: AuditEnd): AuditReport {
    if (seq !== this.seq) {
      const last = { seq: this.seq, place: "the journal" };
      this.add({ check: "order", ...last, wrong: `it ends with entry ${this.seq}`, right: `entry ${seq}` });
    } else if (head !== this.head) {
      const last = { seq, place: "the programme" };
      this.add({ check: "chain", ...last, wrong: `it says that the chain ends with ${head}`, right: this.head });
    }
    if (this.closing) {
      const wrong = "it ends in the middle of a close";
      this.add({ check: "order", seq: this.seq, place: "the journal", wrong, right: "the part that ends the close" });
    } else if (state) this.compare(state);
    return {
      ok: this.wrong === 0,
      entries: this.entries,
      events: this.events,
      postings: this.postings,
      from: this.from,
      to: this.seq,
      head: this.head,
      compared: state !== undefined,
      findings: this.findings,
      wrong: this.wrong,
    };
  }

  private compare(state: Programme): void {
    const { seq } = this;
    const differs = this.balances.differences(state);
    if (differs) {
      const more = differs.accounts > 1 ? `; ${differs.accounts} accounts differ` : "";
      const right = `${differs.first.right}, by its postings${more}`;
      this.add({
        check: "balance",
        seq,
        place: differs.first.place,
        wrong: `the state has ${differs.first.wrong}`,
        right,
      });
    }
    const cell = this.isReplaying ? difference(state, this.programme) : undefined;
    if (cell)
      this.add({
        check: "state",
        seq,
        place: cell.place,
        wrong: `the state has ${cell.wrong}`,
        right: `${cell.right}, by replay`,
      });
  }

  private place(entry: EntryRecord): void {
    const expected = this.seq + 1;
    if (entry.seq > expected) {
      const missing =
        entry.seq === expected + 1 ? `entry ${expected} is` : `entries ${expected} to ${entry.seq - 1} are`;
      this.add({
        check: "order",
        seq: expected,
        place: "the journal",
        wrong: `${missing} missing`,
        right: `entry ${expected} before entry ${entry.seq}`,
      });
    } else if (entry.seq < expected) this.find("order", entry, `it comes after entry ${this.seq}`, `entry ${expected}`);
    this.seq = entry.seq;
  }

  /** Applies the event again, or closes the day as far as this part of it; the entry must come out as it stands. */
  private again({ entry, event }: AuditRow): void {
    const wrong = this.replayed(entry, event?.body);
    if (wrong === undefined) return;
    this.find("replay", entry, `it reads ${canonical(entry)}`, wrong);
    this.isReplaying = false;
  }

  /** What comes out when it is something else. */
  private replayed(entry: EntryRecord, body: Readonly<Record<string, unknown>> | undefined): string | undefined {
    try {
      const entries = body ? this.apply(body, entry.id) : this.close(entry);
      if (typeof entries === "string") return entries;
      const own = entries.map((each) => canonical(recordEntry(this.programme, each)));
      return own.length === 1 && own[0] === canonical(entry)
        ? undefined
        : `${own.join(" and ") || "nothing"}, by replay`;
    } catch (error) {
      return `nothing: the kernel fails on it (${error instanceof Error ? error.message : String(error)})`;
    }
  }

  /** The close of the open day, or its next part. Where parts end says the journal: after at least one line, and where nothing is half done. */
  private close({ at, type, postings, notes }: EntryRecord): readonly Entry[] {
    const { programme } = this;
    const day = parseDay(at);
    if (day === undefined) return [];
    if (programme.opened && day !== programme.today) return programme.closeThrough(day);
    const most = type === "day.closed" ? Number.POSITIVE_INFINITY : Math.max(1, postings.length + notes.length);
    this.closing ??= programme.closeInParts(day, most);
    const { done, value } = this.closing.next(most);
    if (done) this.closing = undefined;
    return [value];
  }

  private apply(body: Readonly<Record<string, unknown>>, id: string): readonly Entry[] | string {
    const outcome = this.programme.apply(body, id);
    return outcome.ok ? outcome.entries : `nothing: the event is refused (${outcome.refusal.code})`;
  }

  private find(check: Check, { seq, id }: EntryRecord, wrong: string, right: string): void {
    this.add({ check, seq, place: id, wrong, right });
  }

  private add(finding: Finding): void {
    this.wrong += 1;
    if (this.findings.length < MOST_FINDINGS) this.findings.push(finding);
  }
}
