// The addresses of the mall. Each page comes with its words when it is first entered.
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { root } from "../root-route.js";
import { inboxRoutes } from "./inbox/routes.js";
import { withProspectusWords } from "./prospectus/way-in.js";
import {
  checkoutSearch,
  homeSearch,
  joinSearch,
  ordersSearch,
  signInSearch,
  tokenSearch,
  withWalletWords,
  withWords,
} from "./way-in.js";

const mall = createRoute({
  getParentRoute: () => root,
  path: "/p/$programme/mall",
  component: lazyRouteComponent(
    withWords(async () => import("./shell/mall-frame.js")),
    "MallFrame",
  ),
});
export type MallRoute = typeof mall;

const home = createRoute({
  getParentRoute: () => mall,
  path: "/",
  validateSearch: homeSearch,
  component: lazyRouteComponent(
    withWords(async () => import("./home/home-page.js")),
    "HomePage",
  ),
});
const product = createRoute({
  getParentRoute: () => mall,
  path: "/product/$product",
  component: lazyRouteComponent(
    withWords(async () => import("./product/product-page.js")),
    "ProductPage",
  ),
});
const cart = createRoute({
  getParentRoute: () => mall,
  path: "/cart",
  component: lazyRouteComponent(
    withWords(async () => import("./cart/cart-page.js")),
    "CartPage",
  ),
});
const checkout = createRoute({
  getParentRoute: () => mall,
  path: "/checkout",
  validateSearch: checkoutSearch,
  component: lazyRouteComponent(
    withWords(async () => import("./checkout/checkout-page.js")),
    "CheckoutPage",
  ),
});
const pay = createRoute({
  getParentRoute: () => mall,
  path: "/pay/$payment",
  component: lazyRouteComponent(
    withWords(async () => import("./pay/pay-page.js")),
    "PayPage",
  ),
});
const orders = createRoute({
  getParentRoute: () => mall,
  path: "/orders",
  validateSearch: ordersSearch,
  component: lazyRouteComponent(
    withWords(async () => import("./orders/orders-page.js")),
    "OrdersPage",
  ),
});
const order = createRoute({
  getParentRoute: () => mall,
  path: "/orders/$order",
  component: lazyRouteComponent(
    withWords(async () => import("./orders/order-page.js")),
    "OrderPage",
  ),
});
const till = createRoute({
  getParentRoute: () => mall,
  path: "/till",
  component: lazyRouteComponent(
    withWords(async () => import("./till/till-room.js")),
    "TillStart",
  ),
});
const ticket = createRoute({
  getParentRoute: () => mall,
  path: "/till/$token",
  component: lazyRouteComponent(
    withWords(async () => import("./till/till-room.js")),
    "TillTicketPage",
  ),
});
const nearby = createRoute({
  getParentRoute: () => mall,
  path: "/nearby",
  component: lazyRouteComponent(
    withWords(async () => import("./nearby/nearby-page.js")),
    "NearbyPage",
  ),
});
const team = createRoute({
  getParentRoute: () => mall,
  path: "/team",
  component: lazyRouteComponent(
    withWords(async () => import("./team/team-page.js")),
    "TeamPage",
  ),
});
const addresses = createRoute({
  getParentRoute: () => mall,
  path: "/addresses",
  component: lazyRouteComponent(
    withWords(async () => import("./addresses/addresses-page.js")),
    "AddressesPage",
  ),
});
const wallet = createRoute({
  getParentRoute: () => mall,
  path: "/wallet",
  component: lazyRouteComponent(
    withWalletWords(async () => import("./wallet/wallet-room.js")),
    "WalletRoom",
  ),
});
const points = createRoute({
  getParentRoute: () => mall,
  path: "/points",
  component: lazyRouteComponent(
    withWalletWords(async () => import("./points/points-page.js")),
    "PointsPage",
  ),
});
const plan = createRoute({
  getParentRoute: () => mall,
  path: "/plan",
  component: lazyRouteComponent(
    withWords(async () => import("../plan/plan-page.js")),
    "PlanPage",
  ),
});
const me = createRoute({
  getParentRoute: () => mall,
  path: "/me",
  component: lazyRouteComponent(
    withWords(async () => import("./account/me-page.js")),
    "MePage",
  ),
});
const prospectus = createRoute({
  getParentRoute: () => mall,
  path: "/prospectus",
  component: lazyRouteComponent(
    withProspectusWords(async () => import("./prospectus/prospectus-page.js")),
    "ProspectusPage",
  ),
});
const join = createRoute({
  getParentRoute: () => mall,
  path: "/join",
  validateSearch: joinSearch,
  component: lazyRouteComponent(
    withProspectusWords(async () => import("./account/join-page.js")),
    "JoinPage",
  ),
});
const signIn = createRoute({
  getParentRoute: () => mall,
  path: "/sign-in",
  validateSearch: signInSearch,
  component: lazyRouteComponent(
    withWords(async () => import("./account/sign-in-page.js")),
    "SignInPage",
  ),
});
const password = createRoute({
  getParentRoute: () => mall,
  path: "/password",
  validateSearch: tokenSearch,
  component: lazyRouteComponent(
    withWords(async () => import("./account/password-page.js")),
    "PasswordPage",
  ),
});
const verify = createRoute({
  getParentRoute: () => mall,
  path: "/verify",
  validateSearch: tokenSearch,
  component: lazyRouteComponent(
    withWords(async () => import("./account/password-page.js")),
    "VerifyPage",
  ),
});

export const mallRoutes = mall.addChildren([
  home,
  product,
  cart,
  checkout,
  pay,
  orders,
  order,
  till,
  ticket,
  nearby,
  team,
  addresses,
  wallet,
  points,
  plan,
  me,
  join,
  prospectus,
  signIn,
  password,
  verify,
  ...inboxRoutes(mall),
]);
