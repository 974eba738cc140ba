// What an order would bring its buyer: each asset with its amount, marked as promised until it is settled; a tap shows why.
import type { Earned, Shop } from "@perennial/api";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { useProgramme } from "../../shared/programme.js";
import { Swatch } from "../../shared/ui/promise.js";
import { PostingWhy } from "../../shared/why/posting.js";
import { Figure } from "../../shared/why/sheet.js";
import { sumByAsset, useWhen } from "./earned.js";

export function Earns({ earns, hold }: { earns: readonly Earned[]; hold?: Shop["hold"] | undefined }): ReactElement {
  const { t } = useTranslation();
  const { assetTitle, signedQuantity } = useProgramme();
  const when = useWhen();
  const sums = sumByAsset(earns);
  if (sums.length === 0) return <p className="text-14 text-ink-2">{t("mall.earns.nothing")}</p>;
  return (
    <div>
      <ul className="space-y-1">
        {sums.map(({ asset, amount, parts }) => (
          <li key={asset} data-earns={asset} className="flex flex-wrap items-baseline gap-x-2 text-14">
            <span className="text-ink-2">
              <Swatch kind="promised" />
              {t("mall.earns.will")}
            </span>
            <span className="text-16 font-semibold text-amber">
              <Figure
                why={() => ({
                  title: `${t("mall.earns.will")} · ${assetTitle(asset)}`,
                  figure: signedQuantity(asset, amount),
                  body: (
                    <div className="space-y-6">
                      {parts.map(({ why }, index) => (
                        <PostingWhy key={index} why={why} fresh />
                      ))}
                    </div>
                  ),
                })}
              >
                {signedQuantity(asset, amount)}
              </Figure>
            </span>
            <span className="text-ink-2">{assetTitle(asset)}</span>
          </li>
        ))}
      </ul>
      {hold !== undefined && <p className="mt-1 text-12 text-ink-2">{when(hold)}</p>}
    </div>
  );
}
