// What sending goods costs: one fee a checkout, free from a sum on. A shop without terms of its own goes by those of the house.
import type { ShippingTerms } from "@perennial/api";
import { shippingBody } from "@perennial/api/schemas";
import { useQueryClient } from "@tanstack/react-query";
import type { ReactElement } from "react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useProgramme } from "../../shared/programme.js";
import { Field } from "../../shared/ui/controls.js";
import { Card, CardTitle } from "../../shared/ui/surfaces.js";
import { deskOf, stale } from "../data/queries.js";
import { Tick } from "../ui/fields.js";
import { useForm } from "../ui/form.js";
import { FormEnd } from "../ui/parts.js";

/** `merchant`: undefined is the house. */
export function ShippingCard({
  merchant,
  terms,
}: {
  merchant: string | undefined;
  terms: ShippingTerms | null;
}): ReactElement {
  const { t } = useTranslation();
  const { id, format } = useProgramme();
  const queries = useQueryClient();
  const [saved, setSaved] = useState(false);
  const form = useForm({
    initial: { own: terms !== null, shipping: { fee: terms?.fee ?? "", freeFrom: terms?.freeFrom ?? "" } },
    schema: shippingBody,
    body: ({ own, shipping: { fee, freeFrom } }) => ({
      shipping: own ? { fee: fee.trim(), freeFrom: freeFrom.trim() === "" ? null : freeFrom.trim() } : null,
    }),
    send: async (body) => {
      setSaved(false);
      await (merchant === undefined ? deskOf(id).setShipping(body) : deskOf(id).setMerchantShipping(merchant, body));
      await stale(queries, id);
      setSaved(true);
    },
  });
  const { draft, set, fault } = form;
  const amount = (name: "fee" | "freeFrom"): ReactElement => (
    <Field
      label={t(`desk.shipping.${name}`)}
      hint={t(`desk.shipping.${name}Hint`)}
      prefix={format.symbol}
      inputMode="decimal"
      autoComplete="off"
      value={draft.shipping[name]}
      onChange={({ target }) => set("shipping", { ...draft.shipping, [name]: target.value })}
      error={fault(`shipping.${name}`)}
    />
  );
  return (
    <Card>
      <CardTitle>{t("desk.shipping.title")}</CardTitle>
      <form noValidate onSubmit={form.submit} className="space-y-4">
        <Tick
          label={t(merchant === undefined ? "desk.shipping.charge" : "desk.shipping.own")}
          hint={t(merchant === undefined ? "desk.shipping.chargeHint" : "desk.shipping.ownHint")}
          checked={draft.own}
          onChange={(own) => set("own", own)}
        />
        {draft.own && (
          <div className="grid gap-4 sm:grid-cols-2">
            {amount("fee")}
            {amount("freeFrom")}
          </div>
        )}
        <FormEnd form={form} label={t("desk.save")} done={saved && t("desk.saved")} />
      </form>
    </Card>
  );
}
