-- The member's home as the operator lays it out: one draft, and every version that was published; the last one is shown.
create table home_draft (
  programme_id text primary key references programme,
  page jsonb not null,
  revision integer not null,
  by_whom text not null,
  at timestamptz not null,
  constraint home_draft_revision check (revision > 0)
);

create table home_version (
  programme_id text not null references programme,
  version integer not null,
  page jsonb not null,
  by_whom text not null,
  note text not null,
  from_version integer,
  at timestamptz not null,
  primary key (programme_id, version),
  foreign key (programme_id, from_version) references home_version,
  constraint home_version_number check (version > 0)
);
