-- Spreads the schema over the nodes of a Citus cluster, by programme. Run it on the coordinator after the first start of the server, and
-- again after each upgrade: it takes up what is not spread yet and leaves the rest as it is.
--   psql "$DATABASE_URL" -f docs/citus.sql
-- Tables with a programme_id are distributed by it, all on the shards of `programme`, so that whatever belongs to a programme lies on one
-- node; what has none (people, who belong to no programme) is copied to every node.
set citus.multi_shard_modify_mode to 'sequential';

do $$
declare
  next regclass;
begin
  loop
    -- What it refers to comes first.
    select c.oid into next
    from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname not like 'kysely%'
      and not exists (select from pg_dist_partition p where p.logicalrelid = c.oid)
      and not exists (
        select from pg_constraint f
        where f.conrelid = c.oid and f.contype = 'f' and f.confrelid <> c.oid
          and not exists (select from pg_dist_partition p where p.logicalrelid = f.confrelid)
      )
    order by exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'programme_id'),
      c.relname <> 'programme', c.relname
    limit 1;
    exit when next is null;
    if exists (select from pg_attribute where attrelid = next and attname = 'programme_id' and not attisdropped) then
      perform create_distributed_table(next, 'programme_id',
        colocate_with => case next when 'programme'::regclass then 'default' else 'programme' end);
    else
      perform create_reference_table(next);
    end if;
  end loop;
end $$;
