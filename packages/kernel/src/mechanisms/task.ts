// task — doing something releases points (广告电商, 行走, 跑步).
import { z } from "zod";
import { poolAccount } from "../ledger/accounts.js";
import { CASH } from "../ledger/ledger.js";
import { fraction, ONE, portion } from "../number/fraction.js";
import type { Fault } from "../plan/fault.js";
import type { Instance } from "../plan/instance.js";
import { inflowRate } from "../plan/inflow.js";
import { amountFaults, assetFaults, ownAssetFaults, poolFaults } from "../plan/references.js";
import type { PlanDocument } from "../plan/schema.js";
import type { Text } from "../plan/types.js";
import { amount, common, name, positiveCount, rate } from "../plan/types.js";
import { refuse } from "../refusal.js";
import type { World } from "../world.js";
import type { Behaviour, Bound } from "./mechanism.js";
import { defineMechanism } from "./mechanism.js";
import { oneToOne } from "./shared/oneToOne.js";
import { assetTold, grouped, inflowsTold, listed, percent, say } from "./shared/told.js";

const tier = z.strictObject({
  atLeast: amount.optional().meta({ description: "least holding of the asset" }),
  value: amount.optional().meta({ description: "least value of the event" }),
  amount: amount.optional().meta({ description: "how much is released" }),
  rate: rate.optional().meta({ description: "of the asset held" }),
});
const schema = z.strictObject({
  kind: z.literal("task"),
  ...common,
  task: name.meta({ description: "name of the task in `task.done`" }),
  asset: name.meta({ description: "what is released" }),
  to: name.meta({ description: "what it becomes, 1:1" }),
  pool: name.optional().meta({ description: "needed when `to` is cash" }),
  tiers: z
    .array(tier)
    .min(1, { error: "at least one tier" })
    .meta({ description: "how much, by what is held or by what was done: the highest that fits" }),
  perDay: positiveCount.optional().meta({ description: "how often a day; 1 when left out" }),
  group: z
    .strictObject({
      name: name.meta({ description: "name of the group" }),
      perDay: positiveCount.meta({ description: "tasks that make up a day" }),
    })
    .optional()
    .meta({ description: "tasks of one group share a count; the tier is then the day's total, paid in equal parts" }),
});
type Task = z.infer<typeof schema>;
type Tier = Task["tiers"][number];

function faults(task: Task, plan: PlanDocument, path: string): Fault[] {
  const found = [
    ...ownAssetFaults(plan, `${path}.asset`, task.asset),
    ...assetFaults(plan, `${path}.to`, task.to),
    ...poolFaults(plan, `${path}.pool`, task.pool),
  ];
  if ((task.to === "cash") !== (task.pool !== undefined))
    found.push({
      path: `${path}.pool`,
      wrong: task.pool === undefined ? "is missing" : "only cash is paid by a pool",
      right: task.pool === undefined ? "a pool that pays the cash" : "leave it out",
    });
  const byValue = task.tiers.some(({ value }) => value !== undefined);
  task.tiers.forEach((each, index) => {
    const at = `${path}.tiers[${index}]`;
    if ((each.value === undefined) === (each.atLeast === undefined) || (each.value !== undefined) !== byValue)
      found.push({
        path: at,
        wrong: "mixes `atLeast` and `value`",
        right: "all tiers by what is held, or all by the value of the event",
      });
    if ((each.amount === undefined) === (each.rate === undefined))
      found.push({ path: at, wrong: "needs either `amount` or `rate`", right: "one of them" });
    found.push(
      ...amountFaults(plan, `${at}.atLeast`, each.atLeast, task.asset),
      ...amountFaults(plan, `${at}.amount`, each.amount, task.asset),
    );
  });
  return found;
}

