// The shapes that travel, taken from the schemas. Types only: nothing of this reaches a bundle.
import type { z } from "zod";
import type * as schemas from "./schemas.js";

type Of<K extends keyof typeof schemas> = (typeof schemas)[K] extends z.ZodType<infer T> ? T : never;
type Asked<K extends keyof typeof schemas> = (typeof schemas)[K] extends z.ZodType
  ? z.input<(typeof schemas)[K]>
  : never;
/** A query: what is read from text travels as a number. */
type AskedQuery<K extends keyof typeof schemas> = {
  [F in keyof Asked<K>]: unknown extends Asked<K>[F] ? number | undefined : Asked<K>[F];
};

export type Mode = Of<"mode">;
export type Text = Of<"text">;
export type Why = Of<"why">;
export type ProgrammeBrief = Of<"programmeBrief">;
export type ProgrammeList = Of<"programmeList">;
export type ProgrammeDetail = Of<"programmeDetail">;
export type AssetText = Of<"asset">;
export type BoundText = Of<"bound">;
export type Claim = Of<"claim">;
export type ProgrammeState = Of<"programmeState">;
export type SeriesDay = Of<"seriesDay">;
export type Series = Of<"series">;
export type Readiness = Of<"readiness">;
export type HolderKind = Of<"holderKind">;
export type HolderBrief = Of<"holderBrief">;
export type HolderList = Of<"holderList">;
export type HolderDetail = Of<"holderDetail">;
export type WalletLine = Of<"walletLine">;
export type Lot = Of<"lot">;
export type HolderLine = Of<"holderLine">;
export type HolderLines = Of<"holderLines">;
export type Posting = Of<"posting">;
export type EntryText = Of<"entryText">;
export type EntryBrief = Of<"entryBrief">;
export type EntryList = Of<"entryList">;
export type EntryDetail = Of<"entryDetail">;
export type RootList = Of<"rootList">;
export type InclusionProof = Of<"inclusionProof">;
export type ConsistencyProof = Of<"consistencyProof">;
export type EventAccepted = Of<"eventAccepted">;
export type EventResult = Of<"eventResult">;
export type EventResults = Of<"eventResults">;
export type EventStatus = Of<"eventStatus">;

export type Role = Of<"role">;
export type Scope = Of<"scope">;
export type Account = Of<"account">;
export type Membership = Of<"membership">;
export type Referral = Of<"referral">;
export type Team = Of<"team">;
export type StaffList = Of<"staffList">;
export type KeyList = Of<"keyList">;
export type KeyMade = Of<"keyMade">;
export type Shop = Of<"shop">;
export type Category = Of<"category">;
export type Channel = Of<"channel">;
export type Photo = Of<"photo">;
export type Variant = Of<"variant">;
export type ProductBrief = Of<"productBrief">;
export type Product = Of<"product">;
export type ProductDesk = Of<"productDesk">;
export type ProductList = Of<"productList">;
export type Review = Of<"review">;
export type ReviewList = Of<"reviewList">;
export type ProductEarnings = Of<"productEarnings">;
export type EarningsList = Of<"earningsList">;
export type HomeLink = Of<"homeLink">;
export type ShelfSource = Of<"shelfSource">;
export type HomeBlock = Of<"homeBlock">;
export type HomePage = Of<"homePage">;
export type HomeShown = Of<"homeShown">;
export type HomeVersion = Of<"homeVersion">;
export type HomeVersionPage = Of<"homeVersionPage">;
export type HomeDesk = Of<"homeDesk">;
export type HomePhoto = Of<"homePhoto">;
export type HomeDraftBody = Asked<"homeDraftBody">;
export type Cart = Of<"cart">;
export type CartLine = Of<"cartLine">;
export type Address = Of<"address">;
export type AddressList = Of<"addressList">;
export type Earned = Of<"earned">;
export type Quote = Of<"quote">;
export type QuotedOrder = Of<"quotedOrder">;
export type OrderState = Of<"orderState">;
export type SettlementState = Of<"settlementState">;
export type RefundState = Of<"refundState">;
export type Refund = Of<"refund">;
export type OrderLine = Of<"orderLine">;
export type Order = Of<"orderBrief">;
export type OrderDetail = Of<"orderDetail">;
export type OrderList = Of<"orderList">;
export type Payment = Of<"payment">;
export type Checkout = Of<"checkout">;
export type PayAction = Of<"payAction">;
export type Reconciliation = Of<"reconciliation">;
export type LedgerComparison = Of<"ledgerComparison">;
export type ReconciliationList = Of<"reconciliationList">;
export type ChannelList = Of<"channelList">;
export type ChannelBody = Asked<"channelBody">;
export type MerchantApplication = Of<"application">;
export type ApplicationState = Of<"applicationState">;
export type ApplicationList = Of<"applicationList">;
export type Merchant = Of<"merchant">;
export type MerchantList = Of<"merchantList">;
export type MerchantStaff = Of<"merchantStaff">;
export type Receiver = Of<"receiver">;
export type ReceiverList = Of<"receiverList">;
export type ReceiverBody = Asked<"receiverBody">;
export type Split = Of<"split">;
export type SplitState = Of<"splitState">;
export type ShippingTerms = Of<"shippingTerms">;
export type ShippingBody = Asked<"shippingBody">;
export type TillTicket = Of<"tillTicket">;
export type TillList = Of<"tillList">;
export type DeskSummary = Of<"deskSummary">;
export type Statement = Of<"statement">;
export type PointsDesk = Of<"pointsDesk">;
export type BreakEven = Of<"breakEven">;
export type WalletAct = Of<"walletAct">;
export type WalletActBody = Of<"walletActBody">;
export type WalletMove = Of<"walletMove">;
export type WalletRehearsal = Of<"walletRehearsal">;
export type WalletDone = Of<"walletDone">;
export type OfferedAct = Of<"offeredAct">;
export type WalletActs = Of<"walletActs">;
export type WalletAhead = Of<"walletAhead">;
export type Store = Of<"store">;
export type StoreList = Of<"storeList">;

