// What a merchant's orders will ask of its wallet under the plan as it is now: its own last orders (or one of a size that it names) are applied once more by
// the kernel, told, and put back. Where it has too little, it is lent enough inside the rehearsal, so that the plan says how much it would have taken.
import type { PointsDesk } from "@perennial/api";
import type { EntryText, Programme } from "@perennial/kernel";
import { CASH, formatAmount, mulDivFloor, parseAmount, renderEntry } from "@perennial/kernel";
import { tillTime } from "../../programmes/till-time.js";
import { holderView } from "../../programmes/views.js";
import { settledEvent } from "../../settlement/events.js";
import type { Store } from "../../store/store.js";

type Need = PointsDesk["need"];
type Body = Readonly<Record<string, unknown>>;

/** Of its last orders so many are applied once more; the rest is counted as like them. */
const MOST_REHEARSED = 20;
/** What is lent is tried from much to little: a capped asset gives no more than its treasury has. */
const LOANS = ["1000000000", "1000000", "10000", "100", "1"];
/** What says which order it was, and what others paid it with, is of that day. */
/** A space is in the name of no member. */
const STRANGER = "a buyer";
const OF_ITS_DAY = new Set(["id", "at", "order", "tender", "holds"]);

export interface Turnover {
  /** entries of its settled orders in the last days, the newest first */
  readonly settled: readonly number[];
  readonly days: number;
  /** its own figures in place of the past: orders in as many days, and what one comes to in minor units */
  readonly own?: { readonly orders: number; readonly gross: number } | undefined;
}

export async function needOf(
  store: Store,
  { id, programme, now }: { id: string; programme: Programme; now: number },
  merchant: string,
  { settled, days, own }: Turnover,
): Promise<Need> {
  const scale = programme.scale(CASH);
  const bodies = own
    ? [typical(merchant, own.gross, scale)]
    : await pastOrders(store, id, settled.slice(0, MOST_REHEARSED));
  const orders = own ? own.orders : settled.length;
  const told = rehearsed(programme, merchant, bodies, tillTime(programme, now));
  const wallets = holderView(programme, merchant)?.wallets ?? [];
  const free = new Map(wallets.map((wallet) => [wallet.asset, wallet.free]));
  const assets = [...told.moves].map(([asset, moved]) => {
    const own_ = programme.scale(programme.asset(asset));
    const ahead = (minor: number): number => mulDivFloor(minor, orders, Math.max(told.applied, 1));
    const burns = ahead(moved.out);
    const has = parseAmount(free.get(asset) ?? "0", own_, "signed");
    const short = Math.max(0, burns - (typeof has === "number" ? has : 0));
    const text = (minor: number): string => formatAmount(minor, own_);
    return { asset, earns: text(ahead(moved.in)), burns: text(burns), short: text(short) };
  });
  const gross = bodies.reduce((sum, { gross: each }) => sum + minorOf(each, scale), 0);
  return {
    basis: own ? "own" : "past",
    orders,
    rehearsed: told.applied,
    gross: formatAmount(bodies.length === 0 ? 0 : Math.floor(gross / bodies.length), scale),
    days,
    assets,
    refusal: told.refusal,
  };
}

const minorOf = (text: unknown, scale: number): number => {
  const amount = typeof text === "string" ? parseAmount(text, scale, "unsigned") : 0;
  return typeof amount === "number" ? amount : 0;
};

/** An order of somebody whom nobody brought. */
const typical = (merchant: string, gross: number, scale: number): Body =>
  settledEvent(
    {
      order: "",
      buyer: STRANGER,
      merchant,
      gross,
      cash: gross,
      cost: null,
      tender: {},
      tags: [],
      region: null,
      refunded: 0,
    },
    scale,
  );

async function pastOrders(store: Store, programme: string, settled: readonly number[]): Promise<Body[]> {
  const rows = await Promise.all(settled.map(async (seq) => store.journal(programme, seq - 1, 1)));
  return rows.flatMap(([row]) => {
    const body = row?.event?.body;
    return body ? [Object.fromEntries(Object.entries(body).filter(([key]) => !OF_ITS_DAY.has(key)))] : [];
  });
}

interface Moved {
  in: number;
  out: number;
}

function rehearsed(programme: Programme, merchant: string, bodies: readonly Body[], at: string) {
  return programme.rehearse(() => {
    programme.apply({ id: "need:stranger", at, type: "member.joined", member: STRANGER });
    lend(programme, merchant, at);
    const moves = new Map<string, Moved>();
    let refusal: Need["refusal"] = null;
    let applied = 0;
    for (const [index, body] of bodies.entries()) {
      const event = { ...body, type: "order.settled", id: `need:${index}`, order: `need ${index}`, at };
      const outcome = programme.apply(event);
      if (outcome.ok) {
        const entry = outcome.entries.at(-1);
        if (entry) count(moves, renderEntry(programme, entry), merchant, programme);
        applied += 1;
      } else {
        const { code, wrong, right } = outcome.refusal;
        refusal ??= { code, wrong, right };
      }
    }
    return { moves, refusal, applied };
  });
}

/** Enough of everything but cash; of nothing where the plan gives none. */
function lend(programme: Programme, merchant: string, at: string): void {
  for (const asset of Object.keys(programme.plan.assets))
    LOANS.some(
      (quantity, index) =>
        programme.apply({
          id: `loan:${asset}:${index}`,
          at,
          type: "adjusted",
          holder: merchant,
          asset,
          quantity,
          reason: "rehearsal",
        }).ok,
    );
}

function count(moves: Map<string, Moved>, { postings }: EntryText, merchant: string, programme: Programme): void {
  for (const { debit, credit, asset, amount } of postings) {
    if (asset === "cash") continue;
    const scale = programme.scale(programme.asset(asset));
    const minor = parseAmount(amount, scale, "unsigned");
    if (typeof minor !== "number") continue;
    const moved = moves.get(asset) ?? { in: 0, out: 0 };
    if (debit === `wallet:${merchant}`) moved.out += minor;
    else if (credit === `wallet:${merchant}` || credit === `lot:${merchant}`) moved.in += minor;
    else continue;
    moves.set(asset, moved);
  }
}
