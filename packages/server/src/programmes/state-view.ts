// How a programme stands: pools, supply, prices, claims and what covers them. Claims look at every lot, so the answer is kept for
// as long as nothing has changed.
import type { ProgrammeState } from "@perennial/api";
import type { ClaimText, Programme } from "@perennial/kernel";
import {
  CASH,
  claimsText,
  formatAmount,
  fractionText,
  parseAmount,
  PLATFORM,
  poolsText,
  pricesText,
  supplyText,
} from "@perennial/kernel";
import { openDay } from "./views.js";
import type { Served } from "./served.js";

type InMemory = Omit<ProgrammeState, "orders" | "gross" | "margin" | "paid" | "lag" | "closeMillis">;

const kept = new WeakMap<Programme, InMemory>();

/** While a day is half closed: how things stood when somebody looked last, all of it committed. Undefined: nobody has. */
export function viewBeforeClose({ programme, sequencer }: Served): InMemory | undefined {
  const last = sequencer.isClosing ? kept.get(programme) : undefined;
  return last && last.seq <= sequencer.committedSeq ? last : undefined;
}

/** What memory knows of the state; turnover and payments come from the daily figures. */
export function stateView({ programme, sequencer }: Served): InMemory {
  const last = kept.get(programme);
  if (last?.seq === programme.seq) return last;
  const claims = claimsText(programme);
  const { ledger } = programme;
  const cash = (minor: number): string => formatAmount(minor, programme.scale(CASH));
  const state = {
    today: openDay(programme),
    seq: programme.seq,
    members: sequencer.applier.memberCount,
    revenue: cash(ledger.storedFree(PLATFORM, CASH)),
    pools: poolsText(programme),
    supply: supplyText(programme),
    prices: pricesText(programme),
    claims,
    coverage: coverageOf(programme, claims),
    receivables: cash(ledger.assets.cells.owed.get(CASH)),
  };
  kept.set(programme, state);
  return state;
}

/** Held ÷ promised, rounded down to 4 decimals; a pool counts once however many claims it backs. */
function coverageOf(programme: Programme, claims: readonly ClaimText[]): string | null {
  const minor = (text: string): bigint => {
    const value = parseAmount(text, programme.scale(CASH), "unsigned");
    return typeof value === "number" ? BigInt(value) : 0n;
  };
  const promised = claims.reduce((sum, claim) => sum + minor(claim.promised), 0n);
  if (promised === 0n) return null;
  const held = new Map(claims.map((claim) => [claim.pool, claim.held]));
  const behind = [...held.values()].reduce((sum, amount) => sum + minor(amount), 0n);
  return fractionText(behind, promised, 4);
}
