// The price of an asset, largest on the page: what it is made of, its way over time, and the table behind it.
import type { ProgrammeState, SeriesDay } from "@perennial/api";
import type { ReactElement } from "react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { ChartCard } from "../shared/charts/chart-card.js";
import type { DayChart } from "../shared/charts/options.js";
import { plain } from "../shared/format/format.js";
import { useProgramme } from "../shared/programme.js";
import { Worked } from "../shared/why/parts.js";
import type { Explanation } from "../shared/why/sheet.js";
import { Figure } from "../shared/why/sheet.js";
import { priceFinding } from "./findings.js";

/** The pool behind an asset's price; undefined: its price is a reference, not made by a pool. */
export function usePoolOf(asset: string): string | undefined {
  const { plan } = useProgramme();
  const own = plan.mechanisms.find((each) => each.kind === "appreciation" && each["asset"] === asset);
  return typeof own?.["pool"] === "string" ? own["pool"] : undefined;
}

export function usePriceWhy(
  asset: string,
): (price: string, pools: SeriesDay["pools"], supply: SeriesDay["supply"], day?: string) => Explanation {
  const { t } = useTranslation();
  const { format, assetTitle, poolTitle } = useProgramme();
  const pool = usePoolOf(asset);
  return (price, pools, supply, day) => ({
    title: [t("plan.priceOf", { asset: assetTitle(asset) }), ...(day === undefined ? [] : [format.day(day)])].join(
      " · ",
    ),
    figure: format.price(price),
    body:
      pool === undefined ? (
        <Worked>{t("plan.priceReference")}</Worked>
      ) : (
        <Worked
          formula={`${format.money(pools[pool] ?? "0")} ÷ ${format.amount(supply[asset] ?? "0")} = ${format.amount(price)}`}
          rows={[
            [poolTitle(pool), format.money(pools[pool] ?? "0")],
            [t("plan.supply"), format.amount(supply[asset] ?? "0")],
            [t("plan.priceExact"), price],
          ]}
        >
          {t("plan.priceMade", { pool: poolTitle(pool) })}
        </Worked>
      ),
  });
}

export function PriceCard({
  asset,
  state,
  days,
}: {
  asset: string;
  state: ProgrammeState;
  days: readonly SeriesDay[];
}): ReactElement {
  const { t } = useTranslation();
  const { format, assetTitle } = useProgramme();
  const why = usePriceWhy(asset);
  const price = state.prices[asset] ?? "0";
  const finding = priceFinding(days.map(({ prices }) => prices[asset]));
  const title = t("plan.priceOf", { asset: assetTitle(asset) });
  const chart = useMemo<DayChart>(
    () => ({
      days: days.map(({ day }) => day),
      series: [
        {
          name: t("plan.price"),
          kind: "price",
          shape: "area",
          values: days.map(({ prices }) => (prices[asset] === undefined ? null : Number(prices[asset]))),
        },
      ],
      show: (value) => format.price(plain(value)),
      tick: (value) => format.price(plain(value)),
      showDay: format.day,
    }),
    [days, asset, t, format],
  );
  const at = (index: number): Explanation => {
    const day = days[index];
    return why(day?.prices[asset] ?? "0", day?.pools ?? {}, day?.supply ?? {}, day?.day);
  };
  return (
    <ChartCard
      title={title}
      finding={
        finding === undefined
          ? t("plan.noDays")
          : t(finding.falls === 0 ? "plan.findingRose" : "plan.findingFell", {
              days: finding.days,
              falls: finding.falls,
              first: format.price(finding.first),
              last: format.price(finding.last),
            })
      }
      chart={chart}
      columns={[
        {
          name: t("plan.price"),
          cell: (index) => (days[index]?.prices[asset] === undefined ? "—" : format.price(days[index].prices[asset])),
          why: at,
        },
      ]}
    >
      <p className="mt-1 text-40 font-semibold">
        <Figure why={() => why(price, state.pools, state.supply)}>
          <span className="mr-1 text-20 font-medium text-ink-2">{format.symbol}</span>
          {format.price(price)}
        </Figure>
      </p>
      <p className="text-12 text-ink-2">{t("plan.unit", { asset: assetTitle(asset) })}</p>
    </ChartCard>
  );
}
