// The one way from the mall to the kernel. A row is written in the transaction that makes it true; it is sent in order, under an id of its
// own, and its answer is written back together with what follows from it. So each counts once, wherever a server is killed.
import type { Transaction } from "kysely";
import type { Database } from "../database/database.js";
import type { Tables } from "../database/tables.js";
import type { Log } from "../programmes/log.js";
import type { Programmes } from "../programmes/programmes.js";
import type { Result } from "../programmes/results.js";
import type { Submission } from "../programmes/applier.js";
import type { Served } from "../programmes/served.js";
import { tillTime } from "../programmes/till-time.js";

export type Tx = Transaction<Tables>;

/** An event that shall be sent. `about` says whose affair the answer is, `subject` which of them. */
export interface Notice {
  readonly programme: string;
  readonly eventId: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly about: string;
  readonly subject: string;
}

/** What became of a notice; `entry` is its number in the journal. */
export type Answer = { readonly entry: number } | { readonly code: string; readonly wrong: string };

/** What follows from an answer, in the transaction that writes it down. */
export type Follow = (tx: Tx, programme: string, subject: string, answer: Answer) => Promise<void>;

interface Waiting {
  position: number;
  event_id: string;
  body: Record<string, unknown>;
  at: string | null;
  about: string;
  subject: string;
}

const MOST_AT_ONCE = 100;
const NOT_DURABLE_CODES = new Set(["day_closed"]);

export class Outbox {
  private readonly underway = new Map<string, Promise<void>>();
  private readonly follow = new Map<string, Follow>();

  constructor(
    private readonly database: Database,
    private readonly programmes: Programmes,
    private readonly log: Log,
    private readonly now: () => number,
  ) {}

  /** Who is told of answers about what. */
  on(about: string, follow: Follow): void {
    this.follow.set(about, follow);
  }

  /** Adds a row; the same event id is added once. */
  async add(tx: Tx, { programme, eventId, body, about, subject }: Notice): Promise<void> {
    await tx
      .insertInto("outbox")
      .values({ programme_id: programme, event_id: eventId, body: JSON.stringify(body), about, subject })
      .onConflict((conflict) => conflict.columns(["programme_id", "event_id"]).doNothing())
      .execute();
  }

  /** Sends what waits, when this server writes the programme; comes true when all that waited at the call is answered. */
  async deliver(programme: string): Promise<void> {
    const before = this.underway.get(programme) ?? Promise.resolve();
    const mine = before.catch(() => undefined).then(async () => this.drain(programme));
    this.underway.set(programme, mine);
    try {
      await mine;
    } finally {
      if (this.underway.get(programme) === mine) this.underway.delete(programme);
    }
  }

  /** Sends what waits in every programme that this server writes; a failure is logged and tried again at the next call. */
  async deliverAll(): Promise<void> {
    const rows = await this.database.query
      .selectFrom("outbox")
      .select("programme_id")
      .distinct()
      .where("state", "=", "waiting")
      .execute();
    for (const { programme_id: programme } of rows) {
      try {
        await this.deliver(programme);
      } catch (error) {
        this.log.warn({ programme, error }, "the outbox could not be sent; it is tried again");
      }
    }
  }

  private async drain(programme: string): Promise<void> {
    const late = new Set<number>();
    for (;;) {
      const served = await this.programmes.wake(programme);
      if (!served) return;
      const rows = await this.take(served);
      if (rows.length === 0) return;
      const results = await served.sequencer.submit(rows.map(submissionOf));
      for (const [index, row] of rows.entries()) {
        const result = results[index];
        if (!result) continue;
        // The day closed between writing the time and sending: the event was not booked, so another time is right.
        const again = result.status === "refused" && NOT_DURABLE_CODES.has(result.code) && !late.has(row.position);
        if (again) late.add(row.position);
        await (again ? this.untime(programme, row) : this.answer(programme, row, result));
        if (again) break;
      }
    }
  }

  /** What waits, in order; each is given its time for good before it is sent. */
  private async take(served: Served): Promise<Waiting[]> {
    const at = tillTime(served.programme, this.now());
    const { query } = this.database;
    const next = query
      .selectFrom("outbox")
      .select("position")
      .where("programme_id", "=", served.id)
      .where("state", "=", "waiting")
      .orderBy("position")
      .limit(MOST_AT_ONCE);
    await query
      .updateTable("outbox")
      .set({ at })
      .where("programme_id", "=", served.id)
      .where("at", "is", null)
      .where("position", "in", next)
      .execute();
    return query
      .selectFrom("outbox")
      .select(["position", "event_id", "body", "at", "about", "subject"])
      .where("programme_id", "=", served.id)
      .where("state", "=", "waiting")
      .where("at", "is not", null)
      .orderBy("position")
      .limit(MOST_AT_ONCE)
      .execute();
  }

  private async answer(programme: string, row: Waiting, result: Result): Promise<void> {
    const refused = result.status === "refused";
    const answer: Answer = refused ? { code: result.code, wrong: result.wrong } : { entry: result.seq };
    await this.database.query.transaction().execute(async (tx) => {
      const written = await tx
        .updateTable("outbox")
        .set({
          state: refused ? "refused" : "accepted",
          seq: refused ? null : result.seq,
          code: refused ? result.code : null,
          wrong: refused ? result.wrong : null,
          answered_at: new Date(this.now()),
        })
        .where("programme_id", "=", programme)
        .where("position", "=", row.position)
        .where("state", "=", "waiting")
        .executeTakeFirst();
      // Another server has told it already: what follows has followed.
      if (written.numUpdatedRows === 0n) return;
      await this.follow.get(row.about)?.(tx, programme, row.subject, answer);
    });
    if (refused)
      this.log.warn({ programme, event: row.event_id, code: result.code }, "an event of the mall was refused");
  }

  private async untime(programme: string, { position }: Waiting): Promise<void> {
    await this.database.query
      .updateTable("outbox")
      .set({ at: null })
      .where("programme_id", "=", programme)
      .where("position", "=", position)
      .execute();
  }

  /** Forgets a refused event, which left no trace in the journal: another may come under its id. */
  async forget(tx: Tx, programme: string, eventId: string): Promise<void> {
    await tx
      .deleteFrom("outbox")
      .where("programme_id", "=", programme)
      .where("event_id", "=", eventId)
      .where("state", "=", "refused")
      .execute();
  }
}

function submissionOf({ event_id: id, body, at }: Waiting): Submission {
  const event = { id, at, ...body };
  return { body: event };
}
