// The people: who has joined, who referred whom, what sort of holder each is, and when each comes again.
import { formatAmount } from "@perennial/kernel";
import type { Chance } from "../chance/chance.js";
import { MILLION } from "../chance/chance.js";
import { expectedArrivals } from "./arrivals.js";
import type { Scenario } from "./scenario.js";
import { perMillion } from "./scenario.js";
import type { Deeds, Stage } from "./stage.js";

/** What a member does with assets that can be sold. */
export const SORT = { holds: 0, sellsAtMultiple: 1, panics: 2 } as const;
const DISTRICT = "441302";
const AGENTS = [DISTRICT, "441300", "440000"] as const;

export class People {
  /** row of the holder in the programme, by number of the member */
  readonly holders: number[] = [];
  readonly sorts: number[] = [];
  /** 1: never orders again */
  readonly gone: number[] = [];
  readonly merchants: string[] = [];
  private readonly expected: number[];
  /** each member once for joining and once for each it has referred, in a tree with preferential attachment */
  private readonly slots: number[] = [];
  private readonly thresholds: { hold: number; multiple: number };

  constructor(
    private readonly stage: Stage,
    private readonly chance: Chance,
  ) {
    const { members, days, sellers } = stage.scenario;
    this.expected = expectedArrivals(members.arrivals, days);
    this.thresholds = { hold: perMillion(sellers.hold), multiple: perMillion(sellers.multiple) };
  }

  get count(): number {
    return this.holders.length;
  }

  /** Agents, the first merchants, the founders, and what the operator enters for them. */
  *open(): Deeds {
    const { merchants, members, grants } = this.stage.scenario;
    if (merchants.regions) for (const region of AGENTS) yield { type: "agent.appointed", agent: `a${region}`, region };
    for (let count = 0; count < merchants.first; count++) yield* this.merchant();
    for (let count = 0; count < members.founders; count++) yield* this.join(true);
    for (const { asset, quantity, founders } of grants)
      for (let member = 0; member < Math.min(founders, this.count); member++)
        yield { type: "adjusted", holder: nameOf(member), asset, quantity, reason: "entered at the start" };
  }

  /** Those who join today; returns the number of the first of them. */
  *arrive(): Deeds<number> {
    const { members, merchants } = this.stage.scenario;
    const first = this.count;
    const room = Math.max(0, (members.most ?? Number.MAX_SAFE_INTEGER) - first);
    const coming = Math.min(room, this.chance.poisson(this.expected[this.stage.today] ?? 0));
    for (let count = 0; count < coming; count++) {
      yield* this.join(false);
      if (this.count % merchants.members === 0) yield* this.merchant();
    }
    return first;
  }

  private *join(founding: boolean): Deeds {
    const number = this.count;
    const orphan = founding || this.chance.happens(perMillion(this.stage.scenario.members.orphans));
    const referrer = orphan ? undefined : this.referrer();
    const member = nameOf(number);
    const joined = { type: "member.joined", member };
    const refused = yield referrer === undefined ? joined : { ...joined, referrer: nameOf(referrer) };
    const holder = this.stage.programme.holders.find(member);
    if (refused !== undefined || holder === undefined) throw new Error(`${member} could not join: ${refused}`);
    this.holders.push(holder);
    this.sorts.push(this.sort());
    this.gone.push(0);
    this.slots.push(number);
    if (referrer !== undefined && this.stage.scenario.members.tree === "preferential") this.slots.push(referrer);
  }

  private referrer(): number | undefined {
    return this.chance.pick(this.slots);
  }

  private sort(): number {
    const draw = this.chance.below(MILLION);
    const { hold, multiple } = this.thresholds;
    return draw < hold ? SORT.holds : draw < hold + multiple ? SORT.sellsAtMultiple : SORT.panics;
  }

  /** A merchant, referred by any member if there is one. */
  private *merchant(): Deeds {
    const { margin, regions } = this.stage.scenario.merchants;
    const merchant = `s${this.merchants.length + 1}`;
    const referrer = this.chance.pick(this.holders.length ? [this.chance.below(this.count)] : []);
    const rate = this.marginFrom(margin);
    yield {
      type: "merchant.joined",
      merchant,
      margin: rate,
      ...(referrer !== undefined && { referrer: nameOf(referrer) }),
      ...(regions && { region: DISTRICT }),
    };
    this.merchants.push(merchant);
  }

  /** Any rate of the band, in steps of a hundredth from its lower end. */
  marginFrom({ least, most }: Scenario["merchants"]["margin"]): string {
    const [from, to] = [perMillion(least), perMillion(most)];
    const steps = Math.max(0, Math.floor((to - from) / 10_000));
    return formatAmount(from + 10_000 * this.chance.between(0, steps), 6);
  }
}

export const nameOf = (member: number): string => `m${member + 1}`;
