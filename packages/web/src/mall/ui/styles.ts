// Looks that several pages of the mall share.

/** A link or a button that looks like one, with room for a finger. */
export const LINK = "inline-flex min-h-11 items-center gap-1 text-14 text-sky underline underline-offset-4";

/** A row of a list that leads somewhere. */
export const ROW = "flex min-h-14 items-center gap-3 py-2 text-14";

/** A choice among a few that is an address of its own; `data-here` marks the one that is open. */
export const CHIP =
  "inline-flex min-h-11 shrink-0 items-center rounded-full border border-line bg-paper px-4 text-14 whitespace-nowrap hover:border-leaf data-here:border-leaf data-here:bg-leaf-soft data-here:font-medium data-here:text-leaf";
