// What the next close shares out, and the part of it that would be the member's as things stand.
import type { WalletAhead } from "@perennial/api";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { useProgramme } from "../../shared/programme.js";
import { Card, CardTitle } from "../../shared/ui/surfaces.js";
import { Worked } from "../../shared/why/parts.js";
import type { Explanation } from "../../shared/why/sheet.js";
import { Figure } from "../../shared/why/sheet.js";

type Share = WalletAhead["shares"][number];

export function Shares({ shares }: { shares: readonly Share[] }): ReactElement {
  return (
    <>
      {shares.map((share) => (
        <ShareCard key={share.mechanism} share={share} />
      ))}
    </>
  );
}

function ShareCard({ share }: { share: Share }): ReactElement {
  const { t } = useTranslation();
  const { format, quantity, assetTitle, mechanismTitle } = useProgramme();
  const asset = assetTitle(share.asset);
  const why = (): Explanation => ({
    title: t("ahead.share.mine"),
    figure: `≈ ${quantity(share.asset, share.amount)}`,
    body: (
      <Worked
        formula={`${quantity(share.asset, share.part)} × ${format.percent(share.share, 4)} ≈ ${quantity(share.asset, share.amount)}`}
        rows={[
          [t("ahead.share.sum"), quantity(share.asset, share.sum)],
          [t("ahead.share.part"), quantity(share.asset, share.part)],
          [t("ahead.share.weight"), format.percent(share.share, 4)],
        ]}
      >
        {t("ahead.share.means")}
      </Worked>
    ),
  });
  return (
    <Card label={mechanismTitle(share.mechanism)}>
      <CardTitle aside={t("ahead.share.day", { day: format.day(share.day) })}>
        {t("ahead.share.title", { asset })}
      </CardTitle>
      <p className="text-28 font-semibold text-amber" data-share={share.mechanism}>
        <Figure why={why}>≈ {quantity(share.asset, share.amount)}</Figure>
      </p>
      <p className="mt-1 text-12 text-ink-2">
        {t("ahead.share.of", { sum: quantity(share.asset, share.sum), share: format.percent(share.share, 4) })}
      </p>
    </Card>
  );
}
