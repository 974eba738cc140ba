// The columns of the tables that the migrations make, as the query builder sees them. See migrations/ for their constraints.
import type { ColumnType, Generated } from "kysely";
import type { AccountTables } from "../accounts/tables.js";
import type { FrontTables } from "../mall/front/tables.js";
import type { InboxTables } from "../inbox/tables.js";
import type { MallTables } from "../mall/tables.js";
import type { PaymentTables } from "../payments/tables.js";
import type { ProspectusTables } from "../prospectus/tables.js";
import type { SqlDay } from "./columns.js";

/** JSON goes in as text and comes out parsed. */
type Json = ColumnType<unknown, string, string>;
interface ProgrammeTable {
  programme_id: string;
  mode: "demo" | "sandbox" | "live";
  status: Generated<"filling" | "ready">;
  seq: Generated<number>;
  head: Uint8Array;
  epoch: Generated<number>;
  owner: string | null;
  expires_at: Date | null;
  address: string | null;
  created_at: Generated<Date>;
  wake_at: Date | null;
}

interface JournalTable {
  programme_id: string;
  seq: number;
  booked_at: Generated<Date>;
  gross: number | null;
  margin: number | null;
  day: SqlDay;
  type: string;
  at: string;
  event_id: string | null;
  body_hash: Uint8Array | null;
  event: Json;
  postings: Json;
  notes: Json;
  standing: Json;
  hash: Uint8Array;
}

interface JournalFormTable {
  programme_id: string;
  form: number;
  shape: Json;
}

interface RedoTable {
  programme_id: string;
  seq: number;
  changes: Json;
  after: number | null;
  sum: string | null;
}

interface CheckpointTable {
  programme_id: string;
  seq: Generated<number>;
  epoch: Generated<number>;
  written_at: Date | null;
  lengths: ColumnType<Record<string, number> | null, string | null, string | null>;
}

interface ProjectionTable {
  programme_id: string;
  name: string;
  seq: Generated<number>;
}

interface HolderLineTable {
  programme_id: string;
  holder: string;
  seq: number;
  line: number;
  side: number;
  asset: string;
  amount: string;
  account: "wallet" | "lot" | "hold" | "receivable";
  paid: boolean;
}

interface HolderEntryTable {
  programme_id: string;
  name: string;
  seq: number;
  kind: "member" | "merchant" | "agent";
  joined: SqlDay;
}

interface DailyTable {
  programme_id: string;
  day: SqlDay;
  orders: Generated<number>;
  gross: Generated<number>;
  margin: Generated<number>;
  paid: Generated<string>;
  standing: Json | null;
}

interface ApiKeyTable {
  programme_id: string;
  key_hash: Uint8Array;
  name: string;
  scopes: string[];
  created_at: Generated<Date>;
  revoked_at: Date | null;
}

interface JournalTileTable {
  programme_id: string;
  level: number;
  tile: number;
  hash: Uint8Array;
}

interface DayRootTable {
  programme_id: string;
  day: SqlDay;
  size: number;
  root: Uint8Array;
}

interface SecretTable {
  programme_id: string;
  name: string;
  value: Uint8Array;
}

interface RunTable {
  programme_id: string;
  run_id: Generated<number>;
  kind: string;
  title: string;
  state: Generated<"queued" | "running" | "done" | "failed" | "cancelled">;
  study: Json;
  asked: Generated<number>;
  answer: string | null;
  fault: string | null;
  created_at: Generated<Date>;
  ended_at: Date | null;
}

interface RunPartTable {
  programme_id: string;
  run_id: number;
  part: number;
  spec: Json;
  /** thousandths done */
  share: Generated<number>;
  figures: string | null;
}

export interface Tables extends AccountTables, FrontTables, InboxTables, MallTables, PaymentTables, ProspectusTables {
  programme: ProgrammeTable;
  journal: JournalTable;
  journal_form: JournalFormTable;
  redo: RedoTable;
  checkpoint: CheckpointTable;
  projection: ProjectionTable;
  holder_line: HolderLineTable;
  holder_entry: HolderEntryTable;
  daily: DailyTable;
  api_key: ApiKeyTable;
  run: RunTable;
  run_part: RunPartTable;
  secret: SecretTable;
  journal_tile: JournalTileTable;
  day_root: DayRootTable;
}
