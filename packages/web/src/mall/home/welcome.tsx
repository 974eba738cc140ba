// For whoever is no member yet: the way in, and what it is about.
import { Link } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { useProgramme } from "../../shared/programme.js";
import { useSession } from "../../shared/session/session.js";
import { linkButton } from "../../shared/ui/controls.js";
import { LINK } from "../ui/styles.js";

export function Welcome(): ReactElement | null {
  const { t } = useTranslation();
  const { id } = useProgramme();
  const { account, member } = useSession(id);
  if (account === undefined || member !== undefined) return null;
  return (
    <div className="mb-4 flex flex-wrap items-center gap-x-6 gap-y-2 rounded-card bg-leaf-soft px-4 py-3 sm:px-5">
      <p className="min-w-0 flex-1 basis-56 text-14">{t("mall.home.welcome")}</p>
      <div className="flex flex-wrap items-center gap-x-4">
        <Link to="/p/$programme/mall/prospectus" params={{ programme: id }} className={LINK}>
          {t("mall.me.prospectus")}
        </Link>
        <Link to="/p/$programme/mall/join" params={{ programme: id }} className={linkButton("primary")}>
          {account === null ? t("mall.home.signUp") : t("session.join.go")}
        </Link>
      </div>
    </div>
  );
}
