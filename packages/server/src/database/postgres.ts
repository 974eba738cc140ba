// PostgreSQL by its address: a pool of connections, and named statements on it.
import { Kysely, PostgresDialect } from "kysely";
import pg from "pg";
import { binaryNumbers, binaryTexts } from "./arrays.js";
import type { Database, Run, Statement } from "./database.js";
import { Lines } from "./lines.js";
import type { Tables } from "./tables.js";

const MOST_CONNECTIONS = 8;
const MOST_STATEMENTS = 6;
const MOST_LINES = 6;
const MOST_BEHIND = 3;
const QUEUE_CONNECTIONS = 3;
/** So many long transactions at once; the others wait for one of them to end. */
const MOST_LONG = 2;
/** A server that is stopped in the middle of one must not keep its rows from the next owner of what it writes. */
const SILENCE_MS = 10_000;

/** bigint columns hold safe integers here. */
const types: pg.CustomTypesConfig = {
  getTypeParser: (id: number, format?: "text" | "binary") =>
    id === pg.types.builtins.INT8 ? Number : (pg.types.getTypeParser(id, format) as (text: string) => unknown),
};

/** Connects to a PostgreSQL; the first connection is tried at once, so that a wrong address is told at the start. */
export async function openPostgres(url: string, onError: (error: Error) => void): Promise<Database> {
  const connect = (name: string, max: number, more: pg.PoolConfig = {}): pg.Pool =>
    watched(new pg.Pool({ connectionString: url, types, application_name: name, max, ...more }), onError);
  const pool = connect("perennial", MOST_CONNECTIONS);
  // Named statements go by keys. Their plans are kept: one that was made while a table was small would read all of it when it has grown.
  const statements = connect("perennial statements", MOST_STATEMENTS, { options: "-c enable_seqscan=off" });
  const pipes = connect("perennial commits", MOST_LINES, { pipeline: true });
  const lines = new Lines(pipes);
  const late = connect("perennial derived", MOST_BEHIND, { options: "-c synchronous_commit=off" });
  const longs = connect("perennial closes", MOST_LONG, { idle_in_transaction_session_timeout: SILENCE_MS });
  try {
    await pool.query("select 1");
  } catch (error) {
    await pool.end();
    throw error;
  }
  return {
    kind: "postgres",
    durable: true,
    query: builder(pool),
    run: through(statements),
    texts: binaryTexts,
    numbers: binaryNumbers,
    behind: { query: builder(late), run: through(late) },
    runInLine: async (line, statement, values) => lines.run(line, statement, values),
    transact: async (work) => transact(longs, work),
    queue: { connectionString: url, max: QUEUE_CONNECTIONS },
    close: async () => {
      await Promise.all([pool.end(), statements.end(), pipes.end(), late.end(), longs.end()]);
    },
  };
}

/** Sends named statements through a pool, or over one connection. */
const through =
  (client: pg.Pool | pg.PoolClient): Run =>
  async <Row>({ name, text }: Statement, values: readonly unknown[]) => {
    const { rows } = await client.query<pg.QueryResultRow>({ name, text, values: [...values] });
    return rows as Row[];
  };

const builder = (pool: pg.Pool): Kysely<Tables> => new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });

async function transact<T>(pool: pg.Pool, work: (run: Run) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query("begin");
    const done = await work(through(client));
    await client.query("commit");
    client.release();
    return done;
  } catch (error) {
    // The end of the connection is the end of the transaction, whatever state it is in.
    client.release(true);
    throw error;
  }
}

/** An idle connection that breaks is replaced by its pool; without a listener it would end the process. So would one that breaks between two statements of a transaction: the next statement tells whoever has it. */
function watched(pool: pg.Pool, onError: (error: Error) => void): pg.Pool {
  return pool.on("error", onError).on("connect", (client) => void client.on("error", onError));
}
