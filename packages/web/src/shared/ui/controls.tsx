// Controls: the one primary action of a page, quiet buttons beside it, and labelled fields that carry their own error.
import type { ButtonHTMLAttributes, InputHTMLAttributes, ReactElement, ReactNode } from "react";
import { useId } from "react";

type ButtonProps = ButtonHTMLAttributes<HTMLButtonElement> & { kind?: "primary" | "quiet" };

const BUTTON =
  "inline-flex min-h-11 items-center justify-center gap-2 rounded-control px-4 text-14 font-medium transition-colors duration-150 disabled:cursor-not-allowed disabled:opacity-60";
const KINDS = {
  primary: "bg-leaf text-paper hover:opacity-90",
  quiet: "border border-line bg-paper text-ink hover:border-leaf hover:bg-leaf-soft",
};

export function Button({ kind = "quiet", className = "", type = "button", ...rest }: ButtonProps): ReactElement {
  return (
    <button
      type={type === "submit" ? "submit" : "button"}
      className={`${BUTTON} ${KINDS[kind]} ${className}`}
      {...rest}
    />
  );
}

export const linkButton = (kind: "primary" | "quiet"): string => `${BUTTON} ${KINDS[kind]}`;

export const FIELD =
  "min-h-11 w-full rounded-control border border-line bg-paper px-3 text-16 text-ink transition-colors duration-150 hover:border-ink-3 disabled:bg-paper-2 disabled:text-ink-2 aria-invalid:border-clay";

type FieldProps = Omit<InputHTMLAttributes<HTMLInputElement>, "prefix"> & {
  label: string;
  hint?: string | undefined;
  /** what is wrong with the field, and the way out */
  error?: ReactNode;
  prefix?: string | undefined;
};

export function Field({ label, hint, error, prefix, className = "", ...rest }: FieldProps): ReactElement {
  const id = useId();
  const described = [hint === undefined ? "" : `${id}-hint`, error ? `${id}-error` : ""].filter(Boolean).join(" ");
  return (
    <div className={className}>
      <label htmlFor={id} className="mb-1 block text-14 font-medium text-ink">
        {label}
      </label>
      <div className="relative">
        {prefix !== undefined && (
          <span
            aria-hidden="true"
            className="pointer-events-none absolute inset-y-0 left-3 flex items-center text-16 text-ink-3"
          >
            {prefix}
          </span>
        )}
        <input
          id={id}
          className={`${FIELD} ${prefix === undefined ? "" : "pl-8"}`}
          aria-invalid={error ? true : undefined}
          aria-describedby={described === "" ? undefined : described}
          {...rest}
        />
      </div>
      {hint !== undefined && (
        <p id={`${id}-hint`} className="mt-1 text-12 text-ink-3">
          {hint}
        </p>
      )}
      {error && (
        <div id={`${id}-error`} role="alert" className="mt-1 text-14 text-clay">
          {error}
        </div>
      )}
    </div>
  );
}
