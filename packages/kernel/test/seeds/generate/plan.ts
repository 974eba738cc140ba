// A random plan: a few kinds of mechanism in random order, with ranks, activation and budgets now and then.
import type { Random } from "../random.js";
import type { Generator, Json } from "./draft.js";
import { Draft } from "./draft.js";

const named = (name: string): Json => ({ zh: name, en: name });

export function generatePlan(random: Random, generators: readonly Generator[]): Json {
  const draft = new Draft(random);
  draft.asset("voucher", { scale: 2, spend: { settle: "merchant", ...(random.once(3) ? { earns: true } : {}) } });
  if (random.once(2)) {
    draft.pool("fund", 10);
    draft.asset("shopping", {
      scale: 2,
      spend: { settle: { pool: "fund" }, ...(random.once(3) ? { tags: ["zone"] } : {}) },
    });
  }
  if (!random.once(3)) draft.ranks = ladder(random);
  const count = random.int(1, Math.min(4, generators.length));
  for (const generator of random.shuffled(generators).slice(0, count)) {
    for (let times = random.once(4) ? 2 : 1; times > 0; times--) generator.build(random, draft);
  }
  if (random.once(3)) expire(random, draft);
  const { assets, pools, ranks } = draft;
  const mechanisms = random.shuffled(draft.mechanisms);
  const ids = mechanisms.filter(({ kind }) => kind === "grant" || kind === "team").map(({ id }) => id);
  return {
    plan: "seed",
    version: 1,
    title: named("seed"),
    currency: "CNY",
    timezone: "Asia/Shanghai",
    start: "2026-01-26",
    assets,
    pools,
    ranks,
    ...(random.once(4) ? { demote: true } : {}),
    ...(random.once(3) ? { activation: { tag: "starter" } } : {}),
    ...(ids.length && random.once(4)
      ? { budgets: [{ over: ids, rate: random.rate(30), of: random.pick(["gross", "margin"]) }] }
      : {}),
    mechanisms,
  };
}

/** Whether an asset must not lapse: it is traded, or vests. */
export const lasts = (name: string, mechanisms: readonly Json[]): boolean =>
  mechanisms.some(({ asset, kind, vest }) => asset === name && (kind === "market" || vest !== undefined));

/** Lets an asset lapse that may, and that sits in no mechanism's own lots. */
function expire(random: Random, { assets, mechanisms }: Draft): void {
  const names = ["voucher", "shopping", "hi", "change", "token", "free"];
  const name = random.some(names.filter((each) => !lasts(each, mechanisms)));
  const asset = name === undefined ? undefined : assets[name];
  if (name !== undefined && asset) assets[name] = { ...asset, expires: random.int(1, 9) };
}

function ladder(random: Random): Json[] {
  const require = (level: number): Json =>
    random.pick<() => Json>([
      () => ({ approval: true }),
      () => ({ spend: random.amount(2, 2000) }),
      () => ({ volume: random.amount(2, 4000) }),
      () => ({ direct: random.int(1, 2) }),
      () => ({ team: random.int(1, 3) }),
      () => ({ tag: random.pick(["zone", "starter"]) }),
      () => (level ? { directRank: { r0: 1 } } : { direct: 1 }),
      () => (level ? { teamRank: { r0: random.int(1, 2) }, rank: "r0" } : { team: 1, spend: "1" }),
      () => ({ holding: { voucher: "10" } }),
    ])();
  return Array.from({ length: random.int(1, 3) }, (_, level) => ({
    rank: `r${level}`,
    title: named(`r${level}`),
    require: require(level),
  }));
}
