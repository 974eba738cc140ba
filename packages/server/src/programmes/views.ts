// Views of a programme in memory: what it is, how it stands, one holder. Reading only; amounts leave as decimal text.
import type { HolderDetail, HolderKind, ProgrammeBrief, ProgrammeDetail, WalletLine } from "@perennial/api";
import type { LotText, PlanDocument, Programme } from "@perennial/kernel";
import {
  assetName,
  balance,
  CASH,
  formatAmount,
  formatDay,
  fractionText,
  lotsText,
  parseAmount,
  PLATFORM,
  pricesText,
  readPlan,
  ROLE,
  rulesText,
  nextRankText,
} from "@perennial/kernel";
import type { Mode } from "../store/store.js";

/** Prices come with this many decimals. */
const PRICE_SCALE = 12;
const MOST_MERCHANTS = 50;
const MOST_LOTS = 500;

export const brief = (id: string, mode: Mode, plan: PlanDocument): ProgrammeBrief => ({
  id,
  title: plan.title,
  plan: plan.plan,
  version: plan.version,
  currency: plan.currency,
  mode,
});

export const openDay = (programme: Programme): string | null => (programme.opened ? formatDay(programme.today) : null);

export function detail(id: string, mode: Mode, programme: Programme): ProgrammeDetail {
  const { plan, ledger, holders } = programme;
  const { title, currency } = plan;
  const merchants = Array.from({ length: Math.min(MOST_MERCHANTS, holders.merchants.length) }, (_, row) =>
    holders.name(holders.merchants.cells.holder.get(row)),
  );
  return {
    id,
    title,
    currency,
    cashScale: programme.scale(CASH),
    mode,
    today: openDay(programme),
    seq: programme.seq,
    plan: { ...plan },
    assets: Array.from({ length: ledger.assets.length }, (_, asset) => {
      const name = assetName(programme, asset);
      const words = plan.assets[name]?.title;
      return { name, ...(words && { title: words }), scale: programme.scale(asset) };
    }),
    bounds: boundsOf(programme),
    rules: rulesOf(programme),
    merchants,
    till: mode === "demo",
  };
}

function boundsOf({ plan }: Programme): ProgrammeDetail["bounds"] {
  const read = readPlan(plan);
  if (!read.ok) return [];
  return read.plan.entries.flatMap(({ definition, params }, index) =>
    definition.bounds(params, read.plan.document, `mechanisms[${index}]`).map((bound) => ({
      path: bound.path,
      name: bound.name,
      unit: bound.unit,
      value: bound.value ? trimmed(fractionText(BigInt(bound.value.n), BigInt(bound.value.d), 6)) : null,
      formula: bound.formula,
      text: bound.text,
    })),
  );
}

function rulesOf({ plan }: Programme): ProgrammeDetail["rules"] {
  const read = readPlan(plan);
  return read.ok ? rulesText(read.plan) : [];
}

/** `0.125000` → `0.125`, `3.000000` → `3`. */
const trimmed = (decimal: string): string => decimal.replace(/\.?0+$/, "");

export function kindOf(programme: Programme, holder: number): HolderKind {
  if (programme.holders.is(holder, ROLE.member)) return "member";
  return programme.holders.is(holder, ROLE.merchant) ? "merchant" : "agent";
}

/** Everything about a holder but what lists know (`paid`). Undefined: nobody here has that name. */
export function holderView(programme: Programme, name: string): Omit<HolderDetail, "paid"> | undefined {
  const holder = programme.holders.find(name);
  if (holder === undefined || holder === PLATFORM) return undefined;
  const { holders, ranks } = programme;
  const { referrer, spend } = holders.table.cells;
  const above = referrer.get(holder);
  const lots = lotsText(programme, holder);
  return {
    name,
    kind: kindOf(programme, holder),
    rank: ranks.nameOf(holder) ?? null,
    next: nextRankText(programme, holder) ?? null,
    activated: holders.isActivated(holder),
    referrer: above === -1 ? null : holders.name(above),
    team: teamOf(programme, holder),
    spend: formatAmount(spend.get(holder), programme.scale(CASH)),
    wallets: walletsOf(programme, holder),
    lots: lots.slice(0, MOST_LOTS),
    promised: promisedBy(programme, lots),
    seq: programme.seq,
  };
}

