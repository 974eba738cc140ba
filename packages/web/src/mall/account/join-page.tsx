// Joining: what the plan promises comes first, then who brought the newcomer, confirmed by it, because it is fixed from then on.
import type { Membership } from "@perennial/api";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useRouter, useSearch } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { useDeferredValue, useState } from "react";
import { useTranslation } from "react-i18next";
import { Truth } from "../../plan/truth.js";
import { useProgramme } from "../../shared/programme.js";
import { useHere } from "../../shared/session/gate.js";
import { accountQuery, accounts, ownPath, useSession } from "../../shared/session/session.js";
import { Button, Field, linkButton } from "../../shared/ui/controls.js";
import { Icon } from "../../shared/ui/icons.js";
import { ErrorNote } from "../../shared/ui/problem.js";
import { Notice } from "../../shared/ui/states.js";
import { Card, CardTitle, PageTitle } from "../../shared/ui/surfaces.js";
import { keepReferral, keptReferral } from "./referral.js";

const LEAST_CODE = 4;

export function JoinPage(): ReactElement {
  const { t } = useTranslation();
  const { id, read, detail } = useProgramme();
  const { membership, member } = useSession(id);
  return (
    <div className="mx-auto max-w-[560px]">
      <PageTitle title={t("mall.join.title", { programme: read(detail.title) })} lead={t("mall.join.lead")} />
      {member !== undefined && membership ? (
        <Joined membership={membership} />
      ) : (
        <div className="space-y-4">
          <Before />
          <Referrer />
        </div>
      )}
    </div>
  );
}

/** What a newcomer should have seen. */
function Before(): ReactElement {
  const { t } = useTranslation();
  const { id, detail } = useProgramme();
  return (
    <>
      <Truth bounds={detail.bounds} />
      <Link to="/p/$programme/mall/plan" params={{ programme: id }} className={`w-full ${linkButton("quiet")}`}>
        {t("mall.join.plan")}
        <Icon name="right" size={18} />
      </Link>
    </>
  );
}

function Referrer(): ReactElement {
  const { t } = useTranslation();
  const { id } = useProgramme();
  const { ref } = useSearch({ strict: false });
  const queries = useQueryClient();
  const { account } = useSession(id);
  const [code, setCode] = useState(() => {
    if (ref !== undefined) keepReferral(id, ref);
    return ref ?? keptReferral(id);
  });
  const asked = useDeferredValue(code.trim().toUpperCase());
  const hasCode = asked.length >= LEAST_CODE;
  const referral = useQuery({
    queryKey: [id, "referral", asked],
    queryFn: async ({ signal }) => accounts.referral(id, asked, { signal }),
    enabled: hasCode,
  });
  const join = useMutation({
    mutationFn: async () => accounts.join(id, hasCode ? asked : undefined),
    onSuccess: async () => {
      keepReferral(id, "");
      await queries.invalidateQueries({ queryKey: accountQuery.queryKey });
      await queries.invalidateQueries({ queryKey: [id] });
    },
  });
  const here = useHere();
  return (
    <Card label={t("mall.join.referrer")}>
      <CardTitle>{t("mall.join.referrer")}</CardTitle>
      <Field
        label={t("mall.join.code")}
        hint={t("mall.join.codeHint")}
        name="referral"
        autoComplete="off"
        autoCapitalize="characters"
        maxLength={16}
        value={code}
        onChange={({ target }) => {
          setCode(target.value);
          keepReferral(id, target.value.trim());
        }}
        error={hasCode && referral.error ? t("mall.join.unknownCode") : undefined}
      />
      <div aria-live="polite">
        {hasCode && referral.data && (
          <p className="mt-3 flex items-center gap-3 rounded-control bg-leaf-soft p-3 text-14">
            <span className="text-leaf">
              <Icon name="person" />
            </span>
            <span>{t("mall.join.broughtBy", { name: referral.data.name })}</span>
          </p>
        )}
      </div>
      <p className="mt-3 text-12 text-ink-2">{t("mall.join.fixed")}</p>
      <div className="mt-4 space-y-3">
        <ErrorNote error={join.error} />
        {account ? (
          <Button
            kind="primary"
            className="w-full text-16"
            disabled={join.isPending || (hasCode && !referral.data)}
            onClick={() => join.mutate()}
          >
            {hasCode && referral.data
              ? t("mall.join.confirm", { name: referral.data.name })
              : t("mall.join.withoutReferrer")}
          </Button>
        ) : (
          <Link
            to="/p/$programme/mall/sign-in"
            params={{ programme: id }}
            search={{ to: here }}
            className={`w-full text-16 ${linkButton("primary")}`}
          >
            {t("mall.join.signInFirst")}
          </Link>
        )}
      </div>
    </Card>
  );
}

function Joined({ membership }: { membership: Membership }): ReactElement {
  const { t } = useTranslation();
  const { id } = useProgramme();
  const { to } = useSearch({ strict: false });
  const router = useRouter();
  const path = ownPath(to);
  return (
    <Card>
      <Notice
        icon="check"
        title={t("mall.join.done")}
        action={
          path === undefined ? (
            <Link to="/p/$programme/mall" params={{ programme: id }} className={linkButton("primary")}>
              {t("mall.join.toShop")}
            </Link>
          ) : (
            <Button kind="primary" onClick={() => router.history.push(path)}>
              {t("mall.join.goOn")}
            </Button>
          )
        }
      >
        {membership.referrer === null
          ? t("mall.join.noReferrer")
          : t("mall.join.broughtBy", { name: membership.referrer })}
      </Notice>
    </Card>
  );
}
