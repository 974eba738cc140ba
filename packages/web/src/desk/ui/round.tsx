// A button that is a picture alone, as wide as a finger: for rows of things that are moved and dropped.
import type { ReactElement } from "react";
import { Icon } from "../../shared/ui/icons.js";
import type { IconName } from "../../shared/ui/icons.js";

export function Round({
  icon,
  label,
  isOff = false,
  onClick,
}: {
  icon: IconName;
  label: string;
  isOff?: boolean;
  onClick: () => void;
}): ReactElement {
  return (
    <button
      type="button"
      aria-label={label}
      disabled={isOff}
      onClick={onClick}
      className="flex size-11 shrink-0 items-center justify-center text-ink-2 hover:text-ink disabled:opacity-40"
    >
      <Icon name={icon} size={18} />
    </button>
  );
}
