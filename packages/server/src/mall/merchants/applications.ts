// Applying to sell: written by a member, with documents; answered by a reviewer; an approved one opens the shop, its first store and its account.
import type { ApplicationList, ApplicationState, MerchantApplication } from "@perennial/api";
import type * as schemas from "@perennial/api/schemas";
import { sql } from "kysely";
import type { Selectable } from "kysely";
import type { z } from "zod";
import { itemName, pseudonym } from "../../accounts/names.js";
import type { Members } from "../../accounts/members.js";
import { Fault } from "../../http/fault.js";
import type { Answer, Tx } from "../../settlement/outbox.js";
import { mediaOf } from "../catalogue/images.js";
import { gramsOf } from "../grams.js";
import type { MallParts } from "../parts.js";
import type { ApplicationText, MallTables } from "../tables.js";
import { inBand } from "./merchants.js";

type Row = Selectable<MallTables["merchant_application"]>;
type Body = z.infer<typeof schemas.applicationBody>;
type Kind = z.infer<typeof schemas.documentQuery>["kind"];

const OPENED = "merchant";
const MOST_DOCUMENTS = 10;

export class Applications {
  constructor(
    private readonly parts: MallParts,
    private readonly members: Members,
  ) {
    parts.outbox.on(OPENED, async (tx, programme, subject, answer) => opened(tx, programme, subject, answer));
  }

  /** A new one, or a draft anew; its name. Throws `outside_band`, `not_found` (the referrer), `illegal_transition`. */
  async save(programme: string, person: string, body: Body, id?: string): Promise<string> {
    const { referralCode, ...text } = body;
    inBand(this.parts.programmes.need(programme).programme, text.margin);
    const referrer = referralCode === undefined ? null : (await this.members.referral(programme, referralCode)).member;
    const application = id ?? itemName();
    const values = { body: JSON.stringify(text), referrer };
    if (id === undefined)
      await this.parts.database.query
        .insertInto("merchant_application")
        .values({ programme_id: programme, application, person_id: person, ...values, created_at: this.now() })
        .execute();
    else {
      const row = await this.mine(programme, person, id);
      mustBe(row, ["draft", "refused"]);
      await this.change(programme, id, { ...values, state: "draft" });
    }
    return application;
  }

  /** Throws `unsupported_file`, `illegal_transition`. */
  async addDocument(programme: string, person: string, id: string, kind: Kind, content: Uint8Array): Promise<void> {
    const media = mediaOf(content);
    if (media === undefined)
      throw new Fault("unsupported_file", "body", "this is no document that is taken here", "a PDF, JPEG, PNG or WebP");
    mustBe(await this.mine(programme, person, id), ["draft", "refused"]);
    if ((await this.documents(programme, id)).length >= MOST_DOCUMENTS)
      throw new Fault("malformed_request", "documents", "there are enough documents", `at most ${MOST_DOCUMENTS}`);
    const document = itemName();
    const name = `${kind}.${media.split("/")[1]}`;
    await this.parts.database.query
      .insertInto("merchant_document")
      .values({
        programme_id: programme,
        application: id,
        document,
        kind,
        name,
        media,
        content,
        created_at: this.now(),
      })
      .execute();
  }

  /** Hands it to the reviewer. Throws `illegal_transition` without a licence. */
  async submit(programme: string, person: string, id: string): Promise<void> {
    mustBe(await this.mine(programme, person, id), ["draft", "refused"]);
    if (!(await this.documents(programme, id)).some(({ kind }) => kind === "licence"))
      throw new Fault("illegal_transition", "documents", "the licence is missing", "a document of kind licence");
    await this.change(programme, id, { state: "submitted", answer: "" });
  }

  /** Throws `not_found`, `illegal_transition`. An approval is told to the kernel; the shop opens with its answer. */
  async answer(programme: string, id: string, approve: boolean, answer: string): Promise<void> {
    await this.parts.database.query.transaction().execute(async (tx) => {
      const row = await tx
        .selectFrom("merchant_application")
        .selectAll()
        .where("programme_id", "=", programme)
        .where("application", "=", id)
        .forUpdate()
        .executeTakeFirst();
      if (!row) throw unknown(id);
      mustBe(row, ["submitted"]);
      const merchant = pseudonym("S");
      await tx
        .updateTable("merchant_application")
        .set({
          state: approve ? "approved" : "refused",
          answer,
          answered_at: this.now(),
          merchant: approve ? merchant : null,
        })
        .where("programme_id", "=", programme)
        .where("application", "=", id)
        .execute();
      if (approve) await this.open(tx, row, merchant);
    });
    await this.parts.outbox.deliver(programme);
  }

