// One of several things to choose from, as a row with its radio button.
import type { ReactElement, ReactNode } from "react";

/** `group`: the name that the radio buttons of one choice share. */
export function Choice({
  group,
  checked,
  isShut = false,
  onChoose,
  className = "",
  children,
}: {
  group: string;
  checked: boolean;
  /** shown, but not to be chosen */
  isShut?: boolean;
  onChoose: () => void;
  className?: string;
  children: ReactNode;
}): ReactElement {
  return (
    <label
      className={`flex min-h-12 cursor-pointer items-start gap-3 rounded-control border border-line bg-paper p-3 text-14 has-checked:border-leaf has-checked:bg-leaf-soft has-focus-visible:outline-2 has-focus-visible:outline-sky ${className}`}
    >
      <input
        type="radio"
        name={group}
        className="mt-0.5 size-4 shrink-0 accent-leaf"
        checked={checked}
        disabled={isShut}
        onChange={onChoose}
      />
      <span className="min-w-0">{children}</span>
    </label>
  );
}
