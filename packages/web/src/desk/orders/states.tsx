// The states of orders, refunds and settlements as the desk says them, each with its tone.
import type { OrderState, RefundState, SettlementState } from "@perennial/api";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import type { Tone } from "../ui/parts.js";
import { Pill } from "../ui/parts.js";

const ORDER: Readonly<Record<OrderState, Tone>> = {
  unpaid: "plain",
  paid: "waits",
  shipped: "plain",
  received: "plain",
  completed: "good",
  cancelled: "plain",
  refunded: "bad",
};
const REFUND: Readonly<Record<RefundState, Tone>> = {
  asked: "waits",
  approved: "plain",
  refused: "plain",
  paid: "plain",
  failed: "bad",
};
const SETTLEMENT: Readonly<Record<SettlementState, Tone>> = {
  none: "plain",
  waiting: "plain",
  sent: "plain",
  settled: "good",
  refused: "bad",
};

export function OrderPill({ state, isHere = false }: { state: OrderState; isHere?: boolean }): ReactElement {
  const { t } = useTranslation();
  return <Pill tone={ORDER[state]}>{t(isHere && state === "paid" ? "desk.order.toHand" : `desk.state.${state}`)}</Pill>;
}

export function RefundPill({ state }: { state: RefundState }): ReactElement {
  const { t } = useTranslation();
  return <Pill tone={REFUND[state]}>{t(`desk.refundState.${state}`)}</Pill>;
}

export function SettlementPill({ state }: { state: SettlementState }): ReactElement {
  const { t } = useTranslation();
  return <Pill tone={SETTLEMENT[state]}>{t(`desk.settlement.${state}`)}</Pill>;
}
