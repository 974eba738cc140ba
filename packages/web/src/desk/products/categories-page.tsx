// The categories of the mall, in their order: the operator names, moves, adds and drops them.
import type { Category } from "@perennial/api";
import { categoriesBody } from "@perennial/api/schemas";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { ReactElement } from "react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useProgramme } from "../../shared/programme.js";
import { Button, Field } from "../../shared/ui/controls.js";
import { Icon } from "../../shared/ui/icons.js";
import { Card, PageTitle } from "../../shared/ui/surfaces.js";
import { deskOf, shopQuery, stale } from "../data/queries.js";
import { useForm } from "../ui/form.js";
import { FormEnd, Loaded } from "../ui/parts.js";

export function CategoriesPage(): ReactElement {
  const { t } = useTranslation();
  const { id } = useProgramme();
  const query = useQuery(shopQuery(id));
  return (
    <>
      <PageTitle title={t("desk.nav.categories")} lead={t("desk.category.lead")} />
      <Card>
        <Loaded query={query}>{({ categories }) => <Edit categories={categories} />}</Loaded>
      </Card>
    </>
  );
}

function Edit({ categories }: { categories: readonly Category[] }): ReactElement {
  const { t } = useTranslation();
  const { id } = useProgramme();
  const queries = useQueryClient();
  const [saved, setSaved] = useState(false);
  const form = useForm({
    initial: { categories: [...categories] },
    schema: categoriesBody,
    body: (draft) => draft,
    send: async (body) => {
      setSaved(false);
      await deskOf(id).setCategories(body.categories);
      await stale(queries, id);
      setSaved(true);
    },
  });
  const all = form.draft.categories;
  const put = (next: Category[]): void => form.set("categories", next);
  const change = (at: number, next: Partial<Category>): void =>
    put(all.map((each, index) => (index === at ? { ...each, ...next } : each)));
  return (
    <form noValidate onSubmit={form.submit} className="space-y-4">
      <ol className="divide-y divide-line">
        {all.map((category, at) => (
          <li key={at} className="grid gap-3 py-4 first:pt-0 sm:grid-cols-[1fr_1fr_1fr_auto] sm:items-start">
            <Field
              label={t("desk.category.zh")}
              value={category.title.zh}
              maxLength={200}
              onChange={({ target }) => change(at, { title: { ...category.title, zh: target.value } })}
              error={form.fault(`categories.${at}.title.zh`)}
            />
            <Field
              label={t("desk.category.en")}
              lang="en"
              value={category.title.en}
              maxLength={200}
              onChange={({ target }) => change(at, { title: { ...category.title, en: target.value } })}
              error={form.fault(`categories.${at}.title.en`)}
            />
            <Field
              label={t("desk.category.id")}
              value={category.id}
              maxLength={40}
              disabled={categories.some((each) => each.id === category.id)}
              onChange={({ target }) => change(at, { id: target.value })}
              error={form.fault(`categories.${at}.id`)}
            />
            <div className="flex gap-2 sm:mt-7">
              <Button
                aria-label={t("desk.category.up", { at: at + 1 })}
                disabled={at === 0}
                onClick={() => put([...all.slice(0, at - 1), category, ...all.slice(at - 1, at), ...all.slice(at + 1)])}
              >
                <Icon name="up" size={18} />
              </Button>
              <Button
                aria-label={t("desk.category.drop", { at: at + 1 })}
                onClick={() => put(all.filter((_, index) => index !== at))}
              >
                <Icon name="bin" size={18} />
              </Button>
            </div>
          </li>
        ))}
      </ol>
      <FormEnd form={form} label={t("desk.save")} done={saved && t("desk.saved")}>
        <Button onClick={() => put([...all, { id: "", title: { zh: "", en: "" } }])}>
          <Icon name="plus" size={18} />
          {t("desk.category.add")}
        </Button>
      </FormEnd>
    </form>
  );
}
