// The stock of a product by variant and store, and the form that adds to it, takes from it or carries it, with a reason.
import type { ProductDesk, Store, Variant } from "@perennial/api";
import { carryBody } from "@perennial/api/schemas";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { ReactElement } from "react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { z } from "zod";
import { useProgramme } from "../../shared/programme.js";
import { Button, Field } from "../../shared/ui/controls.js";
import { Card, CardTitle } from "../../shared/ui/surfaces.js";
import { Dialog } from "../../shared/ui/dialog.js";
import { deskOf, stale, storesQuery } from "../data/queries.js";
import { whoseOf } from "../shell/seat.js";
import { Select } from "../ui/fields.js";
import { useForm } from "../ui/form.js";
import { FormEnd, Pill } from "../ui/parts.js";

const LOW = 5;
const REASONS = ["delivery", "count", "damage", "other"] as const;

export function Stock({ product }: { product: ProductDesk }): ReactElement {
  const { t } = useTranslation();
  const { id, read, format } = useProgramme();
  const [moved, setMoved] = useState<Variant>();
  const { data } = useQuery(storesQuery(id, whoseOf(product.merchant?.id ?? null)));
  const stores = data?.stores ?? [];
  return (
    <Card>
      <CardTitle>{t("desk.stock.title")}</CardTitle>
      {stores.length > 1 && <p className="mb-2 text-14 text-ink-2">{t("desk.stock.lead")}</p>}
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
            <Kept variant={variant} product={product} stores={stores} />
          </li>
        ))}
      </ul>
      <Dialog title={t("desk.stock.change")} open={moved !== undefined} onClose={() => setMoved(undefined)}>
        {moved && <Move product={product} variant={moved} stores={stores} onDone={() => setMoved(undefined)} />}
      </Dialog>
    </Card>
  );
}

/** How many lie where; nothing for what is not kept by store. */
function Kept({
  variant,
  product,
  stores,
}: {
  variant: Variant;
  product: ProductDesk;
  stores: readonly Store[];
}): ReactElement | null {
  const { t } = useTranslation();
  const { format } = useProgramme();
  const kept = product.kept[variant.id] ?? [];
  if (kept.length === 0) return null;
  const loose = (variant.stock ?? 0) - kept.reduce((sum, { stock }) => sum + stock, 0);
  const rows = [
    ...kept.map(({ store, stock }) => [stores.find(({ id }) => id === store)?.title ?? store, stock] as const),
    ...(loose > 0 ? [[t("desk.stock.loose"), loose] as const] : []),
  ];
  return (
    <dl className="flex basis-full flex-wrap gap-x-6 gap-y-1 pb-1 text-12 text-ink-2">
      {rows.map(([title, stock]) => (
        <div key={title} className="flex gap-2">
          <dt>{title}</dt>
          <dd className={stock === 0 ? "text-clay" : "text-ink"}>{format.count(stock)}</dd>
        </div>
      ))}
    </dl>
  );
}

const LOOSE = "";
const orNull = (store: string): string | null => (store === LOOSE ? null : store);

function Move({
  product,
  variant,
  stores,
  onDone,
}: {
  product: ProductDesk;
  variant: Variant;
  stores: readonly Store[];
  onDone: () => void;
}): ReactElement {
  const { t } = useTranslation();
  const { id, read } = useProgramme();
  const queries = useQueryClient();
  const form = useForm({
    initial: { direction: "in", change: "", reason: "delivery", store: LOOSE, to: stores[0]?.id ?? LOOSE },
    schema: carryBody.extend({ direction: z.string() }).refine(isElsewhere, { path: ["to"] }),
    body: ({ direction, change, reason, store, to }) => ({
      direction,
      variant: variant.id,
      pieces: /^\d+$/.test(change.trim()) ? Number(change) : undefined,
      reason: t(`desk.stock.reason.${direction === "carry" ? "carry" : reason}`),
      from: orNull(store),
      to: orNull(to),
    }),
    send: async ({ direction, variant: of, from, to, pieces, reason }) => {
      const desk = deskOf(id);
      const change = direction === "in" ? pieces : -pieces;
      await (direction === "carry"
        ? desk.carryStock(product.id, { variant: of, from, to, pieces, reason })
        : desk.moveStock(product.id, { variant: of, store: from, change, reason }));
      await stale(queries, id);
      onDone();
    },
  });
  const { draft, set, fault } = form;
  const isCarried = draft.direction === "carry";
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
        {stores.length > 0 && variant.stock !== null && <option value="carry">{t("desk.stock.carry")}</option>}
      </Select>
      {stores.length > 0 && (
        <StoreSelect
          label={t(isCarried ? "desk.stock.from" : "desk.stock.where")}
          stores={stores}
          value={draft.store}
          onChange={(store) => set("store", store)}
        />
      )}
      {isCarried && (
        <StoreSelect
          label={t("desk.stock.to")}
          stores={stores}
          value={draft.to}
          onChange={(to) => set("to", to)}
          error={fault("to")}
        />
      )}
      <Field
        label={t("desk.stock.pieces")}
        inputMode="numeric"
        autoComplete="off"
        value={draft.change}
        onChange={({ target }) => set("change", target.value)}
        error={fault("pieces") ?? fault("change")}
      />
      {!isCarried && (
        <Select label={t("desk.stock.why")} value={draft.reason} onChange={({ target }) => set("reason", target.value)}>
          {REASONS.map((reason) => (
            <option key={reason} value={reason}>
              {t(`desk.stock.reason.${reason}`)}
            </option>
          ))}
        </Select>
      )}
      <FormEnd form={form} label={t("desk.stock.change")} />
    </form>
  );
}

/** Nothing is carried to where it is; pieces that come or go have no second place. */
const isElsewhere = ({ direction, from, to }: { direction: string; from: string | null; to: string | null }): boolean =>
  direction !== "carry" || from !== to;

function StoreSelect({
  label,
  stores,
  value,
  onChange,
  error,
}: {
  label: string;
  stores: readonly Store[];
  value: string;
  onChange: (store: string) => void;
  error?: string | undefined;
}): ReactElement {
  const { t } = useTranslation();
  return (
    <Select label={label} value={value} onChange={({ target }) => onChange(target.value)} error={error}>
      <option value={LOOSE}>{t("desk.stock.loose")}</option>
      {stores.map((store) => (
        <option key={store.id} value={store.id}>
          {store.title}
        </option>
      ))}
    </Select>
  );
}
