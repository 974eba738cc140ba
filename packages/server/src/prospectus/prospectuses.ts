// The prospectus of each version of a programme's plan: made once, by a run of the stresses, when somebody first asks for it; then it stays as it is.
import type { Plan } from "@perennial/kernel";
import { readPlan } from "@perennial/kernel";
import type { Prospectus } from "@perennial/lab";
import { defaultScenario, prospectusOf, studyFrom } from "@perennial/lab";
import type { Database } from "../database/database.js";
import type { Jobs } from "../jobs/jobs.js";
import { bodyHash } from "../programmes/body-hash.js";
import type { Log } from "../programmes/log.js";
import type { Programmes } from "../programmes/programmes.js";

export interface StudySize {
  readonly members: number;
  readonly days: number;
  readonly seeds: number;
}

/** What a reader is told: the prospectus, or how far it is. */
export type Told =
  | { readonly state: "ready"; readonly version: number; readonly madeAt: Date; readonly said: Prospectus }
  | { readonly state: "making" | "failed"; readonly version: number; readonly share: number };

/** The size of `perennial prospectus`. */
const FULL: StudySize = { members: 300, days: 365, seeds: 5 };
/** Of a demo: a look. */
const QUICK: StudySize = { members: 100, days: 180, seeds: 3 };
const SEED = 1;
/** After so long a run that failed, or that nobody was asked for, is asked for once more. */
const AGAIN_MS = 600_000;

export class Prospectuses {
  /** Those that were read: they never change. */
  private readonly known = new Map<string, Told>();

  /** `size` left out: that of the command, for a demo a smaller one. `now`: milliseconds since the epoch. */
  constructor(
    private readonly database: Database,
    private readonly programmes: Programmes,
    private readonly jobs: Jobs,
    private readonly log: Log,
    private readonly now: () => number,
    private readonly size?: StudySize,
  ) {}

  /** Of the version of the plan that holds now. Throws what the programme's own plan is refused with, `not_found`, Unavailable. */
  async of(programme: string): Promise<Told> {
    const { programme: memory, mode } = this.programmes.need(programme);
    const read = readPlan(memory.plan);
    if (!read.ok) throw new Error(`corrupt_plan: the plan of ${programme} has faults`);
    const { plan } = read;
    const { version } = plan.document;
    const key = `${programme} ${version}`;
    const known = this.known.get(key);
    if (known) return known;
    const told = await this.look(programme, plan, this.size ?? (mode === "demo" ? QUICK : FULL));
    if (told.state === "ready") this.known.set(key, told);
    return told;
  }

  private async look(programme: string, plan: Plan, size: StudySize): Promise<Told> {
    const { version } = plan.document;
    const row = await this.row(programme, version);
    if (row?.data && row.made_at)
      return { state: "ready", version, madeAt: row.made_at, said: JSON.parse(row.data) as Prospectus };
    if (row?.run_id === null || row === undefined) {
      const isFresh = row !== undefined && this.now() - row.asked_at.getTime() < AGAIN_MS;
      if (!isFresh) await this.begin(programme, plan, size, row?.asked_at);
      return { state: "making", version, share: 0 };
    }
    const run = await this.jobs.runs.find({ programme, run: row.run_id });
    if (run?.state === "done") return this.write(programme, plan, size, row.run_id);
    if (run?.state === "queued" || run?.state === "running")
      return { state: "making", version, share: run.asked === 0 ? 0 : run.done / (1_000 * run.asked) };
    if (this.now() - row.asked_at.getTime() < AGAIN_MS) return { state: "failed", version, share: 0 };
    await this.begin(programme, plan, size, row.asked_at);
    return { state: "making", version, share: 0 };
  }

  private async row(programme: string, version: number) {
    return this.database.query
      .selectFrom("prospectus")
      .selectAll()
      .where("programme_id", "=", programme)
      .where("version", "=", version)
      .executeTakeFirst();
  }

  /** Asks for a run; of many who see that there is none, one does. `before`: when the last one was asked for. */
  private async begin(programme: string, plan: Plan, size: StudySize, before: Date | undefined): Promise<void> {
    const { query } = this.database;
    const { version } = plan.document;
    const asked = { asked_at: new Date(this.now()), run_id: null };
    const mine =
      before === undefined
        ? (
            await query
              .insertInto("prospectus")
              .values({ programme_id: programme, version, ...asked, data: null, made_at: null })
              .onConflict((conflict) => conflict.doNothing())
              .executeTakeFirst()
          ).numInsertedOrUpdatedRows
        : (
            await query
              .updateTable("prospectus")
              .set(asked)
              .where("programme_id", "=", programme)
              .where("version", "=", version)
              .where("asked_at", "=", before)
              .executeTakeFirst()
          ).numUpdatedRows;
    if (mine !== 1n) return;
    // The queue may have to be made first: nobody who asks waits for that. What fails here is asked for once more after a while.
    this.submit(programme, plan, size).catch((error: unknown) => this.log.warn({ error, programme }, "the prospectus"));
  }

  private async submit(programme: string, plan: Plan, size: StudySize): Promise<void> {
    const study = studyFrom(plan, { kind: "stress", seed: SEED, ...size });
    if (!study.ok) throw new Error(`no_study: ${JSON.stringify(study.faults)}`);
    const run = await this.jobs.submit(programme, study);
    await this.database.query
      .updateTable("prospectus")
      .set({ run_id: run })
      .where("programme_id", "=", programme)
      .where("version", "=", plan.document.version)
      .execute();
  }

  /** Written by whoever reads it first; the others would write the same bytes. */
  private async write(programme: string, plan: Plan, size: StudySize, run: number): Promise<Told> {
    const answer = await this.jobs.runs.result({ programme, run });
    if (answer?.kind !== "stress") throw new Error(`no_result: run ${run} of ${programme} came to nothing`);
    const { version, plan: name } = plan.document;
    const { members, days, seeds } = size;
    const said = prospectusOf(
      {
        plan,
        base: defaultScenario(plan, { members, days }),
        size: { members, days },
        seed: SEED,
        seeds,
        planHash: bodyHash(plan.document),
        command: `perennial prospectus --plan ${name} --seed ${SEED} --members ${members} --days ${days} --seeds ${seeds} --out prospectus`,
      },
      answer.results,
    );
    await this.database.query
      .updateTable("prospectus")
      .set({ data: JSON.stringify(said), made_at: new Date(this.now()) })
      .where("programme_id", "=", programme)
      .where("version", "=", version)
      .where("data", "is", null)
      .execute();
    const row = await this.row(programme, version);
    return { state: "ready", version, madeAt: row?.made_at ?? new Date(this.now()), said };
  }
}
