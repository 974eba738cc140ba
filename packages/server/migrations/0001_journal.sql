-- The journal and what hangs on it. Every key begins with programme_id, so that programmes can be spread over nodes.
-- The tables of the state itself (state_…) are made from the kernel's declarations, not here.

create table programme (
  programme_id text primary key,
  mode text not null,
  status text not null default 'ready',
  seq bigint not null default 0,
  head bytea not null,
  epoch bigint not null default 0,
  owner text,
  expires_at timestamptz,
  created_at timestamptz not null default now(),
  constraint programme_id_form check (programme_id ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
  constraint programme_mode check (mode in ('demo', 'sandbox', 'live')),
  constraint programme_status check (status in ('filling', 'ready')),
  constraint programme_seq check (seq >= 0),
  constraint programme_head check (octet_length(head) = 32),
  constraint programme_lease check ((owner is null) = (expires_at is null))
) with (fillfactor = 20);

-- One row for each entry, for good. Only the statement that also moves programme.seq inserts here, which is why there is
-- no foreign key to check for each row.
create table journal (
  programme_id text not null,
  seq bigint not null,
  event_id text,
  body_hash bytea,
  type text not null,
  at text not null,
  day date not null,
  booked_at timestamptz not null default now(),
  event json,
  debits text[] not null,
  credits text[] not null,
  assets text[] not null,
  amounts numeric[] not null,
  whys json not null,
  notes json not null,
  gross bigint,
  margin bigint,
  standing json,
  before bytea not null,
  hash bytea not null,
  primary key (programme_id, seq),
  constraint journal_event_once unique (programme_id, event_id),
  constraint journal_seq check (seq > 0),
  constraint journal_event_whole check (
    (event_id is null) = (body_hash is null) and (event_id is null) = (event is null)
  ),
  constraint journal_close check (event_id is not null or (type = 'day.closed' and standing is not null)),
  constraint journal_postings check (
    cardinality(debits) = cardinality(amounts)
    and cardinality(credits) = cardinality(amounts)
    and cardinality(assets) = cardinality(amounts)
  ),
  constraint journal_hashes check (
    octet_length(before) = 32 and octet_length(hash) = 32 and (body_hash is null or octet_length(body_hash) = 32)
  ),
  constraint journal_figures check ((gross is null) = (margin is null))
);

create unique index journal_day_once on journal (programme_id, day) where event_id is null;
create index journal_by_type on journal (programme_id, type, seq);

-- Rows of the state as each batch left them; dropped once a checkpoint has passed them.
create table redo (
  programme_id text not null,
  seq bigint not null,
  changes json not null,
  primary key (programme_id, seq),
  constraint redo_seq check (seq >= 0)
);

create table checkpoint (
  programme_id text primary key references programme,
  seq bigint not null default -1,
  epoch bigint not null default 0,
  written_at timestamptz
);

-- How far what is derived from the journal has come.
create table projection (
  programme_id text not null references programme,
  name text not null,
  seq bigint not null default 0,
  primary key (programme_id, name)
);

create table holder_line (
  programme_id text not null,
  holder text not null,
  seq bigint not null,
  line integer not null,
  side smallint not null,
  asset text not null,
  amount numeric not null,
  account text not null,
  paid boolean not null,
  primary key (programme_id, holder, seq, line, side),
  constraint holder_line_side check (side in (0, 1)),
  constraint holder_line_account check (account in ('wallet', 'lot', 'hold', 'receivable'))
);

create table holder_entry (
  programme_id text not null,
  name text not null,
  seq bigint not null,
  kind text not null,
  joined date not null,
  primary key (programme_id, name),
  constraint holder_entry_order unique (programme_id, seq),
  constraint holder_entry_kind check (kind in ('member', 'merchant', 'agent'))
);

create table daily (
  programme_id text not null,
  day date not null,
  orders bigint not null default 0,
  gross bigint not null default 0,
  margin bigint not null default 0,
  paid numeric not null default 0,
  standing json,
  primary key (programme_id, day)
);

-- Keys of the programme, or of all programmes ('*'). The key itself is never stored.
create table api_key (
  programme_id text not null,
  key_hash bytea not null,
  name text not null,
  scopes text[] not null,
  created_at timestamptz not null default now(),
  revoked_at timestamptz,
  primary key (programme_id, key_hash),
  constraint api_key_hash check (octet_length(key_hash) = 32),
  constraint api_key_scopes check (
    scopes <@ array['events:write', 'holders:read', 'programme:read', 'journal:read'] and cardinality(scopes) > 0
  )
);
