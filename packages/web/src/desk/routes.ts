// The addresses of the desk. Each page comes with its words when it is first entered.
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { root } from "../root-route.js";
import { withFrontWords } from "./front/way-in.js";
import { ordersSearch, reviewSearch, withWords } from "./way-in.js";

const desk = createRoute({
  getParentRoute: () => root,
  path: "/p/$programme/desk",
  component: lazyRouteComponent(
    withWords(async () => import("./shell/desk-frame.js")),
    "DeskFrame",
  ),
});
const getParentRoute = () => desk;

const home = createRoute({
  getParentRoute,
  path: "/",
  component: lazyRouteComponent(async () => import("./home/home-page.js"), "HomePage"),
});
const till = createRoute({
  getParentRoute,
  path: "/till",
  component: lazyRouteComponent(async () => import("./till/till-page.js"), "TillPage"),
});
const orders = createRoute({
  getParentRoute,
  path: "/orders",
  validateSearch: ordersSearch,
  component: lazyRouteComponent(async () => import("./orders/orders-page.js"), "OrdersPage"),
});
const order = createRoute({
  getParentRoute,
  path: "/orders/$order",
  component: lazyRouteComponent(async () => import("./orders/order-page.js"), "OrderPage"),
});
const products = createRoute({
  getParentRoute,
  path: "/products",
  component: lazyRouteComponent(async () => import("./products/products-page.js"), "ProductsPage"),
});
const newProduct = createRoute({
  getParentRoute,
  path: "/products/new",
  component: lazyRouteComponent(async () => import("./products/new-page.js"), "NewProductPage"),
});
const product = createRoute({
  getParentRoute,
  path: "/products/$product",
  validateSearch: ({ made }: Record<string, unknown>): { made?: true } => (made === true ? { made } : {}),
  component: lazyRouteComponent(async () => import("./products/product-page.js"), "ProductPage"),
});
const categories = createRoute({
  getParentRoute,
  path: "/categories",
  component: lazyRouteComponent(async () => import("./products/categories-page.js"), "CategoriesPage"),
});
const front = createRoute({
  getParentRoute,
  path: "/front",
  component: lazyRouteComponent(
    withFrontWords(async () => import("./front/front-page.js")),
    "FrontPage",
  ),
});
const stores = createRoute({
  getParentRoute,
  path: "/stores",
  component: lazyRouteComponent(async () => import("./stores/stores-page.js"), "StoresPage"),
});
const newStore = createRoute({
  getParentRoute,
  path: "/stores/new",
  component: lazyRouteComponent(async () => import("./stores/store-page.js"), "NewStorePage"),
});
const store = createRoute({
  getParentRoute,
  path: "/stores/$store",
  component: lazyRouteComponent(async () => import("./stores/store-page.js"), "StorePage"),
});
const statement = createRoute({
  getParentRoute,
  path: "/statement",
  component: lazyRouteComponent(async () => import("./money/statement-page.js"), "StatementPage"),
});
const points = createRoute({
  getParentRoute,
  path: "/points",
  component: lazyRouteComponent(async () => import("./money/points-page.js"), "PointsPage"),
});
const brought = createRoute({
  getParentRoute,
  path: "/brought",
  component: lazyRouteComponent(async () => import("./shop/brought-page.js"), "BroughtPage"),
});
const margin = createRoute({
  getParentRoute,
  path: "/margin",
  component: lazyRouteComponent(async () => import("./shop/margin-page.js"), "MarginPage"),
});
const terms = createRoute({
  getParentRoute,
  path: "/terms",
  component: lazyRouteComponent(async () => import("./shop/terms-page.js"), "TermsPage"),
});
const staff = createRoute({
  getParentRoute,
  path: "/staff",
  component: lazyRouteComponent(async () => import("./shop/staff-page.js"), "StaffPage"),
});
const apply = createRoute({
  getParentRoute,
  path: "/apply",
  component: lazyRouteComponent(async () => import("./apply/apply-page.js"), "ApplyPage"),
});
const review = createRoute({
  getParentRoute,
  path: "/review",
  validateSearch: reviewSearch,
  component: lazyRouteComponent(async () => import("./platform/review-page.js"), "ReviewPage"),
});
const application = createRoute({
  getParentRoute,
  path: "/review/$application",
  component: lazyRouteComponent(async () => import("./platform/application-page.js"), "ApplicationPage"),
});
const merchants = createRoute({
  getParentRoute,
  path: "/merchants",
  component: lazyRouteComponent(async () => import("./platform/merchants-page.js"), "MerchantsPage"),
});
const channels = createRoute({
  getParentRoute,
  path: "/channels",
  component: lazyRouteComponent(async () => import("./platform/channels-page.js"), "ChannelsPage"),
});
const reconciliations = createRoute({
  getParentRoute,
  path: "/reconciliations",
  component: lazyRouteComponent(async () => import("./platform/reconciliations-page.js"), "ReconciliationsPage"),
});
const roles = createRoute({
  getParentRoute,
  path: "/roles",
  component: lazyRouteComponent(async () => import("./platform/roles-page.js"), "RolesPage"),
});
const keys = createRoute({
  getParentRoute,
  path: "/keys",
  component: lazyRouteComponent(async () => import("./platform/keys-page.js"), "KeysPage"),
});

export const deskRoutes = desk.addChildren([
  home,
  till,
  orders,
  order,
  products,
  newProduct,
  product,
  categories,
  front,
  stores,
  newStore,
  store,
  statement,
  points,
  brought,
  margin,
  terms,
  staff,
  apply,
  review,
  application,
  merchants,
  channels,
  reconciliations,
  roles,
  keys,
]);
