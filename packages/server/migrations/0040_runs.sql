-- Runs: studies that somebody asked the lab for, and their parts, one simulation each. Programme '*': a run that belongs to no programme.
-- The queue that workers take them from is pg-boss's, in a schema of its own that it makes itself.

create table run (
  programme_id text not null,
  run_id bigint generated always as identity,
  kind text not null,
  title text not null,
  state text not null default 'queued',
  study json not null,
  asked integer not null default 0,
  answer text,
  fault text,
  created_at timestamptz not null default now(),
  ended_at timestamptz,
  primary key (programme_id, run_id),
  constraint run_state check (state in ('queued', 'running', 'done', 'failed', 'cancelled')),
  constraint run_asked check (asked >= 0),
  constraint run_answer check ((answer is not null) = (state = 'done')),
  constraint run_fault check ((fault is not null) = (state = 'failed')),
  constraint run_end check ((ended_at is not null) = (state in ('done', 'failed', 'cancelled')))
);

create index run_waiting on run (created_at) where state = 'queued';

-- Figures are kept as text: an answer must be the same to the last byte whoever came to them.
create table run_part (
  programme_id text not null,
  run_id bigint not null,
  part integer not null,
  spec json not null,
  share integer not null default 0,
  figures text,
  primary key (programme_id, run_id, part),
  foreign key (programme_id, run_id) references run on delete cascade,
  constraint run_part_number check (part >= 0),
  constraint run_part_share check (share between 0 and 1000)
);

alter table api_key drop constraint api_key_scopes;
alter table api_key add constraint api_key_scopes check (
  scopes <@ array['events:write', 'holders:read', 'programme:read', 'journal:read', 'mall:read', 'mall:write', 'accounts:write',
    'runs:read', 'runs:write']
  and cardinality(scopes) > 0
);

-- The operator's key may do everything.
update api_key set scopes = scopes || array['runs:read', 'runs:write'] where programme_id = '*' and name = 'operator';
