// The inbox: what the member was told, day by day, the newest first; each leads to what it is about.
import type { Notice } from "@perennial/api";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { dayOfEvent } from "../../shared/format/clock.js";
import { useProgramme } from "../../shared/programme.js";
import { ForMember } from "../../shared/session/gate.js";
import { Button, linkButton } from "../../shared/ui/controls.js";
import { Icon } from "../../shared/ui/icons.js";
import { More } from "../../shared/ui/more.js";
import { ErrorNote } from "../../shared/ui/problem.js";
import { Notice as Empty, Pending } from "../../shared/ui/states.js";
import { Card, PageTitle } from "../../shared/ui/surfaces.js";
import { TOPIC_ICON, targetOf } from "./about.js";
import { noticesQuery } from "./queries.js";
import { useRead } from "./use-read.js";

export function InboxPage(): ReactElement {
  const { t } = useTranslation();
  const { id } = useProgramme();
  return (
    <div className="mx-auto max-w-[720px]">
      <PageTitle title={t("inbox.title")}>
        <nav aria-label={t("inbox.ways")} className="flex flex-wrap gap-2">
          <Link to="/p/$programme/mall/statements" params={{ programme: id }} className={linkButton("quiet")}>
            <Icon name="entries" size={18} />
            {t("inbox.statements")}
          </Link>
          <Link to="/p/$programme/mall/inbox/settings" params={{ programme: id }} className={linkButton("quiet")}>
            <Icon name="studio" size={18} />
            {t("inbox.settings")}
          </Link>
        </nav>
      </PageTitle>
      <ForMember>{(member) => <List member={member} />}</ForMember>
    </div>
  );
}

function List({ member }: { member: string }): ReactElement {
  const { t } = useTranslation();
  const { id } = useProgramme();
  const query = useInfiniteQuery(noticesQuery(id, member));
  const read = useRead(member);
  const notices = query.data?.pages.flatMap((page) => page.notices);
  const unread = query.data?.pages[0]?.unread ?? 0;
  const [newest] = notices ?? [];
  if (notices === undefined)
    return (
      <Card>
        <Pending error={query.error} onRetry={query.refetch} rows={5} />
      </Card>
    );
  if (newest === undefined)
    return (
      <Card>
        <Empty icon="bell" title={t("inbox.none")}>
          {t("inbox.noneBody")}
        </Empty>
      </Card>
    );
  return (
    <>
      <div className="mb-3 flex min-h-11 flex-wrap items-center justify-between gap-3">
        <p className="text-14 text-ink-2" aria-live="polite">
          {unread === 0 ? t("inbox.allRead") : t("inbox.unread", { count: unread })}
        </p>
        {unread > 0 && (
          <Button disabled={read.isPending} onClick={() => read.mutate({ upTo: newest.id })}>
            <Icon name="check" size={18} />
            {t("inbox.readAll")}
          </Button>
        )}
      </div>
      <ErrorNote error={read.error} />
      <Days notices={notices} onOpen={(notice) => read.mutate({ upTo: notice.id, only: true })} />
      <More pages={query} />
    </>
  );
}

function Days({ notices, onOpen }: { notices: readonly Notice[]; onOpen: (notice: Notice) => void }): ReactElement {
  const { t } = useTranslation();
  const { plan, format, detail } = useProgramme();
  const days = new Map<string, Notice[]>();
  for (const notice of notices) {
    const day = dayOfEvent(notice.at, plan.timezone);
    days.set(day, [...(days.get(day) ?? []), notice]);
  }
  return (
    <div className="space-y-5">
      {[...days].map(([day, all]) => (
        <section key={day} aria-label={format.day(day)}>
          <h2 className="mb-2 text-12 font-medium text-ink-2">
            {day === detail.today ? t("wallet.today") : format.day(day)}
          </h2>
          <ul className="overflow-hidden rounded-card border border-line bg-paper-2">
            {all.map((notice) => (
              <li key={notice.id} className="border-line not-first:border-t">
                <Row notice={notice} onOpen={() => !notice.isRead && onOpen(notice)} />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

function Row({ notice, onOpen }: { notice: Notice; onOpen: () => void }): ReactElement {
  const { t } = useTranslation();
  const { id, read } = useProgramme();
  const { isRead, topic, kind } = notice;
  return (
    <Link
      {...targetOf(notice, id)}
      onClick={onOpen}
      data-notice={kind}
      className="flex items-start gap-3 p-4 transition-colors duration-150 hover:bg-leaf-soft"
    >
      <span
        className={`mt-0.5 flex size-9 shrink-0 items-center justify-center rounded-full ${isRead ? "bg-paper text-ink-3" : "bg-leaf-soft text-leaf"}`}
      >
        <Icon name={TOPIC_ICON[topic]} size={18} />
      </span>
      <span className="min-w-0 flex-1">
        <span className={`block text-14 ${isRead ? "text-ink-2" : "font-semibold text-ink"}`}>
          {!isRead && (
            <>
              <span aria-hidden="true" className="mr-2 inline-block size-2 rounded-full bg-clay align-middle" />
              <span className="sr-only">{t("mall.bell.unread")} </span>
            </>
          )}
          {read(notice.title)}
        </span>
        <span className="mt-0.5 block text-12 text-ink-2">{read(notice.body)}</span>
      </span>
      <span className="mt-1 text-ink-3">
        <Icon name="right" size={18} />
      </span>
    </Link>
  );
}
