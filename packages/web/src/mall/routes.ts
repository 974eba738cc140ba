// The addresses of the mall. Each page comes with its words when it is first entered.
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { root } from "../root-route.js";
import { homeSearch, joinSearch, signInSearch, tokenSearch, withWords } from "./way-in.js";

const mall = createRoute({
  getParentRoute: () => root,
  path: "/p/$programme/mall",
  component: lazyRouteComponent(
    withWords(async () => import("./shell/mall-frame.js")),
    "MallFrame",
  ),
});
const home = createRoute({
  getParentRoute: () => mall,
  path: "/",
  validateSearch: homeSearch,
  component: lazyRouteComponent(
    withWords(async () => import("./home/home-page.js")),
    "HomePage",
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
const join = createRoute({
  getParentRoute: () => mall,
  path: "/join",
  validateSearch: joinSearch,
  component: lazyRouteComponent(
    withWords(async () => import("./account/join-page.js")),
    "JoinPage",
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
const plan = createRoute({
  getParentRoute: () => mall,
  path: "/plan",
  component: lazyRouteComponent(
    withWords(async () => import("../plan/plan-page.js")),
    "PlanPage",
  ),
});
const wallet = createRoute({
  getParentRoute: () => mall,
  path: "/wallet",
  component: lazyRouteComponent(
    withWords(async () => import("./account/wallet-room.js")),
    "WalletRoom",
  ),
});

export const mallRoutes = mall.addChildren([home, signIn, password, verify, join, me, plan, wallet]);
