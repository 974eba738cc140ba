// The client of the mall as those see it who sell: goods, orders, refunds, merchants, till, statements, stores.
import type { CallOptions, ClientOptions } from "./request.js";
import { asking, pathOf, search, send } from "./request.js";
import type * as t from "./types.js";

export interface DeskClient {
  setCategories(
    categories: readonly { id: string; title: { zh: string; en: string } }[],
    call?: CallOptions,
  ): Promise<t.Shop>;
  /** The draft of the member's home, and what was published. */
  home(call?: CallOptions): Promise<t.HomeDesk>;
  homeVersion(version: number, call?: CallOptions): Promise<t.HomeVersionPage>;
  setHome(body: t.HomeDraftBody, call?: CallOptions): Promise<t.HomeDesk>;
  dropHome(call?: CallOptions): Promise<t.HomeDesk>;
  publishHome(revision: number, note: string, call?: CallOptions): Promise<t.HomeDesk>;
  /** Publishes a version of before once more. */
  goBackHome(version: number, call?: CallOptions): Promise<t.HomeDesk>;
  addHomePhoto(file: Blob, call?: CallOptions): Promise<t.HomePhoto>;
  product(product: string, call?: CallOptions): Promise<t.ProductDesk>;
  addProduct(body: t.ProductBody, call?: CallOptions): Promise<t.ProductDesk>;
  setProduct(product: string, body: t.ProductBody, call?: CallOptions): Promise<t.ProductDesk>;
  moveStock(product: string, body: t.StockBody, call?: CallOptions): Promise<t.ProductDesk>;
  /** Carries pieces from one store to another; null is what lies in no store. */
  carryStock(product: string, body: t.CarryBody, call?: CallOptions): Promise<t.ProductDesk>;
  addPhoto(product: string, file: Blob, call?: CallOptions): Promise<t.ProductDesk>;
  /** The order of the photos; one that is left out is dropped. */
  setPhotos(product: string, photos: readonly string[], call?: CallOptions): Promise<t.ProductDesk>;
  /** Today's figures and what waits: of a merchant, of the house, or of all sellers. */
  summary(query?: t.SummaryQuery, call?: CallOptions): Promise<t.DeskSummary>;
  orders(query?: t.DeskOrdersQuery, call?: CallOptions): Promise<t.OrderList>;
  order(order: string, call?: CallOptions): Promise<t.OrderDetail>;
  /** Stores that could send it, the nearest to the buyer first. */
  sources(order: string, call?: CallOptions): Promise<t.Sources>;
  /** Has another store send it; null: from what lies in no store. */
  setSource(order: string, store: string | null, call?: CallOptions): Promise<t.OrderDetail>;
  ship(order: string, body: t.ShipBody, call?: CallOptions): Promise<t.OrderDetail>;
  /** Begins a refund; it is answered like one that the buyer asked for. */
  beginRefund(order: string, body: t.RefundBody, call?: CallOptions): Promise<t.OrderDetail>;
  answerRefund(order: string, refund: string, body: t.RefundAnswer, call?: CallOptions): Promise<t.OrderDetail>;
  issueInvoice(order: string, number: string, call?: CallOptions): Promise<t.OrderDetail>;
  declineInvoice(order: string, reason: string, call?: CallOptions): Promise<t.OrderDetail>;
  /** The file of an invoice that was issued. */
  addInvoiceFile(order: string, file: Blob, call?: CallOptions): Promise<t.OrderDetail>;
  /** Sends a refused settlement to the kernel once more. */
  settleAgain(order: string, call?: CallOptions): Promise<t.OrderDetail>;
  /** Sets up a channel of payment; its keys are kept sealed. */
  setChannel(channel: t.Channel, body: t.ChannelBody, call?: CallOptions): Promise<t.ChannelList>;
  /** Compares a channel's own account of a day with ours. */
  reconcile(channel: t.Channel, day: string, call?: CallOptions): Promise<t.ReconciliationList>;
  reconciliations(call?: CallOptions): Promise<t.ReconciliationList>;
  apply(body: t.ApplicationBody, call?: CallOptions): Promise<t.MerchantApplication>;
  setApplication(application: string, body: t.ApplicationBody, call?: CallOptions): Promise<t.MerchantApplication>;
  addDocument(
    application: string,
    kind: "licence" | "identity" | "photo" | "other",
    file: Blob,
    call?: CallOptions,
  ): Promise<t.MerchantApplication>;
  submit(application: string, call?: CallOptions): Promise<t.MerchantApplication>;
  /** One's own, or all for reviewers. */
  applications(query?: t.ApplicationsQuery, call?: CallOptions): Promise<t.ApplicationList>;
  application(application: string, call?: CallOptions): Promise<t.MerchantApplication>;
  /** Where a document is downloaded. */
  documentUrl(application: string, document: string): string;
  answerApplication(
    application: string,
    approve: boolean,
    answer: string,
    call?: CallOptions,
  ): Promise<t.MerchantApplication>;
  merchants(query?: t.PageQuery, call?: CallOptions): Promise<t.MerchantList>;
  merchant(merchant: string, call?: CallOptions): Promise<t.Merchant>;
  setMargin(merchant: string, margin: string, call?: CallOptions): Promise<t.Merchant>;
  staff(merchant: string, call?: CallOptions): Promise<t.MerchantStaff>;
  setStaff(merchant: string, body: t.MerchantStaffBody, call?: CallOptions): Promise<t.MerchantStaff>;
  /** What sending the goods of a merchant costs; null: what the house asks. */
  setMerchantShipping(merchant: string, body: t.ShippingBody, call?: CallOptions): Promise<t.Merchant>;
  /** The same of the house, and of merchants without terms of their own. */
  setShipping(body: t.ShippingBody, call?: CallOptions): Promise<t.Shop>;
  receivers(merchant: string, call?: CallOptions): Promise<t.ReceiverList>;
  /** Where a channel sends the merchant's part of orders that have settled. */
  setReceiver(merchant: string, channel: t.Channel, body: t.ReceiverBody, call?: CallOptions): Promise<t.ReceiverList>;
  dropReceiver(merchant: string, channel: t.Channel, call?: CallOptions): Promise<void>;
  /** A code of a merchant's till, or of the house's own (null). */
  openTill(merchant: string | null, body: t.TillBody, call?: CallOptions): Promise<t.TillTicket>;
  /** What the till asked for lately. */
  tills(merchant: string | null, call?: CallOptions): Promise<t.TillList>;
  statement(merchant: string, query: t.StatementQuery, call?: CallOptions): Promise<t.Statement>;
  /** Where a browser downloads the statement as CSV. */
  statementUrl(merchant: string, query: t.StatementQuery): string;
  /** Where a browser downloads the same as an accountant books it. */
  booksUrl(merchant: string, query: t.BooksQuery): string;
  /** `query`: the shop's own figures of the days to come; left out: as in the last days. */
  points(merchant: string, query?: t.PointsDeskQuery, call?: CallOptions): Promise<t.PointsDesk>;
  breakEven(
    query: { gross: string; cost: string; margin: string; visits: number },
    call?: CallOptions,
  ): Promise<t.BreakEven>;
  /** A store of a merchant, or of the house itself (null). */
  addStore(merchant: string | null, body: t.StoreBody, call?: CallOptions): Promise<t.Store>;
  setStore(store: string, body: t.StoreBody, call?: CallOptions): Promise<t.Store>;
  addStorePhoto(store: string, file: Blob, call?: CallOptions): Promise<t.Store>;
}

