// A few words from the operator.
import type { HomeBlock } from "@perennial/api";
import type { ReactElement } from "react";
import { useProgramme } from "../../../shared/programme.js";
import { Icon } from "../../../shared/ui/icons.js";
import { Leads } from "./home-link.js";

const TONES = {
  plain: "border-line bg-paper-2",
  warning: "border-amber bg-amber-soft",
} as const;

export function NoticeBlock({ block }: { block: Extract<HomeBlock, { kind: "notice" }> }): ReactElement {
  const { read } = useProgramme();
  const { title, text, tone, link } = block;
  const leads = link.to !== "nowhere";
  return (
    <Leads link={link} className={`mb-6 flex items-start gap-3 rounded-card border px-4 py-3 ${TONES[tone]}`}>
      <span className="min-w-0 flex-1">
        {read(title) !== "" && <span className="block text-14 font-semibold">{read(title)}</span>}
        <span className="block text-14 whitespace-pre-line text-ink-2">{read(text) || text.zh}</span>
      </span>
      {leads && (
        <span className="shrink-0 text-ink-2">
          <Icon name="right" size={18} />
        </span>
      )}
    </Leads>
  );
}