/**
 * Activated members brought directly, and at any depth. The kernel counts those at depth only for plans whose ranks ask for
 * it, so they are counted here: whoever was brought joined later and has a higher number.
 */
function teamOf({ holders }: Programme, holder: number): HolderDetail["team"] {
  const { referrer } = holders.table.cells;
  const isBelow = new Uint8Array(holders.count);
  isBelow[holder] = 1;
  const team = { direct: 0, below: 0 };
  for (let row = holder + 1; row < holders.count; row++) {
    const above = referrer.get(row);
    if (above === -1 || isBelow[above] !== 1) continue;
    isBelow[row] = 1;
    if (!holders.isActivated(row) || !holders.is(row, ROLE.member)) continue;
    team.below += 1;
    if (above === holder) team.direct += 1;
  }
  return team;
}

/** With what is due booked, so that the parts are what the holder could use: in a rehearsal, since booking is a write. */
function walletsOf(programme: Programme, holder: number): WalletLine[] {
  const { ledger } = programme;
  const prices = pricesText(programme);
  return programme.rehearse(() =>
    Array.from({ length: ledger.assets.length }, (_, asset) => asset).flatMap((asset) => {
      const free = ledger.free(holder, asset);
      const row = ledger.findWallet(holder, asset);
      const total = balance(programme, holder, asset);
      const owed = ledger.owed(holder, asset);
      if (row === -1 && total === 0 && owed === 0) return [];
      const { locked, held } = ledger.wallets.cells;
      const text = (minor: number): string => formatAmount(minor, programme.scale(asset));
      const name = assetName(programme, asset);
      return [
        {
          asset: name,
          total: text(total),
          free: text(free),
          locked: text(row === -1 ? 0 : locked.get(row)),
          held: text(row === -1 ? 0 : held.get(row)),
          owed: text(owed),
          worth: worthOf(programme, asset, total, asset === CASH ? "1" : prices[name]),
        },
      ];
    }),
  );
}

/** A quantity at a price in cash, rounded down; null without a price. */
function worthOf(programme: Programme, asset: number, quantity: number, price: string | undefined): string | null {
  if (price === undefined) return null;
  const cash = programme.scale(CASH);
  const value = BigInt(quantity) * scaled(price, PRICE_SCALE) * 10n ** BigInt(cash);
  return fractionText(value, 10n ** BigInt(PRICE_SCALE + programme.scale(asset) + cash), cash);
}

/** A decimal text times 10^scale; further decimals are cut. */
function scaled(decimal: string, scale: number): bigint {
  const [whole = "0", decimals = ""] = decimal.split(".");
  return BigInt(whole + decimals.slice(0, scale).padEnd(scale, "0"));
}

/** What open lots promise in cash when they exit: quantity × exit price, less what the plan keeps of a sale. */
function promisedBy(programme: Programme, lots: readonly LotText[]): string | null {
  const cash = programme.scale(CASH);
  const withExit = lots.flatMap(({ exitPrice, ...lot }) => (exitPrice === undefined ? [] : [{ ...lot, exitPrice }]));
  if (withExit.length === 0) return null;
  const rateScale = 12;
  const one = 10n ** BigInt(rateScale);
  let sum = 0n;
  for (const { asset, left, exitPrice, mechanism } of withExit) {
    const scale = programme.scale(programme.asset(asset));
    const quantity = parseAmount(left, scale, "unsigned");
    const kept = one - scaled(retentionOf(programme, mechanism), rateScale);
    const value = BigInt(typeof quantity === "number" ? quantity : 0) * scaled(exitPrice, PRICE_SCALE) * kept;
    sum += (value * 10n ** BigInt(cash)) / (10n ** BigInt(PRICE_SCALE + scale) * one);
  }
  return fractionText(sum, 10n ** BigInt(cash), cash);
}

function retentionOf({ plan }: Programme, mechanism: string): string {
  const entry = plan.mechanisms.find(({ id, kind }) => (id ?? kind) === mechanism);
  const retention = entry?.["retention"];
  return typeof retention === "string" ? retention : "0";
}
