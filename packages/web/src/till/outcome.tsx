// What an order would earn, before it is posted; and what it has earned, after.
import type { EntryText } from "@perennial/api";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { entryQuery } from "../shared/api/queries.js";
import { useProgramme } from "../shared/programme.js";
import { Button, linkButton } from "../shared/ui/controls.js";
import { Icon } from "../shared/ui/icons.js";
import { BoneRows, Notice, Pending, Waiting } from "../shared/ui/states.js";
import { Card, CardTitle } from "../shared/ui/surfaces.js";
import { PostingWhy } from "../shared/why/posting.js";
import { Postings } from "../shared/why/postings.js";
import { Figure } from "../shared/why/sheet.js";
import type { Earning } from "../shared/why/earnings.js";
import { earningsOf } from "../shared/why/earnings.js";
import type { Till } from "./use-till.js";

/** The answer of the page: what the buyer gets. */
function Earned({ entry, buyer, seq }: { entry: EntryText; buyer: string; seq?: number | undefined }): ReactElement {
  const { t } = useTranslation();
  const { assetTitle, signedQuantity } = useProgramme();
  const earnings = earningsOf(entry, buyer);
  const why =
    ({ asset, amount, postings }: Earning) =>
    () => ({
      title: `${buyer} · ${assetTitle(asset)}`,
      figure: signedQuantity(asset, amount),
      body: (
        <div className="space-y-6">
          {postings.map((posting, index) => (
            <PostingWhy key={index} why={posting.why} seq={seq} fresh={seq === undefined} />
          ))}
        </div>
      ),
    });
  if (earnings.length === 0) return <p className="py-2 text-16">{t("till.earnsNothing", { buyer })}</p>;
  return (
    <ul className="space-y-2">
      {earnings.map((earning) => (
        <li key={earning.asset}>
          <p className="text-12 text-ink-2">{t("till.earns", { buyer })}</p>
          <p className="text-28 font-semibold" data-earning={earning.asset}>
            <Figure why={why(earning)}>{signedQuantity(earning.asset, earning.amount)}</Figure>
            <span className="ml-2 text-14 font-normal text-ink-2">{assetTitle(earning.asset)}</span>
          </p>
        </li>
      ))}
    </ul>
  );
}

export function Preview({ till }: { till: Till }): ReactElement {
  const { t } = useTranslation();
  const entry = till.trial?.entry;
  return (
    <Card label={t("till.preview")}>
      <CardTitle aside={t("till.previewNote")}>{t("till.preview")}</CardTitle>
      <div aria-live="polite">
        {entry ? (
          <>
            <Earned entry={entry} buyer={till.draft.buyer.trim()} />
            <details className="mt-4">
              <summary className="min-h-11 content-center text-14 text-sky">
                {t("till.allPostings", { count: entry.postings.length })}
              </summary>
              <Postings entry={entry} />
            </details>
          </>
        ) : till.isTrying ? (
          <Waiting>
            <BoneRows rows={2} />
          </Waiting>
        ) : till.networkFailed ? (
          <Notice icon="offline" title={t("state.offline.title")}>
            {t("state.offline.body")}
          </Notice>
        ) : (
          <Notice icon="till" title={till.problem ? t("till.refused") : t("till.waiting")}>
            {till.problem ? t("till.refusedBody") : t("till.waitingBody")}
          </Notice>
        )}
      </div>
    </Card>
  );
}

export function Receipt({ till, seq }: { till: Till; seq: number }): ReactElement {
  const { t } = useTranslation();
  const { id, format } = useProgramme();
  const { data, error, refetch } = useQuery(entryQuery(id, seq));
  const entry = till.booked ?? data?.entry;
  const buyer = till.draft.sent?.buyer ?? till.draft.buyer.trim();
  return (
    <Card label={t("till.booked")} className="mx-auto max-w-[720px]">
      <div aria-live="polite" className="mb-5 flex items-start gap-3">
        <span className="flex size-11 shrink-0 items-center justify-center rounded-full bg-leaf-soft text-leaf">
          <Icon name="check" size={24} />
        </span>
        <div className="min-w-0">
          <h2 className="text-20 font-semibold">{t("till.booked")}</h2>
          <p className="text-14 text-ink-2">
            {t("till.bookedAs", { gross: format.money(till.draft.sent?.gross ?? "0"), order: till.draft.order, seq })}
          </p>
        </div>
      </div>
      {entry ? (
        <>
          <Earned entry={entry} buyer={buyer} seq={seq} />
          <h3 className="mt-5 mb-2 text-14 font-semibold">{t("till.allPostings", { count: entry.postings.length })}</h3>
          <Postings entry={entry} seq={seq} />
        </>
      ) : (
        <Pending error={error} onRetry={refetch} rows={4} />
      )}
      <div className="mt-5 flex flex-wrap gap-3">
        <Button kind="primary" onClick={till.next}>
          {t("till.next")}
        </Button>
        <Link
          to="/p/$programme/wallet/$holder"
          params={{ programme: id, holder: buyer }}
          className={linkButton("quiet")}
        >
          <Icon name="wallet" size={18} />
          {t("till.toWallet", { buyer })}
        </Link>
        <Link
          to="/p/$programme/console/entries/$seq"
          params={{ programme: id, seq: String(seq) }}
          className={linkButton("quiet")}
        >
          {t("till.toEntry", { seq })}
        </Link>
      </div>
    </Card>
  );
}
