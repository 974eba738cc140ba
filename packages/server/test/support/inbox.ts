// A mall whose members are told much: vouchers that lapse, a line, withdrawals in review; what is sent to them is caught.
import type { Letter, Message, Sender } from "../../src/accounts/senders/sender.js";
import { Inbox } from "../../src/inbox/inbox.js";
import { silent } from "../../src/programmes/log.js";
import type { Body } from "./plan.js";
import { caughtUp } from "./http.js";
import type { Person, Shop } from "./mall.js";
import { mallPlan } from "./mall.js";
import { submission } from "./serving.js";

export const VOUCHER_DAYS = 10;

export const tellingPlan = {
  assets: {
    ...mallPlan.assets,
    voucher: { ...mallPlan.assets.voucher, expires: VOUCHER_DAYS },
  },
  pools: {
    profit: { inflow: [{ rate: "0.10", of: "gross" }] },
    line: { inflow: [{ rate: "0.10", of: "gross" }] },
  },
  mechanisms: [
    ...mallPlan.mechanisms,
    { kind: "queue", id: "line", pool: "line", ticket: "0.20", advance: 3 },
    { kind: "withdraw", id: "out", fee: "0.01", review: "50.00" },
  ],
};

/** What went out, the last first. */
export class Post implements Sender {
  readonly letters: (Letter & { to: string })[] = [];
  readonly messages: (Message & { to: string })[] = [];
  isDown = false;

  readonly code: Sender["code"] = async () => Promise.resolve();
  readonly emailToken: Sender["emailToken"] = async () => Promise.resolve();
  readonly passwordToken: Sender["passwordToken"] = async () => Promise.resolve();
  readonly letter: Sender["letter"] = async (to, letter) => this.take(() => this.letters.unshift({ ...letter, to }));
  readonly message: Sender["message"] = async (to, message) =>
    this.take(() => this.messages.unshift({ ...message, to }));

  private async take(keep: () => unknown): Promise<void> {
    if (this.isDown) throw new Error("the gateway is down");
    keep();
    return Promise.resolve();
  }
}

/** The inbox of another server on the same database, which sends through `post`. */
export const inboxWith = ({ desk, clock }: Shop, post: Post): Inbox =>
  new Inbox({
    database: desk.database,
    programmes: desk.programmes,
    sender: post,
    log: silent,
    now: () => clock.now,
    origin: "http://localhost",
    secret: Buffer.alloc(32, 9),
  });

let events = 0;

/** Events of the language, then lists and inbox brought up to date. */
export async function happen({ desk, programme }: Shop, inbox: Inbox, at: string, ...bodies: Body[]): Promise<void> {
  const named = bodies.map((body) => ({ id: `told:${(events += 1)}`, at: `${at}T23:00:00+08:00`, ...body }));
  const results = await desk.programmes.need(programme).sequencer.submit(named.map(submission));
  const refused = results.find(({ status }) => status !== "accepted");
  if (refused) throw new Error(JSON.stringify(refused));
  await caughtUp(desk, programme);
  await inbox.tick();
}

/** Gives somebody an e-mail that is proved, or takes the proof away. */
export async function proveMail({ desk }: Shop, person: Person, email: string, isProved = true): Promise<void> {
  const { query } = desk.database;
  const row = await query
    .selectFrom("member")
    .select("person_id")
    .where("member", "=", person.member)
    .executeTakeFirstOrThrow();
  await query
    .updateTable("person")
    .set({ email, email_verified: isProved })
    .where("id", "=", row.person_id ?? "")
    .execute();
}
