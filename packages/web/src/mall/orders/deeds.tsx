// What the buyer may do with an order now: the service says what, each deed has its own small form.
import type { OrderDetail } from "@perennial/api";
import { Link } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useProgramme } from "../../shared/programme.js";
import { Button, linkButton } from "../../shared/ui/controls.js";
import { ErrorNote } from "../../shared/ui/problem.js";
import { mall } from "../queries.js";
import { InvoiceForm } from "./invoice-form.js";
import { RefundForm } from "./refund-form.js";
import { ReviewForms } from "./review-form.js";
import { useDeed } from "./use-deed.js";

type Form = "cancel" | "confirm" | "refund" | "invoice" | "review";

export function Deeds({ order }: { order: OrderDetail }): ReactElement | null {
  const { t } = useTranslation();
  const { id } = useProgramme();
  const [open, setOpen] = useState<Form>();
  const may = (action: string): boolean => order.actions.includes(action);
  const close = (): void => setOpen(undefined);
  const words = {
    confirm: t("mall.order.confirm"),
    refund: t("mall.refund.ask"),
    invoice: t("mall.invoice.ask"),
    review: t("mall.review.write"),
    cancel: t("mall.order.cancel"),
  } as const satisfies Record<Form, string>;
  const forms = (["confirm", "review", "refund", "invoice", "cancel"] as const).filter(may);
  if (forms.length === 0 && !may("pay")) return null;
  return (
    <div className="mt-4 border-t border-line pt-4">
      <div className="flex flex-wrap gap-2">
        {may("pay") && order.payment !== null && (
          <Link
            to="/p/$programme/mall/pay/$payment"
            params={{ programme: id, payment: order.payment }}
            className={linkButton("primary")}
          >
            {t("mall.order.pay")}
          </Link>
        )}
        {forms.map((form) => (
          <Button
            key={form}
            kind={form === "confirm" ? "primary" : "quiet"}
            aria-expanded={open === form}
            onClick={() => setOpen(open === form ? undefined : form)}
          >
            {words[form]}
          </Button>
        ))}
      </div>
      {open !== undefined && may(open) && (
        <div className="mt-4 rounded-card border border-line bg-paper p-4">
          {open === "confirm" && <Confirm order={order} onDone={close} />}
          {open === "cancel" && <Cancel order={order} onDone={close} />}
          {open === "refund" && <RefundForm order={order} onDone={close} />}
          {open === "invoice" && <InvoiceForm order={order} onDone={close} />}
          {open === "review" && <ReviewForms order={order} onDone={close} />}
        </div>
      )}
    </div>
  );
}

function Confirm({ order, onDone }: { order: OrderDetail; onDone: () => void }): ReactElement {
  const { t } = useTranslation();
  const { id } = useProgramme();
  const deed = useDeed(order, async () => mall(id).confirm(order.id), onDone);
  return (
    <div className="space-y-3">
      <p className="text-14">{t("mall.order.confirmBody")}</p>
      <ErrorNote error={deed.error} />
      <Button kind="primary" disabled={deed.isPending} onClick={() => deed.mutate(undefined)}>
        {t("mall.order.confirmDo")}
      </Button>
    </div>
  );
}

function Cancel({ order, onDone }: { order: OrderDetail; onDone: () => void }): ReactElement {
  const { t } = useTranslation();
  const { id } = useProgramme();
  const deed = useDeed(order, async () => mall(id).cancel(order.id), onDone);
  return (
    <div className="space-y-3">
      <p className="text-14">{t("mall.order.cancelBody")}</p>
      <ErrorNote error={deed.error} />
      <Button className="border-clay text-clay" disabled={deed.isPending} onClick={() => deed.mutate(undefined)}>
        {t("mall.order.cancelDo")}
      </Button>
    </div>
  );
}
