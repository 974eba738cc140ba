// The operator's overview: is what is owed covered, what came in, does the machine keep up; everything leads to its entries.
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactElement, ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useStanding } from "../plan/standing.js";
import type { ProgrammeState, SeriesDay } from "@perennial/api";
import { entriesQuery, seriesQuery, stateQuery } from "../shared/api/queries.js";
import { useProgramme } from "../shared/programme.js";
import { linkButton } from "../shared/ui/controls.js";
import { HolderSearch } from "../shared/ui/holder-search.js";
import { Icon } from "../shared/ui/icons.js";
import { Bone, Failure, Pending, Waiting } from "../shared/ui/states.js";
import { Card, CardTitle, PageTitle } from "../shared/ui/surfaces.js";
import { EntryList } from "./entry-list.js";
import { OverviewFigures } from "./figures.js";
import { OwedCard } from "./owed-card.js";
import { TurnoverCard } from "./turnover-card.js";

const NEWEST = 8;
const FEW_HOLDERS = 6;

export function OverviewPage(): ReactElement {
  const { t } = useTranslation();
  const { id, read, detail, format } = useProgramme();
  const state = useQuery(stateQuery(id));
  const series = useQuery(seriesQuery(id));
  const error = state.error ?? series.error;
  const retry = (): void => {
    void state.refetch();
    void series.refetch();
  };
  return (
    <>
      <PageTitle
        title={t("overview.title")}
        lead={[
          read(detail.title),
          ...(detail.today === null ? [] : [t("overview.day", { day: format.day(detail.today) })]),
        ].join(" · ")}
      >
        <Link to="/studio" search={{ from: id }} className={linkButton("quiet")}>
          <Icon name="studio" size={18} />
          {t("overview.studio")}
        </Link>
      </PageTitle>
      <div className="space-y-4 lg:space-y-6">
        {state.data && series.data ? (
          <Loaded state={state.data} days={series.data.days} />
        ) : error ? (
          <Card>
            <Failure error={error} onRetry={retry} />
          </Card>
        ) : (
          <OverviewBones />
        )}
        <div className="grid items-start gap-4 lg:grid-cols-2 lg:gap-6">
          <NewestEntries />
          <Card label={t("overview.holders")}>
            <CardTitle aside={<Onward to="members">{t("overview.allHolders")}</Onward>}>
              {t("overview.holders")}
            </CardTitle>
            <HolderSearch limit={FEW_HOLDERS} more={false} />
          </Card>
        </div>
      </div>
    </>
  );
}

function Loaded({ state, days }: { state: ProgrammeState; days: readonly SeriesDay[] }): ReactElement {
  const { coverage } = useStanding(state);
  return (
    <>
      <OverviewFigures state={state} />
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,7fr)_minmax(0,5fr)] lg:gap-6">
        <OwedCard state={state} days={days} coverage={coverage} />
        <TurnoverCard days={days} />
      </div>
    </>
  );
}

function Onward({ to, children }: { to: "members" | "entries"; children: ReactNode }): ReactElement {
  const { id } = useProgramme();
  return (
    <Link
      to={to === "members" ? "/p/$programme/console/members" : "/p/$programme/console/entries"}
      params={{ programme: id }}
      className="inline-flex items-center gap-0.5 text-sky underline-offset-4 hover:underline"
    >
      {children}
      <Icon name="right" size={16} />
    </Link>
  );
}

function NewestEntries(): ReactElement {
  const { t } = useTranslation();
  const { id } = useProgramme();
  const query = useInfiniteQuery(entriesQuery(id, "", NEWEST));
  const entries = query.data?.pages[0]?.entries;
  return (
    <Card label={t("overview.newest")}>
      <CardTitle aside={<Onward to="entries">{t("overview.allEntries")}</Onward>}>{t("overview.newest")}</CardTitle>
      {entries ? (
        <EntryList entries={entries} />
      ) : (
        <Pending error={query.error} onRetry={query.refetch} rows={NEWEST} />
      )}
    </Card>
  );
}

function OverviewBones(): ReactElement {
  return (
    <Waiting>
      <Card>
        <div className="grid grid-cols-2 gap-x-4 gap-y-6 md:grid-cols-4">
          {Array.from({ length: 8 }, (_, index) => (
            <div key={index}>
              <Bone className="h-3 w-16" />
              <Bone className="mt-2 h-7 w-28" />
            </div>
          ))}
        </div>
      </Card>
      <div className="mt-4 grid gap-4 lg:mt-6 lg:grid-cols-[minmax(0,7fr)_minmax(0,5fr)] lg:gap-6">
        {[0, 1].map((card) => (
          <Card key={card}>
            <Bone className="h-5 w-32" />
            <Bone className="mt-4 h-56 w-full sm:h-72" />
          </Card>
        ))}
      </div>
    </Waiting>
  );
}
