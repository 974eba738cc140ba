// Applies events to a programme in memory and writes each entry down as a journal row. Days are closed one at a time, so
// that how things stood at the end of each is known; one whose close fills more than a part is closed part by part.
import { createHash } from "node:crypto";
import type { Day, Entry, Form, KernelEvent, Programme, Refusal, Written } from "@perennial/kernel";
import {
  formatDay,
  linked,
  linkHash,
  mulDivFloor,
  parseDay,
  parseEvent,
  parseInstant,
  poolsText,
  pricesText,
  promisedText,
  readPlan,
  ROLE,
  Scribe,
  supplyText,
  textsOf,
} from "@perennial/kernel";
import type { JournalRow, Standing } from "../store/store.js";
import { bodyHash, sha256 } from "./body-hash.js";

/** Further ahead the kernel refuses the event and closes nothing. */
const MOST_DAYS_AHEAD = 36_525;

/** From so many postings on an entry is written in pieces. */
const LONG = 500;

/** Closes of days are cut into steps: one that has written so many characters of entries is committed before the next day is closed. */
const STEP_CHARS = 64_000;

/** An event as it came in: any JSON object. */
export type Body = Readonly<Record<string, unknown>>;

/** An event to be applied: `body` is applied and kept, `sent` (when that is another) is the body as the caller sent it. */
export interface Submission {
  readonly body: Body;
  readonly sent?: Body;
}

type Figures = NonNullable<JournalRow["figures"]>;

/** A close that is not over. */
interface Closing {
  readonly parts: ReturnType<Programme["closeInParts"]>;
  /** what the kernel took for it so far */
  millis: number;
  postings: number;
}

export class Applier {
  /** how long the last close of a day took; null: none since the programme was loaded */
  closeMillis: number | null = null;
  readonly scribe: Scribe;
  /** the last of the days that are being closed; undefined: none are */
  private closingThrough: Day | undefined;
  private closing: Closing | undefined;
  private members: number;
  private readonly zones = new Map<number, (instant: number) => Day>();

  /** `head`: hash of the last entry; `forms`: those that the journal has; `part`: postings and notes that fill a part of a close. */
  constructor(
    readonly programme: Programme,
    private head: string,
    forms: readonly Form[] = [],
    private readonly part?: number,
  ) {
    this.scribe = new Scribe(programme, forms);
    this.members = countMembers(programme);
  }

  get lastHash(): string {
    return this.head;
  }
  get memberCount(): number {
    return this.members;
  }

  /** How many days are still to be closed before the event that waits for it can be applied. */
  get daysToClose(): number {
    return this.closingThrough === undefined ? 0 : this.closingThrough - this.programme.today + 1;
  }

  /** Whether a day is half closed: nothing else can happen before `closeOn` has closed it. */
  get isHalfClosed(): boolean {
    return this.closing !== undefined;
  }

  /** How many postings the day that is half closed has so far. */
  get postingsSoFar(): number {
    return this.closing?.postings ?? 0;
  }

  /** The next part of the close that has begun. When the kernel fails, all of the close is put back. */
  closeOn(): JournalRow {
    const { closing } = this;
    if (!closing) throw new Error("no_close: no day is half closed");
    const began = performance.now();
    try {
      const { done, value } = closing.parts.next();
      closing.millis += performance.now() - began;
      closing.postings += value.postings.length;
      if (!done) return this.row(value, value.at, {});
      this.closing = undefined;
      this.closeMillis = closing.millis;
      return this.row(value, value.at, { standing: this.standing() });
    } catch (error) {
      this.closing = undefined;
      throw error;
    }
  }

  /**
   * Applies an event; `body` is applied and kept, `sent` is what came in, when that is another. Adds to `rows` the days that it
   * closed, even when it is refused, and last its own row. Undefined: it has closed some of the days before the event, the last of them
   * perhaps half, and is to be called again for the others when these rows are under way.
   */
  apply({ body, sent = body }: Submission, rows: JournalRow[]): Entry | Refusal | undefined {
    if (!this.closeBefore(body, rows)) return undefined;
    const refunded = this.refunded(body);
    const outcome = this.programme.apply(body);
    if (!outcome.ok) return outcome.refusal;
    const { event } = outcome;
    const [own, ...more] = outcome.entries;
    if (!own || more.length > 0)
      throw new Error(`entries: ${event.id} has ${outcome.entries.length} of them, not its own alone`);
    if (event.type === "member.joined") this.members += 1;
    const figures = this.figures(event, refunded);
    rows.push(
      this.row(own, formatDay(this.programme.today), {
        event: { id: event.id, body, ...(sent !== body && { hash: bodyHash(sent) }) },
        ...(figures && { figures }),
      }),
    );
    return own;
  }

