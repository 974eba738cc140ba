// Schemas of buying: cart, addresses, quote, checkout, orders and their states, refunds, invoices.
import { z } from "zod";
import { amount, day, house, next, page, programmeParams, text, why } from "./common.js";
import { channel, itemId, photo, price } from "./shop.js";

export const lineBody = z.object({ variant: itemId, quantity: z.int().min(1).max(999) });
const lines = z.array(lineBody).min(1).max(50);
export const cartBody = z.object({ lines: z.array(lineBody).max(100) });
export const cartLine = z
  .object({
    variant: z.string(),
    product: z.string(),
    title: text,
    variantTitle: text,
    photo: photo.nullable(),
    price: amount,
    quantity: z.int(),
    stock: z.int().nullable(),
    available: z.boolean().meta({ description: "listed, and enough in stock" }),
    merchant: z.object({ id: z.string(), title: z.string() }).nullable(),
  })
  .meta({ id: "CartLine" });
export const cart = z.object({ lines: z.array(cartLine), total: amount }).meta({ id: "Cart" });

export const addressBody = z.object({
  name: z.string().trim().min(1).max(40),
  phone: z.string().trim().min(5).max(20),
  region: z
    .string()
    .regex(/^\d{6}$/)
    .optional()
    .meta({ description: "GB/T 2260", example: "440106" }),
  province: z.string().trim().max(40).default(""),
  city: z.string().trim().max(40).default(""),
  district: z.string().trim().max(40).default(""),
  street: z.string().trim().min(1).max(200),
  latitude: z
    .number()
    .min(-90)
    .max(90)
    .optional()
    .meta({ description: "WGS 84; with the longitude it chooses the nearest store, else the region does" }),
  longitude: z.number().min(-180).max(180).optional(),
  first: z.boolean().default(false).meta({ description: "the one that is offered first" }),
});
export const address = addressBody.extend({ id: z.string() }).meta({ id: "Address" });
export const addressList = z.object({ addresses: z.array(address) });
export const addressParams = programmeParams.extend({ address: itemId });

export const tenderBody = z.record(z.string().max(64), price);
export const quoteBody = z.object({
  lines,
  tender: tenderBody.default({}).meta({ description: "what shall be paid in assets, over all orders" }),
  pickup: itemId.nullable().default(null).meta({ description: "a store instead of an address: nothing is shipped" }),
  address: itemId.nullable().default(null).meta({ description: "where to: chooses the store that sends" }),
});
export const earned = z
  .object({ asset: z.string(), amount, account: z.enum(["wallet", "lot"]), why })
  .meta({ id: "Earned", description: "what the buyer would get, by the kernel's dry run" });
const storeName = z.object({ id: z.string(), title: z.string() });
const shipping = amount.meta({ description: "what sending it costs; no part of the gross, nothing is earned on it" });
const cash = amount.meta({ description: "what is left to be paid in money, shipping included" });
export const quotedOrder = z
  .object({
    merchant: z.object({ id: z.string(), title: z.string() }).nullable(),
    kind: z.enum(["goods", "service", "till"]).meta({ description: "goods want an address or a store" }),
    tags: z.array(z.string()),
    lines: z.array(
      z.object({
        variant: z.string(),
        product: z.string(),
        title: text,
        variantTitle: text,
        photo: z.string().nullable(),
        quantity: z.int(),
        sum: amount,
      }),
    ),
    from: storeName.nullable().meta({ description: "the store that would send it; null: none is told" }),
    gross: amount,
    shipping,
    tender: z.record(z.string(), amount),
    cash,
    earns: z.array(earned),
    refusal: z
      .object({ code: z.string(), wrong: z.string(), right: z.string() })
      .nullable()
      .meta({ description: "why the plan would refuse this order; null: it would be accepted" }),
  })
  .meta({ id: "QuotedOrder" });
export const quote = z
  .object({
    orders: z.array(quotedOrder).meta({ description: "one for each seller and set of tags" }),
    gross: amount,
    shipping,
    cash,
    tender: z
      .array(z.object({ asset: z.string(), title: text.optional(), free: amount, most: amount, used: amount }))
      .meta({ description: "what could be paid in each asset: free less what open orders have set aside" }),
    settles: z.string().meta({ description: "when rewards come", example: "received" }),
    ready: z.boolean(),
  })
  .meta({ id: "Quote" });

export const checkoutBody = quoteBody.extend({
  key: z
    .string()
    .regex(/^[\w-]{8,64}$/)
    .meta({ description: "made by the caller; the same key gives the same checkout" }),
  note: z.string().trim().max(300).default(""),
});

