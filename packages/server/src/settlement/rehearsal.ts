// What orders would earn, before anybody pays: they are applied one after the other, told, and put back.
import type { Earned } from "@perennial/api";
import type { EntryText, Programme } from "@perennial/kernel";
import { renderEntry } from "@perennial/kernel";

export interface Rehearsed {
  readonly earns: readonly Earned[];
  readonly refusal: { readonly code: string; readonly wrong: string; readonly right: string } | null;
}

/** Costs what the orders cost, however many members there are. `bodies` without id and time. */
export function rehearseOrders(
  programme: Programme,
  bodies: readonly Readonly<Record<string, unknown>>[],
  buyer: string,
  at: string,
): Rehearsed[] {
  return programme.rehearse(() => bodies.map((body, index) => applied(programme, { at, ...body }, buyer, index)));
}

/** What one order would bring its buyer, by itself; a buyer whom the programme does not know joins first. */
export function rehearseAlone(
  programme: Programme,
  body: Readonly<Record<string, unknown>>,
  buyer: string,
  at: string,
): Rehearsed {
  return programme.rehearse(() => {
    if (programme.holders.find(buyer) === undefined)
      programme.apply({ id: "rehearsal:join", at, type: "member.joined", member: buyer });
    return applied(programme, { at, ...body }, buyer, 0);
  });
}

function applied(programme: Programme, body: object, buyer: string, index: number): Rehearsed {
  const outcome = programme.apply({ id: `rehearsal:${index}`, ...body });
  if (!outcome.ok) {
    const { code, wrong, right } = outcome.refusal;
    return { earns: [], refusal: { code, wrong, right } };
  }
  const own = outcome.entries.at(-1);
  return { earns: own ? earnedBy(renderEntry(programme, own), buyer) : [], refusal: null };
}

/** What reaches the buyer's wallet and lots. */
function earnedBy({ postings }: EntryText, buyer: string): Earned[] {
  return postings.flatMap(({ credit, asset, amount, why }) => {
    const account = credit === `wallet:${buyer}` ? "wallet" : "lot";
    if (credit !== `${account}:${buyer}`) return [];
    return [{ asset, amount, account, why }];
  });
}
