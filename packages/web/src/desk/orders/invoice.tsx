// The invoice that a buyer asked for: what it shall say, its number, its file, or why there is none.
import type { OrderDetail } from "@perennial/api";
import { createDeskClient } from "@perennial/api";
import { invoiceDeclined, invoiceIssued } from "@perennial/api/schemas";
import { useQueryClient } from "@tanstack/react-query";
import type { ReactElement } from "react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { isZero } from "../../shared/format/decimal.js";
import { useProgramme } from "../../shared/programme.js";
import { Button, Field, linkButton } from "../../shared/ui/controls.js";
import { Icon } from "../../shared/ui/icons.js";
import { Card, CardTitle } from "../../shared/ui/surfaces.js";
import { deskOf, mallOf, stale } from "../data/queries.js";
import { Dialog } from "../../shared/ui/dialog.js";
import { TextArea } from "../ui/fields.js";
import { useForm } from "../ui/form.js";
import { Facts, FormEnd, Pill } from "../ui/parts.js";
import { Uploader } from "../ui/uploader.js";

type InvoiceText = NonNullable<OrderDetail["invoice"]>;
const TONES = { asked: "waits", issued: "good", declined: "plain" } as const;

export function Invoice({ order }: { order: OrderDetail }): ReactElement | null {
  const { t } = useTranslation();
  const { invoice } = order;
  if (!invoice) return null;
  return (
    <Card>
      <div className="mb-3 flex items-center justify-between gap-3">
        <CardTitle>{t("desk.invoice.title")}</CardTitle>
        <Pill tone={TONES[invoice.state]}>{t(`desk.invoice.${invoice.state}`)}</Pill>
      </div>
      <Facts
        rows={[
          [t("desk.invoice.kind"), t(`desk.invoice.${invoice.kind}`)],
          [t("desk.invoice.name"), invoice.title],
          ...(invoice.taxNumber === "" ? [] : [[t("desk.invoice.tax"), invoice.taxNumber] as const]),
          [t("desk.invoice.email"), invoice.email],
          ...(invoice.number === "" ? [] : [[t("desk.invoice.number"), invoice.number] as const]),
          ...(invoice.reason === undefined ? [] : [[t("desk.invoice.reason"), invoice.reason] as const]),
        ]}
      />
      {invoice.state === "issued" && !isZero(order.refunded) && (
        <p className="mt-3 rounded-control bg-amber-soft p-3 text-14">{t("desk.invoice.red")}</p>
      )}
      <Deeds order={order} invoice={invoice} />
    </Card>
  );
}

function Deeds({ order, invoice }: { order: OrderDetail; invoice: InvoiceText }): ReactElement {
  const { t } = useTranslation();
  const { id } = useProgramme();
  const queries = useQueryClient();
  const [open, setOpen] = useState<"issue" | "decline">();
  const may = (action: string): boolean => order.actions.includes(action);
  const close = (): void => setOpen(undefined);
  return (
    <>
      <div className="mt-4 flex flex-wrap items-start gap-3 empty:hidden">
        {invoice.file && (
          <a href={mallOf(id).invoiceUrl(order.id)} download className={linkButton("quiet")}>
            <Icon name="down" size={18} />
            {t("desk.invoice.download")}
          </a>
        )}
        {may("invoice-file") && (
          <Uploader
            label={t(invoice.file ? "desk.invoice.otherFile" : "desk.invoice.addFile")}
            accept="application/pdf,.ofd,image/jpeg,image/png"
            send={async (file, tell) => {
              await createDeskClient(id, { fetch: tell }).addInvoiceFile(order.id, file);
              await stale(queries, id);
            }}
          />
        )}
        {may("issue-invoice") && (
          <>
            <Button kind="primary" onClick={() => setOpen("issue")}>
              {t("desk.invoice.go")}
            </Button>
            <Button onClick={() => setOpen("decline")}>{t("desk.invoice.decline")}</Button>
          </>
        )}
      </div>
      <Dialog title={t("desk.invoice.go")} open={open === "issue"} onClose={close}>
        <Issue order={order} onDone={close} />
      </Dialog>
      <Dialog title={t("desk.invoice.decline")} open={open === "decline"} onClose={close}>
        <Decline order={order} onDone={close} />
      </Dialog>
    </>
  );
}

function Issue({ order, onDone }: { order: OrderDetail; onDone: () => void }): ReactElement {
  const { t } = useTranslation();
  const { id } = useProgramme();
  const queries = useQueryClient();
  const form = useForm({
    initial: { number: "" },
    schema: invoiceIssued,
    body: (draft) => draft,
    send: async ({ number }) => {
      await deskOf(id).issueInvoice(order.id, number);
      await stale(queries, id);
      onDone();
    },
  });
  return (
    <form noValidate onSubmit={form.submit} className="space-y-4">
      <p className="text-14 text-ink-2">
        {t("desk.invoice.lead", { name: order.invoice?.title, email: order.invoice?.email })}
      </p>
      <Field
        label={t("desk.invoice.number")}
        autoComplete="off"
        maxLength={60}
        value={form.draft.number}
        onChange={({ target }) => form.set("number", target.value)}
        error={form.fault("number")}
      />
      <FormEnd form={form} label={t("desk.invoice.confirm")} />
    </form>
  );
}

function Decline({ order, onDone }: { order: OrderDetail; onDone: () => void }): ReactElement {
  const { t } = useTranslation();
  const { id } = useProgramme();
  const queries = useQueryClient();
  const form = useForm({
    initial: { reason: "" },
    schema: invoiceDeclined,
    body: (draft) => draft,
    send: async ({ reason }) => {
      await deskOf(id).declineInvoice(order.id, reason);
      await stale(queries, id);
      onDone();
    },
  });
  return (
    <form noValidate onSubmit={form.submit} className="space-y-4">
      <TextArea
        label={t("desk.invoice.reason")}
        hint={t("desk.invoice.reasonHint")}
        maxLength={300}
        value={form.draft.reason}
        onChange={({ target }) => form.set("reason", target.value)}
        error={form.fault("reason")}
      />
      <FormEnd form={form} label={t("desk.invoice.decline")} />
    </form>
  );
}
