// The member's home: what the operator laid out; with a search or a category in the address, the products that fit.
import { useQuery } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { useProgramme } from "../../shared/programme.js";
import { PageTitle } from "../../shared/ui/surfaces.js";
import { homeQuery } from "../queries.js";
import { Blocks } from "./blocks/blocks.js";
import { Categories } from "./categories.js";
import { DEFAULT_HOME } from "./default-home.js";
import { Listing } from "./listing.js";
import { GridBones } from "./product-grid.js";
import { SearchBar } from "./search-bar.js";
import { Welcome } from "./welcome.js";

export function HomePage(): ReactElement {
  const { read, detail } = useProgramme();
  const { search, category, merchant, sort } = useSearch({ strict: false });
  const isLooking = search !== undefined || category !== undefined || merchant !== undefined || sort !== undefined;
  return (
    <>
      <PageTitle title={read(detail.title)} hidden />
      <Welcome />
      <SearchBar key={search ?? ""} />
      <div className="@container">
        {isLooking ? (
          <>
            <Categories />
            <Listing asked={{ search, category, merchant, sort: sort ?? "fitting" }} />
          </>
        ) : (
          <LaidOut />
        )}
      </div>
    </>
  );
}

/** A page that can't be read is no reason for an empty shop. */
function LaidOut(): ReactElement {
  const { id } = useProgramme();
  const { data, error } = useQuery(homeQuery(id));
  if (!data && !error) return <GridBones />;
  return <Blocks page={data?.page ?? DEFAULT_HOME} />;
}
