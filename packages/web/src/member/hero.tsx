// The answer of the wallet page: what may be spent this minute, and what was paid against what is promised.
import type { HolderDetail, ProgrammeState } from "@perennial/api";
import type { ReactElement, ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { isZero, plus, share } from "../shared/format/decimal.js";
import { useProgramme } from "../shared/programme.js";
import { PromiseBar, Swatch } from "../shared/ui/promise.js";
import { Card } from "../shared/ui/surfaces.js";
import { Figure } from "../shared/why/sheet.js";
import type { Explain, Part } from "./explain.js";

const NOTHING = { asset: "cash", total: "0", free: "0", locked: "0", held: "0", owed: "0", worth: null };
const LONG = 9;

export function Hero({
  holder,
  state,
  explain,
  acts,
}: {
  holder: HolderDetail;
  state: ProgrammeState | undefined;
  explain: Explain;
  acts: ReactNode;
}): ReactElement {
  const { t } = useTranslation();
  const { format } = useProgramme();
  const cash = holder.wallets.find(({ asset }) => asset === "cash") ?? NOTHING;
  const free = format.money(cash.free).replace(format.symbol, "");
  const others = (["locked", "held", "owed"] as const satisfies readonly Part[]).filter((part) => !isZero(cash[part]));
  return (
    <Card label={t("part.free")}>
      <p className="text-14 text-ink-2">{t("part.free")}</p>
      <p
        className={`mt-1 font-semibold sm:text-40 ${free.length > LONG ? "text-28" : "text-40"}`}
        data-figure="available"
      >
        <Figure why={() => explain.part(cash, "free")}>
          <span className="mr-1 text-20 font-medium text-ink-2">{format.symbol}</span>
          {free}
        </Figure>
      </p>
      <p className="mt-1 text-12 text-ink-2">{t("wallet.freeMeans")}</p>
      {others.length > 0 && (
        <ul className="mt-2 flex flex-wrap gap-x-4 text-14">
          {others.map((part) => (
            <li key={part} className={part === "owed" ? "text-clay" : "text-ink-2"}>
              {t(`part.${part}`)} <Figure why={() => explain.part(cash, part)}>{format.money(cash[part])}</Figure>
            </li>
          ))}
        </ul>
      )}
      {acts}
      <Promised holder={holder} state={state} explain={explain} />
    </Card>
  );
}

function Promised({
  holder,
  state,
  explain,
}: {
  holder: HolderDetail;
  state: ProgrammeState | undefined;
  explain: Explain;
}): ReactElement {
  const { t } = useTranslation();
  const { format } = useProgramme();
  const promised = holder.promised ?? "0";
  const most = plus(holder.paid, promised);
  return (
    <div className="mt-5 border-t border-line pt-4">
      {!isZero(most) && <PromiseBar paid={share(holder.paid, most)} promised={share(promised, most)} />}
      <dl className="mt-3 grid grid-cols-2 gap-4">
        <div>
          <dt className="text-12 text-ink-2">
            <Swatch kind="funded" />
            {t("wallet.paid")}
          </dt>
          <dd className="mt-0.5 text-20 font-semibold text-leaf">
            <Figure why={explain.paid}>{format.money(holder.paid)}</Figure>
          </dd>
        </div>
        {holder.promised !== null && (
          <div>
            <dt className="text-12 text-ink-2">
              <Swatch kind="promised" />
              {t("wallet.promised")}
            </dt>
            <dd className="mt-0.5 text-20 font-semibold text-amber">
              <Figure why={explain.promised}>{format.money(promised)}</Figure>
            </dd>
          </div>
        )}
      </dl>
      {holder.promised !== null && (
        <p className="mt-2 text-12 text-ink-2">
          {t("wallet.most", { paid: format.money(holder.paid), most: format.money(most) })}
          {state !== undefined &&
            state.coverage !== null &&
            ` ${t("wallet.funded", { share: format.percent(state.coverage) })}`}
        </p>
      )}
    </div>
  );
}
