// PostgreSQL by its address: a pool of connections, and named statements on it.
import { Kysely, PostgresDialect } from "kysely";
import pg from "pg";
import { binaryNumbers, binaryTexts } from "./arrays.js";
import type { Database, Statement } from "./database.js";
import { Lines } from "./lines.js";
import type { Tables } from "./tables.js";

const MOST_CONNECTIONS = 10;
const MOST_LINES = 6;
const QUEUE_CONNECTIONS = 3;

/** bigint columns hold safe integers here. */
const types: pg.CustomTypesConfig = {
  getTypeParser: (id: number, format?: "text" | "binary") =>
    id === pg.types.builtins.INT8 ? Number : (pg.types.getTypeParser(id, format) as (text: string) => unknown),
};

/** Connects to a PostgreSQL; the first connection is tried at once, so that a wrong address is told at the start. */
export async function openPostgres(url: string, onError: (error: Error) => void): Promise<Database> {
  const settings = { connectionString: url, types, application_name: "perennial" };
  const pool = watched(new pg.Pool({ ...settings, max: MOST_CONNECTIONS }), onError);
  const pipes = watched(
    new pg.Pool({ ...settings, application_name: "perennial commits", max: MOST_LINES, pipeline: true }),
    onError,
  );
  const lines = new Lines(pipes);
  try {
    await pool.query("select 1");
  } catch (error) {
    await pool.end();
    throw error;
  }
  const query = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  return {
    kind: "postgres",
    durable: true,
    query,
    texts: binaryTexts,
    numbers: binaryNumbers,
    run: async <Row>({ name, text }: Statement, values: readonly unknown[]) => {
      const { rows } = await pool.query<pg.QueryResultRow>({ name, text, values: [...values] });
      return rows as Row[];
    },
    runInLine: async (line, statement, values) => lines.run(line, statement, values),
    queue: { connectionString: url, max: QUEUE_CONNECTIONS },
    close: async () => {
      await Promise.all([pool.end(), pipes.end()]);
    },
  };
}

/** An idle connection that breaks is replaced by its pool; without a listener it would end the process. So would one that breaks between two statements of a transaction: the next statement tells whoever has it. */
function watched(pool: pg.Pool, onError: (error: Error) => void): pg.Pool {
  return pool.on("error", onError).on("connect", (client) => void client.on("error", onError));
}
