-- Merkle trees over the journal: a tile is the root of 256 hashes below it (level 1: of 256 entries, level 2: of 256 tiles, …), so that
-- a proof reads some hundreds of rows however long the journal is. Derived from the journal; may be dropped and built again.
create table journal_tile (
  programme_id text not null,
  level smallint not null,
  tile bigint not null,
  hash bytea not null,
  primary key (programme_id, level, tile),
  constraint journal_tile_place check (level > 0 and tile >= 0),
  constraint journal_tile_hash check (octet_length(hash) = 32)
);

-- The root that each closed day is published with: of all entries up to and with its close.
create table day_root (
  programme_id text not null,
  day date not null,
  size bigint not null,
  root bytea not null,
  primary key (programme_id, day),
  constraint day_root_size check (size > 0),
  constraint day_root_hash check (octet_length(root) = 32)
);
