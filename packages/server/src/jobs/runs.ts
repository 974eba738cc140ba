// Runs in the database: asked for, followed, cancelled, read. Every step may be done twice and comes to the same, so that a process may die anywhere.
import type { Part, Ready, RunFigures, Study, StudyAnswer } from "@perennial/lab";
import { answering, answerOf, figuresFrom, readStudy } from "@perennial/lab";
import { sql } from "kysely";
import type { Database } from "../database/database.js";
import { bodyHash } from "../programmes/body-hash.js";

/** Who a run belongs to, and its number. Programme `*`: it belongs to none. */
export interface RunKey {
  readonly programme: string;
  readonly run: number;
}

export type RunState = "queued" | "running" | "done" | "failed" | "cancelled";

export interface RunRow {
  readonly run: number;
  readonly kind: string;
  readonly title: string;
  readonly state: RunState;
  /** parts asked for so far, and how many of them are done, in thousandths */
  readonly asked: number;
  readonly done: number;
  readonly fault: string | null;
  readonly createdAt: Date;
  readonly endedAt: Date | null;
}

/** A queued run that nobody has looked at for so long gets another task: whoever put it in may have died before it did. */
const FORGOTTEN = "15 seconds";
const OPEN = ["queued", "running"] as const;

export class Runs {
  constructor(private readonly database: Database) {}

  async create(programme: string, { study, plan }: Ready): Promise<number> {
    const { run_id } = await this.database.query
      .insertInto("run")
      .values({
        programme_id: programme,
        kind: study.kind,
        title: plan.document.plan,
        study: JSON.stringify(study),
        answer: null,
        fault: null,
        ended_at: null,
      })
      .returning("run_id")
      .executeTakeFirstOrThrow();
    return run_id;
  }

  /** The newest first, those before a number. */
  async list(programme: string, before: number, limit: number): Promise<RunRow[]> {
    return this.rows(programme).where("run.run_id", "<", before).orderBy("run.run_id", "desc").limit(limit).execute();
  }

  async find({ programme, run }: RunKey): Promise<RunRow | undefined> {
    return this.rows(programme).where("run.run_id", "=", run).executeTakeFirst();
  }

  private rows(programme: string) {
    return this.database.query
      .selectFrom("run")
      .where("run.programme_id", "=", programme)
      .select([
        "run_id as run",
        "kind",
        "title",
        "state",
        "asked",
        "fault",
        "created_at as createdAt",
        "ended_at as endedAt",
      ])
      .select((eb) =>
        eb
          .selectFrom("run_part")
          .whereRef("run_part.programme_id", "=", "run.programme_id")
          .whereRef("run_part.run_id", "=", "run.run_id")
          .select(sql<number>`coalesce(sum(share), 0)::integer`.as("done"))
          .$asScalar()
          .$notNull()
          .as("done"),
      );
  }

  /** The answer as it was written, if there is one yet. */
  async answer({ programme, run }: RunKey): Promise<string | undefined> {
    const row = await this.runAt({ programme, run }).select("answer").executeTakeFirst();
    return row?.answer ?? undefined;
  }

  /** What a run that is done came to, in full: its figures put together again. */
  async result(key: RunKey): Promise<StudyAnswer | undefined> {
    const row = await this.runAt(key).where("state", "=", "done").select("study").executeTakeFirst();
    const found = row && replayed(readyFrom(row.study), await this.figures(key));
    return found && "answer" in found ? found.answer : undefined;
  }

  /** Stops a run that has not ended; what runs of it is given up within moments. False: there is nothing to stop. */
  async cancel(key: RunKey): Promise<boolean> {
    return this.end(key, { state: "cancelled" });
  }

  async fail(key: RunKey, fault: string): Promise<void> {
    await this.end(key, { state: "failed", fault });
  }

  /** The study of a run that has not ended. */
  async study(key: RunKey): Promise<Ready | undefined> {
    const row = await this.runAt(key).where("state", "in", OPEN).select("study").executeTakeFirst();
    return row && readyFrom(row.study);
  }

  /**
   * Finds out what a run needs next: replays its study with the figures that are there. Returns the numbers of the parts that are still to run, after they
   * were written down; none when the run has ended, which it does here when every figure is there.
   */
  async plan(key: RunKey): Promise<number[]> {
    const ready = await this.study(key);
    if (!ready) return [];
    const known = await this.figures(key);
    const found = replayed(ready, known);
    if ("answer" in found) {
      const answer = JSON.stringify(answerOf(ready, found.answer, bodyHash(ready.study.plan)));
      await this.end(key, { state: "done", answer });
      return [];
    }
    const { from, parts } = found;
    await this.ask(key, from, parts);
    return parts.flatMap((_, index) => (known[from + index] === undefined ? [from + index] : []));
  }

