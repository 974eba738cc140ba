// Why a posting is there: the rule, the plan's version, the formula with its figures, the order, the entry and its hash.
import type { Why } from "@perennial/api";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { entryQuery } from "../api/queries.js";
import { group } from "../format/format.js";
import { isDecimal } from "../format/decimal.js";
import { useProgramme } from "../programme.js";
import { Failure, Bone } from "../ui/states.js";
import { Icon } from "../ui/icons.js";
import { BothLanguages, Rows } from "./parts.js";

const shownFigure = (text: string): string =>
  isDecimal(text) && text.includes(".") ? `${text.startsWith("-") ? "−" : ""}${group(text)}` : text;

/** Figures that only serve others: a price is shown, not the fraction that it is made of. */
const isShown = ([name, text]: [string, string]): boolean => !/[ND]$/.test(name) && text !== "";

export function PostingWhy({
  why,
  seq,
  fresh = false,
}: {
  why: Why;
  seq?: number | undefined;
  fresh?: boolean;
}): ReactElement {
  const { t } = useTranslation();
  const { mechanismTitle } = useProgramme();
  const figures = Object.entries(why.figures).filter(isShown);
  return (
    <div className="space-y-5">
      <BothLanguages text={why.text} />
      <Rows
        rows={[
          [t("why.rule"), `${mechanismTitle(why.mechanism)} · ${why.rule}`],
          [t("why.version"), t("why.versionOf", { version: why.version })],
          ...figures.map(([name, text]) => [t(`figure.${name}`, { defaultValue: name }), shownFigure(text)] as const),
        ]}
      />
      {fresh && <p className="text-14 text-ink-2">{t("why.notYet")}</p>}
      {seq !== undefined && <Proof seq={seq} />}
    </div>
  );
}

/** Where it stands in the chain. */
function Proof({ seq }: { seq: number }): ReactElement {
  const { t } = useTranslation();
  const { id, format } = useProgramme();
  const { data, error, refetch } = useQuery(entryQuery(id, seq));
  if (error) return <Failure error={error} onRetry={() => void refetch()} />;
  return (
    <section aria-label={t("why.proof")}>
      <h3 className="mb-2 flex items-center gap-2 text-14 font-semibold">
        <Icon name="chain" size={18} />
        {t("why.proof")}
      </h3>
      <Rows
        rows={[
          [
            t("why.entry"),
            <Link
              key="entry"
              to="/p/$programme/console/entries/$seq"
              params={{ programme: id, seq: String(seq) }}
              className="text-sky underline underline-offset-4"
            >
              {t("why.entryNumber", { seq })}
            </Link>,
          ],
          [t("why.at"), data ? format.time(data.at) : <Bone key="at" className="h-4 w-28" />],
          [t("why.event"), data ? data.id : <Bone key="event" className="h-4 w-24" />],
        ]}
      />
      <HashLine label={t("why.hash")} hash={data?.hash} />
      <HashLine label={t("why.before")} hash={data?.before} />
    </section>
  );
}

export function HashLine({ label, hash }: { label: string; hash: string | undefined }): ReactElement {
  return (
    <div className="mt-3">
      <p className="text-12 text-ink-2">{label}</p>
      {hash === undefined ? (
        <Bone className="mt-1 h-4 w-full" />
      ) : (
        <p className="font-mono text-12 break-all text-ink">{hash}</p>
      )}
    </div>
  );
}