  /** Closes the days before the event's one by one, when the kernel would close them too. False: a step of them. */
  private closeBefore(body: Body, rows: JournalRow[]): boolean {
    this.closingThrough = undefined;
    const day = this.dayOf(body);
    if (day === undefined) return true;
    const first = this.firstDay(day);
    if (first >= day || day - first > MOST_DAYS_AHEAD || !isWhole(body)) return true;
    let written = 0;
    for (let open = first; open < day; open = this.programme.today) {
      if (written > STEP_CHARS) {
        this.closingThrough = day - 1;
        return false;
      }
      this.closing = { parts: this.programme.closeInParts(open, this.part), millis: 0, postings: 0 };
      const row = this.closeOn();
      rows.push(row);
      if (this.closing) {
        this.closingThrough = day - 1;
        return false;
      }
      written += row.entry.postings.length + row.entry.notes.length;
    }
    return true;
  }

  /** The day from which on days are open: before the first event that is the plan's start, when it has one. */
  private firstDay(day: Day): Day {
    if (this.programme.opened) return this.programme.today;
    return Math.min(day, parseDay(this.programme.plan.start ?? "") ?? day);
  }

  /** The day that must be open for this event; undefined when the kernel is going to refuse its frame. */
  private dayOf({ type, at, day }: Body): Day | undefined {
    if (type === "day.closed") {
      const closed = typeof day === "string" ? parseDay(day) : undefined;
      return closed === undefined ? undefined : closed + 1;
    }
    const instant = typeof at === "string" ? parseInstant(at) : undefined;
    return instant === undefined ? undefined : this.zone()(instant);
  }

  private zone(): (instant: number) => Day {
    const { plan } = this.programme;
    const known = this.zones.get(plan.version);
    if (known) return known;
    const read = readPlan(plan);
    if (!read.ok) throw new Error(`malformed_plan: the plan in force has faults`);
    this.zones.set(plan.version, read.plan.dayOf);
    return read.plan.dayOf;
  }

  private row(entry: Entry, day: string, more: Pick<JournalRow, "event" | "figures" | "standing">): JournalRow {
    const texts = textsOf(more.event?.body);
    const { seq, type, id, at } = entry;
    const { postings, notes } =
      entry.postings.length < LONG ? this.link(entry, texts) : this.linkInPieces(entry, texts);
    return { entry: { seq, type, id, at, postings, notes }, day, hash: this.head, ...more };
  }

  /** Writes an entry down and moves the head of the chain on to it. */
  private link(entry: Entry, texts: readonly string[]): Omit<Written, "canonical"> {
    const { canonical, ...written } = this.scribe.write(entry, texts);
    this.head = linkHash(this.head, canonical, sha256);
    return written;
  }

  /** The same hash, of an entry that is so long that its whole text would be a burden. */
  private linkInPieces(entry: Entry, texts: readonly string[]): Omit<Written, "canonical"> {
    const hash = createHash("sha256").update(linked(this.head));
    const written = this.scribe.writeInPieces(entry, texts, (piece) => void hash.update(piece));
    this.head = hash.digest("hex");
    return written;
  }

  private standing(): Standing {
    const { programme } = this;
    return {
      members: this.members,
      pools: poolsText(programme),
      supply: supplyText(programme),
      prices: pricesText(programme),
      promised: promisedText(programme),
    };
  }

  /** What an order brings, and what a refund takes off, in turnover and margin; cash minor units. */
  private figures(event: KernelEvent, refundedBefore: number): Figures | undefined {
    if (event.type !== "order.settled" && event.type !== "order.refunded") return undefined;
    const { book } = this.programme;
    const row = book.find(event.order);
    if (row === undefined) return undefined;
    const { cash, cost, gross, refunded } = book.table.cells;
    const margin = cash.get(row) - cost.get(row);
    if (event.type === "order.settled") return { gross: cash.get(row), margin };
    const taken = (figure: number): number =>
      mulDivFloor(figure, refundedBefore, gross.get(row)) - mulDivFloor(figure, refunded.get(row), gross.get(row));
    return { gross: taken(cash.get(row)), margin: taken(margin) };
  }

  /** How much of the order had been refunded before this event. */
  private refunded({ type, order }: Body): number {
    if (type !== "order.refunded" || typeof order !== "string") return 0;
    const { book } = this.programme;
    const row = book.find(order);
    return row === undefined ? 0 : book.table.cells.refunded.get(row);
  }
}

function isWhole(body: Body): boolean {
  try {
    parseEvent(body);
    return true;
  } catch {
    // The kernel says why when the event itself is applied.
    return false;
  }
}

function countMembers({ holders }: Programme): number {
  let members = 0;
  for (let holder = 0; holder < holders.count; holder++) if (holders.is(holder, ROLE.member)) members += 1;
  return members;
}
