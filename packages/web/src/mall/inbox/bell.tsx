// The bell in the mall's bar: how many notices are unread, and the way to them.
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { useSession } from "../../shared/session/session.js";
import { Icon } from "../../shared/ui/icons.js";
import { unreadQuery } from "./queries.js";

const MOST = 99;

export function Bell({ id }: { id: string }): ReactElement | null {
  const { t } = useTranslation();
  const { member } = useSession(id);
  const { data: unread = 0 } = useQuery({ ...unreadQuery(id, member ?? ""), enabled: member !== undefined });
  if (member === undefined) return null;
  return (
    <Link
      to="/p/$programme/mall/inbox"
      params={{ programme: id }}
      data-bell={unread}
      className="relative ml-auto flex size-11 shrink-0 items-center justify-center rounded-control text-ink-2 hover:bg-paper-2 hover:text-ink md:ml-0 aria-[current=page]:text-leaf"
    >
      <Icon name="bell" />
      <span className="sr-only">{t("mall.bell.title")}</span>
      {unread > 0 && (
        <span className="absolute top-1 left-6 min-w-4 rounded-full bg-clay px-1 text-center text-12 leading-4 text-paper">
          {unread > MOST ? `${MOST}+` : unread}
          <span className="sr-only"> {t("mall.bell.unread")}</span>
        </span>
      )}
    </Link>
  );
}
