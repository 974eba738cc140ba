// A new product. What was typed is kept in the browser until it is saved, so that a reload loses nothing; photos follow on its own page.
import { productBody } from "@perennial/api/schemas";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { useProgramme } from "../../shared/programme.js";
import { PageTitle } from "../../shared/ui/surfaces.js";
import { deskOf, stale } from "../data/queries.js";
import { keptDraft, keepDraft } from "../data/drafts.js";
import { useDesk } from "../shell/seat.js";
import { BackTo } from "../ui/back.js";
import { useForm } from "../ui/form.js";
import { FormEnd } from "../ui/parts.js";
import { bodyOf, newProduct } from "./draft.js";
import { ProductForm } from "./product-form.js";

export function NewProductPage(): ReactElement {
  const { t } = useTranslation();
  const { id } = useProgramme();
  const { merchant = null } = useDesk();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const place = `${id}.product.${merchant ?? ""}`;
  const form = useForm({
    initial: keptDraft(place, newProduct()),
    schema: productBody,
    body: (draft) => bodyOf(draft, merchant),
    send: async (body) => {
      const made = await deskOf(id).addProduct(body);
      keepDraft(place, null);
      await stale(queries, id);
      await navigate({
        to: "/p/$programme/desk/products/$product",
        params: { programme: id, product: made.id },
        search: { made: true },
      });
    },
  });
  useEffect(() => keepDraft(place, form.draft), [place, form.draft]);
  return (
    <>
      <BackTo to="/p/$programme/desk/products">{t("desk.nav.products")}</BackTo>
      <PageTitle title={t("desk.product.new")} lead={t("desk.product.newLead")} />
      <ProductForm form={form} merchant={merchant}>
        <FormEnd form={form} label={t("desk.product.create")} />
      </ProductForm>
    </>
  );
}
