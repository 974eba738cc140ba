// The client of the mall as a member sees it: window, cart, checkout, payment, orders, stores, wallet.
import type { CallOptions, ClientOptions } from "./request.js";
import { asking, pathOf, search, send } from "./request.js";
import type * as t from "./types.js";

export interface MallClient {
  shop(call?: CallOptions): Promise<t.Shop>;
  products(query?: t.ProductsQuery, call?: CallOptions): Promise<t.ProductList>;
  product(product: string, call?: CallOptions): Promise<t.Product>;
  /** What one piece of each of these products would bring whoever asks; at most 48. */
  earnings(products: readonly string[], call?: CallOptions): Promise<t.EarningsList>;
  /** The home page that was published last. */
  home(call?: CallOptions): Promise<t.HomeShown>;
  reviews(product: string, query?: t.PageQuery, call?: CallOptions): Promise<t.ReviewList>;
  /** Where an <img> finds a photo. */
  photoUrl(photo: string, width: 320 | 640 | 1280): string;
  stores(query?: t.StoresQuery, call?: CallOptions): Promise<t.StoreList>;
  store(store: string, call?: CallOptions): Promise<t.Store>;
  cart(call?: CallOptions): Promise<t.Cart>;
  setCart(lines: readonly t.LineBody[], call?: CallOptions): Promise<t.Cart>;
  addresses(call?: CallOptions): Promise<t.AddressList>;
  addAddress(body: t.AddressBody, call?: CallOptions): Promise<t.Address>;
  setAddress(address: string, body: t.AddressBody, call?: CallOptions): Promise<t.Address>;
  dropAddress(address: string, call?: CallOptions): Promise<void>;
  quote(body: t.QuoteBody, call?: CallOptions): Promise<t.Quote>;
  /** The same key gives the same checkout again, so that a double tap buys once. */
  checkout(body: t.CheckoutBody, call?: CallOptions): Promise<t.Checkout>;
  payment(payment: string, call?: CallOptions): Promise<t.Payment>;
  pay(payment: string, body: t.PayBody, call?: CallOptions): Promise<t.PayAction>;
  /** Play money: says how the payment went. */
  sandbox(payment: string, outcome: "paid" | "failed", call?: CallOptions): Promise<t.Payment>;
  orders(query?: t.OrdersQuery, call?: CallOptions): Promise<t.OrderList>;
  order(order: string, call?: CallOptions): Promise<t.OrderDetail>;
  cancel(order: string, call?: CallOptions): Promise<t.OrderDetail>;
  confirm(order: string, call?: CallOptions): Promise<t.OrderDetail>;
  askRefund(order: string, body: t.RefundBody, call?: CallOptions): Promise<t.OrderDetail>;
  askInvoice(order: string, body: t.InvoiceBody, call?: CallOptions): Promise<t.OrderDetail>;
  /** Where the buyer, or the seller, downloads the invoice. */
  invoiceUrl(order: string): string;
  review(order: string, variant: string, body: t.ReviewBody, call?: CallOptions): Promise<t.OrderDetail>;
  till(token: string, call?: CallOptions): Promise<t.TillTicket>;
  /** Makes an order of what the till shows; its payment is then paid like any other. */
  takeTill(token: string, tender: Record<string, string>, call?: CallOptions): Promise<t.Checkout>;
  /** What the plan lets a member begin with its wallet. */
  walletActs(call?: CallOptions): Promise<t.WalletActs>;
  /** What an act would cost and bring; nothing is stored. What is refused says so in `refusal`. */
  rehearseAct(what: t.WalletAct, call?: CallOptions): Promise<t.WalletRehearsal>;
  /** The same key acts once. */
  walletAct(body: t.WalletActBody, call?: CallOptions): Promise<t.WalletDone>;
  walletAhead(call?: CallOptions): Promise<t.WalletAhead>;
}

/** A client of one programme's mall. */
export function createMallClient(programme: string, options: ClientOptions = {}): MallClient {
  const at = (...rest: string[]): string => pathOf("programmes", programme, ...rest);
  const { get, post, put } = asking(options);
  return {
    shop: (call) => get(at("shop"), call),
    products: (query = {}, call) => get(at("products") + search(query), call),
    product: (product, call) => get(at("products", product), call),
    earnings: (products, call) => get(at("earnings") + search({ products: products.join(",") }), call),
    home: (call) => get(at("home"), call),
    reviews: (product, query = {}, call) => get(at("products", product, "reviews") + search({ ...query }), call),
    photoUrl: (photo, width) => `${options.origin ?? ""}/api/v1${at("photos", photo)}?width=${width}`,
    stores: (query = {}, call) => get(at("stores") + search({ ...query }), call),
    store: (store, call) => get(at("stores", store), call),
    cart: (call) => get(at("cart"), call),
    setCart: (lines, call) => put(at("cart"), { lines }, call),
    addresses: (call) => get(at("addresses"), call),
    addAddress: (body, call) => post(at("addresses"), body, call),
    setAddress: (address, body, call) => put(at("addresses", address), body, call),
    dropAddress: (address, call) => send(options, { method: "DELETE", path: at("addresses", address) }, call),
    quote: (body, call) => post(at("quote"), body, call),
    checkout: (body, call) => post(at("checkout"), body, call),
    payment: (payment, call) => get(at("payments", payment), call),
    pay: (payment, body, call) => post(at("payments", payment, "pay"), body, call),
    sandbox: (payment, outcome, call) => post(at("payments", payment, "sandbox"), { outcome }, call),
    orders: (query = {}, call) => get(at("orders") + search({ ...query }), call),
    order: (order, call) => get(at("orders", order), call),
    cancel: (order, call) => post(at("orders", order, "cancel"), undefined, call),
    confirm: (order, call) => post(at("orders", order, "confirm"), undefined, call),
    askRefund: (order, body, call) => post(at("orders", order, "refunds"), body, call),
    askInvoice: (order, body, call) => post(at("orders", order, "invoice"), body, call),
    invoiceUrl: (order) => `${options.origin ?? ""}/api/v1${at("orders", order, "invoice", "file")}`,
    review: (order, variant, body, call) => post(at("orders", order, "reviews", variant), body, call),
    till: (token, call) => get(at("till", token), call),
    takeTill: (token, tender, call) => post(at("till", token), { tender }, call),
    walletActs: (call) => get(at("wallet", "acts"), call),
    rehearseAct: (what, call) => post(at("wallet", "rehearsal"), what, call),
    walletAct: (body, call) => post(at("wallet", "acts"), body, call),
    walletAhead: (call) => get(at("wallet", "ahead"), call),
  };
}
