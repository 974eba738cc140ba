// What a run is asked to be, as a form: size and seeds, the stresses, and the scenario itself with all that it may say.
import type { Plan } from "@perennial/kernel";
import { STRESSES } from "@perennial/lab";
import type { ReactElement, ReactNode } from "react";
import { useId, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { Card } from "../../shared/ui/surfaces.js";
import { withAt, withoutAt } from "../document/path.js";
import { SchemaField } from "../form/field.js";
import type { Forming } from "../form/forming.js";
import { byPath, FormingContext } from "../form/forming.js";
import { Fields } from "../form/object.js";
import { CONTROL } from "../form/parts.js";
import { isObject } from "../schema/json-schema.js";
import { SCENARIO, suggestFrom } from "../schema/plan-schema.js";
import { useLabels } from "../words/labels.js";
import type { Asked, Settings } from "./settings.js";
import { differing, LIMITS, OWN } from "./settings.js";

interface Props {
  settings: Settings;
  onChange: (settings: Settings) => void;
  ask: Asked;
  plan: Plan | undefined;
  children: ReactNode;
}

export function Asking({ settings, onChange, ask, plan, children }: Props): ReactElement {
  const { t } = useTranslation();
  const { isChinese } = useLabels();
  const isChanged = Object.keys(settings.over).length > 0;
  const toggle = (name: string): void => {
    const all = [...STRESSES.map((each) => each.name), OWN];
    const chosen = settings.stresses.includes(name)
      ? settings.stresses.filter((each) => each !== name)
      : [...settings.stresses, name];
    onChange({ ...settings, stresses: all.filter((each) => chosen.includes(each)) });
  };
  return (
    <Card label={t("studio.run.asked")}>
      <div className="grid grid-cols-2 gap-3">
        {(["members", "days", "seed", "seeds"] as const).map((key) => (
          <Count key={key} name={key} settings={settings} onChange={onChange} />
        ))}
      </div>
      <fieldset className="mt-4">
        <legend className="text-12 font-medium">{t("studio.run.scenarios")}</legend>
        <ul className="mt-1">
          {STRESSES.map(({ name, title }) => (
            <Check key={name} isOn={settings.stresses.includes(name)} onToggle={() => toggle(name)}>
              {isChinese ? title.zh : title.en}
            </Check>
          ))}
          <Check isOn={settings.stresses.includes(OWN)} onToggle={() => toggle(OWN)}>
            {t("studio.run.own")}
          </Check>
        </ul>
        {settings.stresses.length === 0 && <p className="text-12 text-clay">{t("studio.run.noScenario")}</p>}
      </fieldset>
      <div className="mt-3">{children}</div>
      <ScenarioForm settings={settings} onChange={onChange} ask={ask} plan={plan} isChanged={isChanged} />
    </Card>
  );
}

function Check({
  isOn,
  onToggle,
  children,
}: {
  isOn: boolean;
  onToggle: () => void;
  children: ReactNode;
}): ReactElement {
  return (
    <li>
      <label className="flex min-h-9 items-center gap-2 text-14">
        <input type="checkbox" checked={isOn} onChange={onToggle} className="size-4 shrink-0 accent-leaf" />
        {children}
      </label>
    </li>
  );
}

/** A whole number within its limits; while it is not, it stays as typed and the run keeps the last that was right. */
function Count({
  name,
  settings,
  onChange,
}: {
  name: keyof typeof LIMITS;
  settings: Settings;
  onChange: (settings: Settings) => void;
}): ReactElement {
  const { t, i18n } = useTranslation();
  const id = useId();
  const [typed, setTyped] = useState<string>();
  const [least, most] = LIMITS[name];
  const valueOf = (text: string): number | undefined => {
    const value = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN;
    return value >= least && value <= most ? value : undefined;
  };
  const isWrong = typed !== undefined && valueOf(typed) === undefined;
  const count = new Intl.NumberFormat(i18n.language);
  return (
    <div>
      <label htmlFor={id} className="text-12 font-medium">
        {t(`studio.run.${name}`)}
      </label>
      <input
        id={id}
        name={name}
        inputMode="numeric"
        autoComplete="off"
        value={typed ?? String(settings[name])}
        aria-invalid={isWrong || undefined}
        aria-describedby={isWrong ? `${id}-wrong` : undefined}
        onChange={({ target }) => {
          const text = target.value.normalize("NFKC").replaceAll(/[\s,]/g, "");
          setTyped(text);
          const value = valueOf(text);
          if (value !== undefined) onChange({ ...settings, [name]: value });
        }}
        onBlur={() => setTyped(undefined)}
        className={CONTROL}
      />
      {isWrong && (
        <p id={`${id}-wrong`} role="alert" className="mt-1 text-12 text-clay">
          {t("studio.run.between", { least: count.format(least), most: count.format(most) })}
        </p>
      )}
    </div>
  );
}

/** Set by the size above. */
const GIVEN = ["scenario", "start", "days"];

function ScenarioForm({
  settings,
  onChange,
  ask,
  plan,
  isChanged,
}: Omit<Props, "children"> & { isChanged: boolean }): ReactElement {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const forming = useMemo<Forming>(() => {
    const change = (shown: unknown): void => {
      if (isObject(shown)) onChange({ ...settings, over: differing({ ...ask.fitting }, shown) });
    };
    return {
      set: (path, part) => change(withAt(ask.shown, path, part)),
      remove: (path) => change(withoutAt(ask.shown, path)),
      faults: byPath(ask.faults),
      suggest: suggestFrom(plan?.document),
      Field: SchemaField,
    };
  }, [settings, onChange, ask, plan]);
  return (
    <details
      open={isOpen || ask.faults.length > 0}
      onToggle={({ currentTarget, target }) => target === currentTarget && setOpen(currentTarget.open)}
      className="mt-4 border-t border-line pt-2"
    >
      <summary className="min-h-11 content-center text-14 text-sky">
        {t("studio.run.people")}
        {isChanged && <span className="ml-2 text-12 text-ink-2">{t("studio.run.changed")}</span>}
        {ask.faults.length > 0 && (
          <span className="ml-2 text-12 text-clay">{t("studio.form.faults", { count: ask.faults.length })}</span>
        )}
      </summary>
      <p className="mb-3 text-12 text-ink-2">{t("studio.run.peopleLead")}</p>
      {isChanged && (
        <button
          type="button"
          className="mb-3 min-h-9 text-12 text-sky underline underline-offset-4"
          onClick={() => onChange({ ...settings, over: {} })}
        >
          {t("studio.run.fitting")}
        </button>
      )}
      <FormingContext value={forming}>
        <div className="[&_.grid]:grid-cols-1">
          <Fields schema={SCENARIO} path={[]} value={ask.shown} owner="scenario" skip={GIVEN} />
        </div>
      </FormingContext>
    </details>
  );
}
