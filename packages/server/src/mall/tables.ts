// The columns of the mall's tables, as the query builder sees them. See migrations 0031, 0041 and 0045 for their constraints.
import type {
  ApplicationState,
  Channel,
  OrderState,
  RefundState,
  SettlementState,
  SplitState,
  Text,
} from "@perennial/api";
import type { ColumnType, Generated } from "kysely";
import type { SqlDay } from "../database/columns.js";

/** JSON goes in as text and comes out parsed. */
type Json<T> = ColumnType<T, string, string>;

interface MerchantTable {
  programme_id: string;
  merchant: string;
  title: string;
  margin: string;
  next_margin: string | null;
  next_margin_from: SqlDay | null;
  contact: Generated<string>;
  phone: Generated<string>;
  region: Generated<string>;
  open: Generated<boolean>;
  state: Generated<"joining" | "joined">;
  created_at: Date;
}
interface MerchantStaffTable {
  programme_id: string;
  merchant: string;
  person_id: string;
  owner: Generated<boolean>;
}
/** What an applicant wrote. */
export interface ApplicationText {
  title: string;
  licence: string;
  contact: string;
  phone: string;
  services: string;
  margin: string;
  address: string;
  region: string;
  latitude: number;
  longitude: number;
}
interface ApplicationTable {
  programme_id: string;
  application: string;
  person_id: string;
  state: Generated<ApplicationState>;
  body: Json<ApplicationText>;
  referrer: string | null;
  answer: Generated<string>;
  merchant: string | null;
  created_at: Date;
  answered_at: Date | null;
}
interface DocumentTable {
  programme_id: string;
  application: string;
  document: string;
  kind: "licence" | "identity" | "photo" | "other";
  name: string;
  media: string;
  content: Uint8Array;
  created_at: Date;
}
interface PhotoTable {
  programme_id: string;
  photo: string;
  width: number;
  height: number;
  small: Uint8Array;
  medium: Uint8Array;
  large: Uint8Array;
  created_at: Date;
}
interface StoreTable {
  programme_id: string;
  store: string;
  merchant: string | null;
  title: string;
  phone: string;
  hours: string;
  services: string;
  address: string;
  region: string;
  /** (longitude, latitude); written and read by SQL alone */
  place: ColumnType<unknown, string, string>;
  open: Generated<boolean>;
  /** whether orders are sent from here */
  ships: Generated<boolean>;
  photo: string | null;
  grams: string[];
  created_at: Date;
}
interface CategoryTable {
  programme_id: string;
  category: string;
  title: Json<Text>;
  position: number;
}
interface ProductTable {
  programme_id: string;
  product: string;
  merchant: string | null;
  title: Json<Text>;
  description: Json<Text>;
  category: string | null;
  tags: string[];
  kind: "goods" | "service";
  listed: boolean;
  stores: string[];
  photos: Generated<string[]>;
  grams: string[];
  least: number;
  sold: Generated<number>;
  stars: Generated<number>;
  reviews: Generated<number>;
  created_at: Date;
}
interface VariantTable {
  programme_id: string;
  variant: string;
  product: string;
  title: Json<Text>;
  price: number;
  was: number | null;
  cost: number | null;
  stock: number | null;
  sku: string;
  position: number;
  dropped: Generated<boolean>;
}
interface StockMoveTable {
  programme_id: string;
  move: Generated<number>;
  variant: string;
  change: number;
  reason: string;
  by_whom: string;
  store: string | null;
  at: Date;
}
interface StoreStockTable {
  programme_id: string;
  variant: string;
  store: string;
  stock: number;
}
interface CartLineTable {
  programme_id: string;
  member: string;
  variant: string;
  quantity: number;
  added_at: Date;
}
/** An address as its holder wrote it. */
export interface AddressText {
  name: string;
  phone: string;
  region?: string | undefined;
  province: string;
  city: string;
  district: string;
  street: string;
  /** WGS 84, both or neither */
  latitude?: number | undefined;
  longitude?: number | undefined;
}
interface AddressTable {
  programme_id: string;
  member: string;
  address: string;
  body: Json<AddressText>;
  first: Generated<boolean>;
  created_at: Date;
}
export interface InvoiceText {
  kind: "person" | "company";
  title: string;
  taxNumber: string;
  email: string;
  state: "asked" | "issued" | "declined";
  number: string;
  /** why it was declined */
  reason?: string;
}
interface PurchaseTable {
  programme_id: string;
  purchase: string;
  member: string;
  merchant: string | null;
  payment: string;
  state: Generated<OrderState>;
  settlement: Generated<SettlementState>;
  kind: "goods" | "service" | "till";
  gross: number;
  cash: number;
  cost: number | null;
  tender: Json<Record<string, number>>;
  tags: string[];
  refunded: Generated<number>;
  cash_refunded: Generated<number>;
  shipping: Generated<number>;
  shipping_refunded: Generated<number>;
  region: string | null;
  address: ColumnType<AddressText | null, string | null, string | null>;
  store: string | null;
  /** the store that sends it; null: none is told, or it is picked up in `store` */
  ships_from: Generated<string | null>;
  note: Generated<string>;
  carrier: string | null;
  tracking: string | null;
  invoice: ColumnType<InvoiceText | null, string | null, string | null>;
  entry: number | null;
  refusal: string | null;
  times: Json<Record<string, string>>;
  due: Date | null;
  settle_at: Date | null;
  created_at: Date;
}
interface PurchaseLineTable {
  programme_id: string;
  purchase: string;
  line: number;
  variant: string | null;
  product: string | null;
  title: Json<Text>;
  variant_title: Json<Text>;
  photo: string | null;
  price: number;
  quantity: number;
}
interface PurchaseStepTable {
  programme_id: string;
  purchase: string;
  step: number;
  at: Date;
  from_state: string;
  to_state: string;
  by_whom: string;
  note: Generated<string>;
}
interface PurchaseRefundTable {
  programme_id: string;
  purchase: string;
  refund: string;
  amount: number;
  cash: number;
  shipping: Generated<number>;
  state: Generated<RefundState>;
  reason: string;
  answer: Generated<string>;
  channel_ref: string | null;
  /** counts from 0 */
  nth: number;
  created_at: Date;
  answered_at: Date | null;
}
interface ReviewTable {
  programme_id: string;
  product: string;
  purchase: string;
  variant: string;
  member: string;
  stars: number;
  body: string;
  created_at: Date;
}
interface InvoiceFileTable {
  programme_id: string;
  purchase: string;
  name: string;
  media: string;
  content: Uint8Array;
  created_at: Date;
}
interface TillTicketTable {
  programme_id: string;
  ticket: string;
  merchant: string | null;
  store: string | null;
  amount: number;
  cost: Generated<number | null>;
  note: string;
  expires_at: Date;
  member: string | null;
  purchase: string | null;
}

