// The months of which there is a statement, the newest first.
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { useProgramme } from "../../shared/programme.js";
import { ForMember } from "../../shared/session/gate.js";
import { Icon } from "../../shared/ui/icons.js";
import { Notice, Pending } from "../../shared/ui/states.js";
import { Card, PageTitle } from "../../shared/ui/surfaces.js";
import { ROW } from "../ui/styles.js";
import { monthText } from "./month-text.js";
import { monthsQuery } from "./queries.js";

export function StatementsPage(): ReactElement {
  const { t } = useTranslation();
  return (
    <div className="mx-auto max-w-[720px]">
      <PageTitle title={t("inbox.statements")} lead={t("inbox.statementsLead")} />
      <ForMember>
        {(member) => (
          <Card label={t("inbox.statements")} className="py-1 sm:py-1">
            <Months member={member} />
          </Card>
        )}
      </ForMember>
    </div>
  );
}

function Months({ member }: { member: string }): ReactElement {
  const { t } = useTranslation();
  const { id, language } = useProgramme();
  const { data, error, refetch } = useQuery(monthsQuery(id, member));
  if (data === undefined) return <Pending error={error} onRetry={refetch} rows={3} />;
  if (data.length === 0)
    return (
      <Notice icon="entries" title={t("inbox.noStatement")}>
        {t("inbox.noStatementBody")}
      </Notice>
    );
  return (
    <ul className="divide-y divide-line">
      {data.map(({ month, isClosed }) => (
        <li key={month}>
          <Link
            to="/p/$programme/mall/statements/$month"
            params={{ programme: id, month }}
            className={`${ROW} hover:text-leaf`}
          >
            <span className="text-leaf">
              <Icon name="entries" />
            </span>
            <span className="flex-1">{monthText(month, language)}</span>
            {!isClosed && <span className="text-12 text-ink-2">{t("inbox.running")}</span>}
            <span className="text-ink-3">
              <Icon name="right" size={18} />
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
