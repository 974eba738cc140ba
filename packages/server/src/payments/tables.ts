// The columns of the payments' tables, as the query builder sees them. See migrations/0032_payments.sql and 0041_splits.sql for their constraints.
import type { Channel } from "@perennial/api";
import type { ColumnType, Generated } from "kysely";
import type { SqlDay } from "../database/columns.js";

interface PaymentTable {
  programme_id: string;
  payment: string;
  member: string;
  checkout_key: string;
  amount: number;
  state: Generated<"open" | "paid" | "closed">;
  channel: Channel | null;
  channel_ref: string | null;
  expires_at: Date;
  paid_at: Date | null;
  created_at: Date;
}
interface ChannelAccountTable {
  programme_id: string;
  channel: Channel;
  sealed: Uint8Array;
  updated_at: Date;
}
interface ChannelNoticeTable {
  programme_id: string;
  channel: Channel;
  notice: string;
  kind: string;
  payment: string | null;
  amount: number | null;
  outcome: string;
  received_at: Date;
}
interface ChannelMoveTable {
  programme_id: string;
  channel: Channel;
  move: string;
  kind: "in" | "out";
  payment: string;
  amount: number;
  channel_ref: string;
  state: "waiting" | "done" | "failed";
  day: SqlDay;
  at: Date;
}
interface ReconciliationTable {
  programme_id: string;
  channel: Channel;
  day: SqlDay;
  theirs_in: number;
  theirs_out: number;
  ours_in: number;
  ours_out: number;
  differences: ColumnType<unknown, string, string>;
  at: Date;
}

interface LedgerComparisonTable {
  programme_id: string;
  day: SqlDay;
  ledger_in: number;
  ledger_out: number;
  money_in: number;
  money_out: number;
  elsewhere: number;
  differences: ColumnType<unknown, string, string>;
  at: Date;
}

export interface PaymentTables {
  payment: PaymentTable;
  channel_account: ChannelAccountTable;
  channel_notice: ChannelNoticeTable;
  channel_move: ChannelMoveTable;
  reconciliation: ReconciliationTable;
  ledger_comparison: LedgerComparisonTable;
}
