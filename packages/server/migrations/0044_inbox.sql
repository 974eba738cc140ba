-- What members are told: one row for each holder and cause, as data that is worded when it is read. `by_mail` and `by_sms`: still to be sent.
create table notice (
  programme_id text not null references programme,
  holder text not null,
  notice bigint generated always as identity,
  cause text not null,
  kind text not null,
  topic text not null,
  at text not null,
  figures jsonb not null,
  entry bigint,
  subject text not null default '',
  by_mail boolean not null default false,
  by_sms boolean not null default false,
  made_at timestamptz not null default now(),
  read_at timestamptz,
  primary key (programme_id, holder, notice),
  constraint notice_once unique (programme_id, holder, cause),
  constraint notice_topic check (topic in ('expiry', 'exit', 'queue', 'rules', 'payout', 'order', 'statement'))
);
create index notice_unread on notice (programme_id, holder) where read_at is null;
create index notice_unsent on notice (programme_id, holder) where by_mail or by_sms;

-- What all members are told, a batch of them at a time: `after` is the last one who was. `joined_before`: those who came later are left out.
create table notice_round (
  programme_id text not null references programme,
  cause text not null,
  kind text not null,
  topic text not null,
  at text not null,
  figures jsonb not null,
  entry bigint,
  subject text not null default '',
  joined_before date,
  after text not null default '',
  is_done boolean not null default false,
  primary key (programme_id, cause)
);
create index notice_round_open on notice_round (programme_id) where not is_done;

-- What a member wants sent, by topic; without a row only the monthly statement, by mail. `language` null: both.
create table inbox_choice (
  programme_id text not null references programme,
  member text not null,
  mail text[] not null,
  sms text[] not null,
  language text,
  primary key (programme_id, member),
  constraint inbox_choice_language check (language in ('zh-CN', 'en'))
);

-- The programme's own setting, and the day that was last looked ahead from.
create table inbox (
  programme_id text not null references programme,
  days_ahead integer not null default 7,
  looked date,
  primary key (programme_id),
  constraint inbox_days check (days_ahead between 1 and 90)
);

-- One digest a day for each member and channel, by the key alone.
create table notice_digest (
  programme_id text not null references programme,
  member text not null,
  channel text not null,
  day date not null,
  state text not null default 'waiting',
  at timestamptz not null,
  tries integer not null default 0,
  primary key (programme_id, member, channel, day),
  constraint notice_digest_channel check (channel in ('mail', 'sms')),
  constraint notice_digest_state check (state in ('waiting', 'sent', 'failed'))
);
create index notice_digest_waiting on notice_digest (programme_id, at) where state = 'waiting';

-- What was written down before there was an inbox is told to nobody.
insert into projection (programme_id, name, seq) select programme_id, 'inbox', seq from projection where name = 'lists';
