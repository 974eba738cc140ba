// How far a run is: a bar that a screen reader hears too, what is at work, and how a run that came to nothing ended.
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "../../shared/ui/icons.js";
import type { Underway } from "./use-runs.js";

export function Waiting({ underway }: { underway: Underway }): ReactElement | null {
  const { t, i18n } = useTranslation();
  if (underway.state === "idle") return null;
  if (underway.state !== "running")
    return (
      <output
        className={`block rounded-control p-3 text-14 ${underway.state === "failed" ? "bg-clay-soft text-clay" : "bg-paper-2 text-ink-2"}`}
      >
        {underway.state === "failed"
          ? t("studio.run.failed", { message: underway.message })
          : t("studio.run.cancelled")}
      </output>
    );
  const { advance, millis } = underway;
  const count = new Intl.NumberFormat(i18n.language);
  const percent = Math.floor(advance.share * 100);
  const seconds = Math.max(0.001, millis / 1000);
  return (
    <div className="rounded-card border border-line bg-paper-2 p-4">
      <div className="flex items-baseline justify-between gap-4">
        <p className="text-28 font-semibold" aria-hidden="true">
          {percent}
          <span className="ml-0.5 text-14 font-normal text-ink-2">%</span>
        </p>
        <p className="text-12 text-ink-2">{t("studio.run.done", { done: advance.done, jobs: advance.jobs })}</p>
      </div>
      <progress
        aria-label={t("studio.run.progress")}
        max={100}
        value={percent}
        className="mt-2 block h-2 w-full appearance-none overflow-hidden rounded-full bg-line [&::-moz-progress-bar]:bg-leaf [&::-webkit-progress-bar]:bg-line [&::-webkit-progress-value]:bg-leaf"
      />
      <p className="mt-2 flex items-center gap-1.5 text-12 text-ink-2">
        <Icon name="play" size={12} />
        {t("studio.run.pace", {
          events: count.format(advance.events),
          rate: count.format(Math.round(advance.events / seconds)),
          members: count.format(advance.members),
        })}
      </p>
    </div>
  );
}
