// Asking for a refund: all that is left or a part, and why; what it takes back is said before.
import type { OrderDetail } from "@perennial/api";
import type { ReactElement } from "react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { compare, isDecimal, isZero, minus, typedAmount } from "../../shared/format/decimal.js";
import { useProgramme } from "../../shared/programme.js";
import { Button, Field } from "../../shared/ui/controls.js";
import { ErrorNote } from "../../shared/ui/problem.js";
import { mall } from "../queries.js";
import { useDeed } from "./use-deed.js";

export function RefundForm({ order, onDone }: { order: OrderDetail; onDone: () => void }): ReactElement {
  const { t } = useTranslation();
  const { id, format } = useProgramme();
  const left = minus(order.gross, order.refunded);
  const [amount, setAmount] = useState("");
  const [reason, setReason] = useState("");
  const wanted = typedAmount(amount);
  const isWrong = amount !== "" && (!isDecimal(wanted) || wanted.startsWith("-") || isZero(wanted));
  const isTooMuch = !isWrong && amount !== "" && compare(wanted, left) > 0;
  const deed = useDeed(
    order,
    async () => mall(id).askRefund(order.id, { reason: reason.trim(), ...(amount !== "" && { amount: wanted }) }),
    onDone,
  );
  return (
    <form
      noValidate
      className="space-y-3"
      onSubmit={(event) => {
        event.preventDefault();
        deed.mutate(undefined);
      }}
    >
      <p className="text-14">{order.settlement === "settled" ? t("mall.refund.after") : t("mall.refund.before")}</p>
      <Field
        label={t("mall.refund.amount")}
        hint={t("mall.refund.left", { left: format.money(left) })}
        prefix={format.symbol}
        name="refund"
        inputMode="decimal"
        autoComplete="off"
        placeholder={left}
        value={amount}
        onChange={({ target }) => setAmount(target.value)}
        error={
          isWrong
            ? t("mall.refund.wrongAmount")
            : isTooMuch
              ? t("mall.refund.tooMuch", { left: format.money(left) })
              : undefined
        }
      />
      <Field
        label={t("mall.refund.reason")}
        name="reason"
        autoComplete="off"
        maxLength={500}
        required
        value={reason}
        onChange={({ target }) => setReason(target.value)}
      />
      <ErrorNote error={deed.error} />
      <Button type="submit" kind="primary" disabled={reason.trim() === "" || isWrong || isTooMuch || deed.isPending}>
        {t("mall.refund.send")}
      </Button>
    </form>
  );
}
