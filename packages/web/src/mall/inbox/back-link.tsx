// The way back to the list that a page belongs to. Not on paper.
import type { LinkProps } from "@tanstack/react-router";
import { Link } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { useProgramme } from "../../shared/programme.js";
import { Icon } from "../../shared/ui/icons.js";
import { LINK } from "../ui/styles.js";

type Lists = "/p/$programme/mall/inbox" | "/p/$programme/mall/statements";

export function BackLink({ to }: { to: Lists & LinkProps["to"] }): ReactElement {
  const { t } = useTranslation();
  const { id } = useProgramme();
  return (
    <Link to={to} params={{ programme: id }} className={`${LINK} print:hidden`}>
      <Icon name="left" size={18} />
      {to === "/p/$programme/mall/inbox" ? t("inbox.title") : t("inbox.statements")}
    </Link>
  );
}
