// The columns of the inbox's tables, as the query builder sees them. See the migration of the inbox for their constraints.
import type { NoticeKind, NoticeTopic } from "@perennial/api";
import type { ColumnType, Generated } from "kysely";
import type { SqlDay } from "../database/columns.js";

export type Figures = Readonly<Record<string, string>>;
export type SentBy = "mail" | "sms";

interface NoticeTable {
  programme_id: string;
  holder: string;
  notice: Generated<number>;
  cause: string;
  kind: NoticeKind;
  topic: NoticeTopic;
  at: string;
  figures: ColumnType<Figures, string, string>;
  entry: number | null;
  subject: string;
  by_mail: Generated<boolean>;
  by_sms: Generated<boolean>;
  made_at: Generated<Date>;
  read_at: Date | null;
}

interface NoticeRoundTable {
  programme_id: string;
  cause: string;
  kind: NoticeKind;
  topic: NoticeTopic;
  at: string;
  figures: ColumnType<Figures, string, string>;
  entry: number | null;
  subject: string;
  joined_before: SqlDay | null;
  after: Generated<string>;
  is_done: Generated<boolean>;
}

interface InboxChoiceTable {
  programme_id: string;
  member: string;
  mail: NoticeTopic[];
  sms: NoticeTopic[];
  language: "zh-CN" | "en" | null;
}

interface InboxTable {
  programme_id: string;
  days_ahead: Generated<number>;
  looked: SqlDay | null;
}

interface NoticeDigestTable {
  programme_id: string;
  member: string;
  channel: SentBy;
  day: SqlDay;
  state: Generated<"waiting" | "sent" | "failed">;
  at: Date;
  tries: Generated<number>;
}

export interface InboxTables {
  notice: NoticeTable;
  notice_round: NoticeRoundTable;
  inbox_choice: InboxChoiceTable;
  inbox: InboxTable;
  notice_digest: NoticeDigestTable;
}
