// The prospectus of the plan that holds now: what it promises, what it can pay, what law it touches, and what became of earlier members.
import type { ProspectusBody, ProspectusTold } from "@perennial/api";
import { useQuery } from "@tanstack/react-query";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { Truth } from "../../plan/truth.js";
import { useProgramme } from "../../shared/programme.js";
import { accounts } from "../../shared/session/session.js";
import { linkButton } from "../../shared/ui/controls.js";
import { Icon } from "../../shared/ui/icons.js";
import { Pending } from "../../shared/ui/states.js";
import { Card, CardTitle, PageTitle } from "../../shared/ui/surfaces.js";
import { prospectusQuery } from "../queries.js";
import { EarlierCard } from "./earlier.js";
import { Making, SummaryCard } from "./summary.js";

export function ProspectusPage(): ReactElement {
  const { t } = useTranslation();
  const { id, read, detail } = useProgramme();
  const { data, error, refetch } = useQuery(prospectusQuery(id));
  return (
    <div className="mx-auto max-w-[720px]">
      <PageTitle title={t("prospectus.title", { programme: read(detail.title) })} lead={t("prospectus.lead")} />
      {data ? (
        <Told told={data} />
      ) : (
        <Card>
          <Pending error={error} onRetry={refetch} rows={6} />
        </Card>
      )}
    </div>
  );
}

function Told({ told }: { told: ProspectusTold }): ReactElement {
  const { t } = useTranslation();
  const { id, detail, format, language } = useProgramme();
  const { prospectus, version, madeAt, earlier } = told;
  if (!prospectus)
    return (
      <div className="space-y-4">
        <Making told={told} />
        <EarlierCard earlier={earlier} />
        <Truth bounds={detail.bounds} />
      </div>
    );
  return (
    <div className="space-y-4">
      <SummaryCard prospectus={prospectus} version={version} />
      <EarlierCard earlier={earlier} />
      <Promises prospectus={prospectus} />
      <Truth bounds={detail.bounds} />
      <Law prospectus={prospectus} />
      <GoingLive prospectus={prospectus} />
      <Card label={t("prospectus.how")}>
        <CardTitle>{t("prospectus.how")}</CardTitle>
        <p className="text-14 text-ink-2">
          {t("prospectus.method", {
            seeds: prospectus.seeds,
            members: format.count(prospectus.members),
            days: prospectus.days,
            at: madeAt === null ? "" : format.time(madeAt),
          })}
        </p>
        <p className="mt-2 text-12 break-all text-ink-2">{t("prospectus.hash", { hash: prospectus.hash })}</p>
        <a
          href={accounts.prospectusUrl(id, language === "en" ? "en" : "zh")}
          download
          className={`mt-4 w-full ${linkButton("quiet")}`}
        >
          <Icon name="down" size={18} />
          {t("prospectus.download")}
        </a>
      </Card>
    </div>
  );
}

function Promises({ prospectus: { promises } }: { prospectus: ProspectusBody }): ReactElement {
  const { t } = useTranslation();
  const { read } = useProgramme();
  return (
    <Card label={t("prospectus.promises")}>
      <CardTitle>{t("prospectus.promises")}</CardTitle>
      <dl className="space-y-3">
        {promises.map(({ path, title, text }) => (
          <div key={path}>
            <dt className="text-14 font-medium">{read(title)}</dt>
            <dd className="text-14 text-ink-2">{read(text)}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}

const TONES: Readonly<Record<string, string>> = { blocker: "text-clay", review: "text-amber" };

function Law({ prospectus: { packs, findings } }: { prospectus: ProspectusBody }): ReactElement {
  const { t } = useTranslation();
  const { read } = useProgramme();
  return (
    <Card label={t("prospectus.law")}>
      <CardTitle>{t("prospectus.law")}</CardTitle>
      <p className="text-14 text-ink-2">
        {t("prospectus.packs", { packs: packs.map(({ title }) => read(title)).join(t("prospectus.and")) })}
      </p>
      {findings.length === 0 ? (
        <p className="mt-3 text-14">{t("prospectus.clean")}</p>
      ) : (
        <ul className="mt-3 space-y-3">
          {findings.map(({ rule, path, severity, text, fix }) => (
            <li key={`${rule} ${path}`} className="text-14">
              <span className={`mr-2 font-medium ${TONES[severity] ?? "text-ink-2"}`}>
                {t(`prospectus.severity.${severity}`)}
              </span>
              {read(text)}
              <span className="block text-12 text-ink-2">{read(fix)}</span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

function GoingLive({ prospectus: { gate } }: { prospectus: ProspectusBody }): ReactElement {
  const { t } = useTranslation();
  const { read } = useProgramme();
  const { allowed, against, toDo } = gate;
  return (
    <Card label={t("prospectus.gate")}>
      <CardTitle>{t("prospectus.gate")}</CardTitle>
      <p className="text-14">
        {allowed ? t("prospectus.allowed") : against.length > 0 ? t("prospectus.against") : t("prospectus.toDo")}
      </p>
      {[...against, ...toDo].length > 0 && (
        <ul className="mt-3 list-disc space-y-1 pl-5 text-14 text-ink-2">
          {[...against, ...toDo].map(({ code, path, text }) => (
            <li key={`${code} ${path} ${text.en}`}>{read(text)}</li>
          ))}
        </ul>
      )}
    </Card>
  );
}
