// A block under its heading.
import type { ReactElement, ReactNode } from "react";

/** Without a title the block speaks for itself. `hidden`: the title is for the ear alone. */
export function Section({
  title,
  hidden = false,
  aside,
  children,
}: {
  title: string;
  hidden?: boolean;
  aside?: ReactNode;
  children: ReactNode;
}): ReactElement {
  return (
    <section className="mb-6">
      {title !== "" && (
        <div className={hidden ? "sr-only" : "mb-2 flex items-baseline justify-between gap-4"}>
          <h2 className="text-16 font-semibold @xl:text-20">{title}</h2>
          {aside}
        </div>
      )}
      {children}
    </section>
  );
}
