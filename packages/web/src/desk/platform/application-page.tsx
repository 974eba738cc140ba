// One application before its reviewer: what was written, the documents as they are, and the answer with its reason.
import type { MerchantApplication } from "@perennial/api";
import { applicationAnswer } from "@perennial/api/schemas";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useProgramme } from "../../shared/programme.js";
import { Button } from "../../shared/ui/controls.js";
import { Card, CardTitle, PageTitle } from "../../shared/ui/surfaces.js";
import { ApplicationFacts } from "../apply/facts.js";
import { applicationQuery, deskOf, stale } from "../data/queries.js";
import { BackTo } from "../ui/back.js";
import { Dialog } from "../../shared/ui/dialog.js";
import { TextArea } from "../ui/fields.js";
import { useForm } from "../ui/form.js";
import { FormEnd, Loaded, Pill } from "../ui/parts.js";
import { DocumentViews } from "./document-views.js";

const TONES = { draft: "plain", submitted: "waits", approved: "good", refused: "bad" } as const;

export function ApplicationPage(): ReactElement {
  const { t } = useTranslation();
  const { id } = useProgramme();
  const { application } = useParams({ from: "/p/$programme/desk/review/$application" });
  const query = useQuery(applicationQuery(id, application));
  return (
    <>
      <BackTo to="/p/$programme/desk/review">{t("desk.nav.review")}</BackTo>
      <PageTitle title={query.data?.title ?? t("desk.nav.review")}>
        {query.data && <Pill tone={TONES[query.data.state]}>{t(`desk.review.state.${query.data.state}`)}</Pill>}
      </PageTitle>
      {query.data ? (
        <Shown application={query.data} />
      ) : (
        <Card>
          <Loaded query={query}>{() => null}</Loaded>
        </Card>
      )}
    </>
  );
}

function Shown({ application }: { application: MerchantApplication }): ReactElement {
  const { t } = useTranslation();
  const [answer, setAnswer] = useState<"yes" | "no">();
  const close = (): void => setAnswer(undefined);
  return (
    <div className="space-y-4">
      <Card>
        <ApplicationFacts application={application} />
        {application.answer !== "" && (
          <p className="mt-4 rounded-control bg-amber-soft p-3 text-14">
            {t("desk.review.answered", { answer: application.answer })}
          </p>
        )}
      </Card>
      <Card>
        <CardTitle>{t("desk.review.documents")}</CardTitle>
        <DocumentViews application={application} />
      </Card>
      {application.state === "submitted" && (
        <div className="flex flex-wrap gap-3">
          <Button kind="primary" className="max-sm:w-full" onClick={() => setAnswer("yes")}>
            {t("desk.review.approve")}
          </Button>
          <Button className="max-sm:w-full" onClick={() => setAnswer("no")}>
            {t("desk.review.refuse")}
          </Button>
        </div>
      )}
      <Dialog
        title={t(answer === "no" ? "desk.review.refuse" : "desk.review.approve")}
        open={answer !== undefined}
        onClose={close}
      >
        <Answer application={application.id} approve={answer === "yes"} onDone={close} />
      </Dialog>
    </div>
  );
}

function Answer({
  application,
  approve,
  onDone,
}: {
  application: string;
  approve: boolean;
  onDone: () => void;
}): ReactElement {
  const { t } = useTranslation();
  const { id } = useProgramme();
  const queries = useQueryClient();
  const form = useForm({
    initial: { answer: "" },
    // Whoever is refused must be able to mend it.
    schema: applicationAnswer.refine(({ answer }) => approve || answer !== "", { path: ["answer"] }),
    body: (draft) => ({ ...draft, approve }),
    send: async ({ answer }) => {
      await deskOf(id).answerApplication(application, approve, answer);
      await stale(queries, id);
      onDone();
    },
  });
  return (
    <form noValidate onSubmit={form.submit} className="space-y-4">
      <p className="text-14 text-ink-2">{t(approve ? "desk.review.approveLead" : "desk.review.refuseLead")}</p>
      <TextArea
        label={t(approve ? "desk.review.wordsOptional" : "desk.review.words")}
        maxLength={500}
        value={form.draft.answer}
        onChange={({ target }) => form.set("answer", target.value)}
        error={form.fault("answer")}
      />
      <FormEnd form={form} label={t(approve ? "desk.review.approve" : "desk.review.refuse")} />
    </form>
  );
}
