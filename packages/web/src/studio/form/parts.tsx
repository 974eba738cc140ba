// The small parts of all fields: the label with its way out, the hint, the fault, and the chips that add what may be added.
import type { Fault } from "@perennial/kernel";
import { pathText } from "@perennial/kernel";
import type { ReactElement, ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { FIELD } from "../../shared/ui/controls.js";
import { Icon } from "../../shared/ui/icons.js";
import { useFaultWords } from "../words/faults.js";
import { useLabels } from "../words/labels.js";
import type { FieldProps } from "./forming.js";
import { useForming } from "./forming.js";

export const CONTROL = `${FIELD} sm:min-h-9 sm:text-14`;

export const SMALL_BUTTON =
  "inline-flex min-h-9 min-w-9 items-center justify-center gap-1.5 rounded-control border border-transparent px-2 text-12 text-ink-2 hover:border-line hover:text-ink disabled:cursor-not-allowed disabled:opacity-40";

export function FaultLines({ faults, id }: { faults: readonly Fault[]; id?: string }): ReactElement | null {
  const words = useFaultWords();
  if (faults.length === 0) return null;
  return (
    <ul id={id} className="mt-1 space-y-0.5 text-12 text-clay" data-faults>
      {faults.map((fault) => (
        <li key={`${fault.path} ${fault.wrong}`}>{words(fault)}</li>
      ))}
    </ul>
  );
}

export function RemoveButton({ label, onRemove }: { label: string; onRemove: () => void }): ReactElement {
  const { t } = useTranslation();
  const words = t("studio.form.remove", { part: label });
  return (
    <button type="button" className={SMALL_BUTTON} aria-label={words} title={words} onClick={onRemove}>
      <Icon name="close" size={14} />
    </button>
  );
}

/** The last line of a list: one more of its parts. */
export function AddButton({ label, onAdd }: { label: string; onAdd: () => void }): ReactElement {
  const { t } = useTranslation();
  return (
    <button
      type="button"
      className="mt-2 inline-flex min-h-9 items-center rounded-control px-2 text-12 text-leaf hover:bg-leaf-soft"
      onClick={onAdd}
    >
      + {t("studio.form.addTo", { part: label })}
    </button>
  );
}

/** The frame of a field that has parts: its name, what is wrong with it as a whole, a way to leave it out. */
export function PartGroup({ props, children }: { props: FieldProps; children: ReactNode }): ReactElement {
  const { faults } = useForming();
  const labels = useLabels();
  const at = pathText(props.path);
  return (
    <Group
      label={props.label}
      hint={labels.hint(props.schema)}
      faults={faults.get(at) ?? []}
      onRemove={props.onRemove}
      path={at}
    >
      {children}
    </Group>
  );
}

/** A label above, the control, then the hint or what is wrong. */
export function Labelled({
  id,
  label,
  hint,
  faults,
  onRemove,
  path,
  isBare = false,
  children,
}: {
  id: string;
  label: string;
  hint: string | undefined;
  faults: readonly Fault[];
  onRemove?: (() => void) | undefined;
  path: string;
  isBare?: boolean | undefined;
  children: ReactNode;
}): ReactElement {
  return (
    <div className="min-w-0" data-path={path}>
      <div className={isBare ? "sr-only" : "flex min-h-7 items-center justify-between gap-2"}>
        <label htmlFor={id} className="text-12 font-medium text-ink">
          {label}
        </label>
        {onRemove && <RemoveButton label={label} onRemove={onRemove} />}
      </div>
      {children}
      <FaultLines faults={faults} id={`${id}-fault`} />
      {hint !== undefined && faults.length === 0 && (
        <p id={`${id}-hint`} className="mt-1 text-12 text-ink-3">
          {hint}
        </p>
      )}
    </div>
  );
}

/** A part with parts of its own: a quiet frame with its name on it. */
export function Group({
  label,
  hint,
  faults,
  onRemove,
  path,
  aside,
  children,
}: {
  label: string;
  hint?: string | undefined;
  faults: readonly Fault[];
  onRemove?: (() => void) | undefined;
  path: string;
  aside?: ReactNode;
  children: ReactNode;
}): ReactElement {
  return (
    <fieldset
      aria-label={label}
      data-path={path}
      tabIndex={-1}
      className="col-span-full min-w-0 border-l-2 border-line pl-3 outline-none"
    >
      <div className="flex min-h-8 flex-wrap items-center justify-between gap-x-3">
        <p className="text-12 font-semibold">{label}</p>
        <div className="flex items-center">
          {aside}
          {onRemove && <RemoveButton label={label} onRemove={onRemove} />}
        </div>
      </div>
      {hint !== undefined && <p className="-mt-0.5 mb-2 text-12 text-ink-3">{hint}</p>}
      <FaultLines faults={faults} />
      {children}
    </fieldset>
  );
}

/** What may be added: a chip each. */
export function Chips({
  names,
  onAdd,
}: {
  names: readonly (readonly [key: string, label: string, hint: string | undefined])[];
  onAdd: (key: string) => void;
}): ReactElement | null {
  const { t } = useTranslation();
  if (names.length === 0) return null;
  return (
    <ul className="col-span-full flex flex-wrap gap-1.5" aria-label={t("studio.form.mayAdd")}>
      {names.map(([key, label, hint]) => (
        <li key={key}>
          <button
            type="button"
            title={hint}
            onClick={() => onAdd(key)}
            className="inline-flex min-h-8 items-center rounded-full border border-dashed border-line px-2.5 text-12 text-ink-2 hover:border-leaf hover:text-leaf"
          >
            + {label}
          </button>
        </li>
      ))}
    </ul>
  );
}
