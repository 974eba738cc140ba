// What a plan promises, one sentence a mechanism, in its own parameters and words that a member understands.
import type { Plan, PlanDocument, Text } from "@perennial/kernel";
import { mechanismKinds } from "@perennial/kernel";
import { appreciation, collectible, convert, market, queue, release, rounds, transfer, withdraw } from "./claims.js";
import { chain, distribution, grant, task, team, unlock } from "./rewards.js";
import type { Params } from "./words.js";
import { asset, both, isPlain, pool } from "./words.js";

export interface Promised {
  path: string;
  title: Text;
  text: Text;
}

const TOLD: Readonly<Record<string, (params: Params, plan: PlanDocument) => Text>> = {
  appreciation,
  chain,
  collectible,
  convert,
  distribution,
  grant,
  market,
  queue,
  release,
  rounds,
  task,
  team,
  transfer,
  unlock,
  withdraw,
};

/** Mechanisms that are switched on, in the order of the plan; then the assets that pay for orders. */
export function promisesOf({ document }: Plan): Promised[] {
  const mechanisms = document.mechanisms.flatMap((params, index): Promised[] => {
    if (params.enabled === false) return [];
    const title = mechanismKinds().find(({ kind }) => kind === params.kind)?.title ?? both(params.kind, params.kind);
    const told = TOLD[params.kind];
    return [{ path: `mechanisms[${index}]`, title, text: told ? told(params, document) : plainly(params) }];
  });
  return [...mechanisms, ...spendable(document)];
}

/** A mechanism that this file has no sentence for: its parameters as they stand. */
function plainly({ kind, id, ...params }: Params): Text {
  const text = Object.entries(params).map(([key, value]) => `${key} ${isPlain(value) ? value : JSON.stringify(value)}`);
  return both(`${id ?? kind}：${text.join("，")}。`, `${id ?? kind}: ${text.join(", ")}.`);
}

function spendable(plan: PlanDocument): Promised[] {
  return Object.entries(plan.assets).flatMap(([name, { spend, expires }]): Promised[] => {
    if (!spend) return [];
    const what = asset(plan, name);
    const { settle } = spend;
    const who =
      typeof settle === "object"
        ? both(
            `，卖家从${pool(plan, settle.pool).zh}得到现金`,
            `; the seller gets cash from ${pool(plan, settle.pool).en}`,
          )
        : both("，卖家得到的就是它本身", "; the seller gets the asset itself");
    const lapse =
      expires === undefined ? both("", "") : both(`（${expires} 天后过期）`, ` and lapses after ${expires} days`);
    const text = both(
      `${what.zh}可按 1:1 抵付订单${lapse.zh}${who.zh}。`,
      `${what.en} may pay for orders at 1:1${lapse.en}${who.en}.`,
    );
    return [{ path: `assets.${name}.spend`, title: both("抵付", "Paying for orders"), text }];
  });
}
