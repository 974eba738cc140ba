// Refunds of an order: what was asked and answered; answering one, and beginning one of the seller's own, in part or in full.
import type { OrderDetail, Refund } from "@perennial/api";
import { refundAnswer, refundBody } from "@perennial/api/schemas";
import { useQueryClient } from "@tanstack/react-query";
import type { ReactElement } from "react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { isZero, minus } from "../../shared/format/decimal.js";
import { useProgramme } from "../../shared/programme.js";
import { Button, Field } from "../../shared/ui/controls.js";
import { Card, CardTitle } from "../../shared/ui/surfaces.js";
import { deskOf, stale } from "../data/queries.js";
import { Dialog } from "../../shared/ui/dialog.js";
import { TextArea, Tick } from "../ui/fields.js";
import { useForm } from "../ui/form.js";
import { FormEnd } from "../ui/parts.js";
import { RefundPill } from "./states.js";

export function Refunds({ order }: { order: OrderDetail }): ReactElement | null {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const mayBegin = order.actions.includes("refund");
  if (order.refunds.length === 0 && !mayBegin) return null;
  return (
    <Card>
      <CardTitle>{t("desk.refund.title")}</CardTitle>
      {order.refunds.length > 0 && (
        <ul className="divide-y divide-line">
          {order.refunds.map((refund) => (
            <Row key={refund.id} order={order} refund={refund} />
          ))}
        </ul>
      )}
      {mayBegin && (
        <>
          {order.refunds.length === 0 && <p className="mb-3 text-14 text-ink-2">{t("desk.refund.none")}</p>}
          <Button onClick={() => setOpen(true)}>{t("desk.refund.begin")}</Button>
          <Dialog title={t("desk.refund.begin")} open={open} onClose={() => setOpen(false)}>
            <Begin order={order} onDone={() => setOpen(false)} />
          </Dialog>
        </>
      )}
    </Card>
  );
}

function Row({ order, refund }: { order: OrderDetail; refund: Refund }): ReactElement {
  const { t } = useTranslation();
  const { format } = useProgramme();
  const [answer, setAnswer] = useState<"yes" | "no">();
  const close = (): void => setAnswer(undefined);
  return (
    <li className="py-3">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <span className="text-16 font-semibold">{format.money(refund.amount)}</span>
        <RefundPill state={refund.state} />
      </div>
      <p className="mt-1 text-14">{refund.reason}</p>
      {refund.answer !== "" && (
        <p className="mt-1 text-14 text-ink-2">{t("desk.refund.answered", { answer: refund.answer })}</p>
      )}
      <p className="mt-1 text-12 text-ink-2">{format.time(refund.at)}</p>
      {refund.state === "asked" && order.actions.includes("answer-refund") && (
        <div className="mt-3 flex flex-wrap gap-3">
          <Button kind="primary" onClick={() => setAnswer("yes")}>
            {t("desk.refund.approve")}
          </Button>
          <Button onClick={() => setAnswer("no")}>{t("desk.refund.refuse")}</Button>
        </div>
      )}
      <Dialog
        title={t(answer === "no" ? "desk.refund.refuse" : "desk.refund.approve")}
        open={answer !== undefined}
        onClose={close}
      >
        <Answer order={order} refund={refund} approve={answer === "yes"} onDone={close} />
      </Dialog>
    </li>
  );
}

function Answer({
  order,
  refund,
  approve,
  onDone,
}: {
  order: OrderDetail;
  refund: Refund;
  approve: boolean;
  onDone: () => void;
}): ReactElement {
  const { t } = useTranslation();
  const { id, format } = useProgramme();
  const queries = useQueryClient();
  const hasShipping = !isZero(order.shipping);
  const form = useForm({
    initial: { answer: "", restock: false, shipping: order.shipment === null },
    schema: refundAnswer.refine(({ answer }) => approve || answer !== "", { path: ["answer"] }),
    body: ({ shipping, ...draft }) => ({ ...draft, approve, ...(hasShipping && { shipping }) }),
    send: async (body) => {
      await deskOf(id).answerRefund(order.id, refund.id, body);
      await stale(queries, id);
      onDone();
    },
  });
  const { draft, set, fault } = form;
  return (
    <form noValidate onSubmit={form.submit} className="space-y-4">
      <p className="text-14 text-ink-2">
        {approve ? t("desk.refund.approveLead", { cash: format.money(refund.cash) }) : t("desk.refund.refuseLead")}
      </p>
      <TextArea
        label={t(approve ? "desk.refund.answerOptional" : "desk.refund.answer")}
        maxLength={500}
        value={draft.answer}
        onChange={({ target }) => set("answer", target.value)}
        error={fault("answer")}
      />
      {approve && (
        <Tick
          label={t("desk.refund.restock")}
          hint={t("desk.refund.restockHint")}
          checked={draft.restock}
          onChange={(restock) => set("restock", restock)}
        />
      )}
      {approve && hasShipping && (
        <Tick
          label={t("desk.refund.shipping", { fee: format.money(order.shipping) })}
          hint={t("desk.refund.shippingHint")}
          checked={draft.shipping}
          onChange={(shipping) => set("shipping", shipping)}
        />
      )}
      <FormEnd form={form} label={t(approve ? "desk.refund.approve" : "desk.refund.refuse")} />
    </form>
  );
}

function Begin({ order, onDone }: { order: OrderDetail; onDone: () => void }): ReactElement {
  const { t } = useTranslation();
  const { id, format } = useProgramme();
  const queries = useQueryClient();
  const left = minus(order.gross, order.refunded);
  const form = useForm({
    initial: { amount: left, reason: "" },
    schema: refundBody,
    body: ({ amount, reason }) => ({ amount: amount.trim(), reason }),
    send: async (body) => {
      const begun = await deskOf(id).beginRefund(order.id, body);
      const own = begun.refunds.find(({ state }) => state === "asked");
      if (own) await deskOf(id).answerRefund(order.id, own.id, { approve: true, answer: body.reason });
      await stale(queries, id);
      onDone();
    },
  });
  const { draft, set, fault } = form;
  return (
    <form noValidate onSubmit={form.submit} className="space-y-4">
      <Field
        label={t("desk.refund.amount")}
        hint={t("desk.refund.left", { left: format.money(left) })}
        prefix={format.symbol}
        inputMode="decimal"
        autoComplete="off"
        value={draft.amount}
        onChange={({ target }) => set("amount", target.value)}
        error={fault("amount")}
      />
      <TextArea
        label={t("desk.refund.reason")}
        maxLength={500}
        value={draft.reason}
        onChange={({ target }) => set("reason", target.value)}
        error={fault("reason")}
      />
      <FormEnd form={form} label={t("desk.refund.send")} />
    </form>
  );
}
