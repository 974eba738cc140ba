// Looks that several pages of the mall share.

/** A link or a button that looks like one, with room for a finger. */
export const LINK = "inline-flex min-h-11 items-center gap-1 text-14 text-sky underline underline-offset-4";

/** A row of a list that leads somewhere. */
export const ROW = "flex min-h-14 items-center gap-3 py-2 text-14";
