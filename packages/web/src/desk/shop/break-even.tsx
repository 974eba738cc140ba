// Before choosing a margin: what it leaves of a usual order, and how many orders earn as much as now. The service reckons, on the shop's own figures.
import { useQuery } from "@tanstack/react-query";
import type { ReactElement } from "react";
import { useDeferredValue, useState } from "react";
import { useTranslation } from "react-i18next";
import { isNegative } from "../../shared/format/decimal.js";
import { useProgramme } from "../../shared/programme.js";
import { Field } from "../../shared/ui/controls.js";
import { ErrorNote } from "../../shared/ui/problem.js";
import { Card, CardTitle, Stat } from "../../shared/ui/surfaces.js";
import { deskOf } from "../data/queries.js";
import { percentOf, rateOf } from "./rate.js";

const AMOUNT = /^\d{1,12}(\.\d{1,4})?$/;
const RATE = /^(0(\.\d{1,6})?|1)$/;

/** `margin`: the one to begin with. */
export function BreakEvenCard({ margin: begun }: { margin: string | undefined }): ReactElement {
  const { t } = useTranslation();
  const { id, format } = useProgramme();
  const [typed, setTyped] = useState({ gross: "100", cost: "60", margin: "", visits: "300" });
  const margin = typed.margin === "" && begun !== undefined ? percentOf(begun) : typed.margin;
  const asked = useDeferredValue({ ...typed, margin: rateOf(margin) });
  const isWhole =
    AMOUNT.test(asked.gross) &&
    AMOUNT.test(asked.cost) &&
    RATE.test(asked.margin) &&
    /^[1-9]\d{0,5}$/.test(asked.visits);
  const { data, error } = useQuery({
    queryKey: [id, "break-even", asked],
    queryFn: async ({ signal }) => deskOf(id).breakEven({ ...asked, visits: Number(asked.visits) }, { signal }),
    enabled: isWhole,
    placeholderData: (before) => before,
  });
  const field = (name: "gross" | "cost" | "margin" | "visits", isMoney = false): ReactElement => (
    <Field
      label={t(`desk.even.${name}`)}
      prefix={isMoney ? format.symbol : undefined}
      inputMode="decimal"
      autoComplete="off"
      value={name === "margin" ? margin : typed[name]}
      onChange={({ target }) => setTyped({ ...typed, [name]: target.value })}
    />
  );
  return (
    <Card>
      <CardTitle>{t("desk.even.title")}</CardTitle>
      <p className="mb-4 text-14 text-ink-2">{t("desk.even.lead")}</p>
      <div className="grid grid-cols-2 gap-4">
        {field("gross", true)}
        {field("cost", true)}
        {field("margin")}
        {field("visits")}
      </div>
      <div className="mt-4" aria-live="polite">
        <ErrorNote error={error} />
        {!isWhole && <p className="text-14 text-ink-2">{t("desk.even.fill")}</p>}
        {data && isWhole && (
          <>
            <p
              className={`text-16 font-semibold ${isNegative(data.perOrder) || data.moreOrders === null ? "text-clay" : ""}`}
            >
              {data.moreOrders === null
                ? t("desk.even.never")
                : t("desk.even.needs", {
                    orders: format.count(data.moreOrders),
                    now: format.count(Number(asked.visits)),
                  })}
            </p>
            <div className="mt-4 grid grid-cols-2 gap-4 sm:grid-cols-3">
              <Stat label={t("desk.even.perOrder")}>{format.money(data.perOrder)}</Stat>
              <Stat label={t("desk.even.without")}>{format.money(data.without)}</Stat>
              <Stat label={t("desk.even.highest")}>{format.percent(data.highest)}</Stat>
            </div>
          </>
        )}
      </div>
    </Card>
  );
}
