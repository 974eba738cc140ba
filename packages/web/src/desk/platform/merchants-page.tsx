// The merchants of the programme; an operator sits down at the desk of one.
import { useInfiniteQuery } from "@tanstack/react-query";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { useProgramme } from "../../shared/programme.js";
import { Button } from "../../shared/ui/controls.js";
import { Notice } from "../../shared/ui/states.js";
import { Card, PageTitle } from "../../shared/ui/surfaces.js";
import { merchantsQuery } from "../data/queries.js";
import { useDesk } from "../shell/seat.js";
import { Pages, Pill } from "../ui/parts.js";

export function MerchantsPage(): ReactElement {
  const { t } = useTranslation();
  const { id, format } = useProgramme();
  const { isOperator, sit } = useDesk();
  const query = useInfiniteQuery(merchantsQuery(id));
  return (
    <>
      <PageTitle title={t("desk.nav.merchants")} lead={isOperator ? t("desk.merchant.lead") : undefined} />
      <Card>
        <Pages
          query={query}
          rowsOf={({ merchants }) => merchants}
          empty={
            <Notice icon="shop" title={t("desk.merchant.none.title")}>
              {t("desk.merchant.none.body")}
            </Notice>
          }
        >
          {(merchants) => (
            <ul className="divide-y divide-line">
              {merchants.map((merchant) => (
                <li key={merchant.id} className="flex flex-wrap items-center gap-x-4 gap-y-2 py-3">
                  <span className="min-w-0 flex-1 basis-40">
                    <span className="block text-14 font-medium">{merchant.title}</span>
                    <span className="block text-12 text-ink-2">
                      {t("desk.merchant.margin", { margin: format.percent(merchant.margin) })}
                    </span>
                  </span>
                  {!merchant.open && <Pill tone="waits">{t("desk.merchant.shut")}</Pill>}
                  {isOperator && (
                    <Button
                      aria-label={t("desk.merchant.sitAt", { title: merchant.title })}
                      onClick={() => sit(merchant.id)}
                    >
                      {t("desk.merchant.sit")}
                    </Button>
                  )}
                </li>
              ))}
            </ul>
          )}
        </Pages>
      </Card>
    </>
  );
}
