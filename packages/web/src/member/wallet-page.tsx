// A member's wallet: what is there this minute, what was paid of what was promised, the lots, and every line of the ledger.
import { ApiError } from "@perennial/api";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import type { ReactElement, ReactNode } from "react";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { holderQuery, stateQuery } from "../shared/api/queries.js";
import { lastHolderKey, useProgramme } from "../shared/programme.js";
import { remember } from "../shared/storage.js";
import { Card, PageTitle } from "../shared/ui/surfaces.js";
import { ErrorNote } from "../shared/ui/problem.js";
import { Bone, BoneRows, Failure, Waiting } from "../shared/ui/states.js";
import { Lost } from "../shared/shell/lost.js";
import { useExplain } from "./explain.js";
import { Hero } from "./hero.js";
import { Holdings } from "./holdings.js";
import { Lines } from "./lines.js";
import type { HolderDetail } from "@perennial/api";

export function WalletPage(): ReactElement {
  const name = useParams({ strict: false, select: ({ holder }) => holder ?? "" });
  return <WalletOf name={name} />;
}

/** What the reader may do with the wallet, where it is the reader's own. */
export interface Own {
  /** what it is called; it leads to no others */
  title: string;
  /** what may be done with an asset, in its card */
  acts: (asset: string) => ReactNode;
  /** what else there is to see of it */
  more: ReactNode;
}

/** The wallet of a holder. */
export function WalletOf({ name, own }: { name: string; own?: Own }): ReactElement {
  const { id } = useProgramme();
  const { data, error, refetch } = useQuery(holderQuery(id, name));
  const isKnown = data !== undefined;
  useEffect(() => {
    if (isKnown) remember(lastHolderKey(id), name);
  }, [isKnown, id, name]);
  if (data)
    return (
      <>
        {/* What stands below may be of a while ago. */}
        {error && (
          <div className="mb-4">
            <ErrorNote error={error} />
          </div>
        )}
        <Wallet holder={data} own={own} />
      </>
    );
  if (error instanceof ApiError && (error.problem.code === "not_found" || error.problem.code === "unknown_holder")) {
    remember(lastHolderKey(id), null);
    return <Lost what={name} />;
  }
  if (error)
    return (
      <>
        <PageTitle title={own?.title ?? name} />
        <Card>
          <Failure error={error} onRetry={() => void refetch()} />
        </Card>
      </>
    );
  return <WalletBones name={own?.title ?? name} />;
}

function Wallet({ holder, own }: { holder: HolderDetail; own: Own | undefined }): ReactElement {
  const { t } = useTranslation();
  const { id } = useProgramme();
  const state = useQuery(stateQuery(id));
  const explain = useExplain(holder, state.data);
  const facts = [
    t(`kind.${holder.kind}`),
    ...(holder.rank === null ? [] : [holder.rank]),
    ...(holder.referrer === null ? [] : [t("wallet.referrer", { name: holder.referrer })]),
    ...(holder.team.direct === 0 ? [] : [t("wallet.team", holder.team)]),
  ];
  return (
    <>
      <PageTitle title={own?.title ?? holder.name} lead={facts.join(" · ")}>
        {own === undefined && (
          <Link
            to="/p/$programme/wallet"
            params={{ programme: id }}
            className="inline-flex min-h-11 items-center text-14 text-sky underline underline-offset-4"
          >
            {t("wallet.other")}
          </Link>
        )}
      </PageTitle>
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,5fr)_minmax(0,7fr)] lg:gap-6">
        <div className="space-y-4 lg:sticky lg:top-20 lg:max-h-[calc(100dvh-6rem)] lg:overflow-y-auto">
          <Hero holder={holder} state={state.data} explain={explain} acts={own?.acts("cash")} />
          {own?.more}
          <Holdings holder={holder} explain={explain} acts={own?.acts} />
        </div>
        <Lines holder={holder.name} />
      </div>
    </>
  );
}

function WalletBones({ name }: { name: string }): ReactElement {
  return (
    <>
      <PageTitle title={name} lead={<Bone className="h-4 w-48" />} />
      <Waiting>
        <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,5fr)_minmax(0,7fr)] lg:gap-6">
          <Card>
            <Bone className="h-4 w-16" />
            <Bone className="mt-2 h-11 w-52" />
            <Bone className="mt-8 h-3 w-full" />
            <div className="mt-4 grid grid-cols-2 gap-4">
              <Bone className="h-10 w-full" />
              <Bone className="h-10 w-full" />
            </div>
          </Card>
          <Card>
            <BoneRows rows={6} />
          </Card>
        </div>
      </Waiting>
    </>
  );
}