  private async open(
    tx: Tx,
    { programme_id: programme, body, referrer, person_id, application }: Row,
    merchant: string,
  ) {
    const { title, margin, contact, phone, region } = body;
    await tx
      .insertInto("merchant")
      .values({
        programme_id: programme,
        merchant,
        title,
        margin,
        contact,
        phone,
        region,
        state: "joining",
        created_at: this.now(),
      })
      .execute();
    await tx
      .insertInto("merchant_staff")
      .values({ programme_id: programme, merchant, person_id, owner: true })
      .execute();
    await tx
      .insertInto("store")
      .values({ programme_id: programme, store: itemName(), merchant, ...storeOf(body), created_at: this.now() })
      .execute();
    await this.parts.outbox.add(tx, {
      programme,
      eventId: `merchant:${merchant}`,
      body: { type: "merchant.joined", merchant, ...(referrer !== null && { referrer }), region, margin },
      about: OPENED,
      subject: `${application}/${merchant}`,
    });
  }

  /** One's own, or all. The newest first. */
  async list(
    programme: string,
    { person, state }: { person?: string | undefined; state?: ApplicationState | undefined },
    offset: number,
    limit: number,
  ): Promise<ApplicationList> {
    let rows = this.parts.database.query
      .selectFrom("merchant_application")
      .selectAll()
      .where("programme_id", "=", programme);
    if (person !== undefined) rows = rows.where("person_id", "=", person);
    if (state !== undefined) rows = rows.where("state", "=", state);
    const page = await rows
      .orderBy("created_at", "desc")
      .orderBy("application")
      .offset(offset)
      .limit(limit + 1)
      .execute();
    const applications = await Promise.all(page.slice(0, limit).map(async (row) => this.shown(row)));
    return { applications, next: page.length > limit ? String(offset + limit) : null };
  }

  async view(programme: string, id: string): Promise<MerchantApplication> {
    return this.shown(await this.need(programme, id));
  }

  /** A document with its bytes. Throws `not_found`. */
  async document(programme: string, id: string, document: string) {
    const row = await this.parts.database.query
      .selectFrom("merchant_document")
      .select(["name", "media", "content"])
      .where("programme_id", "=", programme)
      .where("application", "=", id)
      .where("document", "=", document)
      .executeTakeFirst();
    if (!row)
      throw new Fault("not_found", "document", "there is no such document", "one of the application's documents");
    return row;
  }

  /** Throws `not_found`. */
  async need(programme: string, id: string): Promise<Row> {
    const row = await this.parts.database.query
      .selectFrom("merchant_application")
      .selectAll()
      .where("programme_id", "=", programme)
      .where("application", "=", id)
      .executeTakeFirst();
    if (!row) throw unknown(id);
    return row;
  }

  private now(): Date {
    return new Date(this.parts.now());
  }

  private async mine(programme: string, person: string, id: string): Promise<Row> {
    const row = await this.need(programme, id);
    if (row.person_id !== person) throw unknown(id);
    return row;
  }

  private async shown(row: Row): Promise<MerchantApplication> {
    const documents = await this.documents(row.programme_id, row.application);
    return {
      ...row.body,
      id: row.application,
      state: row.state,
      documents: documents.map(({ document, kind, name }) => ({ id: document, kind, name })),
      answer: row.answer,
      merchant: row.merchant,
      at: row.created_at.toISOString(),
    };
  }

  private async documents(programme: string, application: string) {
    return this.parts.database.query
      .selectFrom("merchant_document")
      .select(["document", "kind", "name"])
      .where("programme_id", "=", programme)
      .where("application", "=", application)
      .orderBy("created_at")
      .execute();
  }

  private async change(
    programme: string,
    id: string,
    values: { state: ApplicationState; answer?: string; body?: string; referrer?: string | null },
  ): Promise<void> {
    await this.parts.database.query
      .updateTable("merchant_application")
      .set(values)
      .where("programme_id", "=", programme)
      .where("application", "=", id)
      .execute();
  }
}

const storeOf = ({ title, phone, services, address, region, latitude, longitude }: ApplicationText) => ({
  title,
  phone,
  hours: "",
  services,
  address,
  region,
  place: sql<string>`point(${longitude}::float8, ${latitude}::float8)`,
  grams: gramsOf(title, address, services),
});

/** A shop that the kernel refused is none; the reviewer sees why. */
async function opened(tx: Tx, programme: string, subject: string, answer: Answer): Promise<void> {
  const [application = "", merchant = ""] = subject.split("/");
  if (!("code" in answer)) {
    await tx
      .updateTable("merchant")
      .set({ state: "joined" })
      .where("programme_id", "=", programme)
      .where("merchant", "=", merchant)
      .execute();
    return;
  }
  for (const table of ["store", "merchant_staff", "merchant"] as const)
    await tx.deleteFrom(table).where("programme_id", "=", programme).where("merchant", "=", merchant).execute();
  await tx
    .updateTable("merchant_application")
    .set({ state: "submitted", merchant: null, answer: `${answer.code}: ${answer.wrong}` })
    .where("programme_id", "=", programme)
    .where("application", "=", application)
    .execute();
}

function mustBe({ state }: Row, states: readonly ApplicationState[]): void {
  if (!states.includes(state))
    throw new Fault("illegal_transition", "state", `the application is ${state}`, `one that is ${states.join(" or ")}`);
}

const unknown = (id: string): Fault =>
  new Fault("not_found", "application", `there is no application "${id}"`, "one of GET …/applications");
