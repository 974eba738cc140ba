// Opening a shop: words, then documents, then the review; the page shows the step that is due. What was typed is kept, a refusal says why.
import type { MerchantApplication } from "@perennial/api";
import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useProgramme } from "../../shared/programme.js";
import { ForMember } from "../../shared/session/gate.js";
import { accountQuery } from "../../shared/session/session.js";
import { Button, linkButton } from "../../shared/ui/controls.js";
import { Icon } from "../../shared/ui/icons.js";
import { Notice, Pending } from "../../shared/ui/states.js";
import { Card, PageTitle } from "../../shared/ui/surfaces.js";
import { applicationsQuery } from "../data/queries.js";
import { BreakEvenCard } from "../shop/break-even.js";
import { Documents } from "./documents.js";
import { ApplicationFacts } from "./facts.js";
import { ApplicationForm } from "./form.js";

export function ApplyPage(): ReactElement {
  const { t } = useTranslation();
  return (
    <>
      <PageTitle title={t("desk.apply.title")} lead={t("desk.apply.lead")} />
      <ForMember>{() => <Own />}</ForMember>
    </>
  );
}

function Own(): ReactElement {
  const { id } = useProgramme();
  const query = useInfiniteQuery(applicationsQuery(id, undefined));
  const [latest] = query.data?.pages[0]?.applications ?? [];
  if (query.data) return <Steps key={latest?.id ?? ""} application={latest} />;
  return (
    <Card>
      <Pending error={query.error} onRetry={query.refetch} rows={6} />
    </Card>
  );
}

type Step = "words" | "documents" | "review";
const STEPS: readonly Step[] = ["words", "documents", "review"];

function Steps({ application }: { application: MerchantApplication | undefined }): ReactElement {
  const state = application?.state;
  const [isEditing, setEditing] = useState(false);
  const due: Step = state === undefined || isEditing ? "words" : state === "draft" ? "documents" : "review";
  return (
    <div className="space-y-4">
      <Trail at={due} />
      {due === "words" && (
        <>
          {application?.state === "refused" && <Refusal application={application} />}
          <Card>
            <ApplicationForm application={application} onSaved={() => setEditing(false)} />
          </Card>
          <BreakEvenCard margin={application?.margin} />
        </>
      )}
      {due === "documents" && application && (
        <Card>
          <Documents application={application} onEdit={() => setEditing(true)} />
        </Card>
      )}
      {due === "review" && application && <Review application={application} onEdit={() => setEditing(true)} />}
    </div>
  );
}

function Trail({ at }: { at: Step }): ReactElement {
  const { t } = useTranslation();
  const here = STEPS.indexOf(at);
  return (
    <ol className="grid grid-cols-3 gap-2" aria-label={t("desk.apply.steps")}>
      {STEPS.map((step, index) => (
        <li
          key={step}
          aria-current={index === here ? "step" : undefined}
          className={`border-t-4 pt-2 text-14 ${index <= here ? "border-leaf" : "border-line text-ink-2"} ${index === here ? "font-semibold" : ""}`}
        >
          <span className="mr-1.5 text-ink-2">{index + 1}</span>
          {t(`desk.apply.step.${step}`)}
        </li>
      ))}
    </ol>
  );
}

function Refusal({ application }: { application: MerchantApplication }): ReactElement {
  const { t } = useTranslation();
  return (
    <div className="rounded-card border border-clay bg-clay-soft p-4">
      <p className="text-16 font-semibold text-clay">{t("desk.apply.refused")}</p>
      <p className="mt-1 text-14">{application.answer === "" ? t("desk.apply.noReason") : application.answer}</p>
    </div>
  );
}

function Review({ application, onEdit }: { application: MerchantApplication; onEdit: () => void }): ReactElement {
  const { t } = useTranslation();
  const { id, format } = useProgramme();
  const queries = useQueryClient();
  const { state } = application;
  useEffect(() => {
    // The new shop is one of the account's from now on.
    if (state === "approved") void queries.invalidateQueries({ queryKey: accountQuery.queryKey });
  }, [state, queries]);
  return (
    <>
      {state === "submitted" && (
        <Card>
          <Notice icon="clock" title={t("desk.apply.submitted")}>
            {t("desk.apply.submittedBody", { at: format.time(application.at) })}
          </Notice>
        </Card>
      )}
      {state === "approved" && (
        <Card>
          <Notice
            icon="check"
            title={t("desk.apply.approved")}
            action={
              <Link to="/p/$programme/desk" params={{ programme: id }} className={linkButton("primary")}>
                {t("desk.apply.enter")}
              </Link>
            }
          >
            {application.answer === "" ? t("desk.apply.approvedBody") : application.answer}
          </Notice>
        </Card>
      )}
      {state === "refused" && (
        <>
          <Refusal application={application} />
          <Button kind="primary" onClick={onEdit}>
            <Icon name="undo" size={18} />
            {t("desk.apply.again")}
          </Button>
        </>
      )}
      <Card>
        <ApplicationFacts application={application} />
      </Card>
    </>
  );
}
