// Where a notice leads, and the sign that stands for what it is about.
import type { Notice } from "@perennial/api";
import type { LinkProps } from "@tanstack/react-router";
import type { IconName } from "../../shared/ui/icons.js";

export const TOPIC_ICON = {
  expiry: "clock",
  exit: "way",
  queue: "members",
  rules: "plan",
  payout: "wallet",
  order: "orders",
  statement: "entries",
} as const satisfies Record<Notice["topic"], IconName>;

type Target = Pick<LinkProps, "to" | "params">;

/** To the order or the month that it is about; what an entry or a new version brought has a page of its own. */
export function targetOf({ id, kind, topic, subject, entry }: Notice, programme: string): Target {
  if (topic === "order") return { to: "/p/$programme/mall/orders/$order", params: { programme, order: subject } };
  if (topic === "statement")
    return { to: "/p/$programme/mall/statements/$month", params: { programme, month: subject } };
  if (kind === "closing") return { to: "/p/$programme/mall/plan", params: { programme } };
  if (entry === null) return { to: "/p/$programme/mall/points", params: { programme } };
  return { to: "/p/$programme/mall/inbox/$notice", params: { programme, notice: String(id) } };
}
