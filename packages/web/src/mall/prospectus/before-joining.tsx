// What a newcomer should have read before it joins: the prospectus in five sentences, what became of earlier members, and the tick that it was read.
import type { ProspectusTold } from "@perennial/api";
import type { UseQueryResult } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import { useProgramme } from "../../shared/programme.js";
import { useSession } from "../../shared/session/session.js";
import { linkButton } from "../../shared/ui/controls.js";
import { Icon } from "../../shared/ui/icons.js";
import { Pending } from "../../shared/ui/states.js";
import { Card } from "../../shared/ui/surfaces.js";
import { EarlierCard } from "./earlier.js";
import { Making, SummaryCard } from "./summary.js";

export function BeforeJoining({
  told: { data, error, refetch },
  read,
  onRead,
}: {
  told: UseQueryResult<ProspectusTold>;
  read: boolean;
  onRead: (read: boolean) => void;
}): ReactElement {
  const { t } = useTranslation();
  const { id } = useProgramme();
  const { account } = useSession(id);
  const field = useId();
  if (!data)
    return (
      <Card>
        <Pending error={error} onRetry={refetch} rows={4} />
      </Card>
    );
  return (
    <>
      {data.prospectus ? <SummaryCard prospectus={data.prospectus} version={data.version} /> : <Making told={data} />}
      <EarlierCard earlier={data.earlier} />
      <Link to="/p/$programme/mall/prospectus" params={{ programme: id }} className={`w-full ${linkButton("quiet")}`}>
        {t("prospectus.whole")}
        <Icon name="right" size={18} />
      </Link>
      {data.prospectus && account && (
        <div className="flex min-h-12 items-start gap-3 rounded-card border border-line bg-paper p-4">
          <input
            id={field}
            type="checkbox"
            checked={read}
            onChange={({ target }) => onRead(target.checked)}
            className="mt-0.5 size-6 shrink-0 accent-leaf"
          />
          <label htmlFor={field} className="text-14">
            {t("prospectus.read", { version: data.version })}
          </label>
        </div>
      )}
    </>
  );
}
