// Schemas of holders: the list, one holder with wallets and lots, and the lines of its ledger.
import { z } from "zod";
import { amount, day, next, page, programmeParams, why } from "./common.js";

export const holderKind = z.enum(["member", "merchant", "agent"]);

export const holdersQuery = page.extend({
  search: z.string().max(64).optional().meta({ description: "part of the name" }),
  kind: holderKind.optional(),
});

export const holderBrief = z
  .object({ name: z.string(), kind: holderKind, joined: day, rank: z.string().nullable() })
  .meta({ id: "HolderBrief" });

export const holderList = z.object({ holders: z.array(holderBrief), next });

export const holderParams = programmeParams.extend({ name: z.string().min(1).max(64) });

export const walletLine = z
  .object({
    asset: z.string(),
    total: amount.meta({ description: "free, locked and held, and what is due and not yet booked" }),
    free: amount,
    locked: amount,
    held: amount,
    owed: amount,
    worth: amount.nullable().meta({ description: "the total at today's price, in cash; null: there is no price" }),
  })
  .meta({ id: "WalletLine" });

export const lot = z
  .object({
    asset: z.string(),
    mechanism: z.string(),
    order: z.string().meta({ description: '"" when no order stands behind it' }),
    born: day,
    minted: amount,
    left: amount,
    locked: z.boolean(),
    exitPrice: z.string().optional(),
    reached: z.string().optional(),
    daily: amount.optional(),
    due: day.optional(),
  })
  .meta({ id: "Lot" });

export const holderDetail = z
  .object({
    name: z.string(),
    kind: holderKind,
    rank: z.string().nullable(),
    next: z
      .object({
        rank: z.string(),
        needs: z.array(
          z.object({
            what: z
              .enum([
                "direct",
                "team",
                "directRank",
                "teamRank",
                "volume",
                "spend",
                "tag",
                "rank",
                "holding",
                "approval",
              ])
              .meta({ description: "volume, spend: cash; holding: the asset `name`; the others are counts" }),
            name: z.string().meta({ description: "the rank, the tag or the asset that is meant" }),
            have: z.string(),
            need: z.string(),
            met: z.boolean(),
          }),
        ),
      })
      .nullable()
      .meta({ description: "the next rank and how far it is; null: there is none" }),
    activated: z.boolean(),
    referrer: z.string().nullable(),
    team: z.object({ direct: z.int(), below: z.int() }),
    spend: amount,
    wallets: z.array(walletLine),
    lots: z.array(lot).meta({ description: "those that still hold something, the oldest 500" }),
    paid: amount.meta({ description: "cash ever received from mechanisms" }),
    promised: amount.nullable().meta({ description: "cash still promised by open lots; null: no lot promises cash" }),
    seq: z.int(),
  })
  .meta({ id: "Holder" });

export const holderLine = z
  .object({
    seq: z.int(),
    line: z.int().meta({ description: "number of the posting within its entry, 0 the first" }),
    at: z.string(),
    type: z.string(),
    id: z.string(),
    asset: z.string(),
    amount: amount.meta({ description: "signed: what came in or went out" }),
    account: z.enum(["wallet", "lot", "hold", "receivable"]),
    why,
  })
  .meta({ id: "HolderLine" });

export const linesQuery = page;
export const holderLines = z.object({ lines: z.array(holderLine), next });
