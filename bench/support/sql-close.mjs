// The close of a day as a mall would keep it in a database: each holder's balance is a row, and the close updates all of them in one
// transaction, by set. The same mechanisms as in `close.mjs`, each in the shortest SQL that does it.
import pg from "pg";

const TABLES = `
create table pool (funds bigint not null);
insert into pool values (1000000000000);
create table holder (id int primary key, weight bigint not null, shell bigint not null default 0, change bigint not null default 0);
create table lot (id int primary key, holder int not null, minted bigint not null, rest bigint not null);
create table entitlement (id int primary key, holder int not null, principal bigint not null, earned bigint not null default 0);`;

const FILL = `
insert into holder (id, weight) select n, 100000 from generate_series(1, $1::int) as n`;
const LOTS = `insert into lot (id, holder, minted, rest) select n, n, 300000, 300000 from generate_series(1, $1::int) as n`;
const ROUNDS = `insert into entitlement (id, holder, principal) select n, n, 500 from generate_series(1, $1::int) as n`;

/** What a day's close is, by mechanism. */
const CLOSES = {
  distribution: [
    `with whole as (select sum(weight) as weight from holder)
     update holder set shell = shell + (4980000::numeric * holder.weight / whole.weight)::bigint from whole`,
  ],
  rounds: [`update entitlement set earned = least(principal * 5, earned + greatest(1, principal * 15 / 100))`],
  release: [
    `with freed as (
       update lot set rest = rest - least(rest, minted * 12 / 1000) where rest > 0 returning holder, least(rest, minted * 12 / 1000) as part
     ), sums as (select holder, sum(part) as part from freed group by holder)
     update holder set change = change + sums.part from sums where id = holder`,
  ],
};

/** Milliseconds that a close takes, the median of `closes`, for each of these mechanisms. Prepares so many holders first. */
export async function sqlCloses(url, holders, closes, mechanisms) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query("drop table if exists pool, holder, lot, entitlement");
  await client.query(TABLES);
  for (const fill of [FILL, LOTS, ROUNDS]) await client.query(fill, [holders]);
  await client.query("vacuum analyze");
  const taken = {};
  for (const name of mechanisms) {
    const millis = [];
    for (let round = 0; round < closes; round++) {
      const began = performance.now();
      await client.query("begin");
      for (const statement of CLOSES[name]) await client.query(statement);
      await client.query("commit");
      millis.push(performance.now() - began);
    }
    taken[name] = millis.toSorted((a, b) => a - b)[Math.floor(closes / 2)];
  }
  await client.end();
  return taken;
}
