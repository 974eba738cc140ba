// Stars of a review, with the number for the ear.
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";

const MOST = 5;

export function Stars({ count }: { count: number }): ReactElement {
  const { t } = useTranslation();
  return (
    <span className="whitespace-nowrap">
      <span aria-hidden="true">
        <span className="text-amber">{"★".repeat(count)}</span>
        <span className="text-line">{"★".repeat(MOST - count)}</span>
      </span>
      <span className="sr-only">{t("mall.review.stars", { count })}</span>
    </span>
  );
}
