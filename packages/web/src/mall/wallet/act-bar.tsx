// What may be done with one asset, as buttons in its card; one that can't be done now says why.
import type { OfferedAct } from "@perennial/api";
import type { ReactElement } from "react";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import { compare, isZero } from "../../shared/format/decimal.js";
import { useProgramme } from "../../shared/programme.js";
import { Button } from "../../shared/ui/controls.js";

type Group = readonly [OfferedAct, ...OfferedAct[]];

/** Acts of one kind that are chosen from in one sheet: the editions of collectibles. */
function groupsOf(offered: readonly OfferedAct[]): Group[] {
  const groups: [OfferedAct, ...OfferedAct[]][] = [];
  for (const act of offered) {
    const known = act.act === "redeem" ? groups.find(([first]) => first.act === "redeem") : undefined;
    if (known) known.push(act);
    else groups.push([act]);
  }
  return groups;
}

export function ActBar({
  offered,
  onOpen,
}: {
  offered: readonly OfferedAct[];
  onOpen: (group: Group) => void;
}): ReactElement | null {
  const { t } = useTranslation();
  const { assetTitle, quantity } = useProgramme();
  const id = useId();
  const groups = groupsOf(offered);
  const [first] = offered;
  if (!first) return null;
  const asset = assetTitle(first.asset);
  const reasons = new Set<string>();
  const reasonOf = (group: Group): string | undefined => {
    const [act] = group;
    if (isZero(act.free))
      return isZero(act.reserved)
        ? t("acts.nothingFree", { asset })
        : t("acts.allReserved", { amount: quantity(act.asset, act.reserved) });
    const left = group.filter(({ edition }) => edition && edition.left > 0);
    if (act.act !== "redeem") return undefined;
    if (left.length === 0) return t("acts.soldOut");
    return left.some(({ edition }) => edition && compare(edition.price, act.free) <= 0)
      ? undefined
      : t("acts.tooDear", { asset });
  };
  const buttons = groups.map((group) => {
    const [act] = group;
    const reason = reasonOf(group);
    if (reason !== undefined) reasons.add(reason);
    return (
      <Button
        key={`${act.act} ${act.to ?? ""}`}
        className="grow"
        data-act={act.act}
        disabled={reason !== undefined}
        aria-describedby={reason === undefined ? undefined : id}
        onClick={() => onOpen(group)}
      >
        {act.to === undefined ? t(`acts.verb.${act.act}`) : t("acts.convertTo", { to: assetTitle(act.to) })}
      </Button>
    );
  });
  return (
    <div className="mt-4">
      <div className="flex flex-wrap gap-2">{buttons}</div>
      {reasons.size > 0 && (
        <p id={id} className="mt-2 text-12 text-ink-2">
          {[...reasons].join(" ")}
        </p>
      )}
      {reasons.size === 0 && !isZero(first.reserved) && (
        <p className="mt-2 text-12 text-ink-2">
          {t("acts.reserved", { amount: quantity(first.asset, first.reserved) })}
        </p>
      )}
    </div>
  );
}
