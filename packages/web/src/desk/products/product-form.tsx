// The form of a product: words in both languages, where it belongs, its variants with price and stock, where it is picked up.
import { useQuery } from "@tanstack/react-query";
import type { ReactElement, ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useProgramme } from "../../shared/programme.js";
import { Field } from "../../shared/ui/controls.js";
import { Card, CardTitle } from "../../shared/ui/surfaces.js";
import { shopQuery, storesQuery } from "../data/queries.js";
import { whoseOf } from "../shell/seat.js";
import { Select, TextArea, Tick, Ticks } from "../ui/fields.js";
import type { Form } from "../ui/form.js";
import type { ProductDraft } from "./draft.js";
import { Variants } from "./variants.js";

const MOST_TITLE = 200;
const MOST_TEXT = 4_000;

export function ProductForm({
  form,
  merchant,
  children,
}: {
  form: Form<ProductDraft>;
  /** null: the house itself */
  merchant: string | null;
  children: ReactNode;
}): ReactElement {
  return (
    <form noValidate onSubmit={form.submit} className="space-y-4">
      <Words form={form} />
      <Place form={form} merchant={merchant} />
      <Variants form={form} isHouse={merchant === null} />
      {children}
    </form>
  );
}

function Words({ form: { draft, set, fault } }: { form: Form<ProductDraft> }): ReactElement {
  const { t } = useTranslation();
  return (
    <Card>
      <CardTitle>{t("desk.product.words")}</CardTitle>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field
          label={t("desk.product.titleZh")}
          maxLength={MOST_TITLE}
          required
          value={draft.title.zh}
          onChange={({ target }) => set("title", { ...draft.title, zh: target.value })}
          error={fault("title.zh")}
        />
        <Field
          label={t("desk.product.titleEn")}
          hint={t("desk.product.titleEnHint")}
          lang="en"
          maxLength={MOST_TITLE}
          value={draft.title.en}
          onChange={({ target }) => set("title", { ...draft.title, en: target.value })}
          error={fault("title.en")}
        />
        <TextArea
          label={t("desk.product.textZh")}
          maxLength={MOST_TEXT}
          value={draft.description.zh}
          onChange={({ target }) => set("description", { ...draft.description, zh: target.value })}
          error={fault("description.zh")}
        />
        <TextArea
          label={t("desk.product.textEn")}
          lang="en"
          maxLength={MOST_TEXT}
          value={draft.description.en}
          onChange={({ target }) => set("description", { ...draft.description, en: target.value })}
          error={fault("description.en")}
        />
      </div>
    </Card>
  );
}

function Place({ form, merchant }: { form: Form<ProductDraft>; merchant: string | null }): ReactElement {
  const { t } = useTranslation();
  const { id, read } = useProgramme();
  const { draft, set, fault } = form;
  const shop = useQuery(shopQuery(id));
  const stores = useQuery(storesQuery(id, whoseOf(merchant)));
  return (
    <Card>
      <CardTitle>{t("desk.product.place")}</CardTitle>
      <div className="grid gap-4 sm:grid-cols-2">
        <Select
          label={t("desk.product.category")}
          value={draft.category}
          onChange={({ target }) => set("category", target.value)}
          error={fault("category")}
        >
          <option value="">{t("desk.product.noCategory")}</option>
          {shop.data?.categories.map((category) => (
            <option key={category.id} value={category.id}>
              {read(category.title)}
            </option>
          ))}
        </Select>
        <Select
          label={t("desk.product.kindLabel")}
          hint={t(`desk.product.kindHint.${draft.kind}`)}
          value={draft.kind}
          onChange={({ target }) => set("kind", target.value === "service" ? "service" : "goods")}
        >
          <option value="goods">{t("desk.product.kind.goods")}</option>
          <option value="service">{t("desk.product.kind.service")}</option>
        </Select>
        <Field
          label={t("desk.product.tags")}
          hint={t("desk.product.tagsHint")}
          autoComplete="off"
          value={draft.tags}
          onChange={({ target }) => set("tags", target.value)}
          error={fault("tags") ?? fault("tags.0") ?? fault("tags.1") ?? fault("tags.2")}
        />
        <Tick
          label={t("desk.product.listed")}
          hint={t("desk.product.listedHint")}
          checked={draft.listed}
          onChange={(listed) => set("listed", listed)}
        />
      </div>
      {stores.data && stores.data.stores.length > 0 && (
        <div className="mt-4">
          <Ticks legend={t("desk.product.stores")} hint={t("desk.product.storesHint")}>
            {stores.data.stores.map((store) => (
              <Tick
                key={store.id}
                label={store.title}
                checked={draft.stores.includes(store.id)}
                onChange={(isThere) =>
                  set(
                    "stores",
                    isThere ? [...draft.stores, store.id] : draft.stores.filter((each) => each !== store.id),
                  )
                }
              />
            ))}
          </Ticks>
        </div>
      )}
    </Card>
  );
}
