// Merchants: who they are, their margin within the plan's band and changed with notice, and who works there.
import type { Merchant, MerchantList, MerchantStaff } from "@perennial/api";
import type { Programme } from "@perennial/kernel";
import { CASH, compare, formatDay, fraction, readPlan } from "@perennial/kernel";
import type { Selectable } from "kysely";
import { contactOf } from "../../accounts/members.js";
import { Fault } from "../../http/fault.js";
import type { Answer, Tx } from "../../settlement/outbox.js";
import { shippingOf } from "../orders/shipping.js";
import type { MallParts } from "../parts.js";
import { MARGIN_NOTICE_DAYS } from "../settings.js";
import type { MallTables } from "../tables.js";

const MARGIN = "margin";
export type MerchantRow = Selectable<MallTables["merchant"]>;

export class Merchants {
  constructor(private readonly parts: MallParts) {
    parts.outbox.on(MARGIN, marginAnswered);
  }

  /** Throws `not_found`. */
  async need(programme: string, merchant: string): Promise<MerchantRow & { next_from: string | null }> {
    const row = await this.parts.database.query
      .selectFrom("merchant")
      .selectAll()
      .select((eb) => eb.cast<string | null>("next_margin_from", "text").as("next_from"))
      .where("programme_id", "=", programme)
      .where("merchant", "=", merchant)
      .where("state", "=", "joined")
      .executeTakeFirst();
    if (!row) throw new Fault("not_found", "merchant", `there is no merchant "${merchant}"`, "one of GET …/merchants");
    return row;
  }

  async view(programme: string, merchant: string, owner: boolean): Promise<Merchant> {
    const row = await this.need(programme, merchant);
    const scale = this.parts.programmes.need(programme).programme.scale(CASH);
    return {
      id: row.merchant,
      title: row.title,
      margin: row.margin,
      nextMargin: row.next_margin === null ? null : { margin: row.next_margin, from: row.next_from ?? "" },
      contact: row.contact,
      phone: row.phone,
      open: row.open,
      owner,
      shipping: await shippingOf(this.parts.database, programme, merchant, scale),
    };
  }

  async list(programme: string, offset: number, limit: number): Promise<MerchantList> {
    const rows = await this.parts.database.query
      .selectFrom("merchant")
      .select(["merchant", "title", "margin", "open"])
      .where("programme_id", "=", programme)
      .where("state", "=", "joined")
      .orderBy("created_at")
      .orderBy("merchant")
      .offset(offset)
      .limit(limit + 1)
      .execute();
    const merchants = rows
      .slice(0, limit)
      .map(({ merchant: id, title, margin, open }) => ({ id, title, margin, open }));
    return { merchants, next: rows.length > limit ? String(offset + limit) : null };
  }

  /** From some days later on. Throws `outside_band`. */
  async setMargin(programme: string, merchant: string, margin: string): Promise<void> {
    const memory = this.parts.programmes.need(programme).programme;
    inBand(memory, margin);
    const from = formatDay(todayOf(memory, this.parts.now()) + MARGIN_NOTICE_DAYS);
    await this.parts.database.query
      .updateTable("merchant")
      .set({ next_margin: margin, next_margin_from: from })
      .where("programme_id", "=", programme)
      .where("merchant", "=", merchant)
      .execute();
  }

  /** Margins whose day has come are told to the kernel. */
  async tick(): Promise<void> {
    for (const { id: programme, served } of this.parts.programmes.list()) {
      if (!served) continue;
      const today = formatDay(todayOf(served.programme, this.parts.now()));
      await this.parts.database.query.transaction().execute(async (tx) => {
        const due = await tx
          .selectFrom("merchant")
          .select(["merchant", "next_margin"])
          .select((eb) => eb.cast<string>("next_margin_from", "text").as("from"))
          .where("programme_id", "=", programme)
          .where("next_margin_from", "<=", today)
          .forUpdate()
          .execute();
        for (const { merchant, next_margin: margin, from } of due)
          await this.parts.outbox.add(tx, {
            programme,
            eventId: `margin:${merchant}:${from}:${margin}`,
            body: { type: "merchant.changed", merchant, margin },
            about: MARGIN,
            subject: `${merchant}/${margin}`,
          });
      });
    }
  }

  async staff(programme: string, merchant: string): Promise<MerchantStaff> {
    const rows = await this.parts.database.query
      .selectFrom("merchant_staff as s")
      .innerJoin("person as p", "p.id", "s.person_id")
      .select(["p.id", "p.name", "p.phone_number", "p.email", "s.owner"])
      .where("s.programme_id", "=", programme)
      .where("s.merchant", "=", merchant)
      .orderBy("s.owner", "desc")
      .orderBy("p.id")
      .execute();
    return {
      staff: rows.map((row) => ({ account: row.id, name: row.name, contact: contactOf(row), owner: row.owner })),
    };
  }

  /** An owner stays: somebody must answer for the shop. */
  async setStaff(programme: string, merchant: string, person: string, works: boolean): Promise<void> {
    const { query } = this.parts.database;
    if (works)
      await query
        .insertInto("merchant_staff")
        .values({ programme_id: programme, merchant, person_id: person })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    else
      await query
        .deleteFrom("merchant_staff")
        .where("programme_id", "=", programme)
        .where("merchant", "=", merchant)
        .where("person_id", "=", person)
        .where("owner", "=", false)
        .execute();
  }
}

/** Throws `outside_band`. */
export function inBand({ plan }: Programme, margin: string): void {
  const { min = "0", max = "1" } = plan.marginBand ?? {};
  const rate = fraction(margin);
  if (compare(rate, fraction(min)) < 0 || compare(rate, fraction(max)) > 0)
    throw new Fault("outside_band", "margin", `the plan does not allow a margin of ${margin}`, `from ${min} to ${max}`);
}

/** The day by the clock, or the open one where that is ahead of it: time in a demo is data. */
export function todayOf(programme: Programme, now: number): number {
  const read = readPlan(programme.plan);
  const byClock = read.ok ? read.plan.dayOf(now) : 0;
  return programme.opened ? Math.max(programme.today, byClock) : byClock;
}

async function marginAnswered(tx: Tx, programme: string, subject: string, answer: Answer): Promise<void> {
  const [merchant = "", margin = ""] = subject.split("/");
  await tx
    .updateTable("merchant")
    .set({ next_margin: null, next_margin_from: null, ...("code" in answer ? {} : { margin }) })
    .where("programme_id", "=", programme)
    .where("merchant", "=", merchant)
    .where("next_margin", "=", margin)
    .execute();
}
