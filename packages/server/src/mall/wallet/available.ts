// What of an asset a member may use now: the free balance with what is due booked, less what open orders have set aside.
import type { Programme } from "@perennial/kernel";
import { CASH, formatAmount } from "@perennial/kernel";

/** `reserved`: by asset, in minor units of cash, as tender is counted. Amounts as decimal text of the asset. */
export function availableOf(
  programme: Programme,
  member: string,
  name: string,
  reserved: ReadonlyMap<string, number>,
): { free: string; reserved: string } {
  const holder = programme.holders.find(member);
  const asset = programme.asset(name);
  if (holder === undefined || asset === -1) return { free: "0", reserved: "0" };
  const free = programme.rehearse(() => programme.ledger.free(holder, asset));
  const gap = programme.scale(asset) - programme.scale(CASH);
  const kept = reserved.get(name) ?? 0;
  const inUnits = gap >= 0 ? kept * 10 ** gap : Math.ceil(kept / 10 ** -gap);
  const text = (minor: number): string => formatAmount(minor, programme.scale(asset));
  return { free: text(Math.max(0, free - inUnits)), reserved: text(inUnits) };
}
