// What there is at the desk, by who sits there: the side navigation, the drawer of a phone and the landing page read it.
import type { IconName } from "../../shared/ui/icons.js";
import type { Desk } from "./seat.js";

export type DeskPath =
  | "/p/$programme/desk"
  | "/p/$programme/desk/till"
  | "/p/$programme/desk/orders"
  | "/p/$programme/desk/products"
  | "/p/$programme/desk/categories"
  | "/p/$programme/desk/front"
  | "/p/$programme/desk/stores"
  | "/p/$programme/desk/statement"
  | "/p/$programme/desk/points"
  | "/p/$programme/desk/brought"
  | "/p/$programme/desk/margin"
  | "/p/$programme/desk/terms"
  | "/p/$programme/desk/staff"
  | "/p/$programme/desk/apply"
  | "/p/$programme/desk/review"
  | "/p/$programme/desk/merchants"
  | "/p/$programme/desk/channels"
  | "/p/$programme/desk/reconciliations"
  | "/p/$programme/desk/roles"
  | "/p/$programme/desk/keys";

export interface DeskPage {
  to: DeskPath;
  icon: IconName;
  /** end of the key `desk.nav.…` */
  word: string;
}
export interface Section {
  /** end of the key `desk.section.…`; "" has no heading */
  word: string;
  pages: readonly DeskPage[];
}

const at = (rest: string): DeskPath => `/p/$programme/desk${rest}` as DeskPath;
const TODAY: DeskPage = { to: at(""), icon: "overview", word: "today" };
const ORDERS: DeskPage = { to: at("/orders"), icon: "orders", word: "orders" };
const PRODUCTS: DeskPage = { to: at("/products"), icon: "gift", word: "products" };
const REVIEW: DeskPage = { to: at("/review"), icon: "check", word: "review" };
const MERCHANTS: DeskPage = { to: at("/merchants"), icon: "shop", word: "merchants" };
const RECONCILIATIONS: DeskPage = { to: at("/reconciliations"), icon: "entries", word: "reconciliations" };
const ROLES: DeskPage = { to: at("/roles"), icon: "members", word: "roles" };
const KEYS: DeskPage = { to: at("/keys"), icon: "chain", word: "keys" };
const TERMS: DeskPage = { to: at("/terms"), icon: "way", word: "terms" };
const APPLY: DeskPage = { to: at("/apply"), icon: "shop", word: "apply" };

const TILL: DeskPage = { to: at("/till"), icon: "till", word: "till" };
const STORES: DeskPage = { to: at("/stores"), icon: "place", word: "stores" };
const SALES: Section = { word: "", pages: [TODAY, TILL, ORDERS] };

const SHOP: readonly Section[] = [
  SALES,
  { word: "goods", pages: [PRODUCTS, STORES] },
  {
    word: "money",
    pages: [
      { to: at("/statement"), icon: "entries", word: "statement" },
      { to: at("/points"), icon: "leaf", word: "points" },
      { to: at("/brought"), icon: "members", word: "brought" },
    ],
  },
  {
    word: "shop",
    pages: [
      { to: at("/margin"), icon: "plan", word: "margin" },
      TERMS,
      { to: at("/staff"), icon: "person", word: "staff" },
    ],
  },
];

/** The programme's own shop: it has no margin to agree on, no wallet and no staff but the operators. */
const HOUSE_SHOP: readonly Section[] = [
  SALES,
  { word: "goods", pages: [PRODUCTS, STORES] },
  { word: "shop", pages: [TERMS] },
];

const PLATFORM_PAGES: readonly { section: string; page: DeskPage; roles: readonly string[] }[] = [
  { section: "", page: TODAY, roles: ["operator", "reviewer", "support", "auditor"] },
  { section: "", page: ORDERS, roles: ["operator", "support", "auditor"] },
  { section: "goods", page: PRODUCTS, roles: ["operator"] },
  { section: "goods", page: { to: at("/categories"), icon: "entries", word: "categories" }, roles: ["operator"] },
  { section: "goods", page: { to: at("/front"), icon: "home", word: "front" }, roles: ["operator", "auditor"] },
  { section: "merchants", page: REVIEW, roles: ["operator", "reviewer"] },
  { section: "merchants", page: MERCHANTS, roles: ["operator", "reviewer", "support", "auditor"] },
  { section: "money", page: { to: at("/channels"), icon: "wallet", word: "channels" }, roles: ["operator"] },
  { section: "money", page: TERMS, roles: ["operator"] },
  { section: "money", page: RECONCILIATIONS, roles: ["operator", "auditor"] },
  { section: "access", page: ROLES, roles: ["operator", "auditor"] },
  { section: "access", page: KEYS, roles: ["operator", "auditor"] },
];

function platformSections(roles: readonly string[]): Section[] {
  const mine = PLATFORM_PAGES.filter((each) => each.roles.some((role) => roles.includes(role)));
  return [...new Set(mine.map(({ section }) => section))].map((word) => ({
    word,
    pages: mine.filter(({ section }) => section === word).map(({ page }) => page),
  }));
}

/** What the seat offers, in order. Whoever has no seat may apply for one. */
export function sectionsOf({ merchant, isHouse, roles, seats }: Desk): readonly Section[] {
  if (merchant !== undefined) return SHOP;
  if (isHouse) return HOUSE_SHOP;
  if (roles.length > 0) return platformSections(roles);
  return [{ word: "", pages: seats.length > 0 ? [TODAY, APPLY] : [APPLY] }];
}
