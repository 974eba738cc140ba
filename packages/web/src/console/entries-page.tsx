// The journal, newest first, of all events or of one type.
import { useInfiniteQuery } from "@tanstack/react-query";
import type { ReactElement } from "react";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { entriesQuery } from "../shared/api/queries.js";
import { useProgramme } from "../shared/programme.js";
import { FIELD } from "../shared/ui/controls.js";
import { More } from "../shared/ui/more.js";
import { Pending } from "../shared/ui/states.js";
import { Card, PageTitle } from "../shared/ui/surfaces.js";
import { Back } from "./back.js";
import { EntryList } from "./entry-list.js";

const TYPES = [
  "order.settled",
  "order.refunded",
  "asset.sold",
  "member.joined",
  "merchant.joined",
  "adjusted",
  "pool.funded",
  "day.closing",
  "day.closed",
] as const;
const ROWS = 10;

export function EntriesPage(): ReactElement {
  const { t } = useTranslation();
  const { id } = useProgramme();
  const field = useId();
  const [type, setType] = useState("");
  const query = useInfiniteQuery(entriesQuery(id, type));
  const entries = query.data?.pages.flatMap((page) => page.entries);
  return (
    <div className="mx-auto max-w-[800px]">
      <Back to="overview">{t("overview.title")}</Back>
      <PageTitle title={t("entries.title")} lead={t("entries.lead")} />
      <Card>
        <label htmlFor={field} className="mb-1 block text-14 font-medium">
          {t("entries.type")}
        </label>
        <select id={field} value={type} onChange={({ target }) => setType(target.value)} className={FIELD}>
          <option value="">{t("entries.all")}</option>
          {TYPES.map((each) => (
            <option key={each} value={each}>
              {t(`event.${each}`)}
            </option>
          ))}
        </select>
        <div className="mt-3">
          {entries ? (
            <>
              <EntryList entries={entries} />
              <More pages={query} />
            </>
          ) : (
            <Pending error={query.error} onRetry={query.refetch} rows={ROWS} />
          )}
        </div>
      </Card>
    </div>
  );
}
