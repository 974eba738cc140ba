// Schemas of merchants: application and review, margin, staff, till, statements; and of stores on the map.
import { z } from "zod";
import { amount, day, house, next, page, programmeParams, text } from "./common.js";
import { channel, itemId, photo, price, shippingTerms } from "./shop.js";

export const rate = z.string().regex(/^0(\.\d{1,6})?$|^1$/, { error: "a rate from 0 to 1, as 0.15" });
const place = {
  address: z.string().trim().min(1).max(200),
  region: z
    .string()
    .regex(/^\d{6}$/)
    .meta({ description: "GB/T 2260", example: "440106" }),
  latitude: z.number().min(-90).max(90).meta({ description: "WGS 84" }),
  longitude: z.number().min(-180).max(180),
};
export const applicationBody = z.object({
  title: z.string().trim().min(1).max(60),
  licence: z.string().trim().min(1).max(60).meta({ description: "unified social credit code" }),
  contact: z.string().trim().min(1).max(40),
  phone: z.string().trim().min(5).max(20),
  services: z.string().trim().max(1_000).default(""),
  margin: rate,
  referralCode: z.string().min(4).max(16).optional(),
  ...place,
});
export const applicationState = z.enum(["draft", "submitted", "approved", "refused"]);
export const application = applicationBody
  .omit({ referralCode: true })
  .extend({
    id: z.string(),
    state: applicationState,
    documents: z.array(z.object({ id: z.string(), kind: z.string(), name: z.string() })),
    answer: z.string(),
    merchant: z.string().nullable(),
    at: z.string(),
  })
  .meta({ id: "MerchantApplication" });
export const applicationsQuery = page.extend({ state: applicationState.optional() });
export const applicationList = z.object({ applications: z.array(application), next });
export const applicationParams = programmeParams.extend({ application: itemId });
export const documentParams = applicationParams.extend({ document: itemId });
export const documentQuery = z.object({ kind: z.enum(["licence", "identity", "photo", "other"]).default("other") });
export const applicationAnswer = z.object({ approve: z.boolean(), answer: z.string().trim().max(500).default("") });

export const merchantParams = programmeParams.extend({ merchant: z.string().min(1).max(64) });
export const merchant = z
  .object({
    id: z.string().meta({ description: "name in the ledger" }),
    title: z.string(),
    margin: z.string(),
    nextMargin: z.object({ margin: z.string(), from: day }).nullable(),
    contact: z.string(),
    phone: z.string(),
    open: z.boolean(),
    owner: z.boolean().meta({ description: "whether the caller may change margin, staff and receivers" }),
    shipping: shippingTerms.nullable().meta({ description: "of its own; null: those of the house" }),
  })
  .meta({ id: "Merchant" });
export const receiverParams = merchantParams.extend({ channel });
export const receiverBody = z.object({
  account: z
    .string()
    .regex(/^[\w@.+-]{1,64}$/)
    .meta({ description: "WeChat Pay: merchant number; Alipay: user id 2088…; Stripe: acct_…" }),
  name: z.string().trim().min(1).max(120).meta({ description: "as the channel knows its holder" }),
});
export const receiver = z
  .object({ channel, account: z.string(), name: z.string() })
  .meta({ id: "Receiver", description: "where a channel sends the merchant's part of an order" });
export const receiverList = z.object({ receivers: z.array(receiver) });
export const splitState = z
  .enum(["due", "booking", "booked", "done", "failed", "kept"])
  .meta({ description: "`kept`, `failed`: the part is in the wallet; failed: the channel would not take it" });
export const split = z
  .object({
    at: z.string(),
    order: z.string(),
    channel,
    account: z.string(),
    amount: amount.nullable().meta({ description: "null: not reckoned yet" }),
    returned: amount.meta({ description: "what refunds took back of it" }),
    unreturned: amount.meta({ description: "of that, what the channel did not give back: the platform has paid it" }),
    state: splitState,
  })
  .meta({ id: "Split", description: "a part of a payment that the channel sent to the merchant" });
export const merchantList = z.object({
  merchants: z.array(z.object({ id: z.string(), title: z.string(), margin: z.string(), open: z.boolean() })),
  next,
});
export const marginBody = z.object({ margin: rate });
export const merchantStaffBody = z.object({
  phone: z.string().max(20).optional(),
  email: z.email().optional(),
  works: z.boolean().meta({ description: "false: no longer" }),
});
export const merchantStaff = z.object({
  staff: z.array(z.object({ account: z.string(), name: z.string(), contact: z.string(), owner: z.boolean() })),
});

export const tillBody = z.object({
  amount: price,
  note: z.string().trim().max(100).default(""),
  store: itemId.nullable().default(null),
  cost: price
    .nullable()
    .default(null)
    .meta({ description: "of the house's own sale: what it leaves is the margin; null: all of it" }),
});
export const tillTicket = z
  .object({
    token: z.string().meta({ description: "signed; shown as a QR code" }),
    amount,
    merchant: z
      .object({ id: z.string(), title: z.string() })
      .nullable()
      .meta({ description: "null: the house itself" }),
    note: z.string(),
    expiresAt: z.string(),
    state: z.enum(["open", "taken", "paid"]),
    order: z.string().nullable(),
  })
  .meta({ id: "TillTicket" });
