// The door of pages that are for somebody: shows the page, or the way in - signing in first, then joining.
import type { Account, Membership } from "@perennial/api";
import { Link, useRouterState } from "@tanstack/react-router";
import type { ReactElement, ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useProgramme, useProgrammeId } from "../programme.js";
import { linkButton } from "../ui/controls.js";
import { BoneRows, Failure, Notice, Waiting } from "../ui/states.js";
import { Card } from "../ui/surfaces.js";
import { useSession } from "./session.js";

/** Where a page stands, to come back to after signing in. */
export const useHere = (): string => useRouterState({ select: ({ location }) => location.href });

/** For whoever is signed in. */
export function ForAccount({ children }: { children: (account: Account) => ReactNode }): ReactElement {
  const { id } = useProgramme();
  const { account, error, refetch } = useSession(id);
  if (account) return <>{children(account)}</>;
  return (
    <Card>
      {account === null ? (
        <SignInNotice />
      ) : error ? (
        <Failure error={error} onRetry={refetch} />
      ) : (
        <Waiting>
          <BoneRows rows={4} />
        </Waiting>
      )}
    </Card>
  );
}

/** For whoever has joined the programme. */
export function ForMember({
  children,
}: {
  children: (member: string, membership: Membership) => ReactNode;
}): ReactElement {
  const { id } = useProgramme();
  const { member, membership } = useSession(id);
  if (member !== undefined && membership) return <>{children(member, membership)}</>;
  return (
    <ForAccount>
      {() => (
        <Card>
          <JoinNotice />
        </Card>
      )}
    </ForAccount>
  );
}

export function SignInNotice(): ReactElement {
  const { t } = useTranslation();
  const id = useProgrammeId();
  const here = useHere();
  return (
    <Notice
      icon="person"
      title={t("session.needed.title")}
      action={
        <Link
          to="/p/$programme/mall/sign-in"
          params={{ programme: id }}
          search={{ to: here }}
          className={linkButton("primary")}
        >
          {t("session.signIn")}
        </Link>
      }
    >
      {t("session.needed.body")}
    </Notice>
  );
}

function JoinNotice(): ReactElement {
  const { t } = useTranslation();
  const { id } = useProgramme();
  const here = useHere();
  return (
    <Notice
      icon="leaf"
      title={t("session.join.title")}
      action={
        <Link
          to="/p/$programme/mall/join"
          params={{ programme: id }}
          search={{ to: here }}
          className={linkButton("primary")}
        >
          {t("session.join.go")}
        </Link>
      }
    >
      {t("session.join.body")}
    </Notice>
  );
}
