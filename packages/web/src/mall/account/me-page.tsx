// Me: who is signed in, the ways to what is mine, my data, and the way out.
import type { Account, Membership } from "@perennial/api";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { LinkProps } from "@tanstack/react-router";
import { Link } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useProgramme } from "../../shared/programme.js";
import { ForAccount } from "../../shared/session/gate.js";
import { accounts, membershipIn, useSignOut, welcome } from "../../shared/session/session.js";
import { Button, Field, linkButton } from "../../shared/ui/controls.js";
import type { IconName } from "../../shared/ui/icons.js";
import { Icon } from "../../shared/ui/icons.js";
import { ErrorNote } from "../../shared/ui/problem.js";
import { Card, CardTitle, PageTitle } from "../../shared/ui/surfaces.js";
import { LINK, ROW } from "../ui/styles.js";
import { LeaveCard, OwnData } from "./leaving.js";

export function MePage(): ReactElement {
  const { t } = useTranslation();
  const { id } = useProgramme();
  return (
    <div className="mx-auto max-w-[720px]">
      <PageTitle title={t("mall.nav.me")} />
      <ForAccount>{(account) => <Own account={account} membership={membershipIn(account, id)} />}</ForAccount>
    </div>
  );
}

function Own({ account, membership }: { account: Account; membership: Membership | undefined }): ReactElement {
  const { t } = useTranslation();
  const { id, format } = useProgramme();
  const member = membership?.member ?? undefined;
  const joined = membership?.joinedAt ?? null;
  return (
    <div className="space-y-4">
      <Who account={account} />
      {member === undefined ? (
        <Link to="/p/$programme/mall/join" params={{ programme: id }} className={`w-full ${linkButton("primary")}`}>
          {t("session.join.go")}
        </Link>
      ) : (
        <>
          <Card label={t("mall.me.mine")} className="py-1 sm:py-1">
            <ul className="divide-y divide-line">
              <Row icon="wallet" word={t("nav.wallet")} to="/p/$programme/mall/wallet" />
              <Row icon="leaf" word={t("mall.me.points")} to="/p/$programme/mall/points" />
              <Row icon="bell" word={t("mall.bell.title")} to="/p/$programme/mall/inbox" />
              <Row icon="place" word={t("mall.addresses.title")} to="/p/$programme/mall/addresses" />
              <Row icon="members" word={t("mall.team.title")} to="/p/$programme/mall/team" />
              <Row icon="scan" word={t("mall.till.title")} to="/p/$programme/mall/till" />
              <Row icon="plan" word={t("mall.me.plan")} to="/p/$programme/mall/plan" />
              <Row icon="entries" word={t("mall.me.prospectus")} to="/p/$programme/mall/prospectus" />
              <Row icon="shop" word={t("nav.desk")} to="/p/$programme/desk" />
            </ul>
          </Card>
          <Card label={t("mall.me.membership")}>
            <CardTitle>{t("mall.me.membership")}</CardTitle>
            <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-6 gap-y-2 text-14">
              <dt className="text-ink-2">{t("mall.me.ledgerName")}</dt>
              <dd className="text-right">{member}</dd>
              <dt className="text-ink-2">{t("mall.me.joined")}</dt>
              <dd className="text-right">{joined === null ? "—" : format.time(joined)}</dd>
              <dt className="text-ink-2">{t("mall.join.referrer")}</dt>
              <dd className="text-right">{membership?.referrer ?? t("mall.me.none")}</dd>
              <dt className="text-ink-2">{t("mall.me.prospectus")}</dt>
              <dd className="text-right">
                {membership?.prospectus
                  ? t("mall.me.read", {
                      version: membership.prospectus.version,
                      at: format.time(membership.prospectus.at),
                    })
                  : t("mall.me.none")}
              </dd>
            </dl>
          </Card>
        </>
      )}
      <Elsewhere account={account} />
      <OwnData />
      <SignOut />
      <LeaveCard />
    </div>
  );
}

function Row({ icon, word, to }: { icon: IconName; word: string; to: NonNullable<LinkProps["to"]> }): ReactElement {
  const { id } = useProgramme();
  return (
    <li>
      <Link to={to} params={{ programme: id }} className={`${ROW} hover:text-leaf`}>
        <span className="text-leaf">
          <Icon name={icon} />
        </span>
        <span className="flex-1">{word}</span>
        <span className="text-ink-3">
          <Icon name="right" size={18} />
        </span>
      </Link>
    </li>
  );
}

function Who({ account }: { account: Account }): ReactElement {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [name, setName] = useState<string>();
  const rename = useMutation({
    mutationFn: async (wanted: string) => accounts.rename(wanted),
    onSuccess: async (changed) => {
      setName(undefined);
      await welcome(queries, changed);
    },
  });
  const contact = [account.phone, account.email].filter((each) => each !== null).join(" · ");
  return (
    <Card label={t("mall.me.who")}>
      <div className="flex items-center gap-4">
        <span
          aria-hidden="true"
          className="flex size-14 shrink-0 items-center justify-center rounded-full bg-leaf-soft text-20 font-semibold text-leaf"
        >
          {Array.from(account.name)[0]}
        </span>
        <div className="min-w-0 flex-1">
          <p className="truncate text-20 font-semibold">{account.name}</p>
          <p className="text-14 text-ink-2">{contact}</p>
        </div>
        {name === undefined && (
          <button type="button" className={LINK} onClick={() => setName(account.name)}>
            {t("mall.me.rename")}
          </button>
        )}
      </div>
      {name !== undefined && (
        <form
          className="mt-4 space-y-3"
          onSubmit={(event) => {
            event.preventDefault();
            rename.mutate(name.trim());
          }}
        >
          <Field
            label={t("session.name")}
            name="name"
            autoComplete="name"
            maxLength={40}
            value={name}
            onChange={({ target }) => setName(target.value)}
          />
          <ErrorNote error={rename.error} />
          <div className="flex gap-2">
            <Button type="submit" kind="primary" disabled={name.trim() === "" || rename.isPending}>
              {t("mall.save")}
            </Button>
            <Button onClick={() => setName(undefined)}>{t("mall.cancel")}</Button>
          </div>
        </form>
      )}
    </Card>
  );
}

/** Other programmes of this account, and shops where it works. */
function Elsewhere({ account }: { account: Account }): ReactElement | null {
  const { t } = useTranslation();
  const { id } = useProgramme();
  const others = account.memberships.filter(({ programme, member }) => programme !== id && member !== null);
  if (others.length === 0) return null;
  return (
    <Card label={t("mall.me.elsewhere")}>
      <CardTitle>{t("mall.me.elsewhere")}</CardTitle>
      <ul className="divide-y divide-line">
        {others.map(({ programme }) => (
          <li key={programme}>
            <Link to="/p/$programme/mall" params={{ programme }} className={`${ROW} hover:text-leaf`}>
              <span className="flex-1">{programme}</span>
              <Icon name="right" size={18} />
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function SignOut(): ReactElement {
  const { t } = useTranslation();
  const signOut = useSignOut();
  const leave = useMutation({ mutationFn: signOut });
  return (
    <div className="space-y-3">
      <ErrorNote error={leave.error} />
      <Button className="w-full" disabled={leave.isPending} onClick={() => leave.mutate()}>
        <Icon name="out" size={18} />
        {t("session.signOut")}
      </Button>
    </div>
  );
}
