// A product: pictures, variants, stock, what an order of it earns and when, and what buyers say.
import type { Product } from "@perennial/api";
import { ApiError } from "@perennial/api";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useProgramme } from "../../shared/programme.js";
import { Lost } from "../../shared/shell/lost.js";
import { Bone, Failure, Waiting } from "../../shared/ui/states.js";
import { Card, PageTitle } from "../../shared/ui/surfaces.js";
import { productQuery } from "../queries.js";
import { Photo } from "../ui/photo.js";
import { LINK } from "../ui/styles.js";
import { BuyBox } from "./buy-box.js";
import { Reviews } from "./reviews.js";

export function ProductPage(): ReactElement {
  const { id } = useProgramme();
  const product = useParams({ strict: false, select: (all) => all.product ?? "" });
  const { data, error, refetch } = useQuery(productQuery(id, product));
  if (data) return <Shown key={data.id} product={data} />;
  if (error instanceof ApiError && (error.problem.code === "not_found" || error.problem.code === "malformed_request"))
    return <Lost />;
  if (error)
    return (
      <Card>
        <Failure error={error} onRetry={() => void refetch()} />
      </Card>
    );
  return (
    <Waiting>
      <div className="grid gap-6 md:grid-cols-2">
        <Bone className="aspect-square w-full" />
        <div className="space-y-4">
          <Bone className="h-8 w-3/4" />
          <Bone className="h-10 w-32" />
          <Bone className="h-24 w-full" />
        </div>
      </div>
    </Waiting>
  );
}

function Shown({ product }: { product: Product }): ReactElement {
  const { t } = useTranslation();
  const { id, read } = useProgramme();
  const facts = [
    ...(product.rating === null ? [] : [t("mall.product.rating", { rating: product.rating })]),
    ...(product.sold === 0 ? [] : [t("mall.product.sold", { count: product.sold })]),
    ...product.tags.map((tag) => t(`mall.tag.${tag}`, { defaultValue: tag })),
  ];
  return (
    <>
      <div className="grid gap-5 md:grid-cols-2 md:gap-8">
        <Gallery product={product} />
        <div className="min-w-0">
          <PageTitle title={read(product.title)} lead={facts.join(" · ")} />
          <p className="-mt-2 mb-4 text-14">
            {product.merchant === null ? (
              <span className="text-ink-2">{t("mall.product.house")}</span>
            ) : (
              <Link
                to="/p/$programme/mall"
                params={{ programme: id }}
                search={{ merchant: product.merchant.id }}
                className={LINK}
              >
                {product.merchant.title}
              </Link>
            )}
          </p>
          <BuyBox product={product} />
          <h2 className="mt-6 mb-2 text-16 font-semibold">{t("mall.product.about")}</h2>
          <p className="text-14 whitespace-pre-line text-ink-2">
            {read(product.description) === "" ? t("mall.product.noAbout") : read(product.description)}
          </p>
        </div>
      </div>
      <div className="mt-8">
        <Reviews product={product} />
      </div>
    </>
  );
}

function Gallery({ product }: { product: Product }): ReactElement {
  const { t } = useTranslation();
  const { read } = useProgramme();
  const [shown, setShown] = useState(0);
  const { photos } = product;
  return (
    <div className="min-w-0">
      <Photo
        photo={photos[shown] ?? product.photo}
        sizes="(min-width: 768px) 50vw, 100vw"
        alt={photos[shown]?.alt === "" || photos[shown] === undefined ? read(product.title) : photos[shown].alt}
        eager
        className="aspect-square w-full rounded-card"
      />
      {photos.length > 1 && (
        <ul className="mt-3 flex gap-2 overflow-x-auto">
          {photos.map((photo, index) => (
            <li key={photo.id}>
              <button
                type="button"
                aria-label={t("mall.product.photo", { number: index + 1 })}
                aria-pressed={index === shown}
                onClick={() => setShown(index)}
                className="block size-16 overflow-hidden rounded-control border-2 border-transparent aria-pressed:border-leaf"
              >
                <Photo photo={photo} sizes="64px" className="size-full" />
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
