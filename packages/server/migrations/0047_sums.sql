-- What a load is held against: how many rows each state table must have, and for each redo where it begins and the MD5 of its text.
-- Null: written by an earlier version.

alter table checkpoint add column lengths jsonb;
alter table redo add column after bigint;
alter table redo add column sum uuid;
