// Paid against promised: solid leaf for money that came, hatched amber for money that is only promised.
import type { ReactElement } from "react";

/** A bar of two parts; shares from 0 to 1 of its width. It decorates figures that stand beside it. */
export function PromiseBar({ paid, promised }: { paid: number; promised: number }): ReactElement {
  return (
    <div aria-hidden="true" className="flex h-3 w-full overflow-hidden rounded-full border border-line bg-paper">
      <div data-fill="funded" className={paid > 0 ? "min-w-1 bg-leaf" : ""} style={{ width: `${paid * 100}%` }} />
      <div data-fill="promised" className="hatch" style={{ width: `${promised * 100}%` }} />
    </div>
  );
}

/** The little square that names a kind of money beside its words. */
export function Swatch({ kind }: { kind: "funded" | "promised" }): ReactElement {
  return (
    <span
      aria-hidden="true"
      data-fill={kind}
      className={`mr-1.5 inline-block size-3 translate-y-px rounded-[3px] ${kind === "funded" ? "bg-leaf" : "hatch border border-amber"}`}
    />
  );
}
