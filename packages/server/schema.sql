-- What the migrations make, read back from the database. Written by test/schema.test.ts; do not edit.

create table api_key (
  programme_id text not null,
  key_hash bytea not null,
  name text not null,
  scopes text[] not null,
  created_at timestamp with time zone default now() not null,
  revoked_at timestamp with time zone,
  constraint api_key_pkey PRIMARY KEY (programme_id, key_hash),
  constraint api_key_hash CHECK ((octet_length(key_hash) = 32)),
  constraint api_key_scopes CHECK (((scopes <@ ARRAY['events:write'::text, 'holders:read'::text, 'programme:read'::text, 'journal:read'::text]) AND (cardinality(scopes) > 0)))
);

create table checkpoint (
  programme_id text not null,
  seq bigint default '-1'::integer not null,
  epoch bigint default 0 not null,
  written_at timestamp with time zone,
  constraint checkpoint_pkey PRIMARY KEY (programme_id),
  constraint checkpoint_programme_id_fkey FOREIGN KEY (programme_id) REFERENCES programme(programme_id)
);

create table daily (
  programme_id text not null,
  day date not null,
  orders bigint default 0 not null,
  gross bigint default 0 not null,
  margin bigint default 0 not null,
  paid numeric default 0 not null,
  standing json,
  constraint daily_pkey PRIMARY KEY (programme_id, day)
);

create table holder_entry (
  programme_id text not null,
  name text not null,
  seq bigint not null,
  kind text not null,
  joined date not null,
  constraint holder_entry_order UNIQUE (programme_id, seq),
  constraint holder_entry_pkey PRIMARY KEY (programme_id, name),
  constraint holder_entry_kind CHECK ((kind = ANY (ARRAY['member'::text, 'merchant'::text, 'agent'::text])))
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
  constraint holder_line_pkey PRIMARY KEY (programme_id, holder, seq, line, side),
  constraint holder_line_account CHECK ((account = ANY (ARRAY['wallet'::text, 'lot'::text, 'hold'::text, 'receivable'::text]))),
  constraint holder_line_side CHECK ((side = ANY (ARRAY[0, 1])))
);

create table journal (
  programme_id text not null,
  seq bigint not null,
  event_id text,
  body_hash bytea,
  type text not null,
  at text not null,
  day date not null,
  booked_at timestamp with time zone default now() not null,
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
  constraint journal_event_once UNIQUE (programme_id, event_id),
  constraint journal_pkey PRIMARY KEY (programme_id, seq),
  constraint journal_close CHECK (((event_id IS NOT NULL) OR ((type = 'day.closed'::text) AND (standing IS NOT NULL)))),
  constraint journal_event_whole CHECK ((((event_id IS NULL) = (body_hash IS NULL)) AND ((event_id IS NULL) = (event IS NULL)))),
  constraint journal_figures CHECK (((gross IS NULL) = (margin IS NULL))),
  constraint journal_hashes CHECK (((octet_length(before) = 32) AND (octet_length(hash) = 32) AND ((body_hash IS NULL) OR (octet_length(body_hash) = 32)))),
  constraint journal_postings CHECK (((cardinality(debits) = cardinality(amounts)) AND (cardinality(credits) = cardinality(amounts)) AND (cardinality(assets) = cardinality(amounts)))),
  constraint journal_seq CHECK ((seq > 0))
);
CREATE INDEX journal_by_type ON public.journal USING btree (programme_id, type, seq);
CREATE UNIQUE INDEX journal_day_once ON public.journal USING btree (programme_id, day) WHERE (event_id IS NULL);

create table programme (
  programme_id text not null,
  mode text not null,
  status text default 'ready'::text not null,
  seq bigint default 0 not null,
  head bytea not null,
  epoch bigint default 0 not null,
  owner text,
  expires_at timestamp with time zone,
  created_at timestamp with time zone default now() not null,
  address text,
  constraint programme_pkey PRIMARY KEY (programme_id),
  constraint programme_head CHECK ((octet_length(head) = 32)),
  constraint programme_id_form CHECK ((programme_id ~ '^[a-z0-9][a-z0-9-]{0,62}$'::text)),
  constraint programme_lease CHECK (((owner IS NULL) = (expires_at IS NULL))),
  constraint programme_mode CHECK ((mode = ANY (ARRAY['demo'::text, 'sandbox'::text, 'live'::text]))),
  constraint programme_seq CHECK ((seq >= 0)),
  constraint programme_status CHECK ((status = ANY (ARRAY['filling'::text, 'ready'::text])))
);

create table projection (
  programme_id text not null,
  name text not null,
  seq bigint default 0 not null,
  constraint projection_pkey PRIMARY KEY (programme_id, name),
  constraint projection_programme_id_fkey FOREIGN KEY (programme_id) REFERENCES programme(programme_id)
);

create table redo (
  programme_id text not null,
  seq bigint not null,
  changes json not null,
  constraint redo_pkey PRIMARY KEY (programme_id, seq),
  constraint redo_seq CHECK ((seq >= 0))
);

create table secret (
  programme_id text not null,
  name text not null,
  value bytea not null,
  constraint secret_pkey PRIMARY KEY (programme_id, name),
  constraint secret_length CHECK ((octet_length(value) >= 32))
);
