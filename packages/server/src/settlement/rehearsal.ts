// What orders would earn, before anybody pays: they are applied one after the other to a copy of the programme, which is thrown away.
import type { Earned } from "@perennial/api";
import type { EntryText } from "@perennial/kernel";
import { Programme, renderEntry } from "@perennial/kernel";

export interface Rehearsed {
  readonly earns: readonly Earned[];
  readonly refusal: { readonly code: string; readonly wrong: string; readonly right: string } | null;
}

/** Costs a copy of the whole state: some milliseconds for thousands of members. `bodies` without id and time. */
export function rehearseOrders(
  programme: Programme,
  bodies: readonly Readonly<Record<string, unknown>>[],
  buyer: string,
  at: string,
): Rehearsed[] {
  const copy = Programme.restore([programme.store.dump()]);
  return bodies.map((body, index) => {
    const outcome = copy.apply({ id: `rehearsal:${index}`, at, ...body });
    if (!outcome.ok) {
      const { code, wrong, right } = outcome.refusal;
      return { earns: [], refusal: { code, wrong, right } };
    }
    const own = outcome.entries.at(-1);
    return { earns: own ? earnedBy(renderEntry(copy, own), buyer) : [], refusal: null };
  });
}

/** What reaches the buyer's wallet and lots. */
function earnedBy({ postings }: EntryText, buyer: string): Earned[] {
  return postings.flatMap(({ credit, asset, amount, why }) => {
    const account = credit === `wallet:${buyer}` ? "wallet" : "lot";
    if (credit !== `${account}:${buyer}`) return [];
    return [{ asset, amount, account, why }];
  });
}
