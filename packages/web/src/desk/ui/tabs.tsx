// States of a list as a row of links, each an address of its own; on a phone the row is pushed aside by the thumb.
import type { ReactElement, ReactNode } from "react";

/** The look of a link in the row; `data-here` and `aria-current` mark the one that is open. */
export const TAB =
  "flex min-h-11 items-center rounded-full px-4 text-14 whitespace-nowrap text-ink-2 hover:text-ink data-here:bg-leaf-soft data-here:font-medium data-here:text-leaf";

/** `children`: one `li` with its link for each state. */
export function Tabs({ label, children }: { label: string; children: ReactNode }): ReactElement {
  return (
    <nav aria-label={label} className="-mx-4 mb-3 overflow-x-auto px-4 sm:mx-0 sm:px-0">
      <ul className="flex gap-1">{children}</ul>
    </nav>
  );
}
