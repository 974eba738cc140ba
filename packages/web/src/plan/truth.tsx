// What the plan can pay at most, proved from its own figures: the sentences nobody likes to print.
import type { BoundText } from "@perennial/api";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { trim } from "../shared/format/decimal.js";
import { useProgramme } from "../shared/programme.js";
import { TruthFrame } from "../shared/ui/truth-frame.js";
import { Worked } from "../shared/why/parts.js";
import type { Explanation } from "../shared/why/sheet.js";
import { Figure } from "../shared/why/sheet.js";

export function Truth({ bounds }: { bounds: readonly BoundText[] }): ReactElement {
  return (
    <TruthFrame>
      {bounds.map((bound) => (
        <Bound key={`${bound.path}/${bound.name}`} bound={bound} />
      ))}
    </TruthFrame>
  );
}

function Bound({ bound }: { bound: BoundText }): ReactElement {
  const { t } = useTranslation();
  const { read, format, plan, mechanismTitle } = useProgramme();
  const { value, unit } = bound;
  const shown =
    value === null
      ? t("truth.unbounded")
      : {
          share: format.percent(value),
          times: `${format.amount(value)} ×`,
          cash: format.money(value),
          count: format.amount(value),
        }[unit];
  const index = Number(/^mechanisms\[(\d+)\]/.exec(bound.path)?.[1] ?? -1);
  const entry = plan.mechanisms[index];
  const why = (): Explanation => ({
    title: read(bound.text),
    figure: shown,
    body: (
      <Worked
        formula={`${bound.formula}${value === null || trim(bound.formula) === value ? "" : ` = ${value}`}`}
        rows={[
          [t("why.rule"), entry ? mechanismTitle(entry.id ?? entry.kind) : bound.path],
          [t("truth.name"), bound.name],
          [t("why.version"), t("why.versionOf", { version: plan.version })],
        ]}
      >
        {t("truth.proved")}
      </Worked>
    ),
  });
  return (
    <li>
      <p className={`font-semibold ${value === null ? "text-20 text-clay" : "text-28"}`}>
        {value !== null && <span className="mr-1.5 text-14 font-normal text-ink-2">{t("truth.most")}</span>}
        <Figure why={why}>{shown}</Figure>
      </p>
      <p className="mt-0.5 text-14">{read(bound.text)}</p>
    </li>
  );
}
