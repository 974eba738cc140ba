// The member's home as the operator lays it out: one draft, versions that stay as they were published, and the way back to any of them.
import type { HomeDesk, HomePage, HomeShown, HomeVersion, HomeVersionPage } from "@perennial/api";
import { sql } from "kysely";
import type { Database } from "../../database/database.js";
import { Fault } from "../../http/fault.js";
import type { Tx } from "../../settlement/outbox.js";
import { findNamed } from "./named.js";

const MOST_VERSIONS = 100;

export class Home {
  constructor(
    private readonly database: Database,
    /** milliseconds since the epoch */
    private readonly now: () => number,
  ) {}

  /** The page that was published last. */
  async shown(programme: string): Promise<HomeShown> {
    const row = await this.database.query
      .selectFrom("home_version")
      .select(["version", "page"])
      .where("programme_id", "=", programme)
      .orderBy("version", "desc")
      .limit(1)
      .executeTakeFirst();
    return { version: row?.version ?? null, page: row?.page ?? null };
  }

  async forDesk(programme: string): Promise<HomeDesk> {
    const draft = await this.drafts(programme).executeTakeFirst();
    const rows = await this.versions(programme).orderBy("v.version", "desc").limit(MOST_VERSIONS).execute();
    return {
      draft: draft
        ? { revision: draft.revision, at: draft.at.toISOString(), by: draft.name ?? draft.by_whom, page: draft.page }
        : null,
      published: await this.shown(programme),
      versions: rows.map(versionOf),
    };
  }

  /** Throws `not_found`. */
  async version(programme: string, version: number): Promise<HomeVersionPage> {
    const row = await this.versions(programme).where("v.version", "=", version).executeTakeFirst();
    if (!row) throw unknownVersion(version);
    return { ...versionOf(row), page: row.page };
  }

  /**
   * Keeps what was laid out. `revision`: of the draft that was changed, null: there was none. Throws `not_found` for a photo, a category or
   * a product that is not there, `illegal_transition` when somebody else has changed the draft meanwhile.
   */
  async save(programme: string, page: HomePage, revision: number | null, by: string): Promise<void> {
    await findNamed(this.database, programme, page);
    const values = { page: JSON.stringify(page), by_whom: by, at: new Date(this.now()) };
    const { query } = this.database;
    const changed =
      revision === null
        ? await query
            .insertInto("home_draft")
            .values({ programme_id: programme, revision: 1, ...values })
            .onConflict((conflict) => conflict.doNothing())
            .executeTakeFirst()
        : await query
            .updateTable("home_draft")
            .set({ ...values, revision: revision + 1 })
            .where("programme_id", "=", programme)
            .where("revision", "=", revision)
            .executeTakeFirst();
    const count = "numUpdatedRows" in changed ? changed.numUpdatedRows : (changed.numInsertedOrUpdatedRows ?? 0n);
    if (count !== 1n) throw changedMeanwhile();
  }

  /** Gives the draft up. */
  async discard(programme: string): Promise<void> {
    await this.database.query.deleteFrom("home_draft").where("programme_id", "=", programme).execute();
  }

  /** Publishes the draft as it was looked at. Throws `not_found` without one, `illegal_transition` when it has changed, and as `save`. */
  async publish(programme: string, revision: number, note: string, by: string): Promise<void> {
    const draft = await this.drafts(programme).executeTakeFirst();
    if (!draft) throw new Fault("not_found", "draft", "there is no draft", "PUT …/desk/home/draft first");
    await findNamed(this.database, programme, draft.page);
    await this.database.query.transaction().execute(async (tx) => {
      const gone = await tx
        .deleteFrom("home_draft")
        .where("programme_id", "=", programme)
        .where("revision", "=", revision)
        .executeTakeFirst();
      if (gone.numDeletedRows !== 1n) throw changedMeanwhile();
      await this.add(tx, programme, { page: draft.page, note, by, from: null });
    });
  }

  /** Publishes a version of before once more. Throws `not_found`. */
  async goBack(programme: string, version: number, by: string): Promise<void> {
    const { page, note } = await this.version(programme, version);
    await this.database.query
      .transaction()
      .execute(async (tx) => this.add(tx, programme, { page, note, by, from: version }));
  }

  /** Two who publish at once get two versions: the programme's row lets one after the other. */
  private async add(
    tx: Tx,
    programme: string,
    { page, note, by, from }: { page: HomePage; note: string; by: string; from: number | null },
  ): Promise<void> {
    await tx.selectFrom("programme").select("mode").where("programme_id", "=", programme).forUpdate().execute();
    const { last } = await tx
      .selectFrom("home_version")
      .select(({ fn }) => fn.max<number | null>("version").as("last"))
      .where("programme_id", "=", programme)
      .executeTakeFirstOrThrow();
    await tx
      .insertInto("home_version")
      .values({
        programme_id: programme,
        version: (last ?? 0) + 1,
        page: JSON.stringify(page),
        note,
        by_whom: by,
        from_version: from,
        at: new Date(this.now()),
      })
      .execute();
  }

  private drafts(programme: string) {
    return this.database.query
      .selectFrom("home_draft as d")
      .leftJoin("member as m", (join) =>
        join.onRef("m.programme_id", "=", "d.programme_id").onRef("m.member", "=", "d.by_whom"),
      )
      .leftJoin("person as p", (join) => join.on(sql`coalesce(m.person_id, d.by_whom)`, "=", sql.ref("p.id")))
      .select(["d.page", "d.revision", "d.by_whom", "d.at", "p.name"])
      .where("d.programme_id", "=", programme);
  }

  private versions(programme: string) {
    return this.database.query
      .selectFrom("home_version as v")
      .leftJoin("member as m", (join) =>
        join.onRef("m.programme_id", "=", "v.programme_id").onRef("m.member", "=", "v.by_whom"),
      )
      .leftJoin("person as p", (join) => join.on(sql`coalesce(m.person_id, v.by_whom)`, "=", sql.ref("p.id")))
      .select(["v.version", "v.page", "v.by_whom", "v.note", "v.from_version", "v.at", "p.name"])
      .where("v.programme_id", "=", programme);
  }
}

interface VersionRow {
  version: number;
  by_whom: string;
  note: string;
  from_version: number | null;
  at: Date;
  name: string | null;
}

const versionOf = ({ version, at, by_whom, name, note, from_version }: VersionRow): HomeVersion => ({
  version,
  at: at.toISOString(),
  by: name ?? by_whom,
  note,
  from: from_version,
});

const unknownVersion = (version: number): Fault =>
  new Fault("not_found", "version", `version ${version} was never published`, "a version of GET …/desk/home");

const changedMeanwhile = (): Fault =>
  new Fault(
    "illegal_transition",
    "revision",
    "the draft was changed or published meanwhile",
    "the revision that GET …/desk/home says now",
  );
