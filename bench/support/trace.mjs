// What the people of a simulation did, in the order in which they did it: the same deeds for other ways of reckoning them.

export const DEED = { join: 0, order: 1, sell: 2, withdraw: 3 };

/** A list of numbers that grows by doubling. */
class Numbers {
  length = 0;
  constructor(kind) {
    this.kind = kind;
    this.list = new kind(1024);
  }
  push(value) {
    if (this.length === this.list.length) {
      const wider = new this.kind(this.length * 2);
      wider.set(this.list);
      this.list = wider;
    }
    this.list[this.length++] = value;
  }
}

/** `of(event)` is told every event of a run of plan `stack`. Amounts: cents of cash, ten-thousandths of points. */
export class Trace {
  /** members who hold equity, all as much as each other */
  equity = 0;
  deeds = new Numbers(Uint8Array);
  who = new Numbers(Int32Array);
  /** the referrer of who joins, −1 for none; else an amount */
  what = new Numbers(Float64Array);
  days = new Numbers(Int32Array);
  members = 0;

  of(event) {
    this.today(event.at);
    switch (event.type) {
      case "member.joined":
        this.members += 1;
        return this.push(DEED.join, event.member, event.referrer === undefined ? -1 : member(event.referrer));
      case "order.settled":
        return this.push(DEED.order, event.buyer, minor(event.gross, 2), event.merchant === undefined);
      case "asset.sold":
        return this.push(DEED.sell, event.holder, minor(event.quantity, 4));
      case "cash.withdrawn":
        return this.push(DEED.withdraw, event.holder, minor(event.amount, 2));
      case "adjusted":
        this.equity += 1;
        return undefined;
      default:
        return undefined;
    }
  }

  /** Every event of a day has its date; the first day is 0. */
  today(at) {
    if (at === this.at) return;
    this.at = at;
    const day = Date.parse(at.slice(0, 10)) / 86_400_000;
    this.first ??= day;
    this.day = day - this.first;
  }

  push(deed, name, what, own = false) {
    if (own) throw new Error("an order without a merchant: plan stack has none");
    this.deeds.push(deed);
    this.who.push(member(name));
    this.what.push(what);
    this.days.push(this.day);
  }

  get length() {
    return this.deeds.length;
  }
}

const member = (name) => Number(name.slice(1)) - 1;

function minor(text, scale) {
  const [whole, part = ""] = text.split(".");
  return Number(whole + part.padEnd(scale, "0"));
}
