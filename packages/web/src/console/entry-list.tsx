// Entries of the journal, newest first; a row leads to the entry with its postings.
import type { EntryBrief } from "@perennial/api";
import { Link } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { useProgramme } from "../shared/programme.js";
import { Notice } from "../shared/ui/states.js";

export function EntryList({ entries }: { entries: readonly EntryBrief[] }): ReactElement {
  const { t } = useTranslation();
  const { id, format } = useProgramme();
  if (entries.length === 0)
    return (
      <Notice icon="entries" title={t("entries.none.title")}>
        {t("entries.none.body")}
      </Notice>
    );
  return (
    <ul className="divide-y divide-line">
      {entries.map((entry) => (
        <li key={entry.seq}>
          <Link
            to="/p/$programme/console/entries/$seq"
            params={{ programme: id, seq: String(entry.seq) }}
            className="-mx-2 flex items-start gap-4 rounded-control px-2 py-3 hover:bg-paper"
          >
            <span className="w-14 shrink-0 text-14 text-ink-2">#{entry.seq}</span>
            <span className="min-w-0 flex-1">
              <span className="block text-14 font-medium">
                {t(`event.${entry.type}`, { defaultValue: entry.type })}
              </span>
              <span className="block truncate text-12 text-ink-2">{entry.id}</span>
            </span>
            <span className="shrink-0 text-right text-12 text-ink-2">
              <span className="block">{format.time(entry.at)}</span>
              <span className="block">{t("entries.postings", { count: entry.postings })}</span>
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
