// Joining: what the plan promises comes first, then who brought the newcomer, confirmed by it, because it is fixed from then on.
import type { Membership } from "@perennial/api";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useRouter, useSearch } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { useDeferredValue, useState } from "react";
import { useTranslation } from "react-i18next";
import { useProgramme } from "../../shared/programme.js";
import { useHere } from "../../shared/session/gate.js";
import { accountQuery, accounts, ownPath, useSession } from "../../shared/session/session.js";
import { Button, Field, linkButton } from "../../shared/ui/controls.js";
import { Icon } from "../../shared/ui/icons.js";
import { ErrorNote } from "../../shared/ui/problem.js";
import { Notice } from "../../shared/ui/states.js";
import { Card, CardTitle, PageTitle } from "../../shared/ui/surfaces.js";
import { BeforeJoining } from "../prospectus/before-joining.js";
import { prospectusQuery } from "../queries.js";
import { keepReferral, keptReferral } from "./referral.js";

const LEAST_CODE = 4;

export function JoinPage(): ReactElement {
  const { t } = useTranslation();
  const { id, read, detail } = useProgramme();
  const { membership, member } = useSession(id);
  return (
    <div className="mx-auto max-w-[560px]">
      <PageTitle title={t("mall.join.title", { programme: read(detail.title) })} lead={t("mall.join.lead")} />
      {member !== undefined && membership ? <Joined membership={membership} /> : <Newcomer />}
    </div>
  );
}

/** First what it is about, then by whom; the button waits for the tick. */
function Newcomer(): ReactElement {
  const { id } = useProgramme();
  const told = useQuery(prospectusQuery(id));
  const [read, setRead] = useState(false);
  const { data } = told;
  return (
    <div className="space-y-4">
      <BeforeJoining told={told} read={read} onRead={setRead} />
      <Referrer
        version={read ? data?.version : undefined}
        // Whom no prospectus can be shown the service decides about.
        isHeld={data?.state !== "failed" && !read}
      />
    </div>
  );
}

function Referrer({ version, isHeld }: { version: number | undefined; isHeld: boolean }): ReactElement {
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
    mutationFn: async () =>
      accounts.join(id, {
        ...(hasCode && { referralCode: asked }),
        ...(version !== undefined && { prospectus: version }),
      }),
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
            disabled={isHeld || join.isPending || (hasCode && !referral.data)}
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
