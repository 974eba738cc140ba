// The stock of a product by variant, and the form that adds to it or takes from it with a reason.
import type { ProductDesk, Variant } from "@perennial/api";
import { stockBody } from "@perennial/api/schemas";
import { useQueryClient } from "@tanstack/react-query";
import type { ReactElement } from "react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useProgramme } from "../../shared/programme.js";
import { Button, Field } from "../../shared/ui/controls.js";
import { Card, CardTitle } from "../../shared/ui/surfaces.js";
import { deskOf, stale } from "../data/queries.js";
import { Dialog } from "../../shared/ui/dialog.js";
import { Select } from "../ui/fields.js";
import { useForm } from "../ui/form.js";
import { FormEnd, Pill } from "../ui/parts.js";

const LOW = 5;
const REASONS = ["delivery", "count", "damage", "other"] as const;

export function Stock({ product }: { product: ProductDesk }): ReactElement {
  const { t } = useTranslation();
  const { read, format } = useProgramme();
  const [moved, setMoved] = useState<Variant>();
  return (
    <Card>
      <CardTitle>{t("desk.stock.title")}</CardTitle>
      <ul className="divide-y divide-line">
        {product.variants.map((variant) => (
          <li key={variant.id} className="flex flex-wrap items-center gap-x-4 gap-y-2 py-2">
            <span className="min-w-0 flex-1 basis-32 text-14">
              {read(variant.title)}
              {variant.sku !== "" && <span className="block text-12 text-ink-3">{variant.sku}</span>}
            </span>
            {variant.stock !== null && variant.stock <= LOW && (
              <Pill tone={variant.stock === 0 ? "bad" : "waits"}>
                {t(variant.stock === 0 ? "desk.product.soldOut" : "desk.stock.low")}
              </Pill>
            )}
            <span className="text-16 font-semibold">
              {variant.stock === null ? t("desk.stock.uncounted") : format.count(variant.stock)}
            </span>
            <Button
              onClick={() => setMoved(variant)}
              aria-label={t("desk.stock.changeOf", { variant: read(variant.title) })}
            >
              {t("desk.stock.change")}
            </Button>
          </li>
        ))}
      </ul>
      <Dialog title={t("desk.stock.change")} open={moved !== undefined} onClose={() => setMoved(undefined)}>
        {moved && <Move product={product.id} variant={moved} onDone={() => setMoved(undefined)} />}
      </Dialog>
    </Card>
  );
}

function Move({ product, variant, onDone }: { product: string; variant: Variant; onDone: () => void }): ReactElement {
  const { t } = useTranslation();
  const { id, read } = useProgramme();
  const queries = useQueryClient();
  const form = useForm({
    initial: { direction: "in", change: "", reason: "delivery" },
    schema: stockBody.refine(({ change }) => change !== 0, { path: ["change"] }),
    body: ({ direction, change, reason }) => ({
      variant: variant.id,
      change: /^\d+$/.test(change.trim()) ? Number(change) * (direction === "in" ? 1 : -1) : undefined,
      reason: t(`desk.stock.reason.${reason}`),
    }),
    send: async (body) => {
      await deskOf(id).moveStock(product, body);
      await stale(queries, id);
      onDone();
    },
  });
  const { draft, set, fault } = form;
  return (
    <form noValidate onSubmit={form.submit} className="space-y-4">
      <p className="text-14 text-ink-2">
        {t("desk.stock.now", { variant: read(variant.title), count: variant.stock ?? 0 })}
      </p>
      <Select
        label={t("desk.stock.direction")}
        value={draft.direction}
        onChange={({ target }) => set("direction", target.value)}
      >
        <option value="in">{t("desk.stock.in")}</option>
        <option value="out">{t("desk.stock.out")}</option>
      </Select>
      <Field
        label={t("desk.stock.pieces")}
        inputMode="numeric"
        autoComplete="off"
        value={draft.change}
        onChange={({ target }) => set("change", target.value)}
        error={fault("change")}
      />
      <Select label={t("desk.stock.why")} value={draft.reason} onChange={({ target }) => set("reason", target.value)}>
        {REASONS.map((reason) => (
          <option key={reason} value={reason}>
            {t(`desk.stock.reason.${reason}`)}
          </option>
        ))}
      </Select>
      <FormEnd form={form} label={t("desk.stock.change")} />
    </form>
  );
}
