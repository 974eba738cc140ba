// Signing in: a code by phone, or e-mail and password; whoever is new gets an account on the way.
import type { Account } from "@perennial/api";
import { useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate, useRouter, useSearch } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { useContext, useEffect } from "react";
import { useTranslation } from "react-i18next";
import { ProgrammeContext, useProgrammeId } from "../../shared/programme.js";
import { ownPath, useSession, welcome } from "../../shared/session/session.js";
import { Card, PageTitle } from "../../shared/ui/surfaces.js";
import { EmailForm } from "./email-form.js";
import { PhoneForm } from "./phone-form.js";

const TAB =
  "min-h-11 flex-1 border-b-2 border-transparent px-2 pt-2.5 text-center text-14 font-medium text-ink-2 hover:text-ink aria-[current=page]:border-leaf aria-[current=page]:text-leaf";

export function SignInPage(): ReactElement {
  const { t } = useTranslation();
  const id = useProgrammeId();
  const detail = useContext(ProgrammeContext);
  const { way, to } = useSearch({ strict: false });
  const queries = useQueryClient();
  const router = useRouter();
  const navigate = useNavigate();
  const { account } = useSession(id);
  const goOn = async (): Promise<void> => {
    const path = ownPath(to);
    if (path === undefined) await navigate({ to: "/p/$programme/mall/me", params: { programme: id }, replace: true });
    else router.history.replace(path);
  };
  const enter = (entered: Account): void => {
    void welcome(queries, entered);
  };
  // Also whoever comes here by a link and is signed in already.
  useEffect(() => {
    if (account) void goOn();
  });
  const byEmail = way === "email";
  return (
    <div className="mx-auto max-w-[440px]">
      <PageTitle title={t("session.signIn")} lead={t("session.lead")} />
      <Card>
        <nav aria-label={t("session.ways")} className="-mx-1 mb-5 flex border-b border-line">
          <Link
            to="/p/$programme/mall/sign-in"
            params={{ programme: id }}
            search={{ to }}
            replace
            className={TAB}
            aria-current={byEmail ? undefined : "page"}
            activeProps={{}}
          >
            {t("session.byPhone")}
          </Link>
          <Link
            to="/p/$programme/mall/sign-in"
            params={{ programme: id }}
            search={{ to, way: "email" }}
            replace
            className={TAB}
            aria-current={byEmail ? "page" : undefined}
            activeProps={{}}
          >
            {t("session.byEmail")}
          </Link>
        </nav>
        {byEmail ? <EmailForm onEntered={enter} /> : <PhoneForm onEntered={enter} />}
      </Card>
      {detail?.mode === "demo" && <p className="mt-4 text-12 text-ink-2">{t("session.demo")}</p>}
      <p className="mt-2 text-12 text-ink-2">{t("session.privacy")}</p>
    </div>
  );
}
