// The plan as it really is: the price and what it is made of, what is covered, what can be paid at most, and the rules in words.
import { useQuery } from "@tanstack/react-query";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { seriesQuery, stateQuery } from "../shared/api/queries.js";
import { useProgramme } from "../shared/programme.js";
import { Bone, Failure, Notice, Waiting } from "../shared/ui/states.js";
import { Card, PageTitle } from "../shared/ui/surfaces.js";
import { Mechanisms } from "./mechanisms.js";
import { PriceCard } from "./price.js";
import { Standing } from "./standing.js";
import { Truth } from "./truth.js";

export function PlanPage(): ReactElement {
  const { t } = useTranslation();
  const { plan, read, detail } = useProgramme();
  return (
    <>
      <PageTitle title={read(plan.title)} lead={t("plan.lead")} />
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,8fr)_minmax(0,4fr)] lg:gap-6">
        <Prices />
        <div className="space-y-4 lg:space-y-6">
          <Truth bounds={detail.bounds} />
          <Now />
        </div>
        <div className="lg:col-span-2">
          <Mechanisms />
        </div>
      </div>
    </>
  );
}

/** What is held, out and covered; it keeps still while the prices beside it tell that the service is gone. */
function Now(): ReactElement | null {
  const { id } = useProgramme();
  const { data, error } = useQuery(stateQuery(id));
  if (data) return <Standing state={data} />;
  if (error) return null;
  return (
    <Card>
      <Waiting>
        <div className="grid grid-cols-2 gap-5">
          {[0, 1, 2, 3].map((index) => (
            <Bone key={index} className="h-12 w-full" />
          ))}
        </div>
      </Waiting>
    </Card>
  );
}

function Prices(): ReactElement {
  const { t } = useTranslation();
  const { id } = useProgramme();
  const state = useQuery(stateQuery(id));
  const series = useQuery(seriesQuery(id));
  const error = state.error ?? series.error;
  if (state.data && series.data) {
    const { days } = series.data;
    const priced = Object.keys(state.data.prices);
    return (
      <div className="min-w-0 space-y-4">
        {priced.map((asset) => (
          <PriceCard key={asset} asset={asset} state={state.data} days={days} />
        ))}
        {priced.length === 0 && (
          <Card>
            <Notice icon="plan" title={t("plan.noPrice.title")}>
              {t("plan.noPrice.body")}
            </Notice>
          </Card>
        )}
      </div>
    );
  }
  const retry = (): void => {
    void state.refetch();
    void series.refetch();
  };
  return (
    <Card>
      {error ? (
        <Failure error={error} onRetry={retry} />
      ) : (
        <Waiting>
          <Bone className="h-5 w-32" />
          <Bone className="mt-3 h-11 w-44" />
          <Bone className="mt-4 h-56 w-full sm:h-72" />
          <Bone className="mt-3 h-4 w-3/4" />
        </Waiting>
      )}
    </Card>
  );
}
