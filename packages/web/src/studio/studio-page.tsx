// The plan studio: a plan as form and as JSON, what follows from it while it is typed, its runs, and two of them side by side.
import { gate } from "@perennial/checks";
import { gateStressOf, measuredOf } from "@perennial/lab";
import * as Tabs from "@radix-ui/react-tabs";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { programmeQuery } from "../shared/api/queries.js";
import { Frame } from "../shared/shell/shell.js";
import { Icon } from "../shared/ui/icons.js";
import { PageTitle } from "../shared/ui/surfaces.js";
import { Bench } from "./bench.js";
import { Compare } from "./compare/compare.js";
import { useDesk } from "./document/use-desk.js";
import { useChecked } from "./follow/use-checked.js";
import { PlanPanel } from "./plan-panel.js";
import { RunPanel } from "./run/run-panel.js";
import { useRuns } from "./run/use-runs.js";
import { Strip } from "./strip.js";
import { useLabels } from "./words/labels.js";
import { VIEWS } from "./way-in.js";

const TAB =
  "min-h-11 border-b-2 border-transparent px-1 text-14 text-ink-2 hover:text-ink data-[state=active]:border-leaf data-[state=active]:font-medium data-[state=active]:text-leaf";

/** The way back to the programme that the studio was entered from. */
function Back({ programme }: { programme: string }): ReactElement {
  const { t } = useTranslation();
  const { isChinese } = useLabels();
  const { data } = useQuery(programmeQuery(programme));
  const title = data ? (isChinese ? data.title.zh : data.title.en) : programme;
  return (
    <Link
      to="/p/$programme/console"
      params={{ programme }}
      className="flex min-h-11 min-w-0 items-center gap-1 rounded-control px-2 text-14 text-ink-2 hover:text-ink"
    >
      <Icon name="left" size={16} />
      <span className="truncate">{t("studio.back", { title })}</span>
    </Link>
  );
}

export function StudioPage(): ReactElement {
  const { t } = useTranslation();
  const { isChinese } = useLabels();
  const navigate = useNavigate();
  const { view = "plan", from } = useSearch({ from: "/studio" });
  const [desk, change] = useDesk();
  const runs = useRuns();
  const { sheet } = desk;

  // A stress of this very plan tells the rules what a run comes to.
  const stressed = runs.list.find(({ document }) => document === sheet.value);
  const measured = useMemo(() => stressed && measuredOf(stressed, stressed.results), [stressed]);
  const checked = useChecked(sheet.value, measured);
  const { sound } = checked;
  const going = useMemo(() => {
    if (!sound) return undefined;
    const stress = stressed && gateStressOf(sound.plan, stressed.results);
    return gate({ state: "sandbox", to: "live", check: sound, ...(stress && { stress }) });
  }, [sound, stressed]);

  const title = sound?.plan.document.title;
  return (
    <Frame bar={from !== undefined && <Back programme={from} />}>
      <PageTitle
        title={t("studio.title")}
        lead={
          title
            ? `${isChinese ? title.zh : title.en} · ${t("plan.versionLine", { plan: sound.plan.document.plan, version: sound.plan.document.version })}`
            : t("studio.lead")
        }
      >
        <Bench desk={desk} change={change} from={from} />
      </PageTitle>
      <Tabs.Root
        value={view}
        onValueChange={(next) =>
          void navigate({
            to: "/studio",
            search: (before) => ({ ...before, view: VIEWS.find((each) => each === next) ?? "plan" }),
            replace: true,
          })
        }
      >
        <Tabs.List aria-label={t("studio.views")} className="mb-4 flex gap-6 border-b border-line">
          <Tabs.Trigger value="plan" className={TAB}>
            {t("studio.view.plan")}
          </Tabs.Trigger>
          <Tabs.Trigger value="run" className={TAB}>
            {t("studio.view.run")}
          </Tabs.Trigger>
          <Tabs.Trigger value="compare" className={TAB}>
            {t("studio.view.compare")}
          </Tabs.Trigger>
        </Tabs.List>
        {/* What is open in the form stays open while the runs are looked at. */}
        <Tabs.Content value="plan" tabIndex={-1} forceMount className="data-[state=inactive]:hidden">
          <Strip checked={checked} />
          <PlanPanel desk={desk} change={change} checked={checked} gate={going} />
        </Tabs.Content>
        <Tabs.Content value="run" tabIndex={-1}>
          <RunPanel document={sheet.value} checked={checked} runs={runs} />
        </Tabs.Content>
        <Tabs.Content value="compare" tabIndex={-1}>
          <Compare runs={runs.list} />
        </Tabs.Content>
      </Tabs.Root>
    </Frame>
  );
}
