// What members do besides ordering: tasks, conversions, withdrawals, and everything at once in a run.
import { CASH, formatAmount, parseAmount } from "@perennial/kernel";
import type { Chance } from "../chance/chance.js";
import type { MechanismDocument } from "./document.js";
import { mechanismsOf } from "./document.js";
import type { People } from "./people.js";
import { nameOf } from "./people.js";
import type { Told } from "./shopping.js";
import type { Deeds, Stage } from "./stage.js";
import { cashText, usable } from "./stage.js";

interface Task {
  name: string;
  /** the least values of its tiers, none: it has no value */
  values: number[];
}

export class Chores {
  private readonly tasks: Task[];
  private readonly conversions: { from: string; to: string }[];
  private readonly withdraws: boolean;
  private readonly review: number | undefined;
  /** members by the day of their next round of tasks */
  private readonly calendar: number[][];

  constructor(
    private readonly stage: Stage,
    private readonly people: People,
    private readonly chance: Chance,
    private readonly told: Told,
  ) {
    const mechanisms = mechanismsOf(stage.plan);
    this.tasks = tasksOf(mechanisms);
    this.conversions = mechanisms.flatMap(({ kind, ...each }) =>
      kind === "convert" ? [{ from: String(each["from"]), to: String(each["to"]) }] : [],
    );
    const withdraw = mechanisms.find(({ kind }) => kind === "withdraw");
    const review =
      typeof withdraw?.["review"] === "string"
        ? parseAmount(withdraw["review"], stage.programme.scale(CASH))
        : undefined;
    this.withdraws = withdraw !== undefined;
    this.review = typeof review === "number" ? review : undefined;
    this.calendar = Array.from({ length: stage.scenario.days }, () => []);
  }

  /** Somebody has joined: the first round of tasks comes within the usual time. */
  welcome(member: number): void {
    if (this.tasks.length > 0) this.later(member);
  }

  /** The rounds of tasks of today, and what they free is turned into what can be used. */
  *due(): Deeds {
    for (const member of this.calendar[this.stage.today] ?? []) {
      if (this.people.gone[member] === 1) continue;
      for (const task of this.tasks) yield* this.perform(member, task);
      yield* this.convert(member);
      this.later(member);
    }
  }

  *convert(member: number): Deeds {
    for (const { from, to } of this.conversions) {
      const asset = this.stage.programme.asset(from);
      const held = usable(this.stage, this.people.holders[member] ?? 0, asset);
      if (held === 0) continue;
      const quantity = formatAmount(held, this.stage.programme.scale(asset));
      yield { type: "asset.converted", holder: nameOf(member), from, to, quantity };
    }
  }

  /** All of a member's cash; what the plan has an operator review is approved at once. */
  *withdraw(member: number): Deeds {
    if (!this.withdraws) return;
    const held = usable(this.stage, this.people.holders[member] ?? 0, CASH);
    if (held === 0) return;
    const id = `w${this.stage.today}-${member + 1}`;
    const refused = yield { id, type: "cash.withdrawn", holder: nameOf(member), amount: cashText(this.stage, held) };
    if (refused === undefined && this.review !== undefined && held > this.review)
      yield { type: "withdrawal.approved", withdrawal: id };
  }

  private later(member: number): void {
    this.calendar[this.stage.today + this.chance.gap(this.stage.scenario.habits.taskDays)]?.push(member);
  }

  private *perform(member: number, { name, values }: Task): Deeds {
    const least = this.chance.pick(values);
    const value = least === undefined ? {} : { value: least };
    const refused = yield { type: "task.done", member: nameOf(member), task: name, ...value };
    if (refused === "pool_short") this.told.unpaid();
  }
}

function tasksOf(mechanisms: readonly MechanismDocument[]): Task[] {
  const own = mechanisms.filter(({ kind }) => kind === "task");
  const tasks = own.map((each) => ({
    name: String(each["task"]),
    values: (each["tiers"] as { value?: string }[]).flatMap(({ value }) =>
      value === undefined ? [] : [Number(value)],
    ),
  }));
  const rewarded = mechanisms.flatMap(({ on }) =>
    typeof on === "string" && on.startsWith("task:") ? [on.slice("task:".length)] : [],
  );
  const others = rewarded.filter((name) => !tasks.some((task) => task.name === name));
  return [...tasks, ...others.map((name) => ({ name, values: [] }))];
}
