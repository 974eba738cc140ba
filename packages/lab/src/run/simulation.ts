// A run: the population's events drive the programme day by day. Pure and reproducible: the same plan, scenario and seed give the same entries everywhere.
import type { Day, Digest, Entry, Plan } from "@perennial/kernel";
import { chainHash, formatDay, GENESIS, parseDay, parseInstant, Programme, renderEntry } from "@perennial/kernel";
import { bucketsBetween } from "../backtest/buckets.js";
import { Chance } from "../chance/chance.js";
import { Chores } from "../population/chores.js";
import { nameOf, People } from "../population/people.js";
import type { Scenario } from "../population/scenario.js";
import { perMillion } from "../population/scenario.js";
import type { Counter } from "../population/selling.js";
import { countersOf, Panic } from "../population/selling.js";
import { Shopping } from "../population/shopping.js";
import type { Deed, Deeds, Stage } from "../population/stage.js";
import { cashText } from "../population/stage.js";
import { Coverage } from "./coverage.js";
import { Fingerprint } from "./fingerprint.js";
import type { RunFigures } from "./outcome.js";
import { figuresOf } from "./outcome.js";
import { Promises } from "./promises.js";
import { RunTally } from "./tally.js";

export interface RunInput {
  plan: Plan;
  scenario: Scenario;
  /** a 32-bit integer */
  seed: number;
  /** keeps the hash chain over all entries, as a replay does; left out, there is only the fingerprint */
  digest?: Digest;
  /** sees every event with its id and time, accepted or not: written line by line they replay to the same entries */
  onEvent?: (event: Readonly<Record<string, unknown>>) => void;
}

/** How far a run is. */
export interface Progress {
  day: number;
  days: number;
  members: number;
  events: number;
}

/** Events between two moments at which the driver is asked, within a day. */
const BREATH = 32;
/** Times of day that fall on the same day in every time zone there is, one of them. */
const HOURS = ["12:00:00Z", "00:00:00Z", "23:59:59Z"];

/** Runs a plan; pauses between days and every few dozen events, so that the driver may show progress, let others work, or stop asking. Returns the figures. */
export function* simulation(input: RunInput): Generator<Progress, RunFigures> {
  const run = new Run(input);
  for (let day = 0; day < input.scenario.days; day++) yield* run.day(day);
  return yield* run.figures();
}

class Run {
  private readonly stage: Stage;
  private readonly people: People;
  private readonly shopping: Shopping;
  private readonly chores: Chores;
  private readonly counters: Counter[];
  private readonly panic: Panic;
  private readonly tally: RunTally;
  private readonly promises: Promises;
  private readonly coverage: Coverage;
  private readonly fingerprint = new Fingerprint();
  private readonly refused: Record<string, number> = {};
  private readonly payouts: number[] = [];
  private readonly habits: Chance;
  private readonly shock: Chance;
  private at = "";
  private events = 0;
  private hash = GENESIS;

  constructor(private readonly input: RunInput) {
    const { plan, scenario, seed } = input;
    const programme = Programme.start(plan);
    const firstDay = plan.start ?? parseDay(scenario.start) ?? 0;
    this.stage = { plan, scenario, programme, today: 0, firstDay };
    const [people, orders, chores, panic, habits, shock] = Chance.streams(seed, 6) as [
      Chance,
      Chance,
      Chance,
      Chance,
      Chance,
      Chance,
    ];
    this.habits = habits;
    this.shock = shock;
    this.promises = new Promises(plan, programme);
    this.tally = new RunTally(
      programme,
      bucketsBetween(firstDay, firstDay + scenario.days - 1, "month"),
      firstDay,
      this.promises.payers(),
    );
    this.coverage = new Coverage(this.promises, scenario);
    this.people = new People(this.stage, people);
    const told = {
      ordered: (member: number, gross: number): void => {
        this.tally.ordered(this.people.holders[member] ?? 0, gross);
        for (const counter of this.counters) counter.bought(member);
      },
      unpaid: (): void => this.coverage.refused(this.stage.today),
    };
    this.shopping = new Shopping(this.stage, this.people, orders, told);
    this.chores = new Chores(this.stage, this.people, chores, told);
    this.counters = countersOf(this.stage, this.people);
    this.panic = new Panic(this.stage, this.people, this.counters, panic, this.payouts);
  }

  /** One day: its events one by one, then its close. */
  *day(day: number): Generator<Progress, void> {
    const { stage, tally } = this;
    stage.today = day;
    this.at = `${formatDay(this.date)}T${this.hour()}`;
    const deeds = this.deeds();
    let count = 0;
    for (let step = deeds.next(); step.done !== true; step = deeds.next(this.apply(step.value))) {
      count += 1;
      if (count % BREATH === 0) yield this.progress();
    }
    tally.begin(-1);
    for (const entry of stage.programme.closeThrough(this.date)) this.book(entry);
    tally.endDay(this.date);
    this.payouts.push(tally.days.at(-1)?.paid ?? 0);
    this.coverage.endDay(day);
    yield this.progress();
  }