export const orderState = z.enum(["unpaid", "paid", "shipped", "received", "completed", "cancelled", "refunded"]);
export const settlementState = z.enum(["none", "waiting", "sent", "settled", "refused"]);
export const refundState = z.enum(["asked", "approved", "refused", "paid", "failed"]);
export const orderLine = z
  .object({
    variant: z.string(),
    product: z.string(),
    title: text,
    variantTitle: text,
    photo: z.string().nullable(),
    price: amount,
    quantity: z.int(),
    sum: amount,
    reviewed: z.boolean(),
  })
  .meta({ id: "OrderLine" });
export const refund = z
  .object({
    id: z.string(),
    state: refundState,
    amount: amount.meta({ description: "of the gross; cash and assets in the order's own proportion" }),
    shipping: amount.meta({ description: "of what sending it cost" }),
    cash: amount.meta({ description: "money that goes back, shipping included" }),
    reason: z.string(),
    answer: z.string(),
    at: z.string(),
  })
  .meta({ id: "Refund" });
export const orderBrief = z
  .object({
    id: z.string(),
    state: orderState,
    settlement: settlementState,
    merchant: z.object({ id: z.string(), title: z.string() }).nullable(),
    lines: z.array(orderLine),
    gross: amount,
    shipping,
    cash,
    tender: z.record(z.string(), amount),
    refunded: amount,
    payment: z.string().nullable(),
    at: z.string(),
    refund: refundState.nullable().meta({ description: "of the latest refund" }),
    actions: z
      .array(z.string())
      .meta({ description: "what the caller may do now: pay, cancel, ship, confirm, refund …" }),
  })
  .meta({ id: "Order" });
export const orderDetail = orderBrief
  .extend({
    tags: z.array(z.string()),
    address: address.omit({ first: true }).partial({ id: true }).nullable(),
    pickup: storeName.nullable().meta({ description: "where it is picked up, or was bought" }),
    from: storeName.nullable().meta({ description: "the store that sends it; null: the seller chooses" }),
    note: z.string(),
    buyer: z.string().meta({ description: "name in the ledger" }),
    times: z.record(z.string(), z.string()).meta({ description: "when each state was reached" }),
    due: z.string().nullable().meta({ description: "when the next step happens by itself" }),
    shipment: z.object({ carrier: z.string(), number: z.string() }).nullable(),
    refunds: z.array(refund),
    invoice: z
      .object({
        state: z.enum(["asked", "issued", "declined"]),
        kind: z.enum(["person", "company"]),
        title: z.string(),
        taxNumber: z.string(),
        email: z.string(),
        number: z.string(),
        reason: z.string().optional().meta({ description: "why it was declined; the buyer may ask again" }),
        file: z
          .object({ name: z.string(), media: z.string() })
          .nullable()
          .meta({ description: "GET …/orders/{order}/invoice/file" }),
      })
      .nullable()
      .meta({ description: "what the buyer wants on it, and its number once it was issued" }),
    entry: z.int().nullable().meta({ description: "number of the journal entry that settled it" }),
    refusal: z.string().nullable().meta({ description: "why the settlement was refused" }),
    history: z.array(z.object({ at: z.string(), from: z.string(), to: z.string(), by: z.string(), note: z.string() })),
  })
  .meta({ id: "OrderDetail" });
export const ordersQuery = page.extend({ state: orderState.optional() });
export const deskOrdersQuery = ordersQuery.extend({
  merchant: z.string().max(64).optional().meta({ description: "left out: all orders, for operators" }),
  house,
  store: itemId.optional().meta({ description: "that it sends or hands out" }),
  refund: refundState.optional(),
  invoice: z.enum(["asked", "issued", "declined"]).optional(),
  settlement: settlementState.optional(),
});
export const summaryQuery = z.object({
  merchant: z.string().max(64).optional().meta({ description: "left out: all sellers, for operators" }),
  house,
});
export const deskSummary = z
  .object({
    day: day.meta({ description: "today, in the programme's time zone" }),
    orders: z.int().meta({ description: "paid today" }),
    gross: amount.meta({ description: "of the orders paid today" }),
    refunded: amount.meta({ description: "of the orders paid today" }),
    toShip: z.int(),
    toHand: z.int().meta({ description: "paid, to be picked up or given in a store" }),
    refunds: z.int().meta({ description: "refunds that wait for an answer" }),
    invoices: z.int().meta({ description: "invoices that were asked for" }),
    refused: z.int().meta({ description: "settlements that the plan refused" }),
    soldOut: z.int().meta({ description: "products on offer of which nothing is left" }),
    applications: z.int().nullable().meta({ description: "that wait for a review; null: not the caller's business" }),
  })
  .meta({ id: "DeskSummary" });
