// What follows from the plan while it is typed: what it can pay at most, which rules of law it touches, and what it still lacks before it may go live.
import type { Finding, Gate, Severity } from "@perennial/checks";
import { boundValue } from "@perennial/checks";
import type { Bound, Fault } from "@perennial/kernel";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { Card, CardTitle } from "../../shared/ui/surfaces.js";
import { TruthFrame } from "../../shared/ui/truth-frame.js";
import { useFaultWords } from "../words/faults.js";
import { useLabels } from "../words/labels.js";
import type { Checked } from "./use-checked.js";

export type GoTo = (path: string) => void;

const PATH = "break-all text-left text-12 text-sky underline underline-offset-4";

export function Follow({
  checked,
  gate,
  goTo,
}: {
  checked: Checked;
  gate: Gate | undefined;
  goTo: GoTo;
}): ReactElement {
  const { t } = useTranslation();
  const { faults, sound, isBehind } = checked;
  return (
    <div className="space-y-4">
      {faults.length > 0 && <Faults faults={faults} goTo={goTo} />}
      {sound && (
        <div className={`space-y-4 ${isBehind ? "italic" : ""}`}>
          {isBehind && <p className="text-12 text-ink-2">{t("studio.follow.behind")}</p>}
          <Bounds bounds={sound.bounds} currency={sound.plan.document.currency} goTo={goTo} />
          <Law findings={sound.findings} goTo={goTo} />
          {gate && <Going gate={gate} goTo={goTo} />}
        </div>
      )}
    </div>
  );
}

function Faults({ faults, goTo }: { faults: readonly Fault[]; goTo: GoTo }): ReactElement {
  const { t } = useTranslation();
  const words = useFaultWords();
  return (
    <section aria-label={t("studio.follow.faults")} className="rounded-card border border-clay bg-clay-soft p-4">
      <h2 className="text-16 font-semibold text-clay">{t("studio.follow.faultCount", { count: faults.length })}</h2>
      <ul className="mt-2 space-y-2">
        {faults.map((fault) => (
          <li key={`${fault.path} ${fault.wrong}`}>
            <p className="text-14">{words(fault)}</p>
            {fault.path !== "" && (
              <button type="button" className={PATH} onClick={() => goTo(fault.path)}>
                {fault.path}
              </button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Bounds({ bounds, currency, goTo }: { bounds: readonly Bound[]; currency: string; goTo: GoTo }): ReactElement {
  const { t } = useTranslation();
  const { isChinese } = useLabels();
  return (
    <TruthFrame>
      {bounds.map((bound) => (
        <li key={`${bound.path} ${bound.name}`} data-bound={`${bound.path} ${bound.name}`}>
          <p className={`font-semibold ${bound.value === undefined ? "text-20 text-clay" : "text-28"}`}>
            {bound.value && <span className="mr-1.5 text-14 font-normal text-ink-2">{t("truth.most")}</span>}
            {boundValue(bound, isChinese ? "zh" : "en", currency)}
          </p>
          <p className="mt-0.5 text-14">{isChinese ? bound.text.zh : bound.text.en}</p>
          <p className="mt-0.5 text-12 text-ink-2">
            {bound.formula}
            {bound.path !== "" && (
              <>
                {" · "}
                <button type="button" className={PATH} onClick={() => goTo(bound.path)}>
                  {bound.path}
                </button>
              </>
            )}
          </p>
        </li>
      ))}
    </TruthFrame>
  );
}

const INK: Readonly<Record<Severity, string>> = { blocker: "text-clay", review: "text-amber", warning: "text-sky" };

/** Findings of one rule and weight together, in the order in which they were found. */
function grouped(findings: readonly Finding[]): Finding[][] {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const key = `${finding.severity} ${finding.pack ?? ""} ${finding.rule}`;
    groups.set(key, [...(groups.get(key) ?? []), finding]);
  }
  const weight = { blocker: 0, review: 1, warning: 2 } as const;
  return [...groups.values()].toSorted(
    (a, b) => weight[a[0]?.severity ?? "warning"] - weight[b[0]?.severity ?? "warning"],
  );
}

function Law({ findings, goTo }: { findings: readonly Finding[]; goTo: GoTo }): ReactElement {
  const { t } = useTranslation();
  return (
    <Card label={t("studio.law.title")}>
      <CardTitle>{t("studio.law.title")}</CardTitle>
      <p className="-mt-2 mb-3 text-12 text-ink-2">{t("studio.law.lead")}</p>
      {findings.length === 0 && <p className="text-14">{t("studio.law.none")}</p>}
      <ul className="space-y-3">
        {grouped(findings).map((group) => (
          <Rule key={`${group[0]?.severity} ${group[0]?.pack} ${group[0]?.rule}`} group={group} goTo={goTo} />
        ))}
      </ul>
    </Card>
  );
}

function Rule({ group, goTo }: { group: readonly Finding[]; goTo: GoTo }): ReactElement | null {
  const { t } = useTranslation();
  const { isChinese } = useLabels();
  const [first] = group;
  if (!first) return null;
  const { severity, law, fix, needs } = first;
  const read = (text: { zh: string; en: string }): string => (isChinese ? text.zh : text.en);
  return (
    <li data-finding={first.rule}>
      <details>
        <summary className="min-h-9 content-center text-14">
          <span className={`mr-2 text-12 font-medium ${INK[severity]}`}>{t(`studio.severity.${severity}`)}</span>
          {read(first.text)}
          {group.length > 1 && <span className="ml-1 text-12 text-ink-2">× {group.length}</span>}
        </summary>
        <div className="mt-1 space-y-2 border-l-2 border-line pl-3 text-12 text-ink-2">
          {law && (
            <p>
              {read(law.name)} {read(law.article)}
              {law.quote !== undefined && <q className="mt-1 block text-ink">{law.quote}</q>}
              {law.unverified !== undefined && (
                <span className="block">
                  {t(`studio.law.${law.unverified === "to be verified" ? "toVerify" : "digest"}`)}
                </span>
              )}
            </p>
          )}
          {needs && <p>{read(needs)}</p>}
          <p>
            <span className="font-medium text-ink">{t("studio.law.fix")}</span> {read(fix)}
          </p>
          <ul className="flex flex-wrap gap-x-3">
            {group.map(({ path }) => (
              <li key={path}>
                {path !== "" && (
                  <button type="button" className={PATH} onClick={() => goTo(path)}>
                    {path}
                  </button>
                )}
              </li>
            ))}
          </ul>
        </div>
      </details>
    </li>
  );
}

function Going({ gate, goTo }: { gate: Gate; goTo: GoTo }): ReactElement {
  const { t } = useTranslation();
  const { isChinese } = useLabels();
  return (
    <Card label={t("studio.gate.title")}>
      <CardTitle>{t("studio.gate.title")}</CardTitle>
      {gate.allowed ? (
        <p className="text-14 text-leaf">{t("studio.gate.open")}</p>
      ) : (
        <>
          <p className="-mt-2 mb-2 text-12 text-ink-2">{t("studio.gate.lead")}</p>
          <ol className="space-y-2 text-14">
            {gate.missing.map(({ code, path, text }, index) => (
              // The same may be missing at one place for two reasons.
              <li key={`${code} ${path} ${index}`} data-missing={code}>
                {isChinese ? text.zh : text.en}
                {path !== "" && (
                  <>
                    {" "}
                    <button type="button" className={PATH} onClick={() => goTo(path)}>
                      {path}
                    </button>
                  </>
                )}
              </li>
            ))}
          </ol>
        </>
      )}
    </Card>
  );
}
