// The state of an order and of its settlement, in words and with a mark that does not rest on colour.
import type { Order, OrderState } from "@perennial/api";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import type { IconName } from "../../shared/ui/icons.js";
import { Icon } from "../../shared/ui/icons.js";

const MARKS: Record<OrderState, { icon: IconName; tone: string }> = {
  unpaid: { icon: "clock", tone: "bg-amber-soft text-amber" },
  paid: { icon: "gift", tone: "bg-leaf-soft text-leaf" },
  shipped: { icon: "way", tone: "bg-leaf-soft text-leaf" },
  received: { icon: "check", tone: "bg-leaf-soft text-leaf" },
  completed: { icon: "check", tone: "bg-leaf-soft text-leaf" },
  cancelled: { icon: "close", tone: "bg-paper-2 text-ink-2" },
  refunded: { icon: "undo", tone: "bg-paper-2 text-ink-2" },
};

export function StateMark({ order }: { order: Pick<Order, "state"> }): ReactElement {
  const { t } = useTranslation();
  const { icon, tone } = MARKS[order.state];
  return (
    <span
      data-state={order.state}
      className={`inline-flex shrink-0 items-center gap-1 rounded-full px-2.5 py-1 text-12 font-medium whitespace-nowrap ${tone}`}
    >
      <Icon name={icon} size={14} />
      {t(`mall.state.${order.state}`)}
    </span>
  );
}
