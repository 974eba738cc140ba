// Products page by page: all of them, or those that fit what is looked for.
import type { ProductsQuery } from "@perennial/api";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { useProgramme } from "../../shared/programme.js";
import { linkButton } from "../../shared/ui/controls.js";
import { More } from "../../shared/ui/more.js";
import { Failure, Notice } from "../../shared/ui/states.js";
import { Card } from "../../shared/ui/surfaces.js";
import { productsQuery } from "../queries.js";
import { GridBones, ProductGrid } from "./product-grid.js";

export function Listing({ asked }: { asked: Omit<ProductsQuery, "cursor" | "limit"> }): ReactElement {
  const { t } = useTranslation();
  const { id } = useProgramme();
  const query = useInfiniteQuery(productsQuery(id, asked));
  const products = query.data?.pages.flatMap((page) => page.products);
  if (!products)
    return query.error ? (
      <Card>
        <Failure error={query.error} onRetry={() => void query.refetch()} />
      </Card>
    ) : (
      <GridBones />
    );
  const { search } = asked;
  if (products.length === 0)
    return (
      <Card>
        <Notice
          icon="search"
          title={search === undefined ? t("mall.home.none") : t("mall.home.notFound", { search })}
          action={
            <Link to="/p/$programme/mall" params={{ programme: id }} className={linkButton("quiet")}>
              {t("mall.home.all")}
            </Link>
          }
        >
          {search === undefined ? t("mall.home.noneBody") : t("mall.home.notFoundBody")}
        </Notice>
      </Card>
    );
  return (
    <>
      <ProductGrid products={products} />
      <More pages={query} />
    </>
  );
}
