// The way back to the list that a page was opened from.
import { Link } from "@tanstack/react-router";
import type { ReactElement, ReactNode } from "react";
import { useProgramme } from "../../shared/programme.js";
import { Icon } from "../../shared/ui/icons.js";
import type { DeskPath } from "../shell/pages.js";

export function BackTo({ to, children }: { to: DeskPath; children: ReactNode }): ReactElement {
  const { id } = useProgramme();
  return (
    <Link
      to={to}
      params={{ programme: id }}
      className="-ml-1 mb-1 inline-flex min-h-11 items-center gap-1 text-14 text-ink-2 hover:text-ink"
    >
      <Icon name="left" size={18} />
      {children}
    </Link>
  );
}
