// What a member does with its wallet, in the language of events; and what an entry moves on the member's own accounts.
import type { OfferedAct, WalletAct, WalletMove } from "@perennial/api";
import type { ActEvent, EntryText } from "@perennial/kernel";

export const ACT_OF: Readonly<Record<ActEvent, OfferedAct["act"]>> = {
  "asset.sold": "sell",
  "asset.transferred": "transfer",
  "asset.converted": "convert",
  "cash.withdrawn": "withdraw",
  "collectible.redeemed": "redeem",
};

/** The event of an act, without id and time. `receiver`: the name behind the code of a transfer. */
export function eventOf(member: string, what: WalletAct, receiver: string): Record<string, unknown> {
  switch (what.act) {
    case "sell":
      return { type: "asset.sold", holder: member, asset: what.asset, quantity: what.quantity };
    case "convert":
      return { type: "asset.converted", holder: member, from: what.from, to: what.to, quantity: what.quantity };
    case "transfer":
      return { type: "asset.transferred", from: member, to: receiver, asset: what.asset, quantity: what.quantity };
    case "withdraw":
      return { type: "cash.withdrawn", holder: member, amount: what.amount };
    case "redeem":
      return { type: "collectible.redeemed", holder: member, edition: what.edition };
  }
}

/** What is used, in which field of the request it stands, and how much; an edition's price is the plan's. */
export function usedBy(what: WalletAct, priceOf: (edition: string) => { asset: string; price: string } | undefined) {
  switch (what.act) {
    case "sell":
    case "transfer":
      return { asset: what.asset, amount: what.quantity, place: "quantity" };
    case "convert":
      return { asset: what.from, amount: what.quantity, place: "quantity" };
    case "withdraw":
      return { asset: "cash", amount: what.amount, place: "amount" };
    case "redeem": {
      const edition = priceOf(what.edition);
      return edition && { asset: edition.asset, amount: edition.price, place: "edition" };
    }
  }
}

const OWN = ["wallet", "lot", "hold", "receivable"] as const;

/** What the entry moves on the member's own accounts, in its order; to and fro. */
export function movesOf({ postings }: EntryText, member: string): WalletMove[] {
  return postings.flatMap(({ debit, credit, asset, amount, why }) =>
    OWN.flatMap((account): WalletMove[] => {
      const own = `${account}:${member}`;
      const move = { asset, account, fee: why.rule === "fee", why };
      return [
        ...(debit === own ? [{ ...move, amount: `-${amount}` }] : []),
        ...(credit === own ? [{ ...move, amount }] : []),
      ];
    }),
  );
}

/** Whether an operator has to approve it first. */
export const isReviewed = (moves: readonly WalletMove[]): boolean => moves.some(({ account }) => account === "hold");

/** What reaches somebody else's wallet. */
export const reaching = ({ postings }: EntryText, receiver: string, rule: string): string =>
  postings.find(({ credit, why }) => credit === `wallet:${receiver}` && why.rule === rule)?.amount ?? "0";
