// The auditor's collectible: the price is burnt and a number is taken, while there are some.
import { idOf, No } from "../books.js";
import { text } from "../exact.js";
import type { Kind } from "../kind.js";

interface Edition {
  edition: string;
  price: string;
  supply: number;
}

export const collectible: Kind = {
  take: (books, by, event) => {
    const edition = (by["editions"] as Edition[]).find((each) => each.edition === event["edition"]);
    if (event["type"] !== "collectible.redeemed" || !edition) return false;
    const { name } = books.holder(event["holder"]);
    const asset = text(by["asset"]);
    const price = books.planUnits(edition.price, asset);
    const key = `${idOf(by)} ${edition.edition}`;
    const taken = books.state.editions.get(key) ?? 0;
    if (books.limited(by, name, asset, price) < price) throw new No("limit_reached");
    if (books.free(name, asset) < price) throw new No("insufficient_balance");
    if (taken >= edition.supply) throw new No("sold_out");
    for (const counter of books.limitKeys(by, name)) books.addCount(counter, price);
    books.take(name, asset, price);
    books.state.editions.set(key, taken + 1);
    return true;
  },
};
