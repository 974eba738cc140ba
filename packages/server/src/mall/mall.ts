// The mall put together: its rooms over one database, and what it tells the kernel through the outbox.
import type { Members } from "../accounts/members.js";
import type { ProgrammeChannels } from "../payments/channels.js";
import { compareYesterday } from "../payments/reconcile.js";
import type { PaymentParts } from "../payments/payments.js";
import { Payments } from "../payments/payments.js";
import { compareLedgers } from "./ledger-comparison.js";
import { Products } from "./catalogue/products.js";
import { Earnings } from "./front/earnings.js";
import { Home } from "./front/home.js";
import { Applications } from "./merchants/applications.js";
import { Merchants } from "./merchants/merchants.js";
import { Till } from "./merchants/till.js";
import { Carts } from "./orders/cart.js";
import { Orders } from "./orders/orders.js";
import { Refunds } from "./orders/refunds.js";
import { Settling } from "./orders/settling.js";
import type { MallParts } from "./parts.js";
import { SplitSending } from "./splits/sending.js";
import { Splits } from "./splits/splits.js";
import { Stores } from "./stores/stores.js";
import { WalletActs } from "./wallet/acts.js";

export class Mall {
  readonly products: Products;
  readonly earnings: Earnings;
  readonly home: Home;
  readonly stores: Stores;
  readonly carts: Carts;
  readonly merchants: Merchants;
  readonly applications: Applications;
  readonly till: Till;
  readonly channels: ProgrammeChannels;
  readonly payments: Payments;
  readonly orders: Orders;
  readonly refunds: Refunds;
  readonly settling: Settling;
  readonly splits: Splits;
  readonly wallet: WalletActs;
  private readonly sending: SplitSending;

  /** `secret`: at least 32 random bytes that stay the same over restarts. */
  constructor(
    readonly parts: MallParts,
    options: {
      members: Members;
      channels: ProgrammeChannels;
      payments: Pick<PaymentParts, "origin" | "currencyOf">;
      secret: Uint8Array;
    },
  ) {
    this.products = new Products(parts);
    this.earnings = new Earnings(parts);
    this.home = new Home(parts.database, parts.now);
    this.stores = new Stores(parts);
    this.carts = new Carts(parts);
    this.merchants = new Merchants(parts);
    this.applications = new Applications(parts, options.members);
    this.till = new Till(parts, options.secret);
    this.wallet = new WalletActs(parts, options.members);
    this.channels = options.channels;
    this.payments = new Payments(
      { ...parts, ...options.payments, channels: options.channels },
      {
        paid: async (tx, programme, payment) => this.orders.paid(tx, programme, payment),
        refunded: async (tx, programme, move, done) => this.refunds.sent(tx, programme, move, done),
        splits: async (programme, payment, channel) => this.splits.mayFollow(programme, payment, channel),
        returns: async (programme, move) => this.sending.withRefund(programme, move),
      },
    );
    this.splits = new Splits(parts);
    this.sending = new SplitSending(parts, options.channels, this.splits);
    this.settling = new Settling(parts, this.payments, this.splits);
    this.refunds = new Refunds(parts, this.payments, this.splits);
    this.orders = new Orders(parts, this.payments, this.settling);
  }

  /** Everything that is to be done again and again. */
  async tick(): Promise<void> {
    await this.merchants.tick();
    await this.settling.tick();
    await this.splits.tick();
    await this.sending.tick();
    await this.payments.sendWaiting();
    await compareYesterday(this.parts, this.channels);
    await compareLedgers(this.parts, (programme) => this.channels.isDue(programme, "ledger", this.parts.now()));
  }
}
