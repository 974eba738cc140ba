// What the queue can pay at most: the pool's inflow against the tickets' promise.
import type { Fraction } from "../../number/fraction.js";
import { compare, fraction, ONE, times, ZERO } from "../../number/fraction.js";
import { inflowRate } from "../../plan/inflow.js";
import type { PlanDocument } from "../../plan/schema.js";
import type { Bound } from "../mechanism.js";
import type { Queue, Rates } from "./parameters.js";

/** The lowest rate above 0: the smaller the ticket, the larger the share of tickets that the same inflow can pay, and no run may pass a bound. */
const lowest = (rates: Rates): { rate: Fraction; text: string } =>
  (typeof rates === "string" ? [rates] : rates.map((line) => line.rate))
    .map((text) => ({ rate: fraction(text), text }))
    .filter(({ rate }) => rate.n > 0)
    .toSorted((a, b) => compare(a.rate, b.rate))[0] ?? { rate: ZERO, text: "0" };

/** Share of tickets that can be paid ≤ inflow ÷ ticket; with `advance k` also ≤ 1 ÷ k of those who enter. */
export function bounds(queue: Queue, plan: PlanDocument, path: string): Bound[] {
  const inflow = inflowRate(plan, queue.pool);
  const ticket = lowest(queue.ticket);
  const funded =
    inflow.rate && ticket.rate.n > 0
      ? least(ONE, times(inflow.rate, { n: ticket.rate.d, d: ticket.rate.n }))
      : undefined;
  const share: Bound = {
    path,
    name: "tickets-paid",
    value: funded,
    unit: "share",
    formula: `${inflow.formula} ÷ ${ticket.text}`,
    text: {
      zh: "按金额计，最多有这么多排队能够得到返还（注资与不排队的订单除外）",
      en: "At most this share of the tickets' worth can ever be paid (capital put in, and orders without a ticket, apart)",
    },
  };
  if (queue.advance === undefined) return [share];
  return [
    share,
    {
      path,
      name: "entrants-paid",
      value: { n: 1, d: queue.advance },
      unit: "share",
      formula: `1 ÷ ${queue.advance}`,
      text: {
        zh: `每 ${queue.advance} 个后来者才能返还一个：最多这么多进入者能够得到返还`,
        en: `Each needs ${queue.advance} after it: at most this share of those who enter can be paid`,
      },
    },
  ];
}

const least = (a: Fraction, b: Fraction): Fraction => (compare(a, b) < 0 ? a : b);
