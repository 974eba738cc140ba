// The review queue: applications by state, those that wait first; one leads to its documents and the answer.
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link, useSearch } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { useProgramme } from "../../shared/programme.js";
import { Icon } from "../../shared/ui/icons.js";
import { Notice } from "../../shared/ui/states.js";
import { Card, PageTitle } from "../../shared/ui/surfaces.js";
import { applicationsQuery } from "../data/queries.js";
import { Pages } from "../ui/parts.js";
import { TAB, Tabs } from "../ui/tabs.js";
import { REVIEW_TABS } from "../way-in.js";

export function ReviewPage(): ReactElement {
  const { t } = useTranslation();
  const { id, format } = useProgramme();
  const { tab: state = "submitted" } = useSearch({ from: "/p/$programme/desk/review" });
  const query = useInfiniteQuery(applicationsQuery(id, state));
  return (
    <>
      <PageTitle title={t("desk.nav.review")} lead={t("desk.review.lead")} />
      <Tabs label={t("desk.review.byState")}>
        {REVIEW_TABS.map((tab) => (
          <li key={tab}>
            <Link
              to="/p/$programme/desk/review"
              params={{ programme: id }}
              search={{ tab }}
              data-here={tab === state || undefined}
              aria-current={tab === state ? "page" : undefined}
              className={TAB}
            >
              {t(`desk.review.state.${tab}`)}
            </Link>
          </li>
        ))}
      </Tabs>
      <Card>
        <Pages
          query={query}
          rowsOf={({ applications }) => applications}
          empty={
            <Notice icon="check" title={t(`desk.review.none.${state}`)}>
              {t("desk.review.noneBody")}
            </Notice>
          }
        >
          {(applications) => (
            <ul className="divide-y divide-line">
              {applications.map((application) => (
                <li key={application.id}>
                  <Link
                    to="/p/$programme/desk/review/$application"
                    params={{ programme: id, application: application.id }}
                    className="-mx-2 flex min-h-14 items-center gap-4 rounded-control px-2 py-2 hover:bg-paper"
                  >
                    <span className="min-w-0 flex-1">
                      <span className="block text-14 font-medium">{application.title}</span>
                      <span className="block text-12 text-ink-2">
                        {[application.contact, application.address, format.time(application.at)].join(" · ")}
                      </span>
                    </span>
                    <span className="text-ink-3">
                      <Icon name="right" size={18} />
                    </span>
                  </Link>
                </li>
              ))}
            </ul>
          )}
        </Pages>
      </Card>
    </>
  );
}