export const orderList = z.object({ orders: z.array(orderBrief), next });
export const orderParams = programmeParams.extend({ order: z.string().regex(/^[A-Z0-9-]{6,40}$/) });
export const refundParams = orderParams.extend({ refund: itemId });
export const shipBody = z.object({
  carrier: z.string().trim().max(60).default(""),
  number: z.string().trim().max(60).default(""),
});
export const refundBody = z.object({
  amount: price.optional().meta({ description: "part of the gross; left out: all that is left" }),
  reason: z.string().trim().min(1).max(500),
});
export const refundAnswer = z.object({
  approve: z.boolean(),
  answer: z.string().trim().max(500).default(""),
  restock: z.boolean().default(false),
  shipping: z
    .boolean()
    .optional()
    .meta({ description: "whether the shipping goes back too, with all that is left; left out: if nothing was sent" }),
});
export const invoiceBody = z.object({
  kind: z.enum(["person", "company"]),
  title: z.string().trim().min(1).max(120),
  taxNumber: z.string().trim().max(30).default(""),
  email: z.email().max(254),
});
export const invoiceIssued = z.object({ number: z.string().trim().min(1).max(60) });
export const invoiceDeclined = z.object({ reason: z.string().trim().min(1).max(300) });
export const sourceBody = z.object({
  store: itemId.nullable().meta({ description: "that sends it; null: from what lies in no store" }),
});
export const sources = z
  .object({
    stores: z.array(storeName.extend({ holds: z.boolean() })).meta({ description: "the nearest to the buyer first" }),
    loose: z.boolean().meta({ description: "whether all of it lies in no store" }),
  })
  .meta({ id: "Sources", description: "what could send an order; `holds`: all of it is there" });

export const payment = z
  .object({
    id: z.string(),
    state: z.enum(["open", "paid", "closed"]),
    amount,
    channel: channel.nullable(),
    orders: z.array(z.string()),
    expiresAt: z.string(),
    paidAt: z.string().nullable(),
  })
  .meta({ id: "Payment" });
export const checkout = z.object({ payment, orders: z.array(orderBrief) }).meta({ id: "Checkout" });
export const paymentParams = programmeParams.extend({ payment: itemId });
export const payBody = z.object({
  channel,
  method: z.enum(["page", "mobile", "qr"]).default("mobile"),
  returnTo: z
    .string()
    .regex(/^\/(?![/\\])[\w\-./?=&%]*$/)
    .max(300)
    .default("/"),
});
export const payAction = z
  .object({
    payment,
    action: z.discriminatedUnion("kind", [
      z.object({ kind: z.literal("redirect"), url: z.string() }),
      z.object({ kind: z.literal("qr"), code: z.string().meta({ description: "text to show as a QR code" }) }),
      z.object({ kind: z.literal("done") }).meta({ description: "nothing more: the wallet has paid" }),
      z.object({ kind: z.literal("sandbox") }).meta({ description: "play money: POST …/sandbox says how it went" }),
    ]),
  })
  .meta({ id: "PayAction" });
export const sandboxBody = z.object({ outcome: z.enum(["paid", "failed"]).default("paid") });
export const notificationParams = programmeParams.extend({ channel });

export const channelBody = z.object({
  settings: z
    .record(z.string(), z.union([z.string().max(8_000), z.boolean()]))
    .meta({ description: "what the channel's operator gave: keys and numbers; kept sealed, never shown again" }),
});
export const channelList = z.object({ channels: z.array(channel) });
export const reconciliation = z
  .object({
    channel,
    day: z.string(),
    theirsIn: amount,
    theirsOut: amount,
    oursIn: amount,
    oursOut: amount,
    differences: z.array(
      z.object({
        kind: z.enum(["in", "out"]),
        move: z.string().meta({ description: "our name of the payment or refund" }),
        theirs: amount.nullable(),
        ours: amount.nullable(),
      }),
    ),
  })
  .meta({ id: "Reconciliation", description: "a channel's own account of a day against ours" });
export const ledgerComparison = z
  .object({
    day: z.string().meta({ description: "the day that the ledger had open" }),
    ledgerIn: amount.meta({ description: "cash that orders of the mall brought into the ledger on this day" }),
    ledgerOut: amount,
    moneyIn: amount.meta({ description: "what channels took for the same orders" }),
    moneyOut: amount,
    elsewhere: amount.meta({ description: "cash of orders that did not come through the mall, in less out" }),
    differences: z.array(
      z.object({ order: z.string(), kind: z.enum(["in", "out"]), ledger: amount.nullable(), money: amount.nullable() }),
    ),
  })
  .meta({ id: "LedgerComparison", description: "the ledger's own account of the outside against money that moved" });
export const reconciliationList = z.object({
  reconciliations: z.array(reconciliation),
  ledger: z.array(ledgerComparison),
});
export const reconcileBody = z.object({ channel, day });
