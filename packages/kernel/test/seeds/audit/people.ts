// The auditor's view of people: joining, activation, ranks and agents, counted afresh each time by walking over everybody.
import { text } from "./exact.js";
import type { Books } from "./books.js";
import type { Holder, OrderRecord, Requirement } from "./types.js";
import { No, person, PLATFORM } from "./books.js";
import { runKinds } from "./kinds.js";
import { lineAbove } from "./tree.js";

const isBelow = (books: Books, below: Holder, top: string): boolean =>
  lineAbove(books, below.name).some(({ name }) => name === top);

export function join(books: Books, event: Record<string, unknown>, kind: "member" | "merchant"): void {
  const name = text(event[kind]);
  const referrer = event["referrer"] === undefined ? undefined : books.holder(event["referrer"]).name;
  if (books.state.holders.has(name)) throw new No("already_exists");
  const holder = person(name, kind, referrer);
  if (kind === "merchant") {
    holder.margin = event["margin"] as string | undefined;
    holder.region = event["region"] as string | undefined;
  }
  books.state.holders.set(name, holder);
  runKinds(books, kind === "member" ? "join" : "merchant", holder);
  if (!books.plan.activation) activate(books, holder, undefined);
}

/** Activates once; a member's activation has its grants. */
export function activate(books: Books, holder: Holder, order: OrderRecord | undefined): boolean {
  if (holder.active !== "") return false;
  holder.active = order ? "order" : "name";
  if (holder.kind === "member") runKinds(books, "activate", holder, order);
  return true;
}

export function appoint(books: Books, event: Record<string, unknown>): void {
  const sponsor = event["sponsor"] === undefined ? undefined : books.holder(event["sponsor"]).name;
  const region = text(event["region"]);
  if (books.state.agents.has(region)) throw new No("already_exists");
  const name = text(event["agent"]);
  if (name === PLATFORM) throw new No("already_exists");
  if (!books.state.holders.has(name)) {
    const agent = person(name, "agent", undefined);
    if (!books.plan.activation) agent.active = "name";
    books.state.holders.set(name, agent);
  }
  books.state.agents.set(region, { agent: name, sponsor });
}

/** Lifts everybody until nothing changes. */
export function review(books: Books): void {
  const steps = books.plan.ranks ?? [];
  for (let changed = true; changed;) {
    changed = false;
    for (const holder of books.state.holders.values()) {
      const next = steps[holder.rank + 1];
      if (holder.kind === "platform" || !next || !meets(books, holder, next.require, holder.rank)) continue;
      holder.rank += 1;
      changed = true;
    }
  }
}

/** The month's end: everybody falls to where the requirements, from the lowest on, still hold. */
export function demote(books: Books): void {
  const steps = books.plan.ranks ?? [];
  for (let changed = books.plan.demote ?? false; changed;) {
    changed = false;
    for (const holder of books.state.holders.values()) {
      let reached = -1;
      for (let step = steps[reached + 1]; reached < holder.rank && step; step = steps[reached + 1]) {
        if (!meets(books, holder, step.require, reached)) break;
        reached += 1;
      }
      if (reached === holder.rank) continue;
      holder.rank = reached;
      changed = true;
    }
  }
}

function meets(books: Books, holder: Holder, require: Requirement, standing: number): boolean {
  const all = [...books.state.holders.values()];
  const direct = all.filter(({ referrer }) => referrer === holder.name);
  const below = all.filter((other) => isBelow(books, other, holder.name));
  const steps = books.plan.ranks ?? [];
  const level = (rank: string): number => steps.findIndex((step) => step.rank === rank);
  const cash = (text: string): bigint => books.planUnits(text, "cash");
  const isActiveMember = ({ kind, active }: Holder): boolean => kind === "member" && active !== "";
  const enough = (among: Holder[], wanted: Record<string, number>): boolean =>
    Object.entries(wanted).every(([rank, count]) => among.filter((other) => other.rank >= level(rank)).length >= count);
  const own = steps.findIndex((step) => step.require === require);
  return (
    (require.direct === undefined || direct.filter(isActiveMember).length >= require.direct) &&
    (require.team === undefined || below.filter(isActiveMember).length >= require.team) &&
    (require.directRank === undefined || enough(direct, require.directRank)) &&
    (require.teamRank === undefined || enough(below, require.teamRank)) &&
    (require.volume === undefined || below.reduce((total, { spend }) => total + spend, 0n) >= cash(require.volume)) &&
    (require.spend === undefined || holder.spend >= cash(require.spend)) &&
    (require.tag === undefined || (holder.tags[require.tag] ?? 0) > 0) &&
    (require.rank === undefined || standing >= level(require.rank)) &&
    (require.holding === undefined ||
      Object.entries(require.holding).every(
        ([asset, most]) => books.total(holder.name, asset) >= books.planUnits(most, asset),
      )) &&
    (require.approval === undefined || holder.approved.some((rank) => level(rank) >= own))
  );
}
