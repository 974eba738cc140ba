// A plan's next version in mid-stream: figures change, mechanisms are switched off, back on, left out or added; names and decimals stay.
import type { Random } from "../random.js";
import type { Generator, Json } from "./draft.js";
import { Draft } from "./draft.js";
import { lasts } from "./plan.js";

export function changePlan(random: Random, plan: Json, generators: readonly Generator[]): Json {
  const next = structuredClone(plan);
  next["version"] = Number(plan["version"]) + (random.once(12) ? 0 : random.int(1, 3));
  const mechanisms = (next["mechanisms"] as Json[]).map((mechanism): Json => {
    const vary = generators.find(({ kind }) => kind === mechanism["kind"])?.vary;
    if (random.once(6)) return { ...mechanism, enabled: mechanism["enabled"] === false };
    return vary && random.once(2) ? { ...mechanism, ...vary(random, mechanism) } : mechanism;
  });
  if (next["budgets"] === undefined && random.once(5)) mechanisms.splice(random.int(0, mechanisms.length), 1);
  const generator = random.once(4) ? random.some(generators) : undefined;
  const draft = new Draft(random, next);
  // A day's weight of what was earned before there was a rule for it is nobody's to know.
  if (generator && generator.kind !== "distribution") generator.build(random, draft);
  const added = draft.mechanisms.map((each, index) => ({
    ...each,
    id: `${String(each["id"])}v${Number(next["version"])}${index}`,
  }));
  const all = random.shuffled([...mechanisms, ...added]);
  const assets = Object.fromEntries(
    Object.entries(draft.assets).map(([name, asset]) => [
      name,
      "expires" in asset ? aged(random, name, asset, all) : asset,
    ]),
  );
  const { pools, ranks } = draft;
  return { ...next, assets, pools, ranks, mechanisms: all };
}

/** An asset that lapses may do so sooner or later than before, or, where it is traded or vests, no more. */
function aged(random: Random, name: string, asset: Json, mechanisms: readonly Json[]): Json {
  const { expires, ...lasting } = asset;
  if (lasts(name, mechanisms)) return lasting;
  return { ...lasting, expires: random.once(2) ? random.int(1, 9) : expires };
}
