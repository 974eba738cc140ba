// The addresses of inbox and statements.
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import type { MallRoute } from "../routes.js";
import { tokenSearch } from "../way-in.js";
import { withInboxWords } from "./words.js";

export function inboxRoutes(mall: MallRoute) {
  const getParentRoute = () => mall;
  const inbox = createRoute({
    getParentRoute,
    path: "/inbox",
    component: lazyRouteComponent(
      withInboxWords(async () => import("./inbox-page.js")),
      "InboxPage",
    ),
  });
  const settings = createRoute({
    getParentRoute,
    path: "/inbox/settings",
    component: lazyRouteComponent(
      withInboxWords(async () => import("./settings-page.js")),
      "InboxSettingsPage",
    ),
  });
  const notice = createRoute({
    getParentRoute,
    path: "/inbox/$notice",
    component: lazyRouteComponent(
      withInboxWords(async () => import("./notice-page.js")),
      "NoticePage",
    ),
  });
  const statements = createRoute({
    getParentRoute,
    path: "/statements",
    component: lazyRouteComponent(
      withInboxWords(async () => import("./statements-page.js")),
      "StatementsPage",
    ),
  });
  const statement = createRoute({
    getParentRoute,
    path: "/statements/$month",
    component: lazyRouteComponent(
      withInboxWords(async () => import("./statement-page.js")),
      "MonthPage",
    ),
  });
  const unsubscribe = createRoute({
    getParentRoute,
    path: "/unsubscribe",
    validateSearch: tokenSearch,
    component: lazyRouteComponent(
      withInboxWords(async () => import("./unsubscribe-page.js")),
      "UnsubscribePage",
    ),
  });
  return [inbox, settings, notice, statements, statement, unsubscribe] as const;
}
