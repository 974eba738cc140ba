// The columns of the table of prospectuses, as the query builder sees them. See its migration for the constraints.
interface ProspectusTable {
  programme_id: string;
  /** of the plan */
  version: number;
  /** the run that its figures come from; null: nobody was asked for one yet */
  run_id: number | null;
  asked_at: Date;
  /** the prospectus as JSON, the same to the last byte whoever reads it */
  data: string | null;
  made_at: Date | null;
}

export interface ProspectusTables {
  prospectus: ProspectusTable;
}