/** Refuses with `limit_reached`, `no_tier`, `pool_short`. */
function begin(task: Task, world: World, self: Instance): Behaviour {
  const [asset, to] = [world.asset(task.asset), world.asset(task.to)];
  const pool = task.pool === undefined ? undefined : world.pool(task.pool);
  const most = task.group?.perDay ?? task.perDay ?? 1;
  // A group's count belongs to no single mechanism: it is kept under its name, apart from the slots.
  const [counter, what] = task.group ? [GROUPS, task.group.name] : [self.slot, "done"];

  function count(member: number): void {
    if (world.counters.get(counter, what, member, world.today) >= most)
      refuse("limit_reached", "task", `"${task.task}" has been done often enough today`, `at most ${most} a day`);
    world.counters.add(counter, what, member, world.today, 1);
  }

  function tierFor(held: number, value: number): Tier {
    const reached = (each: Tier): number | undefined => {
      if (each.value !== undefined) return Number(each.value) <= value ? Number(each.value) : undefined;
      const least = world.planAmount(each.atLeast ?? "0", asset);
      return least <= held ? least : undefined;
    };
    let best: Tier | undefined;
    let height = -1;
    for (const each of task.tiers) {
      const least = reached(each);
      if (least === undefined || least <= height) continue;
      [best, height] = [each, least];
    }
    if (!best)
      refuse(
        "no_tier",
        "value",
        "no tier fits what was done or what is held",
        "a value or a holding that reaches the lowest tier",
      );
    return best;
  }

  function tierSum(member: number, value: number, held: number): number {
    const found = tierFor(world.ledger.total(member, asset), value);
    return found.rate === undefined
      ? world.planAmount(found.amount ?? "0", asset)
      : portion(held, fraction(found.rate));
  }

  /** An equal part of the group's sum for the day, which the day's first task fixes: later ones find less held. */
  function partOfDay(member: number, value: number, held: number): number {
    const sum = `${what} sum`;
    const first = world.counters.get(counter, what, member, world.today) === 1;
    if (first) world.counters.add(counter, sum, member, world.today, tierSum(member, value, held));
    return Math.floor(world.counters.get(counter, sum, member, world.today) / most);
  }

  function release(member: number, value: number): void {
    const { ledger, rewards } = world;
    const held = ledger.free(member, asset);
    const wanted = task.group ? partOfDay(member, value, held) : tierSum(member, value, held);
    const { out, cost } = oneToOne(world, asset, to, Math.min(held, wanted));
    const source = pool === undefined ? ledger.source(to) : poolAccount(pool);
    if (pool !== undefined && ledger.pool(pool) < out)
      refuse(
        "pool_short",
        "task",
        "the pool that pays for it holds less",
        "another day, when the pool has been filled",
      );
    const stocked = pool === undefined && ledger.capped(to) ? Math.min(out, ledger.treasury(to)) : out;
    const allowed = rewards.withinLimits(self, member, to, stocked);
    const spent = allowed === out ? cost : oneToOne(world, to, asset, allowed).out;
    const figures = { task: task.task, held, amount: allowed };
    ledger.take(member, asset, spent, ledger.source(asset), {
      slot: self.slot,
      version: self.version,
      rule: "left",
      figures: { ...figures, amount: spent },
    });
    rewards.pay(member, to, allowed, source, {
      slot: self.slot,
      version: self.version,
      rule: to === CASH ? "paid" : "freed",
      figures,
    });
  }

  return {
    onTask: (member, done, value) => {
      if (done !== task.task) return false;
      count(member);
      release(member, value ?? 0);
      return true;
    },
  };
}

const GROUPS = -1;

/** A pool pays no more than flows in; without one, a task frees no more than is held. */
function bounds({ asset, pool, tiers }: Task, plan: PlanDocument, path: string): Bound[] {
  const freed: Bound = {
    path,
    name: "freed",
    value: ONE,
    unit: "share",
    formula: `min(${tiers.map(({ amount: fixed, rate: share }) => fixed ?? `${share} × held`).join(" | ")}, held) ÷ held`,
    text: {
      zh: `最多释放全部持有的 ${asset}；它不增加任何承诺`,
      en: `At most all of the ${asset} that is held is freed; it adds no promise`,
    },
  };
  if (pool === undefined) return [freed];
  const { rate: inflow, formula } = inflowRate(plan, pool);
  const text = {
    zh: "平均每消费一元，资金池最多返还的份额（注资除外）",
    en: "Paid back per unit of gross, on average, at most (capital put in apart)",
  };
  return [freed, { path, name: "paid-back", value: inflow, unit: "share", formula, text }];
}

function told({ task, asset, to, pool, tiers, perDay, group }: Task, plan: PlanDocument): Text[] {
  const [source, target] = [assetTold(plan, asset), assetTold(plan, to)];
  const steps = listed(tiers.map(tierTold));
  return [
    say(
      `完成任务「${task}」，释放${source.zh}，成为${target.zh}：${steps.zh}。`,
      `The task “${task}” releases ${source.en}, which become ${target.en}: ${steps.en}.`,
    ),
    ...(pool === undefined ? [] : inflowsTold(plan, pool)),
    group
      ? say(
          `与「${group.name}」组的任务合计，一天 ${group.perDay} 次，每次得当天总数的一份。`,
          `Tasks of the group “${group.name}” count together: ${group.perDay} a day, each for an equal part of the day’s sum.`,
        )
      : say(`一天最多 ${perDay ?? 1} 次。`, `At most ${perDay ?? 1} a day.`),
  ];
}

function tierTold({ atLeast, value, rate: share, amount: fixed = "0" }: Task["tiers"][number]): Text {
  const part =
    share === undefined
      ? say(` ${grouped(fixed)}`, grouped(fixed))
      : say(`所持的 ${percent(share)}`, `${percent(share)} of what is held`);
  if (atLeast !== undefined)
    return say(`持有满 ${grouped(atLeast)} 释放${part.zh}`, `${part.en} for who holds ${grouped(atLeast)} or more`);
  if (value === undefined) return part;
  return say(`达到 ${grouped(value)} 释放${part.zh}`, `${part.en} at ${grouped(value)} or more`);
}

export const mechanism = defineMechanism<Task>({
  kind: "task",
  title: { zh: "任务释放", en: "Task" },
  schema,
  faults,
  bounds,
  told,
  begin,
  words: {
    left: { zh: "任务 {task:text}：释放 {amount:asset}", en: "Task {task:text}: {amount:asset} released" },
    freed: { zh: "任务 {task:text}：所得 {amount:asset}", en: "Task {task:text}: {amount:asset} received" },
    paid: {
      zh: "任务 {task:text}：由资金池支付 {amount:cash}",
      en: "Task {task:text}: {amount:cash} paid by the pool",
    },
  },
});