  /** The part of a run that has not ended, unless its figures are there. */
  async part(key: RunKey, part: number): Promise<{ plan: Study["plan"]; part: Part } | undefined> {
    const row = await this.partsAt(key)
      .where("part", "=", part)
      .where("figures", "is", null)
      .select("spec")
      .executeTakeFirst();
    const ready = row && (await this.study(key));
    return ready && { plan: ready.study.plan, part: row.spec as Part };
  }

  /** Writes figures down. True: no part that was asked for is missing now. */
  async finish(key: RunKey, part: number, figures: string): Promise<boolean> {
    await this.database.query
      .updateTable("run_part")
      .set({ figures, share: 1000 })
      .where("programme_id", "=", key.programme)
      .where("run_id", "=", key.run)
      .where("part", "=", part)
      .where("figures", "is", null)
      .execute();
    return this.isComplete(key);
  }

  async isComplete(key: RunKey): Promise<boolean> {
    const missing = await this.partsAt(key).where("figures", "is", null).select("part").limit(1).execute();
    return missing.length === 0;
  }

  /** How far parts are, in thousandths. */
  async tell(parts: readonly (RunKey & { part: number; share: number })[]): Promise<void> {
    for (const { programme, run, part, share } of parts)
      await this.database.query
        .updateTable("run_part")
        .set({ share })
        .where("programme_id", "=", programme)
        .where("run_id", "=", run)
        .where("part", "=", part)
        .where("figures", "is", null)
        .execute();
  }

  /** Which of these runs have ended, by whatever. */
  async ended(keys: readonly RunKey[]): Promise<RunKey[]> {
    const states = await Promise.all(keys.map(async (key) => this.runAt(key).select("state").executeTakeFirst()));
    return keys.filter((_, index) => !OPEN.some((state) => state === states[index]?.state));
  }

  async anyOpen(): Promise<boolean> {
    const rows = await this.database.query
      .selectFrom("run")
      .where("state", "in", OPEN)
      .select("run_id")
      .limit(1)
      .execute();
    return rows.length > 0;
  }

  /** Runs for which nobody seems to have been asked. */
  async forgotten(): Promise<RunKey[]> {
    const rows = await this.database.query
      .selectFrom("run")
      .where("state", "=", "queued")
      .where("created_at", "<", sql<Date>`now() - ${sql.lit(FORGOTTEN)}::interval`)
      .select(["programme_id as programme", "run_id as run"])
      .limit(100)
      .execute();
    return rows;
  }

  private async figures(key: RunKey): Promise<(RunFigures | undefined)[]> {
    const rows = await this.partsAt(key).select("figures").orderBy("part").execute();
    return rows.map(({ figures }) => (figures === null ? undefined : figuresFrom(figures)));
  }

  private async ask(key: RunKey, from: number, parts: readonly Part[]): Promise<void> {
    const rows = parts.map((spec, index) => ({ part: from + index, spec: JSON.stringify(spec) }));
    for (let at = 0; at < rows.length; at += 500)
      await this.database.query
        .insertInto("run_part")
        .values(
          rows
            .slice(at, at + 500)
            .map((row) => ({ programme_id: key.programme, run_id: key.run, figures: null, ...row })),
        )
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    await this.database.query
      .updateTable("run")
      .set({ state: "running", asked: from + parts.length })
      .where("programme_id", "=", key.programme)
      .where("run_id", "=", key.run)
      .where("state", "in", OPEN)
      .execute();
  }

  private async end(
    { programme, run }: RunKey,
    how: { state: "done"; answer: string } | { state: "failed"; fault: string } | { state: "cancelled" },
  ): Promise<boolean> {
    const { numUpdatedRows } = await this.database.query
      .updateTable("run")
      .set({ ...how, ended_at: sql<Date>`now()` })
      .where("programme_id", "=", programme)
      .where("run_id", "=", run)
      .where("state", "in", OPEN)
      .executeTakeFirst();
    return numUpdatedRows > 0n;
  }

  private runAt({ programme, run }: RunKey) {
    return this.database.query.selectFrom("run").where("programme_id", "=", programme).where("run_id", "=", run);
  }

  private partsAt({ programme, run }: RunKey) {
    return this.database.query.selectFrom("run_part").where("programme_id", "=", programme).where("run_id", "=", run);
  }
}

function readyFrom(study: unknown): Ready {
  const read = readStudy(study);
  if (!read.ok) throw new Error(`the stored study has faults: ${read.faults.map(({ path }) => path).join(", ")}`);
  return read;
}

/** How far the figures that are there lead: to the answer, or to a wave of which some are missing; `from`: the number of its first part. */
function replayed(
  ready: Ready,
  known: readonly (RunFigures | undefined)[],
): { answer: StudyAnswer } | { from: number; parts: readonly Part[] } {
  const waves = answering(ready);
  let from = 0;
  let step = waves.next();
  while (step.done !== true) {
    const { parts } = step.value;
    const figures = known.slice(from, from + parts.length);
    if (figures.length < parts.length || figures.includes(undefined)) return { from, parts };
    from += parts.length;
    step = waves.next(figures);
  }
  return { answer: step.value };
}
