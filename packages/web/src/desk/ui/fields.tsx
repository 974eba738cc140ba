// Fields of the desk beside the shared text field: longer texts, choices, ticks; each labelled and carrying its own fault.
import type { ReactElement, ReactNode, SelectHTMLAttributes, TextareaHTMLAttributes } from "react";
import { useId } from "react";
import { FIELD } from "../../shared/ui/controls.js";

interface Around {
  label: string;
  hint?: string | undefined;
  error?: string | undefined;
  className?: string;
}

/** The attributes that tie a field to its hint and its fault. */
function tied(id: string, { hint, error }: Around): { "aria-invalid"?: true; "aria-describedby"?: string } {
  const described = [...(hint === undefined ? [] : [`${id}-hint`]), ...(error === undefined ? [] : [`${id}-error`])];
  return {
    ...(error !== undefined && { "aria-invalid": true }),
    ...(described.length > 0 && { "aria-describedby": described.join(" ") }),
  };
}

function Labelled({ id, label, hint, error, className, children }: Around & { id: string; children: ReactNode }) {
  return (
    <div className={className}>
      <label htmlFor={id} className="mb-1 block text-14 font-medium text-ink">
        {label}
      </label>
      {children}
      {hint !== undefined && (
        <p id={`${id}-hint`} className="mt-1 text-12 text-ink-3">
          {hint}
        </p>
      )}
      {error !== undefined && (
        <p id={`${id}-error`} role="alert" className="mt-1 text-14 text-clay">
          {error}
        </p>
      )}
    </div>
  );
}

export function TextArea({
  label,
  hint,
  error,
  className,
  ...rest
}: Around & Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, "className">): ReactElement {
  const id = useId();
  const around = { label, hint, error, ...(className !== undefined && { className }) };
  return (
    <Labelled id={id} {...around}>
      <textarea id={id} rows={3} className={`${FIELD} py-2`} {...tied(id, around)} {...rest} />
    </Labelled>
  );
}

export function Select({
  label,
  hint,
  error,
  className,
  children,
  ...rest
}: Around & Omit<SelectHTMLAttributes<HTMLSelectElement>, "className">): ReactElement {
  const id = useId();
  const around = { label, hint, error, ...(className !== undefined && { className }) };
  return (
    <Labelled id={id} {...around}>
      <select id={id} className={FIELD} {...tied(id, around)} {...rest}>
        {children}
      </select>
    </Labelled>
  );
}

export function Tick({
  label,
  hint,
  checked,
  onChange,
}: {
  label: string;
  hint?: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
}): ReactElement {
  const id = useId();
  return (
    <div className="flex min-h-11 items-start gap-3 py-2">
      <input
        id={id}
        type="checkbox"
        checked={checked}
        onChange={({ target }) => onChange(target.checked)}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        className="mt-0.5 size-6 shrink-0 accent-leaf"
      />
      <div>
        <label htmlFor={id} className="text-14 font-medium">
          {label}
        </label>
        {hint !== undefined && (
          <p id={`${id}-hint`} className="text-12 text-ink-3">
            {hint}
          </p>
        )}
      </div>
    </div>
  );
}

/** Several ticks that answer one question. */
export function Ticks({ legend, hint, children }: { legend: string; hint?: string; children: ReactNode }) {
  return (
    <fieldset>
      <legend className="text-14 font-medium">{legend}</legend>
      {hint !== undefined && <p className="text-12 text-ink-3">{hint}</p>}
      <div className="mt-1 grid gap-x-6 sm:grid-cols-2">{children}</div>
    </fieldset>
  );
}
