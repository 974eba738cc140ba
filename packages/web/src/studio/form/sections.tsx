// The plan as a form: its parts in the order in which one thinks of them, each a card that opens.
import type { ReactElement, ReactNode } from "react";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Fault } from "@perennial/kernel";
import type { Change } from "../document/history.js";
import { isObject } from "../schema/json-schema.js";
import { MECHANISMS, PLAN, suggestFrom } from "../schema/plan-schema.js";
import type { Sound } from "../follow/use-checked.js";
import { useLabels } from "../words/labels.js";
import { SchemaField } from "./field.js";
import type { Forming } from "./forming.js";
import { byPath, faultsIn, FormingContext, useForming } from "./forming.js";
import { Mechanisms } from "./mechanisms.js";
import { Fields } from "./object.js";
import { FaultLines } from "./parts.js";
import { Entries } from "./record.js";
import { Items } from "./list.js";

const BASICS = ["plan", "version", "title", "currency", "timezone", "start", "rules", "checks"];
const ORDERS = ["activation", "marginBand", "hold", "demote", "budgets", "closing"];

export function PlanForm({
  value,
  faults,
  sound,
  change,
}: {
  value: unknown;
  faults: readonly Fault[];
  sound: Sound | undefined;
  change: (change: Change) => void;
}): ReactElement {
  const { t } = useTranslation();
  const labels = useLabels();
  const plan = isObject(value) ? value : {};
  const forming = useMemo<Forming>(
    () => ({
      set: (path, part) => change({ type: "set", path, part, field: path.join("/") }),
      remove: (path) => change({ type: "remove", path }),
      faults: byPath(faults),
      suggest: suggestFrom(value),
      Field: SchemaField,
    }),
    [value, faults, change],
  );
  const known = Object.keys(PLAN.properties ?? {});
  const strange = Object.keys(plan).filter((key) => !known.includes(key));
  const part = (key: string) => ({
    schema: { ...PLAN.properties?.[key], description: "" },
    path: [key],
    value: plan[key],
    label: labels.key(key),
  });
  return (
    <FormingContext value={forming}>
      <div className="space-y-3">
        <FaultLines faults={forming.faults.get("") ?? []} />
        <Section
          title={t("studio.section.mechanisms")}
          at="mechanisms"
          lead={labels.hint(PLAN.properties?.["mechanisms"] ?? {})}
          isOpen
        >
          <FaultLines faults={forming.faults.get("mechanisms") ?? []} />
          <Mechanisms
            schemas={MECHANISMS}
            list={Array.isArray(plan["mechanisms"]) ? plan["mechanisms"] : []}
            sound={sound}
          />
        </Section>
        {(["assets", "pools"] as const).map((key) => (
          <Section
            key={key}
            title={labels.key(key)}
            at={key}
            lead={labels.hint(PLAN.properties?.[key] ?? {})}
            count={isObject(plan[key]) ? Object.keys(plan[key]).length : 0}
          >
            <FaultLines faults={forming.faults.get(key) ?? []} />
            <Entries {...part(key)} />
          </Section>
        ))}
        <Section
          title={labels.key("ranks")}
          at="ranks"
          lead={labels.hint(PLAN.properties?.["ranks"] ?? {})}
          count={Array.isArray(plan["ranks"]) ? plan["ranks"].length : 0}
        >
          <FaultLines faults={forming.faults.get("ranks") ?? []} />
          <Items {...part("ranks")} />
        </Section>
        <Section title={t("studio.section.basics")} at={BASICS}>
          <Fields schema={PLAN} path={[]} value={value} only={BASICS} />
        </Section>
        <Section title={t("studio.section.orders")} at={ORDERS}>
          <Fields schema={PLAN} path={[]} value={value} only={ORDERS} />
        </Section>
        {strange.length > 0 && (
          <Section title={t("studio.section.strange")} at={strange} isOpen>
            <Fields
              schema={{ type: "object", properties: {} }}
              path={[]}
              value={Object.fromEntries(strange.map((key) => [key, plan[key]]))}
            />
          </Section>
        )}
      </div>
    </FormingContext>
  );
}

/** A card that opens; it tells how many parts it has and how many faults, and opens by itself for a way to one of them. */
function Section({
  title,
  at,
  lead,
  count,
  isOpen = false,
  children,
}: {
  title: string;
  /** the keys of the plan in it */
  at: string | readonly string[];
  lead?: string | undefined;
  count?: number;
  isOpen?: boolean;
  children: ReactNode;
}): ReactElement {
  const { t } = useTranslation();
  const { faults } = useForming();
  const [open, setOpen] = useState(isOpen);
  const wrong = [at].flat().reduce((sum, key) => sum + faultsIn(faults, key), 0);
  return (
    <details
      open={open}
      onToggle={({ currentTarget, target }) => target === currentTarget && setOpen(currentTarget.open)}
      data-section={[at].flat().join(" ")}
      className="min-w-0 rounded-card border border-line bg-paper-2"
    >
      <summary className="flex min-h-12 flex-wrap items-center gap-x-3 px-4 py-2">
        <h2 className="text-16 font-semibold">{title}</h2>
        {count !== undefined && <span className="text-14 text-ink-2">{count}</span>}
        {wrong > 0 && <span className="text-12 text-clay">{t("studio.form.faults", { count: wrong })}</span>}
      </summary>
      {open && (
        <div className="px-4 pb-4">
          {lead !== undefined && <p className="mb-3 text-12 text-ink-2">{lead}</p>}
          {children}
        </div>
      )}
    </details>
  );
}
