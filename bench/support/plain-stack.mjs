// Plan `stack` as a straightforward loop: every day it looks at every member and asks what it does, and reckons that with plain numbers.
// No ledger, names, explanations, refusals, undo. Written apart from the kernel; the bench holds their figures against each other.
import { DEED } from "./trace.mjs";

const STARS = [15, 30, 45, 60, 75, 90, 100];
/** cents of team volume */
const VOLUMES = [50_000, 200_000, 600_000, 2_000_000, 6_000_000, 15_000_000, 30_000_000].map((units) => units * 100);
const MAX = Number.MAX_SAFE_INTEGER;

/** ⌊a × b ÷ c⌋ */
function part(a, b, c) {
  const product = a * b;
  return product <= MAX ? Math.floor(product / c) : Number((BigInt(a) * BigInt(b)) / BigInt(c));
}

/** Whether a × b ≤ c × d. */
function notMore(a, b, c, d) {
  const [left, right] = [a * b, c * d];
  return left <= MAX && right <= MAX ? left <= right : BigInt(a) * BigInt(b) <= BigInt(c) * BigInt(d);
}

export class PlainStack {
  profit = 0;
  supply = 0;
  shared = 0;
  shareholders = 0;
  paid = { appreciation: 0, direct: 0, indirect: 0, stars: 0, district: 0, city: 0, province: 0 };
  lots = { owner: [], spend: [], minted: [], left: [] };
  heap = [];

  constructor(trace) {
    this.trace = trace;
    const { members, length } = trace;
    this.parent = new Int32Array(members).fill(-1);
    this.cash = new Float64Array(members);
    this.volume = new Float64Array(members);
    this.rank = new Int8Array(members);
    this.ownLots = Array.from({ length: members }, () => []);
    // What each member does next, and the deed after that one.
    this.next = new Int32Array(members).fill(-1);
    this.after = new Int32Array(length).fill(-1);
    for (let deed = length - 1; deed >= 0; deed--) {
      const who = trace.who.list[deed];
      this.after[deed] = this.next[who];
      this.next[who] = deed;
    }
  }

  run(days, monthEnds) {
    const { members, days: dayOf } = this.trace;
    const { next, after } = this;
    for (let day = 0; day < days; day++) {
      const due = [];
      for (let who = 0; who < members; who++) {
        let deed = next[who];
        for (; deed !== -1 && dayOf.list[deed] === day; deed = after[deed]) due.push(deed);
        next[who] = deed;
      }
      due.sort((a, b) => a - b);
      for (const deed of due) this.perform(deed);
      if (monthEnds.has(day)) [this.shared, this.shareholders] = [this.shared + this.shareholders, 0];
    }
  }

  perform(deed) {
    const { deeds, who, what } = this.trace;
    const [member, value] = [who.list[deed], what.list[deed]];
    switch (deeds.list[deed]) {
      case DEED.join:
        this.parent[member] = value;
        break;
      case DEED.order:
        this.order(member, value);
        break;
      case DEED.sell:
        this.sell(member, value);
        break;
      default:
        this.cash[member] -= value;
    }
  }

  order(buyer, gross) {
    const [n, d] = this.supply > 0 ? [this.profit, this.supply] : [this.lastN ?? 100, this.lastD ?? 10_000];
    const inflow = part(gross, 30, 100);
    this.profit += inflow;
    this.shareholders += part(gross, 1, 100);
    for (let above = this.parent[buyer]; above !== -1; above = this.parent[above]) this.volume[above] += gross;
    const minted = part(part(inflow, 70, 100), d, n);
    if (minted > 0) this.mint(buyer, gross, minted);
    this.line(buyer, gross);
    this.pay("district", -1, part(gross, 15, 1000));
    this.pay("city", -1, part(gross, 10, 1000));
    this.pay("province", -1, part(gross, 5, 1000));
    this.exits();
    for (let above = this.parent[buyer]; above !== -1; above = this.parent[above])
      while (this.rank[above] < 7 && this.volume[above] >= VOLUMES[this.rank[above]]) this.rank[above] += 1;
  }

