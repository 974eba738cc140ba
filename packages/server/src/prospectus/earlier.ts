// What happened to those who joined before: how many bought, and how many got back in cash what they had paid. Exact, from the journal; told in
// numbers alone, and only when they are enough to hide anyone.
import type { EarlierMembers } from "@perennial/api";
import { CASH, formatAmount, parseAmount } from "@perennial/kernel";
import type { Database } from "../database/database.js";
import type { Programmes } from "../programmes/programmes.js";

/** Of fewer buyers nothing but their number is told. */
export const LEAST_TOLD = 10;
/** So long an answer is good: the journal is read from end to end for it. */
const KEPT_MS = 3_600_000;

interface Row {
  seq: number;
  joined: number;
  bought: number;
  nothing: number;
  less_than_half: number;
  half_or_more: number;
  all_or_more: number;
  paid: string;
  back: string;
}

export class Earlier {
  private readonly kept = new Map<string, { at: number; told: Promise<EarlierMembers> }>();

  constructor(
    private readonly database: Database,
    private readonly programmes: Programmes,
    private readonly now: () => number,
  ) {}

  /** At most an hour old. */
  async of(programme: string): Promise<EarlierMembers> {
    const known = this.kept.get(programme);
    if (known && this.now() - known.at < KEPT_MS) return known.told;
    const told = this.count(programme);
    this.kept.set(programme, { at: this.now(), told });
    // What failed is asked again by the next.
    told.catch(() => this.kept.delete(programme));
    return told;
  }

  private async count(programme: string): Promise<EarlierMembers> {
    const scale = this.programmes.need(programme).programme.scale(CASH);
    const [row] = await this.database.run<Row>(EARLIER, [programme, scale]);
    const { seq = 0, joined = 0, bought = 0 } = row ?? {};
    if (!row || bought < LEAST_TOLD) return { entry: seq, joined, bought, back: null };
    return {
      entry: seq,
      joined,
      bought,
      back: {
        nothing: row.nothing,
        lessThanHalf: row.less_than_half,
        halfOrMore: row.half_or_more,
        allOrMore: row.all_or_more,
        paid: cashText(row.paid, scale),
        received: cashText(row.back, scale),
      },
    };
  }
}

/** A sum from SQL in the scale of cash. */
function cashText(decimal: string, scale: number): string {
  const minor = parseAmount(decimal, scale, "signed");
  return typeof minor === "number" ? formatAmount(minor, scale) : decimal;
}

/**
 * Paid: the cash part of each member's orders, less what of it went back with refunds (rounded down, as the ledger does it). Back: cash that
 * mechanisms of the plan credited, less what refunds took back again. As of the entry that the lists have come to.
 */
const EARLIER = {
  name: "earlier",
  text: `with reached as (
  select seq from projection where programme_id = $1 and name = 'lists'
), orders as (
  select j.event ->> 'order' as id, j.event ->> 'buyer' as buyer, (j.event ->> 'gross')::numeric as gross,
    (j.event ->> 'gross')::numeric - coalesce((select sum(t.value::numeric) from json_each_text(j.event -> 'tender') t), 0) as cash
  from journal j, reached where j.programme_id = $1 and j.seq <= reached.seq and j.type = 'order.settled'
), refunds as (
  select j.event ->> 'order' as id, sum((j.event ->> 'gross')::numeric) as gross
  from journal j, reached where j.programme_id = $1 and j.seq <= reached.seq and j.type = 'order.refunded' group by 1
), spent as (
  select o.buyer, sum(o.cash - coalesce(trunc(o.cash * r.gross / nullif(o.gross, 0), $2::integer), 0)) as cash
  from orders o left join refunds r on r.id = o.id group by 1
), got as (
  select l.holder, sum(l.amount) as cash
  from holder_line l left join journal j on j.programme_id = l.programme_id and j.seq = l.seq and j.type = 'order.refunded'
  where l.programme_id = $1 and l.asset = 'cash' and l.account in ('wallet', 'lot') and (l.paid or (l.side = 0 and j.seq is not null))
  group by 1
), members as (
  select coalesce(s.cash, 0) as paid, greatest(coalesce(g.cash, 0), 0) as back
  from holder_entry h left join spent s on s.buyer = h.name left join got g on g.holder = h.name
  where h.programme_id = $1 and h.kind = 'member'
)
select (select seq from reached) as seq, count(*)::integer as joined, count(*) filter (where paid > 0)::integer as bought,
  count(*) filter (where paid > 0 and back = 0)::integer as nothing,
  count(*) filter (where paid > 0 and back > 0 and back * 2 < paid)::integer as less_than_half,
  count(*) filter (where paid > 0 and back * 2 >= paid and back < paid)::integer as half_or_more,
  count(*) filter (where paid > 0 and back >= paid)::integer as all_or_more,
  coalesce(sum(paid) filter (where paid > 0), 0)::text as paid, coalesce(sum(back) filter (where paid > 0), 0)::text as back
from members`,
};