export const tillList = z.object({ tickets: z.array(tillTicket) });
export const tillParams = programmeParams.extend({ token: z.string().min(20).max(600) });
export const tillCheckoutBody = z.object({ tender: z.record(z.string().max(64), price).default({}) });

export const statementQuery = z.object({ from: day, to: day });
export const booksQuery = statementQuery.extend({
  format: z
    .enum(["voucher", "beancount", "hledger"])
    .meta({ description: "vouchers as CSV (记账凭证), or a journal in plain text" }),
});
export const statement = z
  .object({
    merchant: z.string(),
    from: day,
    to: day,
    orders: z.int(),
    credited: amount.meta({ description: "cash that came in for orders" }),
    clawedBack: amount,
    paidOut: amount,
    lines: z.array(
      z.object({
        at: z.string(),
        day,
        seq: z.int(),
        type: z.string(),
        order: z.string(),
        asset: z.string(),
        amount,
        account: z.string(),
        text,
      }),
    ),
    receivers: z.array(receiver),
    splits: z.array(split).meta({ description: "sent straight to the merchant by the channels" }),
  })
  .meta({ id: "Statement" });
export const pointsDesk = z
  .object({
    wallets: z.array(z.object({ asset: z.string(), free: amount, total: amount, received: amount, spent: amount })),
    days: z.int().meta({ description: "received and spent are of so many days; the need is of as many to come" }),
    need: z
      .object({
        basis: z
          .enum(["past", "own"])
          .meta({ description: "its last orders once more, or the figures in the question" }),
        orders: z.int().meta({ description: "that are taken to come" }),
        gross: amount.meta({ description: "of one, on average" }),
        days: z.int(),
        rehearsed: z
          .int()
          .meta({ description: "orders that the kernel applied and put back; the rest counts as like them" }),
        assets: z.array(
          z.object({
            asset: z.string(),
            earns: amount,
            burns: amount,
            short: amount.meta({ description: "what is free now does not cover it by so much" }),
          }),
        ),
        refusal: z.object({ code: z.string(), wrong: z.string(), right: z.string() }).nullable(),
      })
      .meta({
        id: "PointsNeed",
        description: "what orders to come ask of the wallet, by the kernel on the plan as it is",
      }),
  })
  .meta({ id: "PointsDesk", description: "what a merchant holds, gets, burns and needs" });
export const pointsDeskQuery = z.object({
  orders: z.coerce.number().int().min(1).max(1_000_000).optional().meta({ description: "in the days to come" }),
  gross: price.optional().meta({ description: "of one of them" }),
});
export const breakEvenQuery = z.object({
  gross: price,
  cost: price,
  margin: rate,
  visits: z.coerce.number().int().min(1).max(100_000),
});
export const breakEven = z
  .object({
    perOrder: amount.meta({ description: "left of an order after concession and cost; may be negative" }),
    without: amount.meta({ description: "the same without the programme" }),
    moreOrders: z.int().nullable().meta({ description: "orders needed in all to earn as much as before; null: never" }),
    highest: z.string().meta({ description: "the highest margin at which an order still leaves nothing lost" }),
  })
  .meta({ id: "BreakEven" });

export const storeBody = z.object({
  title: z.string().trim().min(1).max(60),
  phone: z.string().trim().max(20).default(""),
  hours: z.string().trim().max(100).default(""),
  services: z.string().trim().max(500).default(""),
  open: z.boolean().default(true),
  ships: z.boolean().default(true).meta({ description: "whether orders are sent from here" }),
  ...place,
});
export const store = storeBody
  .extend({
    id: z.string(),
    merchant: z.object({ id: z.string(), title: z.string() }).nullable(),
    photo: photo.nullable(),
    holds: z
      .boolean()
      .nullable()
      .meta({ description: "whether it hands out all that was asked for; null: nothing was" }),
    distance: z.number().nullable().meta({ description: "metres, by the great circle; null: no place was told" }),
    navigate: z
      .object({ amap: z.string(), apple: z.string(), google: z.string(), baidu: z.string() })
      .meta({ description: "links that open the way there in each map" }),
  })
  .meta({ id: "Store" });
export const storesQuery = page.extend({
  latitude: z.coerce.number().min(-90).max(90).optional(),
  longitude: z.coerce.number().min(-180).max(180).optional(),
  km: z.coerce.number().min(0.1).max(20_000).default(20_000),
  search: z.string().max(60).optional(),
  merchant: z.string().max(64).optional(),
  house,
  holding: z
    .string()
    .regex(/^[a-z0-9]{6,32}\.[1-9]\d{0,2}(,[a-z0-9]{6,32}\.[1-9]\d{0,2}){0,49}$/)
    .optional()
    .meta({ description: "what somebody wants to pick up", example: "variantid.2,othervariant.1" }),
});
export const storeList = z.object({ stores: z.array(store), next });
export const storeParams = programmeParams.extend({ store: itemId });
