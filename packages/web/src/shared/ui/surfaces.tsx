// Surfaces: the card, its heading, and a page's own heading.
import type { ReactElement, ReactNode } from "react";
import { useEffect } from "react";

export function Card({
  children,
  className = "",
  label,
}: {
  children: ReactNode;
  className?: string;
  label?: string | undefined;
}): ReactElement {
  return (
    <section
      aria-label={label}
      className={`min-w-0 rounded-card border border-line bg-paper-2 p-4 sm:p-5 ${className}`}
    >
      {children}
    </section>
  );
}

export function CardTitle({ children, aside }: { children: ReactNode; aside?: ReactNode }): ReactElement {
  return (
    <div className="mb-3 flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
      <h2 className="text-16 font-semibold">{children}</h2>
      {aside !== undefined && <div className="text-14 text-ink-2">{aside}</div>}
    </div>
  );
}

/** A page's heading; it also names the window. `hidden`: for the ear alone, where the bar above shows the same. */
export function PageTitle({
  title,
  lead,
  hidden = false,
  children,
}: {
  title: string;
  lead?: ReactNode;
  hidden?: boolean;
  children?: ReactNode;
}): ReactElement {
  useEffect(() => {
    document.title = `${title} · 长青 Perennial`;
  }, [title]);
  if (hidden) return <h1 className="sr-only">{title}</h1>;
  return (
    <header className="mb-4 flex flex-wrap items-end justify-between gap-x-6 gap-y-1 sm:mb-6">
      <div className="min-w-0">
        <h1 className="text-20 font-semibold sm:text-28">{title}</h1>
        {lead !== undefined && <div className="mt-1 max-w-[68ch] text-14 text-ink-2">{lead}</div>}
      </div>
      {children}
    </header>
  );
}

/** Three sizes of one idea: the figure, its unit small beside it, its meaning under it. */
export function Stat({
  label,
  children,
  note,
}: {
  label: ReactNode;
  children: ReactNode;
  note?: ReactNode;
}): ReactElement {
  return (
    <div className="min-w-0">
      <div className="text-12 text-ink-2">{label}</div>
      <div className="mt-1 text-16 font-semibold sm:text-20">{children}</div>
      {note !== undefined && <div className="mt-1 text-12 text-ink-2">{note}</div>}
    </div>
  );
}
