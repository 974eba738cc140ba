// The columns of the tables of the mall's front, as the query builder sees them. See their migration for the constraints.
import type { HomePage } from "@perennial/api";
import type { ColumnType, Generated } from "kysely";

type Json<T> = ColumnType<T, string, string>;

interface HomeDraftTable {
  programme_id: string;
  page: Json<HomePage>;
  /** raised with each change, so that two who lay out at once don't lose each other's work */
  revision: number;
  by_whom: string;
  at: Date;
}
interface HomeVersionTable {
  programme_id: string;
  version: number;
  page: Json<HomePage>;
  by_whom: string;
  note: string;
  from_version: number | null;
  at: Generated<Date>;
}

export interface FrontTables {
  home_draft: HomeDraftTable;
  home_version: HomeVersionTable;
}
