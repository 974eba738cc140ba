// The wallet of whoever is signed in: what is there, what may be done with it, and the way to what lies ahead.
import type { OfferedAct } from "@perennial/api";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { WalletOf } from "../../member/wallet-page.js";
import { useProgramme } from "../../shared/programme.js";
import { ForMember } from "../../shared/session/gate.js";
import { Icon } from "../../shared/ui/icons.js";
import { Card, CardTitle } from "../../shared/ui/surfaces.js";
import { walletActsQuery, walletAheadQuery } from "../queries.js";
import { ROW } from "../ui/styles.js";
import { ActBar } from "./act-bar.js";
import { ActSheet } from "./act-sheet.js";

export function WalletRoom(): ReactElement {
  return <ForMember>{(member) => <Own member={member} />}</ForMember>;
}

function Own({ member }: { member: string }): ReactElement {
  const { t } = useTranslation();
  const { id } = useProgramme();
  const { data: offered = [] } = useQuery(walletActsQuery(id, member));
  const [open, setOpen] = useState<readonly [OfferedAct, ...OfferedAct[]]>();
  const acts = (asset: string): ReactElement => (
    <ActBar offered={offered.filter((act) => act.asset === asset)} onOpen={setOpen} />
  );
  return (
    <>
      <WalletOf name={member} own={{ title: t("mall.me.wallet"), acts, more: <More member={member} /> }} />
      {open && <ActSheet key={open[0].mechanism} member={member} offered={open} onClose={() => setOpen(undefined)} />}
    </>
  );
}

/** Withdrawals that an operator looks at, and the way to the page of what lies ahead. */
function More({ member }: { member: string }): ReactElement {
  const { t } = useTranslation();
  const { id, format } = useProgramme();
  const { data } = useQuery(walletAheadQuery(id, member));
  const reviews = data?.inReview ?? [];
  return (
    <>
      {reviews.length > 0 && (
        <Card label={t("acts.reviews.title")}>
          <CardTitle aside={t("acts.reviews.count", { count: reviews.length })}>{t("acts.reviews.title")}</CardTitle>
          <ul className="divide-y divide-line text-14">
            {reviews.map(({ id: withdrawal, amount }) => (
              <li key={withdrawal} className="flex justify-between gap-4 py-2">
                <span className="text-ink-2">{t("acts.reviews.one")}</span>
                <span className="font-medium">{format.money(amount)}</span>
              </li>
            ))}
          </ul>
          <p className="mt-2 text-12 text-ink-2">{t("acts.reviews.means")}</p>
        </Card>
      )}
      <Card label={t("ahead.title")} className="py-0 sm:py-0">
        <Link to="/p/$programme/mall/points" params={{ programme: id }} className={`${ROW} hover:text-leaf`}>
          <span className="text-leaf">
            <Icon name="leaf" />
          </span>
          <span className="min-w-0 flex-1">
            <span className="block font-medium">{t("ahead.title")}</span>
            <span className="block text-12 text-ink-2">{t("ahead.lead")}</span>
          </span>
          <span className="text-ink-3">
            <Icon name="right" size={18} />
          </span>
        </Link>
      </Card>
    </>
  );
}
