// A notice and what it is about: what an entry brought and took, each with its why; or the sentences of the rules that a new version changes.
import type { NoticeDetail, RuleChange } from "@perennial/api";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { useProgramme } from "../../shared/programme.js";
import { ForMember } from "../../shared/session/gate.js";
import { linkButton } from "../../shared/ui/controls.js";
import { Icon } from "../../shared/ui/icons.js";
import { Pending } from "../../shared/ui/states.js";
import { Card, CardTitle, PageTitle } from "../../shared/ui/surfaces.js";
import { PostingWhy } from "../../shared/why/posting.js";
import { useWhy } from "../../shared/why/sheet.js";
import { BackLink } from "./back-link.js";
import { noticeQuery } from "./queries.js";
import { useRead } from "./use-read.js";

export function NoticePage(): ReactElement {
  return (
    <div className="mx-auto max-w-[720px]">
      <BackLink to="/p/$programme/mall/inbox" />
      <ForMember>{(member) => <One member={member} />}</ForMember>
    </div>
  );
}

function One({ member }: { member: string }): ReactElement {
  const { t } = useTranslation();
  const { id, read, format } = useProgramme();
  const number = useParams({ strict: false, select: ({ notice }) => Number(notice) });
  const { data, error, refetch } = useQuery(noticeQuery(id, member, number));
  const { mutate } = useRead(member);
  const isUnread = data?.isRead === false;
  useEffect(() => {
    if (isUnread) mutate({ upTo: number, only: true });
  }, [isUnread, mutate, number]);
  if (data === undefined)
    return (
      <>
        <PageTitle title={t("inbox.title")} />
        <Card>
          <Pending error={error} onRetry={refetch} rows={3} />
        </Card>
      </>
    );
  return (
    <>
      <PageTitle title={read(data.title)} lead={`${read(data.body)} · ${format.time(data.at)}`} />
      <div className="space-y-4">
        {data.lines.length > 0 && <Lines lines={data.lines} />}
        {data.changes.length > 0 && <Changes changes={data.changes} />}
        {data.topic === "rules" ? (
          <Link to="/p/$programme/mall/plan" params={{ programme: id }} className={`w-full ${linkButton("primary")}`}>
            {t("inbox.toPlan")}
          </Link>
        ) : (
          <Link to="/p/$programme/mall/wallet" params={{ programme: id }} className={`w-full ${linkButton("primary")}`}>
            {t("inbox.toWallet")}
          </Link>
        )}
      </div>
    </>
  );
}

function Lines({ lines }: { lines: NoticeDetail["lines"] }): ReactElement {
  const { t } = useTranslation();
  const { read, assetTitle, signedQuantity } = useProgramme();
  const open = useWhy();
  return (
    <Card label={t("inbox.lines")}>
      <CardTitle>{t("inbox.lines")}</CardTitle>
      <ul className="divide-y divide-line">
        {lines.map(({ seq, line, asset, amount, account, why }) => (
          <li key={`${line}/${account}/${amount}`}>
            <button
              type="button"
              className="-mx-2 flex w-[calc(100%+1rem)] items-start justify-between gap-4 rounded-control px-2 py-3 text-left hover:bg-paper"
              onClick={() =>
                open({
                  title: assetTitle(asset),
                  figure: signedQuantity(asset, amount),
                  body: <PostingWhy why={why} seq={seq} />,
                })
              }
            >
              <span className="min-w-0 text-14">{read(why.text)}</span>
              <span className="shrink-0 text-right">
                <span className="block text-16 font-semibold">{signedQuantity(asset, amount)}</span>
                <span className="flex items-center justify-end gap-0.5 text-12 text-ink-2">
                  {assetTitle(asset)} · {t(`account.${account}`)}
                  <Icon name="right" size={14} />
                </span>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Changes({ changes }: { changes: readonly RuleChange[] }): ReactElement {
  const { t } = useTranslation();
  const { read } = useProgramme();
  return (
    <Card label={t("inbox.changes")}>
      <CardTitle>{t("inbox.changes")}</CardTitle>
      <ul className="space-y-4">
        {changes.map(({ title, before, after }, index) => (
          <li key={index}>
            <h3 className="text-14 font-semibold">{read(title)}</h3>
            <ul className="mt-1 space-y-1 text-14">
              {before.map((sentence) => (
                <li key={sentence.en} className="rounded-control bg-clay-soft px-3 py-2">
                  <span className="mr-2 text-12 font-medium text-clay">{t("inbox.was")}</span>
                  <del className="text-ink-2">{read(sentence)}</del>
                </li>
              ))}
              {after.map((sentence) => (
                <li key={sentence.en} className="rounded-control bg-leaf-soft px-3 py-2">
                  <span className="mr-2 text-12 font-medium text-leaf">{t("inbox.is")}</span>
                  <ins className="no-underline">{read(sentence)}</ins>
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </Card>
  );
}