  mint(owner, spend, minted) {
    this.supply += minted;
    const { lots } = this;
    const lot = lots.owner.length;
    lots.owner.push(owner);
    lots.spend.push(spend);
    lots.minted.push(minted);
    lots.left.push(minted);
    this.ownLots[owner].push(lot);
    this.push(lot);
  }

  /** Referrer, the one above, and the stars up the line. */
  line(buyer, gross) {
    const direct = this.parent[buyer];
    if (direct === -1) return;
    this.pay("direct", direct, part(gross, 10, 100));
    if (this.parent[direct] !== -1) this.pay("indirect", this.parent[direct], part(gross, 5, 100));
    let [paid, last, equals] = [0, 0, 0];
    for (let above = direct; above !== -1; above = this.parent[above]) {
      const rate = this.rank[above] === 0 ? 0 : STARS[this.rank[above] - 1];
      if (rate === 0) continue;
      if (rate > paid) {
        last = part(gross, rate - paid, 1000);
        this.pay("stars", above, last);
        [paid, equals] = [rate, 0];
      } else if (rate === paid && equals < 1) {
        equals += 1;
        this.pay("stars", above, part(last, 10, 100));
      }
      if (paid === 100 && equals === 1) return;
    }
  }

  pay(why, to, cents) {
    this.paid[why] += cents;
    if (to !== -1) this.cash[to] += cents;
  }

  sell(seller, points) {
    let missing = points;
    for (const lot of this.ownLots[seller]) {
      const taken = Math.min(missing, this.lots.left[lot]);
      this.lots.left[lot] -= taken;
      missing -= taken;
    }
    this.ownLots[seller] = this.ownLots[seller].filter((lot) => this.lots.left[lot] > 0);
    this.buyBack(seller, points);
    this.exits();
  }

  buyBack(seller, points) {
    [this.lastN, this.lastD] = [this.profit, this.supply];
    const paid = part(Math.min(this.profit, part(points, this.profit, this.supply)), 80, 100);
    this.profit -= paid;
    this.supply -= points;
    this.pay("appreciation", seller, paid);
  }

  /** Every lot at whose exit the price has arrived: 3 × spend ÷ minted ≤ pool ÷ supply. */
  exits() {
    const { lots, heap } = this;
    while (heap.length > 0) {
      const [lot] = heap;
      if (lots.left[lot] > 0) {
        if (this.supply === 0 || !notMore(3 * lots.spend[lot], this.supply, this.profit, lots.minted[lot])) return;
      }
      this.pop();
      const points = lots.left[lot];
      if (points === 0) continue;
      lots.left[lot] = 0;
      this.buyBack(lots.owner[lot], points);
    }
  }

  // A binary heap of lots by exit price, the older first.
  before(a, b) {
    const { spend, minted } = this.lots;
    const [left, right] = [spend[a] * minted[b], spend[b] * minted[a]];
    if (left <= MAX && right <= MAX) return left === right ? a < b : left < right;
    const gap = BigInt(spend[a]) * BigInt(minted[b]) - BigInt(spend[b]) * BigInt(minted[a]);
    return gap === 0n ? a < b : gap < 0n;
  }

  push(lot) {
    const { heap } = this;
    let at = heap.push(lot) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!this.before(lot, heap[parent])) break;
      heap[at] = heap[parent];
      at = parent;
    }
    heap[at] = lot;
  }

  pop() {
    const { heap } = this;
    const last = heap.pop();
    if (heap.length === 0) return;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && this.before(heap[child + 1], heap[child])) child += 1;
      if (!this.before(heap[child], last)) break;
      heap[at] = heap[child];
      at = child;
    }
    heap[at] = last;
  }
}
