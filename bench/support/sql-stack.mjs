// Plan `stack` as a mall would keep it in a database: every day its sets of rows are updated in one transaction. A set has one price, that of the
// morning, where the rules say the price before each order; so the figures come near the others and are not held against them.
import pg from "pg";
import { DEED } from "./trace.mjs";

const TABLES = `
create table holder (id int primary key, referrer int, cash bigint not null default 0, volume bigint not null default 0,
  stars int not null default 0, equity int not null default 0);
create table lot (id bigserial primary key, holder int not null, spend bigint not null, minted bigint not null, rest bigint not null,
  exit_at double precision not null);
create index on lot (holder) where rest > 0;
create index on lot (exit_at) where rest > 0;
create table pool (profit bigint not null, supply bigint not null, shareholders bigint not null);
insert into pool values (0, 0, 0);
create table star (stars int primary key, volume bigint not null, rate int not null);
insert into star values (1, 5000000, 15), (2, 20000000, 30), (3, 60000000, 45), (4, 200000000, 60), (5, 600000000, 75),
  (6, 1500000000, 90), (7, 3000000000, 100);
create unlogged table deed (kind int not null, who int not null, what bigint not null);`;

const JOIN = `insert into holder (id, referrer) select who, nullif(what, -1) from deed where kind = ${DEED.join}`;
const MINT = `
insert into lot (holder, spend, minted, rest, exit_at)
select who, what, q, q, 3.0 * what / q from deed, pool,
  lateral (select (case when supply > 0 then (what * 30 / 100 * 70 / 100)::numeric * supply / profit
    else (what * 30 / 100 * 70 / 100) * 100 end)::bigint as q) as minted
where kind = ${DEED.order} and q > 0`;
const FILL = `
update pool set profit = profit + coalesce(inflow, 0), shareholders = shareholders + coalesce(part, 0), supply = (select coalesce(sum(rest), 0) from lot)
from (select sum(what * 30 / 100) as inflow, sum(what / 100) as part from deed where kind = ${DEED.order}) as today`;
/** Direct, indirect, and the stars by difference with one equal above, for all orders of the day at once. */
const LINES = `
with recursive line as (
  select d.what as gross, a.id as at, 1 as generation, coalesce(s.rate, 0) as paid, d.what * coalesce(s.rate, 0) / 1000 as last, 0 as equals,
    d.what * 10 / 100 + d.what * coalesce(s.rate, 0) / 1000 as got
  from deed d join holder b on b.id = d.who join holder a on a.id = b.referrer left join star s on s.stars = a.stars
  where d.kind = ${DEED.order}
  union all
  select l.gross, a.id, l.generation + 1, greatest(l.paid, coalesce(s.rate, 0)),
    case when s.rate > l.paid then l.gross * (s.rate - l.paid) / 1000 else l.last end,
    case when s.rate > l.paid then 0 when s.rate = l.paid and l.equals = 0 then 1 else l.equals end,
    case when l.generation = 1 then l.gross * 5 / 100 else 0 end
      + case when s.rate > l.paid then l.gross * (s.rate - l.paid) / 1000 when s.rate = l.paid and l.equals = 0 then l.last * 10 / 100 else 0 end
  from line l join holder b on b.id = l.at join holder a on a.id = b.referrer left join star s on s.stars = a.stars
), sums as (select at, sum(got)::bigint as got, sum(gross)::bigint as volume from line group by at)
update holder h set cash = h.cash + got, volume = h.volume + sums.volume,
  stars = greatest(h.stars, (select count(*) from star where star.volume <= h.volume + sums.volume)::int)
from sums where h.id = sums.at`;
const SELL = `
with asked as (select who, sum(what) as asked from deed where kind = ${DEED.sell} group by who),
taken as (
  select id, holder, greatest(0, least(rest, asked - (sum(rest) over (partition by holder order by id) - rest)))::bigint as q
  from lot join asked on holder = who where rest > 0
), drained as (update lot set rest = rest - q from taken where lot.id = taken.id returning taken.holder, q),
paid as (select holder, sum(q) as q, sum((q::numeric * profit / supply * 0.8)::bigint)::bigint as cash from drained, pool group by holder),
given as (update holder set cash = holder.cash + paid.cash from paid where id = paid.holder)
update pool set profit = profit - coalesce((select sum(cash) from paid), 0), supply = supply - coalesce((select sum(q) from paid), 0)`;
/** Again until nobody is due: each exit moves the price. */
const EXITS = `
with due as (select id, holder, rest from lot, pool where rest > 0 and supply > 0 and exit_at <= profit::double precision / supply),
gone as (update lot set rest = 0 from due where lot.id = due.id),
paid as (select holder, sum(rest) as q, sum((rest::numeric * profit / supply * 0.8)::bigint)::bigint as cash from due, pool group by holder),
given as (update holder set cash = holder.cash + paid.cash from paid where id = paid.holder)
update pool set profit = profit - (select sum(cash) from paid), supply = supply - (select sum(q) from paid) where exists (select from paid)`;
const WITHDRAW = `
update holder set cash = greatest(0, cash - what) from (select who, sum(what) as what from deed where kind = ${DEED.withdraw} group by who) as w where id = who`;
const DIVIDE = `
with shared as (select shareholders from pool), all_equity as (select sum(equity) as equity from holder),
given as (update holder set cash = cash + (shareholders * holder.equity / all_equity.equity)::bigint from shared, all_equity where holder.equity > 0)
update pool set shareholders = 0`;

/** Runs the first days of a trace; returns seconds by day, and the rows that each day brought. */
export async function sqlStack(url, trace, days, monthEnds) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(TABLES);
  const seconds = [];
  let from = 0;
  for (let day = 0; day < days; day++) {
    let to = from;
    while (to < trace.length && trace.days.list[to] === day) to += 1;
    const rows = (numbers) => Array.from(numbers.list.subarray(from, to));
    const began = performance.now();
    await client.query("begin");
    await client.query("truncate deed");
    await client.query("insert into deed select * from unnest($1::int[], $2::int[], $3::bigint[])", [
      rows(trace.deeds),
      rows(trace.who),
      rows(trace.what),
    ]);
    for (const statement of [JOIN, MINT, FILL, LINES, SELL]) await client.query(statement);
    for (let moved = 1; moved > 0;) moved = (await client.query(EXITS)).rowCount;
    await client.query(WITHDRAW);
    if (day === 0) await client.query("update holder set equity = 10000 where id < $1", [trace.equity]);
    if (monthEnds.has(day)) await client.query(DIVIDE);
    await client.query("commit");
    seconds.push((performance.now() - began) / 1000);
    if (day === 0) await client.query("analyze");
    from = to;
  }
  const [{ profit, supply }] = (await client.query("select profit, supply from pool")).rows;
  await client.end();
  return { seconds, deeds: from, profit: Number(profit), supply: Number(supply) };
}