interface ShippingTermsTable {
  programme_id: string;
  seller: string;
  fee: number;
  free_from: number | null;
}
interface ReceiverTable {
  programme_id: string;
  merchant: string;
  channel: Channel;
  account: string;
  name: string;
  created_at: Date;
}
interface SplitTable {
  programme_id: string;
  purchase: string;
  merchant: string;
  payment: string;
  channel: Channel;
  account: string;
  amount: number | null;
  fee: Generated<number>;
  returned: Generated<number>;
  state: Generated<SplitState>;
  channel_ref: Generated<string>;
  at: Date;
  made_at: Date;
}
interface SplitReturnTable {
  programme_id: string;
  purchase: string;
  refund: string;
  amount: number;
  state: "booking" | "due" | "done" | "failed" | "dropped";
  at: Date;
  made_at: Date;
}

export interface MallTables {
  merchant: MerchantTable;
  merchant_staff: MerchantStaffTable;
  merchant_application: ApplicationTable;
  merchant_document: DocumentTable;
  photo: PhotoTable;
  store: StoreTable;
  category: CategoryTable;
  product: ProductTable;
  variant: VariantTable;
  stock_move: StockMoveTable;
  store_stock: StoreStockTable;
  cart_line: CartLineTable;
  address: AddressTable;
  purchase: PurchaseTable;
  purchase_line: PurchaseLineTable;
  purchase_step: PurchaseStepTable;
  purchase_refund: PurchaseRefundTable;
  review: ReviewTable;
  purchase_invoice: InvoiceFileTable;
  till_ticket: TillTicketTable;
  shipping_terms: ShippingTermsTable;
  merchant_receiver: ReceiverTable;
  split: SplitTable;
  split_return: SplitReturnTable;
}
