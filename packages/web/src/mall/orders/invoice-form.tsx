// Asking for an invoice, for a person or a company.
import type { OrderDetail } from "@perennial/api";
import type { ReactElement } from "react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useProgramme } from "../../shared/programme.js";
import { Button, Field } from "../../shared/ui/controls.js";
import { ErrorNote } from "../../shared/ui/problem.js";
import { mall } from "../queries.js";
import { EmailField } from "../ui/email-field.js";
import { useDeed } from "./use-deed.js";

const KINDS = ["person", "company"] as const;

export function InvoiceForm({ order, onDone }: { order: OrderDetail; onDone: () => void }): ReactElement {
  const { t } = useTranslation();
  const { id } = useProgramme();
  const [kind, setKind] = useState<(typeof KINDS)[number]>("person");
  const [title, setTitle] = useState("");
  const [taxNumber, setTaxNumber] = useState("");
  const [email, setEmail] = useState("");
  const words = { person: t("mall.invoice.person"), company: t("mall.invoice.company") };
  const deed = useDeed(
    order,
    async () =>
      mall(id).askInvoice(order.id, {
        kind,
        title: title.trim(),
        email: email.trim(),
        ...(kind === "company" && { taxNumber: taxNumber.trim() }),
      }),
    onDone,
  );
  const isReady = title.trim() !== "" && email.includes("@") && (kind === "person" || taxNumber.trim() !== "");
  return (
    <form
      noValidate
      className="space-y-3"
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady) deed.mutate(undefined);
      }}
    >
      <fieldset className="flex gap-6">
        <legend className="mb-1 text-14 font-medium">{t("mall.invoice.kind")}</legend>
        {KINDS.map((each) => (
          <label key={each} className="flex min-h-11 items-center gap-2 text-14">
            <input
              type="radio"
              name="kind"
              className="size-4 accent-leaf"
              checked={kind === each}
              onChange={() => setKind(each)}
            />
            {words[each]}
          </label>
        ))}
      </fieldset>
      <Field
        label={t("mall.invoice.to")}
        name="title"
        autoComplete={kind === "company" ? "organization" : "name"}
        maxLength={120}
        required
        value={title}
        onChange={({ target }) => setTitle(target.value)}
      />
      {kind === "company" && (
        <Field
          label={t("mall.invoice.tax")}
          name="taxNumber"
          autoComplete="off"
          maxLength={30}
          required
          value={taxNumber}
          onChange={({ target }) => setTaxNumber(target.value)}
        />
      )}
      <EmailField value={email} onChange={setEmail} />
      <ErrorNote error={deed.error} />
      <Button type="submit" kind="primary" disabled={!isReady || deed.isPending}>
        {t("mall.invoice.send")}
      </Button>
    </form>
  );
}
