// How the plan stands: what its pools hold, what is out, and how much of what is promised is covered.
import type { ProgrammeState } from "@perennial/api";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { isZero, share, sum } from "../shared/format/decimal.js";
import { useProgramme } from "../shared/programme.js";
import { PromiseBar, Swatch } from "../shared/ui/promise.js";
import { Card, Stat } from "../shared/ui/surfaces.js";
import { Rows, Worked } from "../shared/why/parts.js";
import type { Explanation } from "../shared/why/sheet.js";
import { Figure } from "../shared/why/sheet.js";

/** Explanations of the programme's own figures. */
export function useStanding(state: ProgrammeState) {
  const { t } = useTranslation();
  const { format, poolTitle, assetTitle, mechanismTitle, plan } = useProgramme();
  const promised = sum(state.claims.map((claim) => claim.promised));
  const byPool = new Map(state.claims.filter(({ pool }) => pool !== "").map(({ pool, held }) => [pool, held]));
  const held = sum([...byPool.values()]);
  const pool = (name: string): Explanation => ({
    title: poolTitle(name),
    figure: format.money(state.pools[name] ?? "0"),
    body: (
      <Worked
        rows={(plan.pools?.[name]?.inflow ?? []).map(
          ({ rate, of }) =>
            [t("plan.inflow"), t("words.rateOf", { rate: format.percent(rate), of: t(`of.${of}`) })] as const,
        )}
      >
        {t("explain.pool")}
      </Worked>
    ),
  });
  const supply = (asset: string): Explanation => ({
    title: `${assetTitle(asset)} · ${t("plan.supply")}`,
    figure: format.amount(state.supply[asset] ?? "0"),
    body: <Worked>{t("explain.supply")}</Worked>,
  });
  const coverage = (): Explanation => ({
    title: t("plan.coverage"),
    figure: state.coverage === null ? "—" : format.percent(state.coverage),
    body: (
      <Worked
        formula={
          state.coverage === null
            ? undefined
            : `${format.money(held)} ÷ ${format.money(promised)} = ${format.percent(state.coverage)}`
        }
        rows={state.claims.flatMap((claim) => [
          [
            t("explain.promisedAll", { mechanism: mechanismTitle(claim.mechanism) }),
            format.money(claim.promised),
          ] as const,
          ...(claim.pool === ""
            ? []
            : [[t("explain.heldAgainst", { pool: poolTitle(claim.pool) }), format.money(claim.held)] as const]),
        ])}
      >
        {t("explain.coverage")}
      </Worked>
    ),
  });
  return { promised, held, pool, supply, coverage };
}

export function Standing({ state }: { state: ProgrammeState }): ReactElement {
  const { t } = useTranslation();
  const { format, poolTitle, assetTitle } = useProgramme();
  const { promised, held, pool, supply, coverage } = useStanding(state);
  return (
    <Card label={t("plan.standing")}>
      <div className="grid grid-cols-2 gap-x-4 gap-y-5 sm:grid-cols-3 lg:grid-cols-2">
        {Object.entries(state.pools).map(([name, amount]) => (
          <Stat key={name} label={poolTitle(name)} note={t("plan.poolNote")}>
            <span className="text-leaf">
              <Figure why={() => pool(name)}>{format.shortMoney(amount)}</Figure>
            </span>
          </Stat>
        ))}
        {Object.entries(state.supply).map(([asset, amount]) => (
          <Stat key={asset} label={`${assetTitle(asset)} · ${t("plan.supply")}`} note={t("plan.supplyNote")}>
            <Figure why={() => supply(asset)}>{format.amount(amount)}</Figure>
          </Stat>
        ))}
        {state.coverage !== null && (
          <Stat label={t("plan.coverage")} note={t("plan.coverageNote")}>
            <span className="text-amber">
              <Figure why={coverage}>{format.percent(state.coverage)}</Figure>
            </span>
          </Stat>
        )}
      </div>
      {!isZero(promised) && (
        <div className="mt-5 border-t border-line pt-4">
          <PromiseBar paid={share(held, promised)} promised={1 - share(held, promised)} />
          <p className="mt-2 flex flex-wrap gap-x-5 gap-y-1 text-12 text-ink-2">
            <span>
              <Swatch kind="funded" />
              {t("plan.heldOf", { held: format.money(held) })}
            </span>
            <span>
              <Swatch kind="promised" />
              {t("plan.promisedOf", { promised: format.money(promised) })}
            </span>
          </p>
        </div>
      )}
      {Object.keys(state.pools).length === 0 && <Rows rows={[[t("plan.pools"), t("plan.noPools")]]} />}
    </Card>
  );
}
