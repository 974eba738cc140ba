// What members do with their wallets: what the plan lets them begin, what it would cost and bring (a rehearsal on the kernel), and doing it, once for each key.
import type { ApiCode, OfferedAct, WalletAct, WalletRehearsal } from "@perennial/api";
import type { ActText, EntryText, Programme, Refusal } from "@perennial/kernel";
import { actsText, formatAmount, parseAmount, renderEntry } from "@perennial/kernel";
import type { Members } from "../../accounts/members.js";
import { Fault } from "../../http/fault.js";
import { tillTime } from "../../programmes/till-time.js";
import type { Tx } from "../../settlement/outbox.js";
import { reservedBy } from "../orders/reserved.js";
import type { MallParts } from "../parts.js";
import { ACT_OF, eventOf, isReviewed, movesOf, reaching, usedBy } from "./act-events.js";
import { availableOf } from "./available.js";

const ABOUT = "act";
type Refused = NonNullable<WalletRehearsal["refusal"]>;
/** What a rehearsal tells: the entry, and free balances before and after it. */
type Tried = Refused | { entry: EntryText; before: Record<string, string>; after: Record<string, string> };

export class WalletActs {
  constructor(
    private readonly parts: MallParts,
    private readonly members: Members,
  ) {}

  /** What the plan in force lets the member begin, in its order. */
  async offered(programme: string, member: string): Promise<OfferedAct[]> {
    const memory = this.memory(programme);
    const reserved = await reservedBy(this.parts.database.query, programme, member);
    return actsText(memory).map(({ event, ...act }) => ({
      ...act,
      act: ACT_OF[event],
      ...availableOf(memory, member, act.asset, reserved),
    }));
  }

  /** Nothing is stored; what would be refused says so. Throws `not_found` (nobody has the receiver's code). */
  async rehearse(programme: string, member: string, what: WalletAct): Promise<WalletRehearsal> {
    const receiver = what.act === "transfer" ? await this.members.referral(programme, what.receiver) : undefined;
    const refusal = await this.setAside(this.parts.database.query, programme, member, what);
    const tried = refusal ?? this.try(programme, member, what, receiver?.member ?? "");
    const shown = receiver && { code: receiver.code, name: receiver.name };
    if ("code" in tried) {
      const nothing = { moves: [], before: {}, after: {}, review: false };
      return { ...nothing, refusal: tried, receiver: shown ? { ...shown, gets: "0" } : null };
    }
    const { entry, before, after } = tried;
    const moves = movesOf(entry, member);
    const gets = receiver && reaching(entry, receiver.member, "moved");
    return {
      refusal: null,
      moves,
      before,
      after,
      review: isReviewed(moves),
      receiver: shown ? { ...shown, gets: gets ?? "0" } : null,
    };
  }

  /**
   * The number of the act's entry. A second call with the same key answers like the first; with something else `event_conflict`. Throws
   * `not_found` (the receiver), the kernel's own codes, and `unavailable`: whether it was done the same key tells.
   */
  async do(programme: string, member: string, key: string, what: WalletAct): Promise<number> {
    const eventId = `${ABOUT}:${member}:${key}`;
    const known = await this.sent(this.parts.database.query, programme, eventId);
    if (!known || known.state === "refused") {
      const receiver = what.act === "transfer" ? (await this.members.referral(programme, what.receiver)).member : "";
      await this.begin(programme, member, eventId, what, receiver);
    } else if (!(await this.isSame(programme, member, what, known.body)))
      throw new Fault("event_conflict", "key", "this key has come before with another act", "a new key for a new act");
    await this.parts.outbox.deliver(programme);
    const row = await this.sent(this.parts.database.query, programme, eventId);
    if (row?.state === "accepted" && row.seq !== null) return row.seq;
    if (row?.state === "refused" && row.code !== null)
      throw refusedFault({ code: row.code, place: "what", wrong: row.wrong ?? "", right: "another rehearsal" });
    throw new Fault("unavailable", "", "the act is on its way", "the same key again after a moment", 2);
  }

