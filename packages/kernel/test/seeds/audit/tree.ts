// The auditor's way up the referral line and through the regions.
import type { Books } from "./books.js";
import type { Holder } from "./types.js";

/** Everybody above, nearest first. */
export function lineAbove(books: Books, name: string): Holder[] {
  const line: Holder[] = [];
  for (let at = books.state.holders.get(name)?.referrer; at !== undefined;) {
    const holder = books.state.holders.get(at);
    if (!holder) break;
    line.push(holder);
    at = holder.referrer;
  }
  return line;
}

/** The agent of a region at a level. */
export function agentAt(
  books: Books,
  region: string,
  level: string,
): { agent: string; sponsor: string | undefined } | undefined {
  const district = region.endsWith("00") ? undefined : region;
  const city = region.endsWith("0000") ? undefined : `${region.slice(0, 4)}00`;
  const province = `${region.slice(0, 2)}0000`;
  if (region === "") return undefined;
  const codes: Record<string, (string | undefined)[]> = {
    district: [district],
    city: [city],
    province: [province],
    any: [district, city, province],
  };
  for (const code of codes[level] ?? []) {
    const agent = code === undefined ? undefined : books.state.agents.get(code);
    if (agent) return agent;
  }
  return undefined;
}