export type NoticeTopic = Of<"noticeTopic">;
export type NoticeKind = Of<"noticeKind">;
export type Notice = Of<"notice">;
export type NoticeDetail = Of<"noticeDetail">;
export type NoticeList = Of<"noticeList">;
export type UnreadCount = Of<"unreadCount">;
export type RuleChange = Of<"ruleChange">;
export type InboxChoice = Of<"inboxChoice">;
export type InboxTerms = Of<"inboxTerms">;
export type Unsubscribed = Of<"unsubscribed">;
export type StatementMonths = Of<"statementMonths">;
export type Movement = Of<"movement">;
export type AssetMonth = Of<"assetMonth">;
export type MonthStatement = Of<"monthStatement">;

export type ReadBody = Asked<"readBody">;
export type InboxChoiceBody = Asked<"inboxChoiceBody">;
export type PhoneSignIn = Asked<"phoneSignInBody">;
export type EmailSignIn = Asked<"emailSignInBody">;
export type EmailSignUp = Asked<"emailSignUpBody">;
export type StaffBody = Asked<"staffBody">;
export type KeyBody = Asked<"keyBody">;
export type ProductsQuery = AskedQuery<"productsQuery">;
export type ProductBody = Asked<"productBody">;
export type StockBody = Asked<"stockBody">;
export type ReviewBody = Asked<"reviewBody">;
export type LineBody = Asked<"lineBody">;
export type AddressBody = Asked<"addressBody">;
export type QuoteBody = Asked<"quoteBody">;
export type CheckoutBody = Asked<"checkoutBody">;
export type PayBody = Asked<"payBody">;
export type OrdersQuery = AskedQuery<"ordersQuery">;
export type DeskOrdersQuery = AskedQuery<"deskOrdersQuery">;
export type ShipBody = Asked<"shipBody">;
export type RefundBody = Asked<"refundBody">;
export type RefundAnswer = Asked<"refundAnswer">;
export type InvoiceBody = Asked<"invoiceBody">;
export type ApplicationBody = Asked<"applicationBody">;
export type ApplicationsQuery = AskedQuery<"applicationsQuery">;
export type MerchantStaffBody = Asked<"merchantStaffBody">;
export type TillBody = Asked<"tillBody">;
export type StatementQuery = AskedQuery<"statementQuery">;
export type StoreBody = Asked<"storeBody">;
export type StoresQuery = AskedQuery<"storesQuery">;
export type RunKind = Of<"runKind">;
export type RunState = Of<"runState">;
export type Run = Of<"run">;
export type RunList = Of<"runList">;
export type RunAnswer = Of<"runAnswer">;
/** What may be asked for; what is left out is what fits the plan. */
export type RunRequest = Asked<"runRequest">;

/** What may be asked of a list; everything may be left out. */
export type SeriesQuery = Asked<"seriesQuery">;
export interface PageQuery {
  cursor?: string | undefined;
  limit?: number | undefined;
}
export interface HoldersQuery extends PageQuery {
  search?: string | undefined;
  kind?: HolderKind | undefined;
}
export interface EntriesQuery extends PageQuery {
  type?: string | undefined;
}
