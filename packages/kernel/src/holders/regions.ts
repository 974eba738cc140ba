// Regions: codes of GB/T 2260 and who is the agent of one.
import type { Holders } from "./holders.js";

export type Level = "district" | "city" | "province" | "any";

/** The code to look for at a level: 441302 is a district, 441300 its city, 440000 its province. Undefined: the region has none. */
export function codeAt(region: string, level: "district" | "city" | "province"): string | undefined {
  if (!/^\d{6}$/.test(region)) return undefined;
  if (level === "province") return `${region.slice(0, 2)}0000`;
  if (level === "city") return region.endsWith("0000") ? undefined : `${region.slice(0, 4)}00`;
  return region.endsWith("00") ? undefined : region;
}

/** The row of the agent of a region at a level (`any`: the nearest that has one), or undefined. */
export function agentAt(holders: Holders, region: string, level: Level): number | undefined {
  const levels = level === "any" ? (["district", "city", "province"] as const) : [level];
  for (const each of levels) {
    const code = codeAt(region, each);
    const agent = code === undefined ? undefined : holders.agentOf(code);
    if (agent !== undefined) return agent;
  }
  return undefined;
}