  *figures(): Generator<Progress, RunFigures> {
    const { stage, tally, coverage, promises, refused, events, input } = this;
    yield* this.paced(tally.bookPending());
    const { scenario, seed } = input;
    const figures = figuresOf({
      plan: stage.plan,
      programme: stage.programme,
      scenario,
      seed,
      tally,
      coverage,
      promises,
      refused,
      events,
      members: this.people.holders,
      fingerprint: this.fingerprint.value(),
      ...(input.digest && { hash: this.hash }),
    });
    return yield* this.paced(figures);
  }

  /** The pauses of a walk over rows are pauses of the run. */
  private *paced<T>(walk: Generator<undefined, T>): Generator<Progress, T> {
    let step = walk.next();
    for (; step.done !== true; step = walk.next()) yield this.progress();
    return step.value;
  }

  private get date(): Day {
    return this.stage.firstDay + this.stage.today;
  }

  private progress(): Progress {
    const { today, scenario } = this.stage;
    return { day: today + 1, days: scenario.days, members: this.people.count, events: this.events };
  }

  /** What happens today, in this order: capital, arrivals, orders, tasks, sales, panic; on its day the run and nothing else. */
  private *deeds(): Deeds {
    const { scenario, today } = this.stage;
    if (today === 0) yield* this.people.open();
    yield* this.capital();
    if (scenario.run?.day === today) yield* this.rush(perMillion(scenario.run.share));
    if (today >= (scenario.run?.day ?? scenario.days)) return;
    if (today < (scenario.stop ?? scenario.days)) {
      const first = today === 0 ? 0 : this.people.count;
      yield* this.people.arrive();
      for (let member = first; member < this.people.count; member++) {
        this.chores.welcome(member);
        yield* this.shopping.welcome(member);
      }
      const ordered = yield* this.shopping.due();
      for (const member of ordered)
        if (this.habits.happens(perMillion(scenario.habits.withdraw))) yield* this.chores.withdraw(member);
    }
    yield* this.chores.due();
    for (const counter of this.counters) yield* counter.sellDue();
    for (const member of this.panic.today()) {
      this.people.gone[member] = 1;
      yield* this.leave(member);
    }
  }

  private *capital(): Deeds {
    const before = this.tally.days.at(-1)?.gross ?? 0;
    for (const { pool, rate } of this.stage.scenario.capital) {
      const amount = Math.floor((before * perMillion(rate)) / 1_000_000);
      if (amount > 0) yield { type: "pool.funded", pool, amount: cashText(this.stage, amount) };
    }
  }

  /** Everybody who joins in comes in an order of chance. */
  private *rush(share: number): Deeds {
    const all = Array.from({ length: this.people.count }, (_, member) => member).filter(() =>
      this.shock.happens(share),
    );
    for (const member of this.shock.shuffled(all)) yield* this.leave(member);
  }

  /** Sells, spends and withdraws all that can be. */
  private *leave(member: number): Deeds {
    for (const counter of this.counters) yield* counter.sellAll(member);
    yield* this.chores.convert(member);
    yield* this.shopping.spendAll(member);
    yield* this.chores.withdraw(member);
  }

  private apply(deed: Deed): string | undefined {
    this.events += 1;
    const event = { id: `e${this.events}`, at: this.at, ...deed };
    this.input.onEvent?.(event);
    const { holders } = this.stage.programme;
    const buyer = deed["buyer"];
    this.tally.begin(typeof buyer === "string" ? (holders.find(buyer) ?? -1) : -1);
    const outcome = this.stage.programme.apply(event);
    const code = outcome.ok ? undefined : outcome.refusal.code;
    if (code !== undefined) {
      this.refused[code] = (this.refused[code] ?? 0) + 1;
      this.fingerprint.text(code);
    }
    // Whoever joins is counted before what joining gives is.
    if (deed.type === "member.joined") this.tally.joined(holders.find(nameOf(this.people.count)) ?? -1);
    for (const entry of outcome.entries) this.book(entry);
    return code;
  }

  private book(entry: Entry): void {
    this.fingerprint.entry(entry);
    this.tally.entry(entry);
    for (const posting of entry.postings) this.promises.note(posting);
    if (this.input.digest)
      this.hash = chainHash(this.hash, renderEntry(this.stage.programme, entry), this.input.digest);
  }

  /** A time that lies on today in the plan's time zone. */
  private hour(): string {
    const date = formatDay(this.date);
    const right = HOURS.find((hour) => this.stage.plan.dayOf(parseInstant(`${date}T${hour}`) ?? 0) === this.date);
    if (right === undefined)
      throw new Error(`no time of ${date} lies on that day in ${this.stage.plan.document.timezone}`);
    return right;
  }
}
