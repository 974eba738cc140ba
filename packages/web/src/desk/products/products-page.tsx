// The goods and services of a shop, or of all: found by words and category, with price, stock and whether they are offered.
import type { ProductBrief } from "@perennial/api";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { useDeferredValue, useState } from "react";
import { useTranslation } from "react-i18next";
import { useProgramme } from "../../shared/programme.js";
import { Field, linkButton } from "../../shared/ui/controls.js";
import { Icon } from "../../shared/ui/icons.js";
import { Notice } from "../../shared/ui/states.js";
import { Card, PageTitle } from "../../shared/ui/surfaces.js";
import { productsQuery, shopQuery } from "../data/queries.js";
import { Picture } from "../orders/orders-page.js";
import { PLATFORM, useDesk } from "../shell/seat.js";
import { Select } from "../ui/fields.js";
import { Pages, Pill } from "../ui/parts.js";

export function ProductsPage(): ReactElement {
  const { t } = useTranslation();
  const { id, read } = useProgramme();
  const { whose } = useDesk();
  const [search, setSearch] = useState("");
  const [category, setCategory] = useState("");
  const asked = useDeferredValue(search.trim());
  const shop = useQuery(shopQuery(id));
  const query = useInfiniteQuery(productsQuery(id, { whose, search: asked, category }));
  const isNarrowed = asked !== "" || category !== "";
  const add = (
    <Link to="/p/$programme/desk/products/new" params={{ programme: id }} className={linkButton("primary")}>
      <Icon name="plus" size={18} />
      {t("desk.product.add")}
    </Link>
  );
  return (
    <>
      <PageTitle title={t("desk.nav.products")}>{add}</PageTitle>
      <Card>
        <div className="mb-3 grid gap-3 sm:grid-cols-[2fr_1fr]">
          <Field
            label={t("desk.product.search")}
            type="search"
            autoComplete="off"
            maxLength={60}
            value={search}
            onChange={({ target }) => setSearch(target.value)}
          />
          <Select
            label={t("desk.product.category")}
            value={category}
            onChange={({ target }) => setCategory(target.value)}
          >
            <option value="">{t("desk.product.allCategories")}</option>
            {shop.data?.categories.map((each) => (
              <option key={each.id} value={each.id}>
                {read(each.title)}
              </option>
            ))}
          </Select>
        </div>
        <Pages
          query={query}
          rowsOf={({ products }) => products}
          empty={
            <Notice icon="gift" title={t(isNarrowed ? "desk.product.notFound.title" : "desk.product.none.title")}>
              {t(isNarrowed ? "desk.product.notFound.body" : "desk.product.none.body")}
            </Notice>
          }
        >
          {(products) => (
            <ul className="divide-y divide-line">
              {products.map((product) => (
                <Row key={product.id} product={product} />
              ))}
            </ul>
          )}
        </Pages>
      </Card>
    </>
  );
}

function Row({ product }: { product: ProductBrief }): ReactElement {
  const { t } = useTranslation();
  const { id, format, read } = useProgramme();
  const { seat } = useDesk();
  return (
    <li>
      <Link
        to="/p/$programme/desk/products/$product"
        params={{ programme: id, product: product.id }}
        className="-mx-2 flex items-start gap-3 rounded-control px-2 py-3 hover:bg-paper"
      >
        <Picture photo={product.photo?.id ?? null} programme={id} />
        <span className="min-w-0 flex-1">
          <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <span className="text-14 font-medium">{read(product.title)}</span>
            {!product.listed && <Pill tone="plain">{t("desk.product.unlisted")}</Pill>}
            {product.soldOut && <Pill tone="bad">{t("desk.product.soldOut")}</Pill>}
          </span>
          <span className="mt-0.5 block text-12 text-ink-2">
            {[
              ...(seat === PLATFORM ? [product.merchant?.title ?? t("desk.house")] : []),
              t(`desk.product.kind.${product.kind}`),
              t("desk.product.sold", { count: product.sold }),
              ...product.tags,
            ].join(" · ")}
          </span>
        </span>
        <span className="text-14 font-semibold whitespace-nowrap">{format.money(product.price)}</span>
      </Link>
    </li>
  );
}
