// The columns of the accounts' tables, as the query builder sees them. See migrations/0030_accounts.sql for their constraints.
import type { Role } from "@perennial/api";
import type { ColumnType, Generated } from "kysely";

interface PersonTable {
  id: string;
  name: string;
  email: string;
  email_verified: Generated<boolean>;
  image: string | null;
  phone_number: string | null;
  phone_number_verified: boolean | null;
  created_at: Generated<Date>;
  updated_at: Generated<Date>;
}

interface PersonSessionTable {
  id: string;
  user_id: string;
  token: string;
  expires_at: Date;
  ip_address: string | null;
  user_agent: string | null;
  created_at: Generated<Date>;
  updated_at: Generated<Date>;
}

interface PersonProofTable {
  id: string;
  identifier: string;
  value: string;
  expires_at: Date;
}

interface MemberTable {
  programme_id: string;
  member: string;
  person_id: string | null;
  referral_code: string;
  referrer: string | null;
  state: Generated<"joining" | "joined">;
  joined_at: Generated<Date>;
  prospectus_version: number | null;
  prospectus_read_at: Date | null;
}

interface RoleTable {
  programme_id: string;
  person_id: string;
  role: Role;
  given_at: Generated<Date>;
}

interface OutboxTable {
  programme_id: string;
  position: Generated<number>;
  event_id: string;
  body: ColumnType<Record<string, unknown>, string, string>;
  at: string | null;
  state: Generated<"waiting" | "accepted" | "refused">;
  about: string;
  subject: string;
  seq: number | null;
  code: string | null;
  wrong: string | null;
  created_at: Generated<Date>;
  answered_at: Date | null;
}

export interface AccountTables {
  person: PersonTable;
  person_session: PersonSessionTable;
  person_proof: PersonProofTable;
  member: MemberTable;
  programme_role: RoleTable;
  outbox: OutboxTable;
}
