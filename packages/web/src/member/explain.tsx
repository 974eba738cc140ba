// Why a balance is what it is: what its parts mean, how its worth comes about, what paid and promised are made of.
import type { HolderDetail, Lot, ProgrammeState, WalletLine } from "@perennial/api";
import { useTranslation } from "react-i18next";
import { times } from "../shared/format/decimal.js";
import { useProgramme } from "../shared/programme.js";
import type { Explanation } from "../shared/why/sheet.js";
import { Worked } from "../shared/why/parts.js";

export type Part = "free" | "locked" | "held" | "owed" | "total";

/** Makers of explanations for the figures of one wallet. */
export function useExplain(holder: HolderDetail, state: ProgrammeState | undefined) {
  const { t } = useTranslation();
  const { format, assetTitle, quantity, plan, poolTitle, mechanismTitle } = useProgramme();

  const part = (wallet: WalletLine, which: Part): Explanation => ({
    title: `${assetTitle(wallet.asset)} · ${t(`part.${which}`)}`,
    figure: quantity(wallet.asset, wallet[which]),
    body: (
      <Worked
        formula={t("explain.total")}
        rows={(["free", "locked", "held", "total", "owed"] as const).map((each) => [
          t(`part.${each}`),
          quantity(wallet.asset, wallet[each]),
        ])}
      >
        {t(`explain.${which}`)}
      </Worked>
    ),
  });

  const worth = (wallet: WalletLine): Explanation => {
    const price = state?.prices[wallet.asset];
    const entry = plan.mechanisms.find(({ kind, asset }) => kind === "appreciation" && asset === wallet.asset);
    const pool = typeof entry?.["pool"] === "string" ? entry["pool"] : undefined;
    return {
      title: t("explain.worthTitle", { asset: assetTitle(wallet.asset) }),
      figure: wallet.worth === null ? "—" : `≈ ${format.money(wallet.worth)}`,
      body: (
        <Worked
          formula={
            price === undefined
              ? undefined
              : `${format.amount(wallet.total)} × ${format.amount(price)} = ${format.money(times(wallet.total, price, 2))}`
          }
          rows={[
            [t("part.total"), format.amount(wallet.total)],
            ...(price === undefined ? [] : [[t("plan.price"), format.price(price)] as const]),
            ...(pool === undefined
              ? []
              : [
                  [poolTitle(pool), format.money(state?.pools[pool] ?? "0")] as const,
                  [t("plan.supply"), format.amount(state?.supply[wallet.asset] ?? "0")] as const,
                ]),
          ]}
        >
          {pool === undefined ? t("explain.worth") : t("explain.worthPool", { pool: poolTitle(pool) })}
        </Worked>
      ),
    };
  };

  const paid = (): Explanation => ({
    title: t("wallet.paid"),
    figure: format.money(holder.paid),
    body: <Worked>{t("explain.paid")}</Worked>,
  });

  const promised = (): Explanation => ({
    title: t("wallet.promised"),
    figure: format.money(holder.promised ?? "0"),
    body: (
      <Worked
        formula={t("explain.promisedFormula")}
        rows={[
          ...(state === undefined || state.coverage === null
            ? []
            : [[t("plan.coverage"), format.percent(state.coverage)] as const]),
          ...(state?.claims ?? []).flatMap((claim) => [
            [
              t("explain.promisedAll", { mechanism: mechanismTitle(claim.mechanism) }),
              format.money(claim.promised),
            ] as const,
            [t("explain.heldAgainst", { pool: poolTitle(claim.pool) }), format.money(claim.held)] as const,
          ]),
        ]}
      >
        {t("explain.promised")}
      </Worked>
    ),
  });

  const lot = (each: Lot): Explanation => ({
    title: t("lot.title", { order: each.order === "" ? "—" : each.order }),
    figure: format.amount(each.left),
    body: (
      <Worked
        formula={
          each.exitPrice === undefined || each.reached === undefined
            ? undefined
            : t("explain.reached", {
                price: format.amount(state?.prices[each.asset] ?? "0"),
                exit: format.amount(each.exitPrice),
                reached: format.percent(each.reached),
              })
        }
        rows={[
          [t("why.rule"), mechanismTitle(each.mechanism)],
          [t("lot.born"), format.day(each.born)],
          [t("lot.minted"), format.amount(each.minted)],
          [t("lot.left"), format.amount(each.left)],
          ...(each.exitPrice === undefined ? [] : [[t("lot.exitPrice"), format.price(each.exitPrice)] as const]),
          ...(each.daily === undefined ? [] : [[t("lot.daily"), format.amount(each.daily)] as const]),
          ...(each.due === undefined ? [] : [[t("lot.due"), format.day(each.due)] as const]),
        ]}
      >
        {each.exitPrice === undefined ? t("explain.lot") : t("explain.lotExit")}
      </Worked>
    ),
  });

  return { part, worth, paid, promised, lot };
}

export type Explain = ReturnType<typeof useExplain>;
