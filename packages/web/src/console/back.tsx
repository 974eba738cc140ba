// The way back to the overview, above the pages that it leads to.
import { Link } from "@tanstack/react-router";
import type { ReactElement, ReactNode } from "react";
import { useProgramme } from "../shared/programme.js";
import { Icon } from "../shared/ui/icons.js";

export function Back({ to, children }: { to: "overview" | "entries"; children: ReactNode }): ReactElement {
  const { id } = useProgramme();
  return (
    <Link
      to={to === "overview" ? "/p/$programme/console" : "/p/$programme/console/entries"}
      params={{ programme: id }}
      className="mb-2 -ml-1 inline-flex min-h-9 items-center gap-0.5 text-14 text-sky underline-offset-4 hover:underline"
    >
      <Icon name="left" size={16} />
      {children}
    </Link>
  );
}
