// Stripe, through its own SDK: checkout pages, refunds, transfers to connected accounts, the day's balance transactions.
import { Stripe } from "stripe";
import { z } from "zod";
import { Fault } from "../http/fault.js";
import type { Back, BillLine, Channel, Due, Moved, Raw, Receiver, Returning, Share, Told } from "./channel.js";

const settings = z.object({
  secretKey: z.string().min(1),
  webhookSecret: z.string().min(1),
  /** another address than Stripe's own */
  gateway: z.url().optional(),
});

const DAY_SECONDS = 86_400;

class StripeChannel implements Channel {
  readonly thanks = { body: '{"received":true}', type: "application/json" };
  readonly splits = true;
  private readonly stripe: Stripe;

  constructor(private readonly own: z.infer<typeof settings>) {
    const gateway = own.gateway === undefined ? undefined : new URL(own.gateway);
    this.stripe = new Stripe(own.secretKey, {
      telemetry: false,
      maxNetworkRetries: 1,
      ...(gateway && {
        host: gateway.hostname,
        port: gateway.port,
        protocol: gateway.protocol === "http:" ? ("http" as const) : ("https" as const),
      }),
    });
  }

  async start(due: Due): ReturnType<Channel["start"]> {
    const session = await this.stripe.checkout.sessions.create(
      {
        mode: "payment",
        client_reference_id: due.payment,
        line_items: [
          {
            quantity: 1,
            price_data: {
              currency: due.currency.toLowerCase(),
              unit_amount: due.amount,
              product_data: { name: due.subject },
            },
          },
        ],
        success_url: due.returnUrl,
        cancel_url: due.returnUrl,
        payment_intent_data: { metadata: { payment: due.payment }, transfer_group: due.payment },
      },
      { idempotencyKey: `start-${due.payment}-${due.method}` },
    );
    if (!session.url) throw new Error("stripe: the session has no address");
    return { action: { kind: "redirect", url: session.url } };
  }

  async read({ headers, body }: Raw): Promise<Told> {
    try {
      const event = await this.stripe.webhooks.constructEventAsync(
        body,
        headers["stripe-signature"] ?? "",
        this.own.webhookSecret,
      );
      return toldBy(event);
    } catch (error) {
      if (!(error instanceof Stripe.errors.StripeSignatureVerificationError)) throw error;
      throw new Fault("bad_signature", "Stripe-Signature", "Stripe did not sign this", "a notification of Stripe");
    }
  }

  async refund({ ref, move, amount }: Back): Promise<Moved> {
    const refund = await this.stripe.refunds.create(
      { payment_intent: ref, amount, metadata: { move } },
      { idempotencyKey: `refund-${move}` },
    );
    if (refund.status === "failed" || refund.status === "canceled") throw new Error(`stripe refund: ${refund.status}`);
    return { state: refund.status === "succeeded" ? "done" : "waiting", ref: refund.id };
  }

  async enrol({ account }: Receiver): Promise<void> {
    await this.stripe.accounts.retrieve(account);
  }

  /** Stripe forgets its idempotency keys after some days: the part is looked for among the payment's own before it is sent. */
  async split({ payment, move, amount, receiver, currency }: Share): Promise<Moved> {
    const sent = await this.stripe.transfers.list({ transfer_group: payment, limit: 100 });
    const known = sent.data.find(({ metadata }) => metadata["move"] === move);
    if (known) return { state: "done", ref: known.id };
    const transfer = await this.stripe.transfers.create(
      { amount, currency: currency.toLowerCase(), destination: receiver, transfer_group: payment, metadata: { move } },
      { idempotencyKey: move },
    );
    return { state: "done", ref: transfer.id };
  }

  async unsplit({ splitRef, move, amount }: Returning): Promise<Moved> {
    const back = await this.stripe.transfers.listReversals(splitRef, { limit: 100 });
    const known = back.data.find(({ metadata }) => metadata?.["move"] === move);
    if (known) return { state: "done", ref: known.id };
    const reversal = await this.stripe.transfers.createReversal(
      splitRef,
      { amount, metadata: { move } },
      { idempotencyKey: move },
    );
    return { state: "done", ref: reversal.id };
  }

  /** The day by UTC, as Stripe reckons. */
  async bill(day: string): Promise<readonly BillLine[]> {
    const begins = Date.parse(`${day}T00:00:00Z`) / 1_000;
    const lines: BillLine[] = [];
    const list = this.stripe.balanceTransactions.list({
      created: { gte: begins, lt: begins + DAY_SECONDS },
      limit: 100,
      expand: ["data.source"],
    });
    for await (const transaction of list) {
      const source = typeof transaction.source === "object" ? transaction.source : null;
      if (source?.object === "charge")
        lines.push({
          kind: "in",
          move: source.metadata["payment"] ?? "",
          ref: transaction.id,
          amount: transaction.amount,
        });
      if (source?.object === "refund")
        lines.push({
          kind: "out",
          move: source.metadata?.["move"] ?? "",
          ref: transaction.id,
          amount: -transaction.amount,
        });
    }
    return lines;
  }
}

function toldBy(event: Stripe.Event): Told {
  const notice = event.id;
  if (event.type === "checkout.session.completed" || event.type === "checkout.session.async_payment_succeeded") {
    const session = event.data.object;
    const intent = session.payment_intent;
    return {
      notice,
      kind: session.payment_status === "paid" ? "paid" : "other",
      ...(session.client_reference_id !== null && { payment: session.client_reference_id }),
      ...(session.amount_total !== null && { amount: session.amount_total }),
      ref: typeof intent === "string" ? intent : (intent?.id ?? ""),
    };
  }
  if (event.type === "refund.updated" || event.type === "refund.created" || event.type === "refund.failed") {
    const { metadata, status, amount } = event.data.object;
    const move = metadata?.["move"];
    const kind = status === "succeeded" ? "refunded" : status === "failed" ? "refund_failed" : "other";
    return { notice, kind, amount, ...(move !== undefined && { move }) };
  }
  return { notice, kind: event.type === "checkout.session.expired" ? "failed" : "other" };
}

export const openStripe = (given: unknown): Channel => new StripeChannel(settings.parse(given));
