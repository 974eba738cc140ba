// What buyers say.
import type { Product } from "@perennial/api";
import { useInfiniteQuery } from "@tanstack/react-query";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { useProgramme } from "../../shared/programme.js";
import { More } from "../../shared/ui/more.js";
import { Notice, Pending } from "../../shared/ui/states.js";
import { Card, CardTitle } from "../../shared/ui/surfaces.js";
import { reviewsQuery } from "../queries.js";
import { Stars } from "../ui/stars.js";

export function Reviews({ product }: { product: Product }): ReactElement {
  const { t } = useTranslation();
  const { id, read, format } = useProgramme();
  const query = useInfiniteQuery(reviewsQuery(id, product.id));
  const reviews = query.data?.pages.flatMap((page) => page.reviews);
  return (
    <Card label={t("mall.review.title")}>
      <CardTitle
        aside={
          product.rating === null
            ? undefined
            : t("mall.review.mean", { rating: product.rating, count: product.reviews })
        }
      >
        {t("mall.review.title")}
      </CardTitle>
      {reviews ? (
        reviews.length === 0 ? (
          <Notice icon="star" title={t("mall.review.none")}>
            {t("mall.review.noneBody")}
          </Notice>
        ) : (
          <>
            <ul className="divide-y divide-line">
              {reviews.map((review) => (
                <li key={`${review.name}/${review.at}`} className="py-3">
                  <p className="flex flex-wrap items-baseline justify-between gap-x-4 text-14">
                    <span>
                      {review.name} <Stars count={review.stars} />
                    </span>
                    <span className="text-12 text-ink-2">
                      {read(review.variant)} · {format.time(review.at)}
                    </span>
                  </p>
                  {review.text !== "" && <p className="mt-1 text-14">{review.text}</p>}
                </li>
              ))}
            </ul>
            <More pages={query} auto={false} />
          </>
        )
      ) : (
        <Pending error={query.error} onRetry={query.refetch} rows={2} />
      )}
    </Card>
  );
}
