// What the service is held against on the same PostgreSQL: TPC-B by pgbench, and an order as a mall books it, in a transaction of its own
// that updates the balances in the tables that the service has. Both prepared, each with the number of clients that suits it best.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";

const CLIENTS = [8, 16, 32, 64];
const MEMBERS = 2000;

/** Another server's by its lease, so that the service leaves it alone. */
const PREPARE = `
insert into programme (programme_id, mode, status, head, owner, epoch, expires_at)
  values ('one-by-one', 'sandbox', 'ready', decode(repeat('00', 32), 'hex'), 'a mall', 1, now() + interval '1 day');
insert into state_pool (programme_id, "row", name) values ('one-by-one', 0, 'profit');
insert into state_wallet (programme_id, "row", holder, asset, first_lot, last_lot)
  select 'one-by-one', holder, holder, 1, -1, -1 from generate_series(0, ${MEMBERS}) as holder;
create sequence one_by_one;`;

/** The balances that every order meets come last, so that they are held for as short as can be. A colon before a letter would be a variable. */
const ORDER = `
\\set member random(1, ${MEMBERS})
begin;
select nextval('one_by_one') as seq \\gset
insert into state_order_settled (programme_id, "row", id, buyer, gross, cash) values ('one-by-one', :seq, 'order-' || :seq, :member, 12990, 12990);
insert into state_lot (programme_id, "row", wallet, "order", minted, "left") values ('one-by-one', :seq, :member, :seq, 272790, 272790);
update state_wallet set locked = locked + 272790 where programme_id = 'one-by-one' and "row" = :member;
insert into journal (programme_id, seq, event_id, day, type, at, event, postings, gross, margin, hash) values ('one-by-one', :seq, 'order-' || :seq, current_date, 'order.settled', cast(now() as text), '{"gross": "129.90"}', '[["external","platform",12990],["platform","profit",3897],["issuance","lot",272790]]', 12990, 12990, decode(repeat('00', 32), 'hex'));
update state_pool set balance = balance + 3897 where programme_id = 'one-by-one' and "row" = 0;
update state_wallet set free = free + 9093 where programme_id = 'one-by-one' and "row" = 0;
commit;`;

export class Rivals {
  /** `path`: of pgbench; `folder`: for its script. */
  constructor(path, url, folder) {
    this.path = path;
    this.url = url;
    this.folder = folder;
    this.script = join(folder, "order.sql");
    writeFileSync(this.script, ORDER);
  }

  /** Makes the tables of TPC-B (scale 20) and the rows of the mall, and finds the best number of clients for each. */
  async prepare(seconds) {
    this.run(["-i", "-q", "-s", "20"]);
    const client = new pg.Client({ connectionString: this.url });
    await client.connect();
    await client.query(PREPARE);
    await client.end();
    this.clients = { tpcb: this.best([], seconds), order: this.best(["-f", this.script], seconds) };
  }

  tpcb(seconds) {
    return this.tps([], this.clients.tpcb, seconds);
  }

  order(seconds) {
    return this.tps(["-f", this.script], this.clients.order, seconds);
  }

  best(what, seconds) {
    const tried = CLIENTS.map((clients) => ({ clients, tps: this.tps(what, clients, seconds) }));
    return tried.toSorted((a, b) => b.tps - a.tps)[0].clients;
  }

  tps(what, clients, seconds) {
    const how = ["-M", "prepared", "-c", String(clients), "-j", "2", "-T", String(seconds), "-n"];
    return Number(/tps = ([\d.]+)/.exec(this.run([...how, ...what]))?.[1] ?? 0);
  }

  /** Latencies of TPC-B when so many transactions a second are due, each counted from the moment at which it was; milliseconds. */
  tpcbAt(rate, seconds) {
    const folder = mkdtempSync(join(this.folder, "latencies-"));
    const how = ["-M", "prepared", "-c", String(this.clients.tpcb), "-j", "2", "-T", String(seconds), "-n"];
    this.run([...how, "-R", String(Math.round(rate)), "-l"], folder);
    const lines = readdirSync(folder).flatMap((name) => readFileSync(join(folder, name), "utf8").trim().split("\n"));
    rmSync(folder, { recursive: true });
    // Client, number, microseconds, …
    const latencies = lines.map((line) => Number(line.split(" ")[2]) / 1000).toSorted((a, b) => a - b);
    const quantile = (share) => latencies[Math.floor(latencies.length * share)] ?? 0;
    return { rate: latencies.length / seconds, p50: quantile(0.5), p99: quantile(0.99) };
  }

  run(args, cwd) {
    const { status, stdout, stderr } = spawnSync(this.path, [...args, this.url], { encoding: "utf8", cwd });
    if (status !== 0) throw new Error(stderr);
    return stdout;
  }
}
