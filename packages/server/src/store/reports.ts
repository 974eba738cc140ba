// Lists and reports from SQL, a page at a time by cursor. They show what the journal and its projections hold.
import type { EntryBrief, HolderBrief, HolderLine, SeriesDay } from "@perennial/api";
import type { EntryText } from "@perennial/kernel";
import { sql } from "kysely";
import type { Database } from "../database/database.js";
import { entryId, FormBook, ROW_COLUMNS, textOf, toldRow } from "./journal-reader.js";
import type { EntryRow, SqlRow } from "./journal-reader.js";
import type { Standing, StoredRow } from "./store.js";

export interface Page {
  /** the sequence number below which the page begins */
  before: number;
  limit: number;
}

/** Turnover so far; `gross` and `margin` in cash minor units, `paid` as decimal text. */
export interface Totals {
  orders: number;
  gross: number;
  margin: number;
  paid: string;
}

export interface DayRow extends Omit<SeriesDay, "gross" | "margin" | "members" | "pools" | "supply" | "prices"> {
  gross: number;
  margin: number;
  standing: Standing;
}

/** The type that is most of a journal. */
const ORDERS = "order.settled";

/** A line with the one posting that it is about. */
type LineRow = Omit<HolderLine, "id" | "why"> & { side: number } & EntryRow;

/** A line as it leaves: which side of its posting it is, only the cursor needs. */
export function withoutSide({ seq, line, at, type, id, asset, amount, account, why }: HolderLine): HolderLine {
  return { seq, line, at, type, id, asset, amount, account, why };
}

export class Reports {
  private readonly forms: FormBook;

  constructor(private readonly database: Database) {
    this.forms = new FormBook(database);
  }

  async entries(programme: string, { before, limit }: Page, type: string | undefined): Promise<EntryBrief[]> {
    const rows = await this.database.query
      .selectFrom("journal")
      .select(["seq", "event_id", "type", "at", "booked_at"])
      .select((eb) => [
        eb.fn<string>("encode", ["hash", eb.val("hex")]).as("hash"),
        eb.fn<number>("json_array_length", ["postings"]).as("postings"),
      ])
      .where("programme_id", "=", programme)
      .where("seq", "<", before)
      .$if(type !== undefined, (query) => query.where("type", "=", type ?? ""))
      // The index leaves orders out; saying so lets the planner take it.
      .$if(type !== undefined && type !== ORDERS, (query) => query.where("type", "<>", sql.lit(ORDERS)))
      .orderBy("seq", "desc")
      .limit(limit)
      .execute();
    return rows.map((row) => ({
      seq: row.seq,
      type: row.type,
      id: entryId(row),
      at: row.at,
      bookedAt: row.booked_at.toISOString(),
      hash: row.hash,
      postings: row.postings,
    }));
  }

  async entry(programme: string, seq: number): Promise<StoredRow<EntryText> | undefined> {
    const rows = await this.database.run<SqlRow>(ENTRY, [programme, seq]);
    const forms = await this.forms.enough(programme, rows);
    const [row] = rows;
    return row && toldRow(row, forms);
  }

  async event(programme: string, id: string): Promise<number | undefined> {
    const row = await this.database.query
      .selectFrom("journal")
      .select("seq")
      .where("programme_id", "=", programme)
      .where("event_id", "=", id)
      .executeTakeFirst();
    return row?.seq;
  }

  /** Newest first. `search`: part of the name. */
  async holders(
    programme: string,
    { before, limit }: Page,
    { search, kind }: { search?: string | undefined; kind?: HolderBrief["kind"] | undefined },
  ): Promise<(Omit<HolderBrief, "rank"> & { seq: number })[]> {
    const pattern = `%${(search ?? "").replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
    return this.database.query
      .selectFrom("holder_entry")
      .select(["name", "kind", "seq"])
      .select((eb) => eb.cast<string>("joined", "text").as("joined"))
      .where("programme_id", "=", programme)
      .where("seq", "<", before)
      .$if(search !== undefined, (query) => query.where("name", "ilike", pattern))
      .$if(kind !== undefined, (query) => query.where("kind", "=", kind ?? "member"))
      .orderBy("seq", "desc")
      .limit(limit)
      .execute();
  }

  /** Newest first; the cursor is the last line's place: sequence number, line and side. */
  async lines(
    programme: string,
    holder: string,
    before: readonly [seq: number, line: number, side: number],
    limit: number,
  ): Promise<(HolderLine & { side: number })[]> {
    const rows = await this.database.run<LineRow>(LINES, [programme, holder, ...before, limit]);
    const forms = await this.forms.enough(programme, rows);
    return rows.map((row) => {
      const { seq, line, side, at, type, asset, amount, account } = row;
      const why = textOf(row, forms).postings[0]?.why;
      if (!why) throw new Error(`corrupt_entry: entry ${seq} has no posting ${line}`);
      return { seq, line, side, at, type, id: entryId(row), asset, amount, account, why };
    });
  }

  /** Cash that mechanisms ever credited to the holder, as decimal text. */
  async paidTo(programme: string, holder: string): Promise<string> {
    const [row] = await this.database.run<{ paid: string }>(PAID, [programme, holder]);
    return row?.paid ?? "0";
  }

  async totals(programme: string): Promise<Totals> {
    const [row] = await this.database.run<Totals>(TOTALS, [programme]);
    return row ?? { orders: 0, gross: 0, margin: 0, paid: "0" };
  }

  /** The last day that had orders; the open day counts. */
  async lastTurnover(programme: string): Promise<DayRow | undefined> {
    const [row] = await this.database.run<DayRow>(LAST_TURNOVER, [programme]);
    return row;
  }

  /** Closed days, oldest first. */
  async days(programme: string, from: string | undefined, to: string | undefined): Promise<DayRow[]> {
    return this.database.run<DayRow>(DAYS, [programme, from ?? "0001-01-01", to ?? "9999-12-31"]);
  }
}

const ENTRY = { name: "entry", text: `select ${ROW_COLUMNS} from journal j where j.programme_id = $1 and j.seq = $2` };

const LINES = {
  name: "lines",
  text: `select l.seq, l.line, l.side::integer as side, j.at, j.type, j.event_id, j.event, l.asset, l.amount::text as amount,
  l.account, json_build_array(j.postings -> l.line) as postings, null as notes
from holder_line l join journal j on j.programme_id = l.programme_id and j.seq = l.seq
where l.programme_id = $1 and l.holder = $2 and (l.seq, l.line, l.side) < ($3::bigint, $4::integer, $5::smallint)
order by l.seq desc, l.line desc, l.side desc limit $6`,
};

const PAID = {
  name: "paid",
  text: `select coalesce(sum(amount), 0)::text as paid from holder_line where programme_id = $1 and holder = $2 and paid`,
};

const TOTALS = {
  name: "totals",
  text: `select coalesce(sum(orders), 0)::bigint as orders, coalesce(sum(gross), 0)::bigint as gross,
  coalesce(sum(margin), 0)::bigint as margin, coalesce(sum(paid), 0)::text as paid from daily where programme_id = $1`,
};

const DAYS = {
  name: "days",
  text: `select day::text as day, orders, gross, margin, paid::text as paid, standing from daily
where programme_id = $1 and day between $2::date and $3::date and standing is not null order by day`,
};

const LAST_TURNOVER = {
  name: "last-turnover",
  text: `select day::text as day, orders, gross, margin, paid::text as paid, standing from daily
where programme_id = $1 and orders > 0 order by day desc limit 1`,
};
