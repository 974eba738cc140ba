// The demo's history: some weeks of a small town's commerce, made up by chance with a seed. A programme of its own runs along,
// so that nobody sells what he does not have.
import type { Day, Plan } from "@perennial/kernel";
import { formatAmount, formatDay, Programme } from "@perennial/kernel";
import type { Body } from "../programmes/applier.js";
import { MERCHANTS, memberNames } from "./cast.js";
import type { DemoMerchant } from "./cast.js";
import { Chance } from "./chance.js";

export interface HistoryOptions {
  readonly plan: Plan;
  readonly start: Day;
  readonly days: number;
  readonly seed: number;
  readonly members: number;
}

interface Order {
  id: string;
  buyer: string;
  merchant: string;
  gross: number;
  day: number;
}

const CASH_SCALE = 2;
/** The first shops and members are there when the doors open. */
const MEMBERS_AT_FIRST = 60;
const OPENS_AT = 8 * 3600;
const CLOSES_AT = 22 * 3600;

/** All events, in order; the same options always give the same ones. Ends with the close of its last day. */
export function* demoHistory(options: HistoryOptions): Generator<Body> {
  const town = new Town(options);
  for (let day = 0; day < options.days; day++) yield* town.day(day);
}

class Town {
  private readonly chance: Chance;
  private readonly programme: Programme;
  private readonly names: string[];
  private readonly members: string[] = [];
  private readonly orders: Order[] = [];
  private events = 0;

  constructor(private readonly options: HistoryOptions) {
    this.chance = new Chance(options.seed);
    this.programme = Programme.start(options.plan);
    this.names = this.chance.shuffled(memberNames()).slice(0, options.members);
  }

  *day(day: number): Generator<Body> {
    const clock = this.clock(day);
    if (day === 0) for (const merchant of MERCHANTS) yield this.told(clock(), joined(merchant));
    const newcomers = this.newcomers(day);
    const orders = this.orderCount(day);
    const tasks = this.chance.shuffled([
      ...Array.from({ length: newcomers }, () => "join" as const),
      ...Array.from({ length: orders }, () => "order" as const),
      ...Array.from({ length: this.chance.between(0, 3) }, () => "sale" as const),
      ...Array.from({ length: this.chance.between(0, 2) }, () => "refund" as const),
    ]);
    if (day === 0) tasks.sort((a, b) => Number(b === "join") - Number(a === "join"));
    for (const task of tasks) {
      const event = this[task](day);
      if (event) yield this.told(clock(), event);
    }
    const closed = formatDay(this.options.start + day);
    yield this.told(undefined, { type: "day.closed", day: closed });
  }

  /** Opening hours, told as instants in order. */
  private clock(day: number): () => string {
    const date = formatDay(this.options.start + day);
    let second = OPENS_AT;
    return () => {
      second = Math.min(CLOSES_AT, second + this.chance.between(60, 900));
      const two = (value: number): string => String(value).padStart(2, "0");
      const time = [Math.floor(second / 3600), Math.floor(second / 60) % 60, second % 60].map(two).join(":");
      return `${date}T${time}+08:00`;
    };
  }

  /** Gives the event its id, and lets the programme that runs along know. */
  private told(at: string | undefined, event: Body): Body {
    this.events += 1;
    const body = { id: `demo:${String(this.events).padStart(6, "0")}`, ...(at !== undefined && { at }), ...event };
    const outcome = this.programme.apply(body);
    if (!outcome.ok) throw new Error(`demo_refused: ${JSON.stringify(body)}: ${outcome.refusal.message}`);
    return body;
  }

  private newcomers(day: number): number {
    if (day === 0) return Math.min(MEMBERS_AT_FIRST, this.options.members);
    const left = this.options.members - this.members.length;
    return Math.min(left, Math.ceil(left / (this.options.days - day)));
  }

  /** More from week to week, and most at week's ends. */
  private orderCount(day: number): number {
    const weekend = (this.options.start + day + 4) % 7;
    return 32 + Math.floor(day / 2) + (weekend === 6 || weekend === 0 ? 14 : 0) + this.chance.below(8);
  }

  private join(): Body {
    const member = this.names[this.members.length] ?? `会员${this.members.length}`;
    // Those who came early and those who came lately bring most.
    const referrer = this.members.length > 0 && this.chance.happens(78) ? this.someone() : undefined;
    this.members.push(member);
    return { type: "member.joined", member, ...(referrer !== undefined && { referrer }) };
  }

  private someone(): string {
    const index = Math.min(this.chance.below(this.members.length), this.chance.below(this.members.length));
    return this.members[index] ?? this.chance.pick(this.members);
  }

  private order(day: number): Body {
    const merchant = this.chance.pick(MERCHANTS);
    const [least, most] = merchant.basket;
    const yuan = Math.min(this.chance.between(least, most), this.chance.between(least, most));
    const order = {
      id: `D${String(this.orders.length + 1).padStart(5, "0")}`,
      buyer: this.chance.pick(this.members),
      merchant: merchant.name,
      gross: yuan * 100 + this.chance.pick([0, 0, 0, 50, 80, 90]),
      day,
    };
    this.orders.push(order);
    const gross = formatAmount(order.gross, CASH_SCALE);
    return { type: "order.settled", order: order.id, buyer: order.buyer, merchant: order.merchant, gross };
  }

  /** Somebody sells a part of his points back to the pool. */
  private sale(): Body | undefined {
    const holder = this.someone();
    const row = this.programme.holders.find(holder);
    const asset = this.programme.asset(Object.keys(this.programme.plan.assets)[0] ?? "");
    if (row === undefined || asset === -1) return undefined;
    const free = this.programme.ledger.storedFree(row, asset);
    const part = Math.floor((free * this.chance.between(2, 6)) / 10);
    if (part === 0) return undefined;
    const quantity = formatAmount(part, this.programme.scale(asset));
    return { type: "asset.sold", holder, asset: Object.keys(this.programme.plan.assets)[0], quantity };
  }

  /** An order of the last days comes back, whole or in part. */
  private refund(day: number): Body | undefined {
    const recent = this.orders.filter((order) => order.day >= day - 5 && order.day < day && order.gross > 0);
    if (recent.length === 0) return undefined;
    const order = this.chance.pick(recent);
    const whole = this.chance.happens(70);
    const part = whole ? order.gross : Math.max(1, Math.floor(order.gross / 2));
    order.gross -= part;
    return { type: "order.refunded", order: order.id, ...(!whole && { gross: formatAmount(part, CASH_SCALE) }) };
  }
}

const joined = ({ name, margin, region }: DemoMerchant): Body => ({
  type: "merchant.joined",
  merchant: name,
  region,
  margin,
});
