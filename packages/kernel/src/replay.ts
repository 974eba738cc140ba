// Replay: a plan and a stream of events give wallets, pools, prices and refusals, always the same ones.
import type { Digest } from "./ledger/chain.js";
import { GENESIS, linkHash } from "./ledger/chain.js";
import type { Entry } from "./ledger/entry.js";
import { Scribe } from "./ledger/scribe.js";
import type { Plan } from "./plan/compile.js";
import { parseEvent } from "./events/vocabulary.js";
import { Programme } from "./programme.js";
import { Refusal } from "./refusal.js";
import type { Day } from "./time/calendar.js";
import { lockedText, poolsText, pricesText, ranksText, receivablesText, supplyText, walletText } from "./view.js";

export interface Rejected {
  /** number of the line in the file, 1 the first */
  line: number;
  code: string;
  place: string;
  wrong: string;
  right: string;
}

/** The result of a replay; amounts are decimal strings. See the language, section 6. */
export interface ReplayResult {
  wallets: Record<string, Record<string, string>>;
  pools: Record<string, string>;
  supply: Record<string, string>;
  prices: Record<string, string>;
  ranks: Record<string, string>;
  lots: Record<string, Record<string, string>>;
  receivables: Record<string, Record<string, string>>;
  rejected: Rejected[];
  /** events accepted */
  events: number;
  /** head of the hash chain over all entries */
  hash: string;
}

/** Replays events one by one; an event id counts once (the same body again changes nothing, another body is `event_conflict`; a refused event leaves its id free). */
export class Replay {
  readonly programme: Programme;
  readonly rejected: Rejected[] = [];
  private readonly bodies = new Map<string, string>();
  private events = 0;
  private hash = GENESIS;
  private readonly scribe: Scribe;

  /** `onEntry` sees every entry as it is made. Without a `digest` no chain is kept. */
  constructor(
    plan: Plan,
    private readonly digest?: Digest,
    private readonly onEntry?: (entry: Entry) => void,
  ) {
    this.programme = Programme.start(plan);
    this.scribe = new Scribe(this.programme);
  }

  /** Applies the event of a line. Returns the refusal when there is one. */
  line(number: number, json: unknown): Refusal | undefined {
    const own = typeof json === "object" && json !== null && "id" in json ? json.id : undefined;
    const repeat = typeof own === "string" ? this.repeats(own, json) : undefined;
    if (repeat === "same") return undefined;
    const outcome =
      repeat === undefined
        ? this.programme.apply(json, `line:${number}`)
        : { ok: false as const, refusal: repeat, entries: [] };
    for (const entry of outcome.entries) this.book(entry);
    if (outcome.ok) {
      this.bodies.set(outcome.event.id, JSON.stringify(json));
      this.events += 1;
      return undefined;
    }
    const { code, place, wrong, right } = outcome.refusal;
    this.rejected.push({ line: number, code, place, wrong, right });
    return outcome.refusal;
  }

  closeThrough(day: Day): void {
    for (const entry of this.programme.closeThrough(day)) this.book(entry);
  }

  result(): ReplayResult {
    const { programme } = this;
    const wallets: ReplayResult["wallets"] = {};
    const lots: ReplayResult["lots"] = {};
    for (let holder = 0; holder < programme.holders.count; holder++) {
      const wallet = walletText(programme, holder);
      if (Object.keys(wallet).length) wallets[programme.holders.name(holder)] = wallet;
      const locked = lockedText(programme, holder);
      if (Object.keys(locked).length) lots[programme.holders.name(holder)] = locked;
    }
    return {
      wallets,
      pools: poolsText(programme),
      supply: supplyText(programme),
      prices: pricesText(programme),
      ranks: ranksText(programme),
      lots,
      receivables: receivablesText(programme),
      rejected: this.rejected,
      events: this.events,
      hash: this.hash,
    };
  }

  /** Whether an event with this id was accepted before: the same one, or (malformed wins) another one. */
  private repeats(id: string, json: unknown): "same" | Refusal | undefined {
    const known = this.bodies.get(id);
    if (known === undefined) return undefined;
    if (known === JSON.stringify(json)) return "same";
    try {
      parseEvent(json);
    } catch (error) {
      if (error instanceof Refusal && error.code === "malformed_event") return error;
    }
    return new Refusal(
      "event_conflict",
      "id",
      `event "${id}" was accepted before with another body`,
      "a new id for a new event",
    );
  }

  private book(entry: Entry): void {
    this.onEntry?.(entry);
    if (this.digest) this.hash = linkHash(this.hash, this.scribe.write(entry, []).canonical, this.digest);
  }
}
