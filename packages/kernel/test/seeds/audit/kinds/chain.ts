// The auditor's chain: places in a list; who leads is counted afresh each time.
import type { Books } from "../books.js";
import type { Mechanism, OrderRecord, Place } from "../types.js";
import { idOf } from "../books.js";
import { text } from "../exact.js";
import type { Kind } from "../kind.js";

const placesOf = (books: Books, by: Mechanism): Place[] => {
  const known = books.state.places.get(idOf(by)) ?? [];
  books.state.places.set(idOf(by), known);
  return known;
};
const placeOf = (books: Books, by: Mechanism, name: string | undefined): Place | undefined =>
  placesOf(books, by).find(({ holder }) => holder === name);
const isIn = (place: Place | undefined): boolean => place !== undefined && place.orders.length > 0;

function leads(books: Books, by: Mechanism, name: string): boolean {
  const place = placeOf(books, by, name);
  if (!place || !isIn(place)) return false;
  const buyers = placesOf(books, by).filter((each) => each.seller === name && isIn(each)).length;
  return buyers >= Number(books.rules(by, place.version)["leaderAfter"]);
}

/** From the leader under whom a place began upwards: the first who leads still. */
function leaderFrom(books: Books, by: Mechanism, first: string | undefined): string | undefined {
  let at = first;
  while (at !== undefined && !leads(books, by, at)) at = placeOf(books, by, at)?.leader;
  return at;
}

/** Under whom somebody starts whom this holder refers. */
function leaderFor(books: Books, by: Mechanism, referrer: string | undefined): string | undefined {
  let at = referrer;
  while (at !== undefined && !isIn(placeOf(books, by, at))) at = books.state.holders.get(at)?.referrer;
  return at === undefined || leads(books, by, at) ? at : leaderFrom(books, by, placeOf(books, by, at)?.leader);
}

function sell(books: Books, by: Mechanism, order: OrderRecord, leader: string | undefined): void {
  const seller = books.holder(order.buyer).referrer;
  const rewards = by["rewards"] as Record<"direct" | "leader" | "own", string>;
  const pay = (holder: string | undefined, sum: string): void => {
    if (holder !== undefined) books.give(by, order, holder, "cash", books.planUnits(sum, "cash"));
  };
  if (!isIn(placeOf(books, by, seller))) return;
  if (seller === leader) return pay(seller, rewards.own);
  pay(seller, rewards.direct);
  pay(leader, rewards.leader);
}

export const chain: Kind = {
  order: (books, by, order) => {
    if (!order.tags.includes(text(by["tag"])) || order.rewardGross === 0n) return;
    const { referrer } = books.holder(order.buyer);
    let place = placeOf(books, by, order.buyer);
    const start = {
      version: books.plan.version,
      leader: leaderFor(books, by, referrer),
      seller: isIn(placeOf(books, by, referrer)) ? referrer : undefined,
    };
    const isFirst = !isIn(place);
    if (!place) {
      place = { holder: order.buyer, orders: [], ...start };
      placesOf(books, by).push(place);
    }
    if (isFirst) Object.assign(place, start);
    sell(books, by, order, leaderFrom(books, by, place.leader));
    place.orders.push(order.id);
  },
  refund: (books, by, order, step) => {
    if (step.after !== step.gross) return;
    for (const place of placesOf(books, by)) place.orders = place.orders.filter((id) => id !== order.id);
  },
};
