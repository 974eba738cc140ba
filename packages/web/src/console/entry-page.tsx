// One entry of the journal: what happened, every posting with its why, and its place in the hash chain.
import { ApiError } from "@perennial/api";
import type { EntryDetail } from "@perennial/api";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { entryQuery } from "../shared/api/queries.js";
import { useProgramme } from "../shared/programme.js";
import { Lost } from "../shared/shell/lost.js";
import { linkButton } from "../shared/ui/controls.js";
import { Icon } from "../shared/ui/icons.js";
import { Bone, BoneRows, Failure, Waiting } from "../shared/ui/states.js";
import { Card, CardTitle, PageTitle } from "../shared/ui/surfaces.js";
import { BothLanguages, Rows } from "../shared/why/parts.js";
import { HashLine } from "../shared/why/posting.js";
import { Postings } from "../shared/why/postings.js";
import { Back } from "./back.js";

export function EntryPage(): ReactElement {
  const { t } = useTranslation();
  const { id } = useProgramme();
  const text = useParams({ strict: false, select: ({ seq }) => seq ?? "" });
  const seq = Number(text);
  const { data, error, refetch } = useQuery(entryQuery(id, Number.isSafeInteger(seq) && seq > 0 ? seq : 0));
  if (error instanceof ApiError && error.problem.status < 500 && error.problem.status !== 429)
    return <Lost what={`#${text}`} />;
  return (
    <>
      <Back to="entries">{t("entries.title")}</Back>
      {data ? (
        <Entry data={data} />
      ) : (
        <>
          <PageTitle title={`#${text}`} />
          <Card>
            {error ? (
              <Failure error={error} onRetry={() => void refetch()} />
            ) : (
              <Waiting>
                <Bone className="h-7 w-40" />
                <BoneRows rows={5} />
              </Waiting>
            )}
          </Card>
        </>
      )}
    </>
  );
}

function Entry({ data }: { data: EntryDetail }): ReactElement {
  const { t } = useTranslation();
  const { format } = useProgramme();
  const name = t(`event.${data.type}`, { defaultValue: data.type });
  return (
    <>
      <PageTitle title={`#${data.seq} · ${name}`} lead={format.time(data.at)}>
        <Neighbours seq={data.seq} />
      </PageTitle>
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,7fr)_minmax(0,5fr)] lg:gap-6">
        <Card label={t("entries.postingsTitle")}>
          <CardTitle>{t("entries.postingsTitle")}</CardTitle>
          <Postings entry={data.entry} seq={data.seq} />
          {data.entry.notes.length > 0 && (
            <div className="mt-4 space-y-2">
              {data.entry.notes.map((note, index) => (
                <BothLanguages key={index} text={note.text} />
              ))}
            </div>
          )}
        </Card>
        <Card label={t("why.proof")}>
          <CardTitle>{t("why.proof")}</CardTitle>
          <Rows
            rows={[
              [t("why.event"), data.id],
              [t("why.at"), format.time(data.at)],
              [t("why.booked"), format.time(data.bookedAt)],
            ]}
          />
          <HashLine label={t("why.hash")} hash={data.hash} />
          <HashLine label={t("why.before")} hash={data.before} />
          <p className="mt-3 text-12 text-ink-2">{t("entries.chain")}</p>
          {data.event !== null && (
            <details className="mt-4 border-t border-line pt-3">
              <summary className="min-h-9 content-center text-14 text-sky">{t("entries.event")}</summary>
              <pre className="mt-2 rounded-control bg-paper p-3 font-mono text-12 whitespace-pre-wrap">
                {JSON.stringify(data.event, null, 2)}
              </pre>
            </details>
          )}
        </Card>
      </div>
    </>
  );
}

function Neighbours({ seq }: { seq: number }): ReactElement {
  const { t } = useTranslation();
  const { id, detail } = useProgramme();
  return (
    <div className="flex gap-2">
      {seq > 1 && (
        <Link
          to="/p/$programme/console/entries/$seq"
          params={{ programme: id, seq: String(seq - 1) }}
          className={linkButton("quiet")}
        >
          <Icon name="left" size={16} />
          {t("entries.before")}
        </Link>
      )}
      {seq < detail.seq && (
        <Link
          to="/p/$programme/console/entries/$seq"
          params={{ programme: id, seq: String(seq + 1) }}
          className={linkButton("quiet")}
        >
          {t("entries.after")}
          <Icon name="right" size={16} />
        </Link>
      )}
    </div>
  );
}
