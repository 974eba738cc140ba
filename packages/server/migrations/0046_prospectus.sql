-- The prospectus of each version of a programme's plan, and what newcomers said to have read.
create table prospectus (
  programme_id text not null references programme,
  version integer not null,
  run_id bigint,
  asked_at timestamptz not null,
  data text,
  made_at timestamptz,
  primary key (programme_id, version),
  constraint prospectus_version check (version > 0),
  constraint prospectus_made check ((data is null) = (made_at is null))
);

alter table member
  add column prospectus_version integer,
  add column prospectus_read_at timestamptz,
  add constraint member_prospectus check ((prospectus_version is null) = (prospectus_read_at is null));