  /** Writes the act down to be sent, unless it would be refused as things stand. */
  private async begin(
    programme: string,
    member: string,
    eventId: string,
    what: WalletAct,
    receiver: string,
  ): Promise<void> {
    await this.parts.database.query.transaction().execute(async (tx) => {
      // With checkouts of the same member one after the other: what one sets aside the other sees.
      await tx
        .selectFrom("member")
        .select("member")
        .where("programme_id", "=", programme)
        .where("member", "=", member)
        .forUpdate()
        .execute();
      await this.parts.outbox.forget(tx, programme, eventId);
      if (await this.sent(tx, programme, eventId)) return;
      const refusal = await this.setAside(tx, programme, member, what);
      const tried = refusal ?? this.try(programme, member, what, receiver);
      if ("code" in tried) throw refusedFault(tried);
      const body = eventOf(member, what, receiver);
      await this.parts.outbox.add(tx, { programme, eventId, body, about: ABOUT, subject: member });
    });
  }

  private try(programme: string, member: string, what: WalletAct, receiver: string): Tried {
    const memory = this.memory(programme);
    const at = tillTime(memory, this.parts.now());
    const body = { id: "rehearsal", at, ...eventOf(member, what, receiver) };
    return memory.rehearse(() => {
      const before = freeOf(memory, member);
      const outcome = memory.apply(body);
      if (!outcome.ok) return refusedAs(outcome.refusal);
      const own = outcome.entries.at(-1);
      if (!own) throw new Error("no_entry: the kernel accepted an act without an entry");
      const after = freeOf(memory, member);
      const changed = Object.keys(after).filter((asset) => after[asset] !== before[asset]);
      const only = (all: Record<string, string>): Record<string, string> =>
        Object.fromEntries(changed.map((asset) => [asset, all[asset] ?? "0"]));
      return { entry: renderEntry(memory, own), before: only(before), after: only(after) };
    });
  }

  /** The refusal of an act on what open orders have set aside; what the wallet itself lacks the kernel refuses. */
  private async setAside(
    db: Pick<Tx, "selectFrom">,
    programme: string,
    member: string,
    what: WalletAct,
  ): Promise<Refused | undefined> {
    const memory = this.memory(programme);
    const used = usedBy(what, (edition) => priceIn(actsText(memory), edition));
    const asset = used ? memory.asset(used.asset) : -1;
    if (!used || asset === -1) return undefined;
    const wanted = parseAmount(used.amount, memory.scale(asset), "positive");
    const reserved = await reservedBy(db, programme, member);
    const { free, reserved: kept } = availableOf(memory, member, used.asset, reserved);
    const left = parseAmount(free, memory.scale(asset), "unsigned");
    if (typeof wanted !== "number" || typeof left !== "number" || wanted <= left || !/[1-9]/.test(kept))
      return undefined;
    return {
      code: "insufficient_balance",
      place: used.place,
      wrong: `${kept} is set aside for orders under way`,
      right: `at most ${free}`,
    };
  }

  /** Whether an act is the one that was sent. The receiver may have left since. */
  private async isSame(programme: string, member: string, what: WalletAct, body: object): Promise<boolean> {
    const to = "to" in body && typeof body.to === "string" ? body.to : "";
    const now = eventOf(member, what, to);
    const isEqual = Object.entries(now).every(([field, value]) => Reflect.get(body, field) === value);
    if (!isEqual || Object.keys(now).length !== Object.keys(body).length) return false;
    return what.act !== "transfer" || (await this.members.nameOf(programme, what.receiver)) === to;
  }

  private async sent(db: Pick<Tx, "selectFrom">, programme: string, eventId: string) {
    return db
      .selectFrom("outbox")
      .select(["state", "seq", "code", "wrong", "body"])
      .where("programme_id", "=", programme)
      .where("event_id", "=", eventId)
      .executeTakeFirst();
  }

  private memory(programme: string): Programme {
    return this.parts.programmes.need(programme).programme;
  }
}

const refusedFault = ({ code, place, wrong, right }: Refused): Fault => new Fault(code as ApiCode, place, wrong, right);

const refusedAs = ({ code, place, wrong, right }: Refusal): Refused => ({ code, place, wrong, right });

function priceIn(acts: readonly ActText[], edition: string): { asset: string; price: string } | undefined {
  const act = acts.find((each) => each.edition?.name === edition);
  return act?.edition && { asset: act.asset, price: act.edition.price };
}

/** The member's free balances, with what is due booked: only in a rehearsal. */
function freeOf(memory: Programme, member: string): Record<string, string> {
  const holder = memory.holders.find(member);
  if (holder === undefined) return {};
  return Object.fromEntries(
    Array.from({ length: memory.ledger.assets.length }, (_, asset) => [
      memory.ledger.assets.cells.name.get(asset),
      formatAmount(memory.ledger.free(holder, asset), memory.scale(asset)),
    ]),
  );
}
