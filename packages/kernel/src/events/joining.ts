// Joining, activation, appointments: how holders come to be.
import type { House } from "../house.js";
import { ACTIVATED, ROLE } from "../holders/holders.js";
import { compare, fraction } from "../number/fraction.js";
import type { Order } from "../orders/order.js";
import { refuse } from "../refusal.js";
import type { EventOf } from "./vocabulary.js";

/** Activates a holder once: its grants run, the line above counts it. Returns whether it was not yet. `order`: the order that did it, if one did. */
export function activate(house: House, holder: number, order?: Order): boolean {
  if (house.holders.isActivated(holder)) return false;
  stand(house, holder, order ? ACTIVATED.byOrder : ACTIVATED.byName);
  if (house.holders.is(holder, ROLE.member)) house.ranks.countActivation(holder, 1);
  if (!house.closing)
    for (const { behaviour, instance } of house.working) if (!instance.retired) behaviour.onActivate?.(holder, order);
  return true;
}

/** Changes whether a holder is activated, with those told whose shares depend on it. */
function stand(house: House, holder: number, activated: number): void {
  for (const { behaviour } of house.working) behaviour.beforeStanding?.(holder);
  house.holders.table.cells.activated.set(holder, activated);
  for (const { behaviour } of house.working) behaviour.afterStanding?.(holder);
}

/** Ends an activation, after a refund of the order that brought it. */
export function deactivate(house: House, holder: number): void {
  if (!house.holders.isActivated(holder)) return;
  stand(house, holder, 0);
  if (house.holders.is(holder, ROLE.member)) house.ranks.countActivation(holder, -1);
}

/** Refuses with `unknown_holder`, `already_exists`. */
export function joinMember(house: House, event: EventOf<"member.joined">): void {
  const referrer = event.referrer === undefined ? -1 : house.holders.need(event.referrer, "referrer");
  const member = house.holders.add(event.member, ROLE.member, referrer, "member");
  house.ranks.touch(member);
  for (const { behaviour } of house.working) behaviour.afterStanding?.(member);
  if (!house.closing)
    for (const { behaviour, instance } of house.working) if (!instance.retired) behaviour.onJoin?.(member);
  if (!house.plan.activation) activate(house, member);
  house.ranks.review();
}

/** Refuses with `unknown_holder`, `already_exists` (already activated). */
export function activateMember(house: House, event: EventOf<"member.activated">): void {
  const member = house.holders.needMember(event.member, "member");
  if (!activate(house, member))
    refuse("already_exists", "member", `"${event.member}" is already activated`, "a member who is not");
  house.ranks.review();
}

/** Refuses with `unknown_holder`, `already_exists`, `outside_band`. */
export function joinMerchant(house: House, event: EventOf<"merchant.joined">): void {
  const referrer = event.referrer === undefined ? -1 : house.holders.need(event.referrer, "referrer");
  const merchant = house.holders.add(event.merchant, ROLE.merchant, referrer, "merchant");
  if (event.margin !== undefined) inBand(house, event.margin);
  house.holders.merchants.append({ holder: merchant, margin: event.margin ?? "", region: event.region ?? "" });
  house.ranks.touch(merchant);
  if (!house.closing)
    for (const { behaviour, instance } of house.working) if (!instance.retired) behaviour.onMerchant?.(merchant);
  if (!house.plan.activation) stand(house, merchant, ACTIVATED.byName);
  house.ranks.review();
}

/** Refuses with `unknown_holder`, `outside_band`. */
export function changeMerchant(house: House, event: EventOf<"merchant.changed">): void {
  const merchant = house.holders.needMerchant(event.merchant, "merchant");
  inBand(house, event.margin);
  const row = house.holders.merchantRow(merchant);
  if (row !== undefined) house.holders.merchants.cells.margin.set(row, event.margin);
}

/** Refuses with `unknown_holder`, `already_exists` (the region has an agent). */
export function appointAgent(house: House, event: EventOf<"agent.appointed">): void {
  const { holders } = house;
  const sponsor = event.sponsor === undefined ? -1 : holders.need(event.sponsor, "sponsor");
  if (holders.agentOf(event.region) !== undefined)
    refuse("already_exists", "region", `region ${event.region} has an agent`, "a region without one");
  const known = holders.find(event.agent);
  if (known === 0) refuse("already_exists", "agent", "the platform can't be an agent", "another name");
  const agent = known ?? holders.add(event.agent, ROLE.agent, -1, "agent");
  if (known !== undefined) holders.table.cells.roles.set(agent, holders.table.cells.roles.get(agent) | ROLE.agent);
  else if (!house.plan.activation) stand(house, agent, ACTIVATED.byName);
  holders.agents.append({ holder: agent, region: event.region, sponsor });
  house.ranks.touch(agent);
  house.ranks.review();
}

function inBand(house: House, margin: string): void {
  const band = house.plan.marginBand;
  const rate = fraction(margin);
  const most = fraction(band?.max ?? "1");
  const least = fraction(band?.min ?? "0");
  if (compare(rate, least) < 0 || compare(rate, most) > 0)
    refuse(
      "outside_band",
      "margin",
      `a margin rate of ${margin}`,
      `a rate from ${band?.min ?? "0"} to ${band?.max ?? "1"}`,
    );
}
