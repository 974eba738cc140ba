// perennial worker: takes simulations from a database and runs them on the threads of this machine, until it is told to end.
import type { Command } from "commander";
import { ending } from "../support/ending.js";
import type { Io } from "../support/io.js";
import { whole } from "../simulate/options.js";
import { withJobs } from "../support/service.js";
import { localThreads } from "../threads/local.js";
import { usualThreads } from "../threads/waves.js";

interface Options {
  database?: string;
  threads: number;
}

export function workerCommand(program: Command, io: Io): void {
  program
    .command("worker")
    .description("Run the simulations that wait in a database; start one on as many machines as you like.")
    .option("--database <url>", "the PostgreSQL of the service", process.env["DATABASE_URL"])
    .option(
      "--threads <number>",
      "simulations side by side; as many as there are cores",
      whole(1, 1_024),
      usualThreads(),
    )
    .addHelpText("after", EXAMPLES)
    .action(async (options: Options) => work(options, io));
}

const EXAMPLES = `
Examples:
  perennial worker --database postgres://perennial@db.example/perennial
  perennial worker --database postgres://perennial@db.example/perennial --threads 8

Ctrl-C gives back what is under way, and ends. A worker that dies loses nothing: within some fifteen seconds another one
takes what it had. Exit codes: 0 ended; 2 an option is at fault, or the database does not answer.
`;

async function work({ database, threads }: Options, io: Io): Promise<void> {
  await withJobs(database, io, localThreads(threads), async (jobs) => {
    await jobs.work();
    io.out(`Working, ${threads} at a time. Ctrl-C ends it.\n`);
    await ending();
    io.err("Giving back what is under way …\n");
  });
}
