// The auditor's market: a plain list of offers, searched from end to end for the best one each time.
import type { Books } from "../books.js";
import type { Json, Mechanism, Offer, Trade } from "../types.js";
import { idOf, No, PLATFORM } from "../books.js";
import type { Ratio } from "../exact.js";
import { floorOf, isMore, least, product, ratio, ten, text, units } from "../exact.js";
import type { Kind } from "../kind.js";
import { due } from "../kind.js";

const isDirect = (by: Mechanism): boolean => by["settlement"] === "direct";
const costOf = ({ price }: Offer, quantity: bigint): bigint => floorOf(quantity, price);
const CODES = ["amount_not_positive", "amount_overflow", "scale_exceeded"];

/** A price in cash minor units for one minor unit, or the code that it is refused with. */
function priceOf(books: Books, asset: string, written: string): Ratio | string {
  const decimals = (written.split(".")[1] ?? "").length;
  const checked = units(written, Math.min(12, decimals), "positive");
  return typeof checked === "string" ? checked : product(ratio(written), ten(2 - books.scale(asset)));
}

/** Within the band around the day's reference price. */
function fitsBand(books: Books, by: Mechanism, price: Ratio): boolean {
  const reference = books.price(text(by["asset"]));
  if (by["band"] === undefined || !reference || reference.n === 0n) return true;
  const band = ratio(text(by["band"]));
  const most = { n: reference.n * (band.d + band.n), d: reference.d * band.d };
  const low = { n: reference.n * (band.d - band.n), d: reference.d * band.d };
  return !isMore(price, most) && !isMore(low, price);
}

function place(books: Books, by: Mechanism, event: Json, side: Offer["side"]): boolean {
  if (books.state.offers.some(({ id }) => id === event["offer"])) throw new No("already_exists");
  const asset = text(by["asset"]);
  if (event["asset"] !== asset) return false;
  const { name: holder } = books.holder(event["holder"]);
  const quantity = units(text(event["quantity"]), books.scale(asset), "positive");
  const price = priceOf(books, asset, text(event["price"]));
  for (const code of CODES) if (quantity === code || price === code) throw new No(code);
  if (typeof quantity === "string" || typeof price === "string") throw new No("amount_overflow");
  const tick = by["tick"] === undefined ? undefined : ratio(text(by["tick"]));
  const p = ratio(text(event["price"]));
  if (tick && (p.n * tick.d) % (p.d * tick.n) !== 0n) throw new No("off_tick");
  if (!fitsBand(books, by, price)) throw new No("outside_band");
  const { version } = books.plan;
  const offer: Offer = {
    by: idOf(by),
    version,
    id: text(event["offer"]),
    holder,
    side,
    asset,
    price,
    left: quantity,
    open: true,
  };
  const cost = costOf(offer, quantity);
  if (cost === 0n) throw new No("below_minimum");
  reserve(books, by, offer, cost);
  books.state.offers.push(offer);
  meet(books, by, offer);
  return true;
}

function reserve(books: Books, by: Mechanism, { side, holder, asset, left }: Offer, cost: bigint): void {
  if (side === "bid" && isDirect(by)) return;
  const [what, amount] = side === "ask" ? [asset, left] : ["cash", cost];
  books.take(holder, what, amount);
  books.wallet(holder, what).held += amount;
}

/** What is held for an offer goes back. */
function free(books: Books, holder: string, asset: string, amount: bigint): void {
  books.wallet(holder, asset).held -= amount;
  books.put(holder, asset, amount);
}

function withdraw(books: Books, by: Mechanism, offer: Offer): void {
  offer.open = false;
  if (offer.side === "ask") free(books, offer.holder, offer.asset, offer.left);
  else if (!isDirect(books.rules(by, offer.version))) free(books, offer.holder, "cash", costOf(offer, offer.left));
}

function best(books: Books, by: Mechanism, side: Offer["side"]): Offer | undefined {
  let found: Offer | undefined;
  for (const offer of books.state.offers) {
    if (!offer.open || offer.by !== idOf(by) || offer.side !== side) continue;
    const beats = found && (side === "ask" ? isMore(found.price, offer.price) : isMore(offer.price, found.price));
    if (!found || beats) found = offer;
  }
  return found;
}

function meet(books: Books, by: Mechanism, offer: Offer): void {
  while (offer.open) {
    const other = best(books, by, offer.side === "ask" ? "bid" : "ask");
    if (!other) return;
    const [ask, bid] = offer.side === "ask" ? [offer, other] : [other, offer];
    if (isMore(ask.price, bid.price)) return;
    if (other.holder === offer.holder) return withdraw(books, by, offer);
    if (!fitsBand(books, by, other.price)) {
      withdraw(books, by, other);
      continue;
    }
    const quantity = least(offer.left, other.left);
    const value = costOf(other, quantity);
    if (value === 0n) return withdraw(books, by, offer);
    const reserved = costOf(bid, bid.left);
    ask.left -= quantity;
    bid.left -= quantity;
    if (isDirect(by)) agree(books, by, ask, bid, quantity, value);
    else {
      books.wallet(ask.holder, ask.asset).held -= quantity;
      books.arrive(bid.holder, ask.asset, quantity);
      books.wallet(bid.holder, "cash").held -= value;
      books.put(ask.holder, "cash", value);
      charge(books, ask.holder, value, books.rules(by, ask.version));
      deal(books, ask.asset, value, quantity);
      free(books, bid.holder, "cash", reserved - value - costOf(bid, bid.left));
    }
    for (const each of [ask, bid]) {
      if (each.left === 0n) each.open = false;
      else if (costOf(each, each.left) === 0n) withdraw(books, by, each);
    }
  }
}

