// The addresses. Each face is loaded when it is first entered, so that a member never pays for the console.
import { createRoute, createRouter, lazyRouteComponent } from "@tanstack/react-router";
import { deskRoutes } from "./desk/routes.js";
import { mallRoutes } from "./mall/routes.js";
import { root } from "./root-route.js";
import { bringWords } from "./shared/i18n/i18n.js";
import { PageBones, ProgrammeFrame } from "./shared/shell/programme-frame.js";
import { Stumble } from "./shared/shell/stumble.js";
import { StartPage } from "./start.js";
import { studioSearch, studioWords } from "./studio/way-in.js";

const start = createRoute({ getParentRoute: () => root, path: "/", component: StartPage });

const programme = createRoute({ getParentRoute: () => root, path: "/p/$programme", component: ProgrammeFrame });

const wallets = createRoute({
  getParentRoute: () => programme,
  path: "/wallet",
  component: lazyRouteComponent(async () => import("./member/find-page.js"), "FindPage"),
});
const wallet = createRoute({
  getParentRoute: () => programme,
  path: "/wallet/$holder",
  component: lazyRouteComponent(async () => import("./member/wallet-page.js"), "WalletPage"),
});
const plan = createRoute({
  getParentRoute: () => programme,
  path: "/plan",
  component: lazyRouteComponent(async () => import("./plan/plan-page.js"), "PlanPage"),
});
const till = createRoute({
  getParentRoute: () => programme,
  path: "/till",
  component: lazyRouteComponent(async () => import("./till/till-page.js"), "TillPage"),
});
const overview = createRoute({
  getParentRoute: () => programme,
  path: "/console",
  component: lazyRouteComponent(async () => import("./console/overview-page.js"), "OverviewPage"),
});
const members = createRoute({
  getParentRoute: () => programme,
  path: "/console/members",
  component: lazyRouteComponent(async () => import("./console/members-page.js"), "MembersPage"),
});
const entries = createRoute({
  getParentRoute: () => programme,
  path: "/console/entries",
  component: lazyRouteComponent(async () => import("./console/entries-page.js"), "EntriesPage"),
});
const entry = createRoute({
  getParentRoute: () => programme,
  path: "/console/entries/$seq",
  component: lazyRouteComponent(async () => import("./console/entry-page.js"), "EntryPage"),
});

const studio = createRoute({
  getParentRoute: () => root,
  path: "/studio",
  validateSearch: studioSearch,
  component: lazyRouteComponent(async () => {
    await bringWords(studioWords);
    return import("./studio/studio-page.js");
  }, "StudioPage"),
});

const tree = root.addChildren([
  start,
  studio,
  mallRoutes,
  deskRoutes,
  programme.addChildren([wallets, wallet, plan, till, overview, members, entries, entry]),
]);

export const router = createRouter({
  routeTree: tree,
  defaultPreload: "intent",
  defaultPendingComponent: PageBones,
  defaultErrorComponent: Stumble,
  scrollRestoration: true,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
