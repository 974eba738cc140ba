// Schemas of what members do with their wallets: what the plan lets them begin, a rehearsal, the act, and what lies ahead.
import { z } from "zod";
import { amount, day, problem, text, why } from "./common.js";

const name = z.string().min(1).max(64);
const wanted = amount.max(40);

/** What a member may do with its own holding. Amounts are checked by the kernel, which has the codes for what is wrong with them. */
export const walletAct = z
  .discriminatedUnion("act", [
    z.strictObject({ act: z.literal("sell"), asset: name, quantity: wanted }),
    z.strictObject({ act: z.literal("convert"), from: name, to: name, quantity: wanted }),
    z.strictObject({
      act: z.literal("transfer"),
      asset: name,
      quantity: wanted,
      receiver: z.string().trim().min(1).max(16).meta({ description: "referral code of the member that gets it" }),
    }),
    z.strictObject({ act: z.literal("withdraw"), amount: wanted }),
    z.strictObject({ act: z.literal("redeem"), edition: name }),
  ])
  .meta({ id: "WalletAct" });

export const walletActBody = z.strictObject({
  key: z
    .string()
    .regex(/^[\w-]{8,64}$/)
    .meta({ description: "made by the caller; the same key acts once" }),
  what: walletAct,
});

export const walletMove = z
  .object({
    asset: z.string(),
    amount: amount.meta({ description: "signed: what comes in or goes out" }),
    account: z.enum(["wallet", "lot", "hold", "receivable"]),
    fee: z.boolean().meta({ description: "goes to the platform for the act itself" }),
    why,
  })
  .meta({ id: "WalletMove", description: "one movement on an account of the member's own" });

const free = z.record(z.string(), amount);

export const walletRehearsal = z
  .object({
    refusal: problem.pick({ code: true, place: true, wrong: true, right: true }).nullable(),
    moves: z.array(walletMove),
    before: free.meta({ description: "free balance of each asset that the act moves, before it" }),
    after: free.meta({ description: "the same after it" }),
    review: z.boolean().meta({ description: "an operator looks at it first: what goes out is held until then" }),
    receiver: z
      .object({ code: z.string(), name: z.string(), gets: amount })
      .nullable()
      .meta({ description: "who gets it, masked, and how much" }),
  })
  .meta({ id: "WalletRehearsal" });

export const walletDone = z
  .object({ seq: z.int(), at: z.string(), moves: z.array(walletMove), review: z.boolean() })
  .meta({ id: "WalletDone", description: "what the act has made: its entry in the journal" });

export const offeredAct = z
  .object({
    act: z.enum(["sell", "convert", "transfer", "withdraw", "redeem"]),
    mechanism: z.string(),
    asset: z.string().meta({ description: "what leaves the wallet" }),
    to: z.string().optional(),
    edition: z.object({ name: z.string(), title: text, price: amount, left: z.int() }).optional(),
    free: amount.meta({ description: "what of it may be used now: free, and not set aside for orders" }),
    reserved: amount.meta({ description: "set aside for orders under way" }),
  })
  .meta({ id: "OfferedAct" });

export const walletActs = z.object({
  acts: z.array(offeredAct).meta({ description: "what the plan in force lets a member begin, in its order" }),
});

const reached = amount.meta({ description: "cash" });
export const walletAhead = z
  .object({
    today: day.nullable().meta({ description: "the open day; null before the first event" }),
    through: day.nullable().meta({ description: "the last day of the calendar" }),
    coming: z
      .array(
        z.object({
          day,
          kind: z.enum(["freed", "paid", "lapses"]),
          mechanism: z.string(),
          asset: z.string(),
          amount,
          pool: z.string(),
        }),
      )
      .meta({ description: "what closes bring if nothing else happens; `paid` as far as the pool reaches" }),
    places: z.array(
      z.object({
        mechanism: z.string(),
        order: z.string(),
        day,
        amount: reached,
        left: reached,
        position: z.int().meta({ description: "1: the next to be paid" }),
        ahead: reached,
        pool: z.string(),
        held: reached,
        missing: reached,
        due: day.optional(),
        arrivals: z.int().optional(),
        orders: z
          .int()
          .nullable()
          .meta({ description: "orders like those of `like` until it can be paid; null: they never bring it there" }),
      }),
    ),
    like: z
      .object({ day, orders: z.int(), gross: amount, margin: amount })
      .nullable()
      .meta({ description: "the last day with orders, and what one of them came to on average" }),
    shares: z.array(
      z.object({
        mechanism: z.string(),
        asset: z.string(),
        day,
        sum: amount,
        part: amount,
        share: z.string(),
        amount,
        pool: z.string(),
      }),
    ),
    rounds: z.array(
      z.object({
        mechanism: z.string(),
        points: z.string(),
        voucher: z.string(),
        rounds: z.array(z.object({ number: z.int(), day, growth: z.string() })),
        existing: amount,
        target: amount,
        latest: day.optional(),
        mine: z.object({ points: amount, received: amount, most: amount, next: amount }),
      }),
    ),
    inReview: z.array(z.object({ id: z.string(), amount })),
  })
  .meta({ id: "WalletAhead" });
