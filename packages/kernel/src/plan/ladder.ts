// The ranks of a plan as a ladder in minor units and levels.
import type { Requirement, Step } from "../holders/ranks.js";
import type { PlanDocument } from "./schema.js";

interface Reader {
  asset(name: string): number;
  amount(text: string, asset: number): number;
}

export function ladderOf({ ranks = [] }: PlanDocument, read: Reader): Step[] {
  const level = (name: string): number => ranks.findIndex(({ rank }) => rank === name);
  const cash = (text: string): number => read.amount(text, 0);
  return ranks.map(({ rank, require }) => {
    const { direct, team, directRank, teamRank, volume, spend, tag, rank: held, holding, approval } = require;
    const levels = (counts: Record<string, number>): [number, number][] =>
      Object.entries(counts).map(([name, count]) => [level(name), count]);
    const requirement: Requirement = {
      ...(direct !== undefined && { direct }),
      ...(team !== undefined && { team }),
      ...(directRank && { directRank: levels(directRank) }),
      ...(teamRank && { teamRank: levels(teamRank) }),
      ...(volume !== undefined && { volume: cash(volume) }),
      ...(spend !== undefined && { spend: cash(spend) }),
      ...(tag !== undefined && { tag }),
      ...(held !== undefined && { rank: level(held) }),
      ...(holding && {
        holding: Object.entries(holding).map(([asset, text]): [number, number] => [
          read.asset(asset),
          read.amount(text, read.asset(asset)),
        ]),
      }),
      ...(approval && { approval }),
    };
    return { rank, require: requirement };
  });
}
