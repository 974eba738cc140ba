// What a holder has besides cash: each asset with its parts and worth, its lots with exit price and the distance to it.
import type { HolderDetail, Lot, WalletLine } from "@perennial/api";
import type { ReactElement, ReactNode } from "react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { compare, isZero, minus } from "../shared/format/decimal.js";
import { useProgramme } from "../shared/programme.js";
import { Button } from "../shared/ui/controls.js";
import { Card, CardTitle } from "../shared/ui/surfaces.js";
import { Notice } from "../shared/ui/states.js";
import { Figure } from "../shared/why/sheet.js";
import type { Explain } from "./explain.js";

const FEW = 3;

/** What may be done with an asset. */
type Acts = ((asset: string) => ReactNode) | undefined;

export function Holdings({
  holder,
  explain,
  acts,
}: {
  holder: HolderDetail;
  explain: Explain;
  acts: Acts;
}): ReactElement {
  const { t } = useTranslation();
  const wallets = holder.wallets.filter(({ asset }) => asset !== "cash");
  if (wallets.length === 0)
    return (
      <Card>
        <Notice icon="leaf" title={t("wallet.noAssets.title")}>
          {t("wallet.noAssets.body")}
        </Notice>
      </Card>
    );
  return (
    <>
      {wallets.map((wallet) => (
        <Holding
          key={wallet.asset}
          wallet={wallet}
          lots={holder.lots.filter(({ asset }) => asset === wallet.asset)}
          explain={explain}
          acts={acts}
        />
      ))}
    </>
  );
}

function Holding({
  wallet,
  lots,
  explain,
  acts,
}: {
  wallet: WalletLine;
  lots: readonly Lot[];
  explain: Explain;
  acts: Acts;
}): ReactElement {
  const { t } = useTranslation();
  const { format, assetTitle } = useProgramme();
  const parts = (["free", "locked", "held", "owed"] as const).filter(
    (part) => part === "free" || !isZero(wallet[part]),
  );
  return (
    <Card label={assetTitle(wallet.asset)}>
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <h2 className="text-14 text-ink-2">{assetTitle(wallet.asset)}</h2>
        {wallet.worth !== null && (
          <span className="text-14 text-ink-2">
            <Figure why={() => explain.worth(wallet)}>≈ {format.money(wallet.worth)}</Figure>
          </span>
        )}
      </div>
      <p className="mt-1 text-28 font-semibold" data-figure={`total-${wallet.asset}`}>
        <Figure why={() => explain.part(wallet, "total")}>{format.amount(wallet.total)}</Figure>
      </p>
      <ul className="mt-1 flex flex-wrap gap-x-4 text-12 text-ink-2">
        {parts.map((part) => (
          <li key={part} className={part === "owed" ? "text-clay" : ""}>
            {t(`part.${part}`)} <Figure why={() => explain.part(wallet, part)}>{format.amount(wallet[part])}</Figure>
          </li>
        ))}
      </ul>
      {acts?.(wallet.asset)}
      {lots.length > 0 && (
        <div className="mt-4 border-t border-line pt-3">
          <Lots lots={lots} explain={explain} />
        </div>
      )}
    </Card>
  );
}

/** A holder's lots of one asset, the first few until somebody asks for all. */
export function Lots({ lots, explain }: { lots: readonly Lot[]; explain: Explain }): ReactElement {
  const { t } = useTranslation();
  const [isWhole, setWhole] = useState(false);
  return (
    <>
      <CardTitle aside={t("lot.count", { count: lots.length })}>{t("lot.heading")}</CardTitle>
      <ul className="space-y-4">
        {(isWhole ? lots : lots.slice(0, FEW)).map((lot) => (
          <LotRow key={`${lot.mechanism}/${lot.order}/${lot.born}`} lot={lot} explain={explain} />
        ))}
      </ul>
      {lots.length > FEW && (
        <Button className="mt-4 w-full" aria-expanded={isWhole} onClick={() => setWhole(!isWhole)}>
          {isWhole ? t("lot.fewer") : t("lot.all", { count: lots.length })}
        </Button>
      )}
    </>
  );
}

function LotRow({ lot, explain }: { lot: Lot; explain: Explain }): ReactElement {
  const { t } = useTranslation();
  const { format } = useProgramme();
  const reached = lot.reached === undefined ? undefined : compare(lot.reached, "1") > 0 ? "1" : lot.reached;
  return (
    <li>
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <span className="text-14 font-medium">{t("lot.title", { order: lot.order === "" ? "—" : lot.order })}</span>
        <Figure why={() => explain.lot(lot)} className="text-14 font-medium">
          {format.amount(lot.left)}
        </Figure>
      </div>
      {reached !== undefined && lot.exitPrice !== undefined && (
        <>
          <div aria-hidden="true" className="mt-1.5 h-1.5 overflow-hidden rounded-full bg-line">
            <div className="h-full rounded-full bg-ink-3" style={{ width: `${Number(reached) * 100}%` }} />
          </div>
          <div className="mt-1 flex flex-wrap justify-between gap-x-4 text-12 text-ink-2">
            <span>{t("lot.exitAt", { price: format.price(lot.exitPrice) })}</span>
            <span>{t("lot.distance", { share: format.percent(minus("1", reached), 1) })}</span>
          </div>
        </>
      )}
      {lot.daily !== undefined && (
        <p className="mt-1 text-12 text-ink-2">{t("lot.dailyOf", { amount: format.amount(lot.daily) })}</p>
      )}
      {lot.due !== undefined && (
        <p className="mt-1 text-12 text-ink-2">{t("lot.dueOn", { day: format.day(lot.due) })}</p>
      )}
    </li>
  );
}