/** A client of one programme's desks. */
export function createDeskClient(programme: string, options: ClientOptions = {}): DeskClient {
  const at = (...rest: string[]): string => pathOf("programmes", programme, ...rest);
  const { get, post, put, upload } = asking(options);
  /** Below a merchant, or below the programme for the house. */
  const of = (merchant: string | null, rest: string): string =>
    merchant === null ? at(rest) : at("merchants", merchant, rest);
  return {
    setCategories: (categories, call) => put(at("categories"), { categories }, call),
    home: (call) => get(at("desk", "home"), call),
    homeVersion: (version, call) => get(at("desk", "home", "versions", String(version)), call),
    setHome: (body, call) => put(at("desk", "home", "draft"), body, call),
    dropHome: (call) => send(options, { method: "DELETE", path: at("desk", "home", "draft") }, call),
    publishHome: (revision, note, call) => post(at("desk", "home", "publish"), { revision, note }, call),
    goBackHome: (version, call) => post(at("desk", "home", "versions", String(version), "publish"), undefined, call),
    addHomePhoto: (file, call) => upload(at("desk", "home", "photos"), file, call),
    product: (product, call) => get(at("desk", "products", product), call),
    addProduct: (body, call) => post(at("products"), body, call),
    setProduct: (product, body, call) => put(at("products", product), body, call),
    moveStock: (product, body, call) => post(at("products", product, "stock"), body, call),
    carryStock: (product, body, call) => post(at("products", product, "stock", "carried"), body, call),
    addPhoto: (product, file, call) => upload(at("products", product, "photos"), file, call),
    setPhotos: (product, photos, call) => put(at("products", product, "photos"), { photos }, call),
    summary: (query = {}, call) => get(at("desk", "summary") + search({ ...query }), call),
    orders: (query = {}, call) => get(at("desk", "orders") + search({ ...query }), call),
    order: (order, call) => get(at("orders", order), call),
    sources: (order, call) => get(at("orders", order, "sources"), call),
    setSource: (order, store, call) => put(at("orders", order, "source"), { store }, call),
    ship: (order, body, call) => post(at("orders", order, "ship"), body, call),
    beginRefund: (order, body, call) => post(at("orders", order, "refunds"), body, call),
    answerRefund: (order, refund, body, call) => post(at("orders", order, "refunds", refund), body, call),
    issueInvoice: (order, number, call) => post(at("orders", order, "invoice", "issued"), { number }, call),
    declineInvoice: (order, reason, call) => post(at("orders", order, "invoice", "declined"), { reason }, call),
    addInvoiceFile: (order, file, call) => upload(at("orders", order, "invoice", "file"), file, call),
    settleAgain: (order, call) => post(at("orders", order, "settle"), undefined, call),
    setChannel: (channel, body, call) => put(at("channels", channel), body, call),
    reconcile: (channel, day, call) => post(at("reconciliations"), { channel, day }, call),
    reconciliations: (call) => get(at("reconciliations"), call),
    apply: (body, call) => post(at("applications"), body, call),
    setApplication: (application, body, call) => put(at("applications", application), body, call),
    addDocument: (application, kind, file, call) =>
      upload(at("applications", application, "documents") + search({ kind }), file, call),
    submit: (application, call) => post(at("applications", application, "submit"), undefined, call),
    applications: (query = {}, call) => get(at("applications") + search({ ...query }), call),
    application: (application, call) => get(at("applications", application), call),
    documentUrl: (application, document) =>
      `${options.origin ?? ""}/api/v1${at("applications", application, "documents", document)}`,
    answerApplication: (application, approve, answer, call) =>
      post(at("applications", application, "answer"), { approve, answer }, call),
    merchants: (query = {}, call) => get(at("merchants") + search({ ...query }), call),
    merchant: (merchant, call) => get(at("merchants", merchant), call),
    setMargin: (merchant, margin, call) => post(at("merchants", merchant, "margin"), { margin }, call),
    staff: (merchant, call) => get(at("merchants", merchant, "staff"), call),
    setStaff: (merchant, body, call) => put(at("merchants", merchant, "staff"), body, call),
    setMerchantShipping: (merchant, body, call) => put(at("merchants", merchant, "shipping"), body, call),
    setShipping: (body, call) => put(at("shipping"), body, call),
    receivers: (merchant, call) => get(at("merchants", merchant, "receivers"), call),
    setReceiver: (merchant, channel, body, call) => put(at("merchants", merchant, "receivers", channel), body, call),
    dropReceiver: (merchant, channel, call) =>
      send(options, { method: "DELETE", path: at("merchants", merchant, "receivers", channel) }, call),
    openTill: (merchant, body, call) => post(of(merchant, "till"), body, call),
    tills: (merchant, call) => get(of(merchant, "till"), call),
    statement: (merchant, query, call) => get(at("merchants", merchant, "statement") + search({ ...query }), call),
    statementUrl: (merchant, query) =>
      `${options.origin ?? ""}/api/v1${at("merchants", merchant, "statement.csv")}${search({ ...query })}`,
    booksUrl: (merchant, query) =>
      `${options.origin ?? ""}/api/v1${at("merchants", merchant, "books")}${search({ ...query })}`,
    points: (merchant, query = {}, call) => get(at("merchants", merchant, "points") + search({ ...query }), call),
    breakEven: (query, call) => get(at("break-even") + search(query), call),
    addStore: (merchant, body, call) => post(of(merchant, "stores"), body, call),
    setStore: (store, body, call) => put(at("stores", store), body, call),
    addStorePhoto: (store, file, call) => upload(at("stores", store, "photos"), file, call),
  };
}
