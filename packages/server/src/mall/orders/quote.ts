// What an order would cost and earn, before it is made: prices from the catalogue, rewards from the kernel's dry run.
import type { Quote } from "@perennial/api";
import type { Programme } from "@perennial/kernel";
import { formatAmount } from "@perennial/kernel";
import type { Database } from "../../database/database.js";
import { Fault } from "../../http/fault.js";
import { tillTime } from "../../programmes/till-time.js";
import { settledEvent } from "../../settlement/events.js";
import type { Rehearsed } from "../../settlement/rehearsal.js";
import { rehearseOrders } from "../../settlement/rehearsal.js";
import { termsOf } from "../settings.js";
import type { Draft } from "./basket.js";
import { cashOf, mayPay, payOf, withTender } from "./basket.js";
import { storeTitles } from "./order-views.js";
import { reservedBy } from "./reserved.js";

export interface Quoted {
  readonly drafts: readonly Draft[];
  readonly rehearsed: readonly Rehearsed[];
}

/** Lays the tender on the drafts and rehearses them. Throws what `withTender` throws, and `insufficient_balance`. */
export function rehearsed(
  programme: Programme,
  member: string,
  drafts: readonly Draft[],
  tender: Readonly<Record<string, string>>,
  reserved: ReadonlyMap<string, number>,
  now: number,
): Quoted {
  const terms = termsOf(programme);
  const orders = withTender(drafts, tender, terms.tender, terms.cashScale);
  for (const { asset } of terms.tender) {
    const used = usedOf(orders, asset);
    const free = freeOf(programme, member, asset, terms.cashScale) - (reserved.get(asset) ?? 0);
    if (used > free)
      throw new Fault(
        "insufficient_balance",
        `tender.${asset}`,
        `${formatAmount(Math.max(0, free), terms.cashScale)} of it is free and not set aside for other orders`,
        "at most that much",
      );
  }
  const bodies = orders.map((draft, index) => bodyOf(draft, index, member, terms.cashScale));
  const results = rehearseOrders(programme, bodies, member, tillTime(programme, now));
  return { drafts: orders, rehearsed: results };
}

/** The names of orders that were settled are taken; a space is in none of them. */
const bodyOf = (draft: Draft, index: number, buyer: string, scale: number): Record<string, unknown> =>
  settledEvent({ ...draft, order: `rehearsal ${index}`, buyer, cash: cashOf(draft), refunded: 0 }, scale);

/** A wallet's free balance with what is due and not booked yet, rounded down to minor units of cash. Booking it would be a write: it is put back. */
export function freeOf(programme: Programme, member: string, name: string, scale: number): number {
  const { holders, ledger } = programme;
  const holder = holders.find(member);
  const asset = programme.asset(name);
  if (holder === undefined || asset === -1) return 0;
  const free = programme.rehearse(() => ledger.free(holder, asset));
  const own = programme.scale(asset);
  return own >= scale ? Math.floor(free / 10 ** (own - scale)) : free * 10 ** (scale - own);
}

const usedOf = (drafts: readonly Draft[], asset: string): number =>
  drafts.reduce((sum, { tender }) => sum + (tender[asset] ?? 0), 0);

export async function quoteOf(
  database: Database,
  programme: Programme,
  id: string,
  member: string,
  { drafts, rehearsed: results }: Quoted,
): Promise<Quote> {
  const terms = termsOf(programme);
  const text = (minor: number): string => formatAmount(minor, terms.cashScale);
  const reserved = await reservedBy(database.query, id, member);
  const titles = await storeTitles(
    database,
    id,
    drafts.map(({ from }) => from),
  );
  const orders = drafts.map((draft, index) => ({
    from: draft.from === null ? null : { id: draft.from, title: titles.get(draft.from) ?? "" },
    merchant: draft.merchant === null ? null : { id: draft.merchant, title: draft.merchantTitle ?? draft.merchant },
    kind: draft.kind,
    tags: [...draft.tags],
    lines: draft.lines.map(({ variant, product, title, variantTitle, photo, price, quantity }) => ({
      variant: variant ?? "",
      product: product ?? "",
      title,
      variantTitle,
      photo,
      quantity,
      sum: text(price * quantity),
    })),
    gross: text(draft.gross),
    tender: Object.fromEntries(Object.entries(draft.tender).map(([asset, part]) => [asset, text(part)])),
    shipping: text(draft.shipping),
    cash: text(payOf(draft)),
    earns: [...(results[index]?.earns ?? [])],
    refusal: results[index]?.refusal ?? null,
  }));
  const tender = terms.tender.map(({ asset, title, ...payer }) => {
    const free = Math.max(0, freeOf(programme, member, asset, terms.cashScale) - (reserved.get(asset) ?? 0));
    const payable = drafts
      .filter((draft) => mayPay({ asset, ...payer }, draft))
      .reduce((sum, draft) => sum + cashOf(draft) + (draft.tender[asset] ?? 0), 0);
    const used = usedOf(drafts, asset);
    return { asset, ...(title && { title }), free: text(free), most: text(Math.min(free, payable)), used: text(used) };
  });
  return {
    orders,
    gross: text(drafts.reduce((sum, { gross }) => sum + gross, 0)),
    shipping: text(drafts.reduce((sum, { shipping }) => sum + shipping, 0)),
    cash: text(drafts.reduce((sum, draft) => sum + payOf(draft), 0)),
    tender,
    settles: terms.hold ? `${terms.hold.after}+${terms.hold.days}d` : "received",
    ready: results.every(({ refusal }) => refusal === null),
  };
}
