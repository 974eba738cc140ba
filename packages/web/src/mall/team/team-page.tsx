// My team: my code with its poster, how many I brought, who they are (masked), and my rank as the plan gives it.
import type { HolderDetail, Membership } from "@perennial/api";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { holderQuery } from "../../shared/api/queries.js";
import { useProgramme } from "../../shared/programme.js";
import { ForMember } from "../../shared/session/gate.js";
import { More } from "../../shared/ui/more.js";
import { Notice, Pending } from "../../shared/ui/states.js";
import { Card, CardTitle, PageTitle, Stat } from "../../shared/ui/surfaces.js";
import { teamQuery } from "../queries.js";
import { Invite } from "./invite.js";

export function TeamPage(): ReactElement {
  const { t } = useTranslation();
  return (
    <div className="mx-auto max-w-[960px]">
      <PageTitle title={t("mall.team.title")} />
      <ForMember>{(member, membership) => <Own member={member} membership={membership} />}</ForMember>
    </div>
  );
}

function Own({ member, membership }: { member: string; membership: Membership }): ReactElement {
  return (
    <div className="grid items-start gap-4 md:grid-cols-[minmax(0,2fr)_minmax(0,3fr)] md:gap-6">
      {membership.referralCode !== null && <Invite code={membership.referralCode} />}
      <div className="space-y-4">
        <Figures member={member} membership={membership} />
        <Referrals member={member} />
      </div>
    </div>
  );
}

function Figures({ member, membership }: { member: string; membership: Membership }): ReactElement {
  const { t } = useTranslation();
  const { id, format, plan, read } = useProgramme();
  const { data } = useQuery(holderQuery(id, member));
  const ranks = plan.ranks ?? [];
  const titleOf = (rank: string): string => {
    const found = ranks.find((each) => each.rank === rank);
    return found ? read(found.title) : rank;
  };
  return (
    <Card label={t("mall.team.figures")}>
      <div className="grid grid-cols-2 gap-4 sm:grid-cols-3">
        <Stat label={t("mall.team.direct")}>{data ? format.count(data.team.direct) : "—"}</Stat>
        <Stat label={t("mall.team.below")}>{data ? format.count(data.team.below) : "—"}</Stat>
        <Stat label={t("mall.team.rank")}>{data?.rank ? titleOf(data.rank) : t("mall.me.none")}</Stat>
      </div>
      {ranks.length === 0 && <p className="mt-3 text-12 text-ink-2">{t("mall.team.noRanks")}</p>}
      <p className="mt-3 text-12 text-ink-2">
        {membership.referrer === null
          ? t("mall.join.noReferrer")
          : t("mall.join.broughtBy", { name: membership.referrer })}
      </p>
      {data?.next && <NextRank next={data.next} titleOf={titleOf} />}
    </Card>
  );
}

/** What is missing for the next rank, as the plan asks for it. */
function NextRank({
  next: { rank, needs },
  titleOf,
}: {
  next: NonNullable<HolderDetail["next"]>;
  titleOf: (rank: string) => string;
}): ReactElement {
  const { t } = useTranslation();
  const { assetTitle, quantity } = useProgramme();
  return (
    <section className="mt-4 border-t border-line pt-4" aria-label={t("mall.team.next", { rank: titleOf(rank) })}>
      <h2 className="mb-2 text-14 font-medium">{t("mall.team.next", { rank: titleOf(rank) })}</h2>
      <ul className="space-y-2">
        {needs.map(({ what, name, have, need, met }) => {
          const unit = what === "volume" || what === "spend" ? "cash" : what === "holding" ? name : undefined;
          const text = (figure: string): string => (unit === undefined ? figure : quantity(unit, figure));
          const isYesOrNo = what === "tag" || what === "rank" || what === "approval";
          return (
            <li key={`${what} ${name}`} className="flex justify-between gap-4 text-14" data-need={what}>
              <span className="text-ink-2">
                {t(`mall.team.need.${what}`, {
                  name: what === "holding" ? assetTitle(name) : titleOf(name),
                })}
              </span>
              <span className={`shrink-0 font-medium ${met ? "text-leaf" : ""}`}>
                {isYesOrNo ? (met ? t("mall.team.met") : t("mall.team.unmet")) : `${text(have)} / ${text(need)}`}
              </span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function Referrals({ member }: { member: string }): ReactElement {
  const { t } = useTranslation();
  const { id, format } = useProgramme();
  const query = useInfiniteQuery(teamQuery(id, member));
  const holder = useQuery(holderQuery(id, member));
  const referrals = query.data?.pages.flatMap((page) => page.referrals);
  return (
    <Card label={t("mall.team.referrals")}>
      <CardTitle>{t("mall.team.referrals")}</CardTitle>
      {referrals ? (
        referrals.length === 0 ? (
          <Notice icon="members" title={t("mall.team.nobody")}>
            {(holder.data?.team.direct ?? 0) > 0 ? t("mall.team.noAccounts") : t("mall.team.nobodyBody")}
          </Notice>
        ) : (
          <>
            <ul className="divide-y divide-line">
              {referrals.map(({ name, joinedAt }) => (
                <li key={`${name}/${joinedAt}`} className="flex justify-between gap-4 py-2.5 text-14">
                  <span>{name}</span>
                  <span className="text-ink-2">{format.time(joinedAt)}</span>
                </li>
              ))}
            </ul>
            <More pages={query} />
          </>
        )
      ) : (
        <Pending error={query.error} onRetry={query.refetch} rows={3} />
      )}
    </Card>
  );
}
