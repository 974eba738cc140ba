// The variants of a product in its form: each with name, price, list price, stock at the beginning, the house's cost, and the shop's own number.
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { useProgramme } from "../../shared/programme.js";
import { Button, Field } from "../../shared/ui/controls.js";
import { Icon } from "../../shared/ui/icons.js";
import { Card, CardTitle } from "../../shared/ui/surfaces.js";
import type { Form } from "../ui/form.js";
import type { ProductDraft, VariantDraft } from "./draft.js";
import { newVariant } from "./draft.js";

const MOST = 50;

export function Variants({ form, isHouse }: { form: Form<ProductDraft>; isHouse: boolean }): ReactElement {
  const { t } = useTranslation();
  const { draft, set } = form;
  const { variants } = draft;
  return (
    <Card>
      <CardTitle>{t("desk.variant.title")}</CardTitle>
      {!isHouse && <p className="mb-3 text-14 text-ink-2">{t("desk.variant.margin")}</p>}
      <ol className="space-y-5">
        {variants.map((variant, at) => (
          <li key={variant.id ?? `new-${at}`} className="border-b border-line pb-5 last:border-0 last:pb-0">
            <VariantFields form={form} at={at} variant={variant} isHouse={isHouse} />
            {variants.length > 1 && (
              <Button
                className="mt-3"
                onClick={() =>
                  set(
                    "variants",
                    variants.filter((_, index) => index !== at),
                  )
                }
              >
                <Icon name="bin" size={18} />
                {t("desk.variant.drop", { at: at + 1 })}
              </Button>
            )}
          </li>
        ))}
      </ol>
      {variants.length < MOST && (
        <Button className="mt-4" onClick={() => set("variants", [...variants, newVariant()])}>
          <Icon name="plus" size={18} />
          {t("desk.variant.add")}
        </Button>
      )}
    </Card>
  );
}

function VariantFields({
  form: { draft, set, fault },
  at,
  variant,
  isHouse,
}: {
  form: Form<ProductDraft>;
  at: number;
  variant: VariantDraft;
  isHouse: boolean;
}): ReactElement {
  const { t } = useTranslation();
  const { format } = useProgramme();
  const change = (next: Partial<VariantDraft>): void =>
    set(
      "variants",
      draft.variants.map((each, index) => (index === at ? { ...each, ...next } : each)),
    );
  const amount = (name: "price" | "was" | "cost", hint?: string): ReactElement => (
    <Field
      label={t(`desk.variant.${name}`)}
      hint={hint}
      prefix={format.symbol}
      inputMode="decimal"
      autoComplete="off"
      value={variant[name]}
      onChange={({ target }) => change({ [name]: target.value })}
      error={fault(`variants.${at}.${name}`) ?? fault(name)}
    />
  );
  return (
    <fieldset>
      <legend className="mb-2 text-14 font-semibold">{t("desk.variant.number", { at: at + 1 })}</legend>
      <div className="grid gap-4 sm:grid-cols-2 xl:grid-cols-3">
        <Field
          label={t("desk.variant.nameZh")}
          hint={draft.variants.length === 1 ? t("desk.variant.nameHint") : undefined}
          maxLength={200}
          value={variant.title.zh}
          onChange={({ target }) => change({ title: { ...variant.title, zh: target.value } })}
          error={fault(`variants.${at}.title.zh`)}
        />
        <Field
          label={t("desk.variant.nameEn")}
          lang="en"
          maxLength={200}
          value={variant.title.en}
          onChange={({ target }) => change({ title: { ...variant.title, en: target.value } })}
          error={fault(`variants.${at}.title.en`)}
        />
        {amount("price")}
        {amount("was", t("desk.variant.wasHint"))}
        {isHouse && amount("cost", t("desk.variant.costHint"))}
        {variant.id === undefined && (
          <Field
            label={t("desk.variant.stock")}
            hint={t("desk.variant.stockHint")}
            inputMode="numeric"
            autoComplete="off"
            value={variant.stock}
            onChange={({ target }) => change({ stock: target.value })}
            error={fault(`variants.${at}.stock`)}
          />
        )}
        <Field
          label={t("desk.variant.sku")}
          autoComplete="off"
          maxLength={60}
          value={variant.sku}
          onChange={({ target }) => change({ sku: target.value })}
          error={fault(`variants.${at}.sku`)}
        />
      </div>
    </fieldset>
  );
}
