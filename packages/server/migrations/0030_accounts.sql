-- People who sign in. A person belongs to no programme: these four tables are the only ones whose keys do not begin with programme_id.
-- What it is in a programme stands in member, programme_role and merchant_staff, keyed like everything else.

create table person (
  id text primary key,
  name text not null,
  email text not null,
  email_verified boolean not null default false,
  image text,
  phone_number text,
  phone_number_verified boolean,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint person_email unique (email),
  constraint person_phone unique (phone_number)
);

create table person_session (
  id text primary key,
  user_id text not null references person on delete cascade,
  token text not null,
  expires_at timestamptz not null,
  ip_address text,
  user_agent text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint person_session_token unique (token)
);
create index person_session_of on person_session (user_id);

create table person_method (
  id text primary key,
  user_id text not null references person on delete cascade,
  account_id text not null,
  provider_id text not null,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  password text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index person_method_of on person_method (user_id);

create table person_proof (
  id text primary key,
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index person_proof_by on person_proof (identifier);

-- Who stands behind a name of the ledger. The name is a pseudonym; without a person it is somebody who has left.
create table member (
  programme_id text not null references programme,
  member text not null,
  person_id text,
  referral_code text not null,
  referrer text,
  state text not null default 'joining',
  joined_at timestamptz not null default now(),
  primary key (programme_id, member),
  constraint member_once unique (programme_id, person_id),
  constraint member_code unique (programme_id, referral_code),
  constraint member_state check (state in ('joining', 'joined')),
  constraint member_referrer check (referrer <> member)
);
create index member_brought_by on member (programme_id, referrer, joined_at);

create table programme_role (
  programme_id text not null references programme,
  person_id text not null,
  role text not null,
  given_at timestamptz not null default now(),
  primary key (programme_id, person_id, role),
  constraint programme_role_name check (role in ('operator', 'reviewer', 'support', 'auditor'))
);

alter table api_key drop constraint api_key_scopes;
alter table api_key add constraint api_key_scopes check (
  scopes <@ array['events:write', 'holders:read', 'programme:read', 'journal:read', 'mall:read', 'mall:write', 'accounts:write']
  and cardinality(scopes) > 0
);

-- What the mall knows and the kernel shall hear, written in the transaction that makes it so; sent in order, each under its own id.
create table outbox (
  programme_id text not null references programme,
  position bigint generated always as identity,
  event_id text not null,
  body jsonb not null,
  at text,
  state text not null default 'waiting',
  about text not null,
  subject text not null,
  seq bigint,
  code text,
  wrong text,
  created_at timestamptz not null default now(),
  answered_at timestamptz,
  primary key (programme_id, position),
  constraint outbox_event unique (programme_id, event_id),
  constraint outbox_state check (state in ('waiting', 'accepted', 'refused')),
  constraint outbox_answer check (
    (state = 'accepted') = (seq is not null) and (state = 'refused') = (code is not null)
  )
);
create index outbox_waiting on outbox (programme_id, position) where state = 'waiting';
