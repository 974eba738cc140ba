// A database of the service from the command line, for commands that work beside the servers: its runs.
import { fail } from "./fail.js";
import type { Io } from "./io.js";

/** Only what is loaded when it is needed: most commands do without the server. */
const load = async () => import("@perennial/server");
type Server = Awaited<ReturnType<typeof load>>;
export type Jobs = InstanceType<Server["Jobs"]>;
export type RunRow = Awaited<ReturnType<Jobs["runs"]["list"]>>[number];
type Local = ConstructorParameters<Server["Jobs"]>[2];

/** Does something with the jobs of a database. Fails when no address is known, or nobody answers there. */
export async function withJobs<T>(
  url: string | undefined,
  io: Io,
  local: Local,
  work: (jobs: Jobs) => Promise<T>,
): Promise<T> {
  if (url === undefined) fail("missing_option: --database (or DATABASE_URL); the address of a PostgreSQL");
  const { Jobs: Opened, openDatabase } = await load();
  const say = (figures: object, message: string): void => {
    const { error } = figures as { error?: unknown };
    io.err(`${message}${error instanceof Error ? `: ${error.message}` : ""}\n`);
  };
  const database = await openDatabase({ url }, (error) => say({ error }, "a database connection broke")).catch(
    (error: unknown) =>
      fail(`no_database: ${error instanceof Error ? error.message : String(error)}; a PostgreSQL that answers`),
  );
  const jobs = new Opened(database, { info: () => undefined, warn: say, error: say }, local);
  try {
    return await work(jobs);
  } finally {
    await jobs.stop();
    await database.close();
  }
}
