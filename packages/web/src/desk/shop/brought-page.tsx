// Whom the shop's people have brought: how many, when, and under which masked names; with the code to bring more.
import { useInfiniteQuery } from "@tanstack/react-query";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { useProgramme } from "../../shared/programme.js";
import { ForMember } from "../../shared/session/gate.js";
import { Notice } from "../../shared/ui/states.js";
import { Card, PageTitle } from "../../shared/ui/surfaces.js";
import { teamQuery } from "../data/queries.js";
import { Pages } from "../ui/parts.js";

export function BroughtPage(): ReactElement {
  const { t } = useTranslation();
  return (
    <>
      <PageTitle title={t("desk.nav.brought")} lead={t("desk.brought.lead")} />
      <ForMember>{(_, { referralCode }) => <Brought code={referralCode} />}</ForMember>
    </>
  );
}

function Brought({ code }: { code: string | null }): ReactElement {
  const { t } = useTranslation();
  const { id, format } = useProgramme();
  const query = useInfiniteQuery(teamQuery(id));
  return (
    <div className="space-y-4">
      <Card>
        <div className="grid grid-cols-2 gap-4">
          <div>
            <p className="text-14 text-ink-2">{t("desk.brought.count")}</p>
            <p className="mt-1 text-28 font-semibold">
              {query.data?.pages[0] ? format.count(query.data.pages[0].direct) : "–"}
            </p>
          </div>
          {code !== null && (
            <div>
              <p className="text-14 text-ink-2">{t("desk.brought.code")}</p>
              <p className="mt-1 text-20 leading-9 font-semibold">{code}</p>
            </div>
          )}
        </div>
      </Card>
      <Card>
        <Pages
          query={query}
          rowsOf={({ referrals }) => referrals}
          empty={
            <Notice icon="members" title={t("desk.brought.none.title")}>
              {t("desk.brought.none.body")}
            </Notice>
          }
        >
          {(referrals) => (
            <ul className="divide-y divide-line">
              {referrals.map(({ name, joinedAt }) => (
                <li key={`${name}-${joinedAt}`} className="flex justify-between gap-4 py-3 text-14">
                  <span>{name}</span>
                  <span className="text-ink-2">{format.time(joinedAt)}</span>
                </li>
              ))}
            </ul>
          )}
        </Pages>
      </Card>
    </div>
  );
}
