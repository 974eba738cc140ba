-- Where the owner of a programme is reached by the other servers of the database; null: by nobody.
alter table programme add column address text;

-- What all servers of one database must have in common, such as what signs a session. Programme '*': all of them.
create table secret (
  programme_id text not null,
  name text not null,
  value bytea not null,
  primary key (programme_id, name),
  constraint secret_length check (octet_length(value) >= 32)
);
