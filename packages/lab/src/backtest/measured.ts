// Bounds beside what a run has measured: the measured figure may never pass its bound.
import type { Bound, Fraction, Programme } from "@perennial/kernel";
import { exitedGross } from "./standing.js";
import type { Tally } from "./tally.js";

/** `measured`: undefined when a run of orders does not measure it; `within`: whether it is at most the bound. */
export interface MeasuredBound extends Bound {
  measured: { n: bigint; d: bigint } | undefined;
  within: boolean | undefined;
}

interface Run {
  programme: Programme;
  tally: Tally;
  /** cash minor units spent by all members */
  gross: number;
}

export function measure(bound: Bound, run: Run): MeasuredBound {
  const paid = run.gross === 0 ? undefined : measuredCash(bound, run);
  const measured = paid === undefined ? undefined : { n: BigInt(paid), d: BigInt(run.gross) };
  return { ...bound, measured, within: measured && bound.value && isWithin(measured, bound.value) };
}

/** The cash that stands above the line; the gross of all orders stands below it. */
function measuredCash({ name, path }: Bound, { programme, tally }: Run): number | undefined {
  const working = workingAt(programme, path);
  switch (name) {
    case "paid-back":
      return working && paidBy(tally, working.instance.slot);
    case "exit-share":
      return working && exitedGross(programme, working);
    case "pool-paid-back":
      return tally.pools[programme.pool(path.slice("pools.".length))]?.out;
    default:
      return undefined;
  }
}

/** The mechanism at `mechanisms[2]` of the plan. */
function workingAt(programme: Programme, path: string): Programme["working"][number] | undefined {
  const index = /^mechanisms\[(\d+)\]/.exec(path)?.[1];
  const params = index === undefined ? undefined : programme.plan.mechanisms[Number(index)];
  return params && programme.working.find(({ instance }) => instance.id === (params.id ?? params.kind));
}

function paidBy(tally: Tally, slot: number): number {
  return [...(tally.payments.get(slot)?.values() ?? [])].reduce((sum, { paid }) => sum + paid, 0);
}

function isWithin(measured: { n: bigint; d: bigint }, bound: Fraction): boolean {
  return measured.n * BigInt(bound.d) <= BigInt(bound.n) * measured.d;
}
