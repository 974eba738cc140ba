// Where a block of the home leads: always into the mall.
import type { HomeLink } from "@perennial/api";
import { Link } from "@tanstack/react-router";
import type { ReactElement, ReactNode } from "react";
import { useProgramme } from "../../../shared/programme.js";

/** Draws its children alone when it leads nowhere. */
export function Leads({
  link,
  className,
  children,
}: {
  link: HomeLink;
  className: string;
  children: ReactNode;
}): ReactElement {
  const { id } = useProgramme();
  const params = { programme: id };
  switch (link.to) {
    case "nowhere":
      return <div className={className}>{children}</div>;
    case "product":
      return (
        <Link
          to="/p/$programme/mall/product/$product"
          params={{ ...params, product: link.product }}
          className={className}
        >
          {children}
        </Link>
      );
    case "category":
      return (
        <Link to="/p/$programme/mall" params={params} search={{ category: link.category }} className={className}>
          {children}
        </Link>
      );
    case "search":
      return (
        <Link to="/p/$programme/mall" params={params} search={{ search: link.search }} className={className}>
          {children}
        </Link>
      );
    case "room":
      return (
        <Link to={`/p/$programme/mall/${link.room}`} params={params} className={className}>
          {children}
        </Link>
      );
  }
}
