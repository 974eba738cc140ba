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
import { REVIEW_TABS } from "../way-in.js";

export function ReviewPage(): ReactElement {
  const { t } = useTranslation();
  const { id, format } = useProgramme();
  const { tab: state = "submitted" } = useSearch({ from: "/p/$programme/desk/review" });
  const query = useInfiniteQuery(applicationsQuery(id, state));
  return (
    <>
      <PageTitle title={t("desk.nav.review")} lead={t("desk.review.lead")} />
      <nav aria-label={t("desk.review.byState")} className="-mx-4 mb-3 overflow-x-auto px-4 sm:mx-0 sm:px-0">
        <ul className="flex gap-1">
          {REVIEW_TABS.map((tab) => (
            <li key={tab}>
              <Link
                to="/p/$programme/desk/review"
                params={{ programme: id }}
                search={{ tab }}
                data-here={tab === state || undefined}
                aria-current={tab === state ? "page" : undefined}
                className="flex min-h-11 items-center rounded-full px-4 text-14 whitespace-nowrap text-ink-2 hover:text-ink data-here:bg-leaf-soft data-here:font-medium data-here:text-leaf"
              >
                {t(`desk.review.state.${tab}`)}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
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