const deal = (books: Books, asset: string, value: bigint, quantity: bigint): void =>
  void books.state.deals.push({ asset, day: books.state.day, value, quantity });

/** The fee out of the seller's cash; what is missing is owed. */
function charge(books: Books, seller: string, value: bigint, rules: Mechanism): void {
  const fee = rules["fee"] === undefined ? 0n : floorOf(value, ratio(text(rules["fee"])));
  const held = least(fee, books.free(seller, "cash"));
  if (held > 0n) books.take(seller, "cash", held);
  books.put(PLATFORM, "cash", held);
  books.owe(seller, "cash", fee - held);
}

function agree(books: Books, by: Mechanism, ask: Offer, bid: Offer, quantity: bigint, value: bigint): void {
  const [seller, buyer] = [ask.holder, bid.holder];
  const { version, asset } = ask;
  const since = books.state.day;
  books.state.trades.push({ by: idOf(by), version, asset, seller, buyer, quantity, value, state: "unpaid", since });
}

function hand(books: Books, by: Mechanism, trade: Trade): void {
  trade.state = "over";
  books.wallet(trade.seller, trade.asset).held -= trade.quantity;
  books.arrive(trade.buyer, trade.asset, trade.quantity);
  charge(books, trade.seller, trade.value, books.rules(by, trade.version));
  deal(books, trade.asset, trade.value, trade.quantity);
}

function giveBack(books: Books, trade: Trade): void {
  trade.state = "over";
  free(books, trade.seller, trade.asset, trade.quantity);
}

function step(books: Books, by: Mechanism, event: Json): boolean {
  const trade = books.state.trades.find((_, index) => `T${index + 1}` === event["trade"]);
  if (!trade || trade.by !== idOf(by)) return false;
  const to = event["to"] === undefined ? trade.seller : text(event["to"]);
  if (event["type"] === "market.decided" && to !== trade.seller && to !== trade.buyer) throw new No("not_allowed");
  const isPaid = trade.state === "paid" || trade.state === "disputed";
  if (event["type"] === "market.paid" ? trade.state !== "unpaid" : !isPaid) throw new No("wrong_state");
  if (event["type"] === "market.paid") {
    trade.state = "paid";
    trade.since = books.state.day;
  } else if (event["type"] === "market.received" || to === trade.buyer) hand(books, by, trade);
  else giveBack(books, trade);
  return true;
}

export const market: Kind = {
  order: (books, by, order) => {
    const burn = by["merchantBurn"] as { rate: string; of: string } | undefined;
    const asset = text(by["asset"]);
    const price = books.price(asset);
    if (!burn || order.merchant === undefined || !price || price.n === 0n) return;
    const base = burn.of === "gross" ? order.rewardGross : order.rewardMargin;
    const amount = floorOf(base, product(ratio(burn.rate), { n: price.d, d: price.n }));
    if (amount === 0n) return;
    books.take(order.merchant, asset, amount);
    books.state.burns.push({ by: idOf(by), order: order.id, merchant: order.merchant, asset, amount, back: 0n });
  },
  refund: (books, by, order, refunded) => {
    for (const burn of books.state.burns) {
      if (burn.by !== idOf(by) || burn.order !== order.id) continue;
      const back = due(burn.amount, burn.back, refunded);
      burn.back += back;
      const stock = books.treasury(burn.asset);
      books.arrive(burn.merchant, burn.asset, stock === undefined ? back : least(back, stock));
    }
  },
  close: (books, by, day) => {
    for (const trade of books.state.trades) {
      if (trade.by !== idOf(by)) continue;
      const days = (books.rules(by, trade.version)["deadlines"] ?? {}) as { pay?: number; receive?: number };
      const waited = day - trade.since;
      if (trade.state === "unpaid" && waited >= (days.pay ?? 1)) giveBack(books, trade);
      else if (trade.state === "paid" && waited >= (days.receive ?? 3)) trade.state = "disputed";
    }
  },
  take: (books, by, event) => {
    switch (event["type"]) {
      case "market.asked":
        return place(books, by, event, "ask");
      case "market.bid":
        return place(books, by, event, "bid");
      case "market.cancelled": {
        const offer = books.state.offers.find(({ id }) => id === event["offer"]);
        if (!offer || offer.by !== idOf(by)) return false;
        if (!offer.open) throw new No("wrong_state");
        withdraw(books, by, offer);
        return true;
      }
      case "market.paid":
      case "market.received":
      case "market.decided":
        return step(books, by, event);
      default:
        return false;
    }
  },
};
