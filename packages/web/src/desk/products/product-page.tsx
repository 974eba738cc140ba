// A product as its seller keeps it: its photos in order, its stock by variant, and everything else in the form.
import type { ProductDesk } from "@perennial/api";
import { productBody } from "@perennial/api/schemas";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useParams, useSearch } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useProgramme } from "../../shared/programme.js";
import { Card, PageTitle } from "../../shared/ui/surfaces.js";
import { deskOf, productQuery, stale } from "../data/queries.js";
import { BackTo } from "../ui/back.js";
import { useForm } from "../ui/form.js";
import { Done, FormEnd, Loaded, Pill } from "../ui/parts.js";
import { bodyOf, draftOf } from "./draft.js";
import { Photos } from "./photos.js";
import { ProductForm } from "./product-form.js";
import { Stock } from "./stock.js";

export function ProductPage(): ReactElement {
  const { t } = useTranslation();
  const { id, read } = useProgramme();
  const { product } = useParams({ from: "/p/$programme/desk/products/$product" });
  const { made } = useSearch({ from: "/p/$programme/desk/products/$product" });
  const query = useQuery(productQuery(id, product));
  return (
    <>
      <BackTo to="/p/$programme/desk/products">{t("desk.nav.products")}</BackTo>
      <PageTitle title={query.data ? read(query.data.title) : t("desk.nav.products")}>
        {query.data && !query.data.listed && <Pill tone="plain">{t("desk.product.unlisted")}</Pill>}
      </PageTitle>
      {query.data ? (
        <div className="space-y-4">
          {made === true && <Done>{t("desk.product.made")}</Done>}
          <Photos product={query.data} />
          <Stock product={query.data} />
          <Edit key={query.data.variants.map(({ id: variant }) => variant).join()} product={query.data} />
        </div>
      ) : (
        <Card>
          <Loaded query={query}>{() => null}</Loaded>
        </Card>
      )}
    </>
  );
}

function Edit({ product }: { product: ProductDesk }): ReactElement {
  const { t } = useTranslation();
  const { id } = useProgramme();
  const queries = useQueryClient();
  const [saved, setSaved] = useState(false);
  const merchant = product.merchant?.id ?? null;
  const form = useForm({
    initial: draftOf(product),
    schema: productBody,
    body: (draft) => bodyOf(draft, merchant),
    send: async (body) => {
      setSaved(false);
      await deskOf(id).setProduct(product.id, body);
      await stale(queries, id);
      setSaved(true);
    },
  });
  return (
    <ProductForm form={form} merchant={merchant}>
      <FormEnd form={form} label={t("desk.save")} done={saved && t("desk.saved")} />
    </ProductForm>
  );
}
