// perennial up and serve: server and web on one port of this machine; `up` with a demo programme on the first start.
import { fileURLToPath } from "node:url";
import type { Command } from "commander";
import { ending } from "../support/ending.js";
import { fail } from "../support/fail.js";
import type { Io } from "../support/io.js";
import { whole } from "../simulate/options.js";
import { dataFolder } from "../support/place.js";
import { loadPlan } from "../support/plans.js";
import { progressBar } from "../support/progress.js";
import { localThreads } from "../threads/local.js";

interface Options {
  port: string;
  data?: string;
  databaseUrl?: string;
  demo: boolean;
  address?: string;
  origin?: string;
  threads: number;
  idle: number;
  memory?: number;
  log: "debug" | "info" | "warn" | "error" | "silent";
}

/** The plan that the demo's grows out of. */
const DEMO_PLAN = "appreciation";
const webRoot = fileURLToPath(new URL("../../../web/dist/", import.meta.url));

export function upCommand(program: Command, io: Io): void {
  withPlace(program.command("up"))
    .description("Start everything on this machine: server, web and a demo programme with play money.")
    .option("--no-demo", "do not create the demo programme")
    .option(
      "--threads <number>",
      "simulations that this server runs side by side; 0: perennial worker does",
      whole(0, 64),
      1,
    )
    .addHelpText("after", EXAMPLES)
    .action(async (options: Options) => up(options, io));
}

export function serveCommand(program: Command, io: Io): void {
  withPlace(program.command("serve"))
    .description("Serve the programmes of a PostgreSQL; start as many as you like on one database.")
    .option(
      "--address <url>",
      "how the other servers of the database reach this one, when not on this machine: https://a.example",
    )
    .addHelpText("after", SERVE_EXAMPLES)
    .action(async (options: Options) => {
      if (options.databaseUrl === undefined)
        fail("missing_option: --database-url (or DATABASE_URL); the address of a PostgreSQL, or use perennial up");
      if (options.address !== undefined && !URL.canParse(options.address))
        fail(`bad_option: --address ${options.address}; an address such as https://a.example`);
      await up({ ...options, demo: false, threads: 0 }, io);
    });
}

/** What both need to know: where to listen, where the data are. */
const withPlace = (command: Command): Command =>
  command
    .option("--port <number>", "port on 127.0.0.1; 0 takes any that is free", "7070")
    .option(
      "--data <folder>",
      "where the data and the keys lie (default: .perennial here, or perennial in XDG_DATA_HOME)",
    )
    .option(
      "--origin <url>",
      "where buyers and payment channels reach the mall, behind a proxy that speaks TLS: https://mall.example",
      process.env["PERENNIAL_ORIGIN"],
    )
    .option("--idle <minutes>", "a programme that nobody asks for so long leaves memory", whole(1, 1_000_000), 15)
    .option(
      "--memory <megabytes>",
      "what programmes in memory may take together; who was asked for longest ago leaves first (default: a third of the machine's)",
      whole(16, 10_000_000),
    )
    .option("--database-url <url>", "a PostgreSQL in place of the built-in database", process.env["DATABASE_URL"])
    .option("--log <level>", "debug, info, warn, error or silent; to standard error", "warn");

const EXAMPLES = `
Examples:
  perennial up
  perennial up --port 8080 --data ./my-data
  perennial up --database-url postgres://perennial@127.0.0.1/perennial

Ctrl-C ends it; what was answered stays. Exit codes: 0 ended; 2 the port is taken, the folder is in use, or the
database does not answer.
`;

const SERVE_EXAMPLES = `
Examples:
  perennial serve --database-url postgres://perennial@127.0.0.1/perennial --port 7070
  perennial serve --database-url postgres://perennial@127.0.0.1/perennial --port 7071 --data ./second

Each programme has one server at a time; the others pass its requests on, and take over within seconds when it is gone.
Exit codes: 0 ended; 2 the port is taken, or the database does not answer.
`;

const DEMO_PEOPLE =
  "  sign in     13800000000 (member), 13800000001 (shop), 13800000002 (operator); codes are shown here";

/** Starts, says where, and waits for the end. */
async function up(options: Options, io: Io): Promise<void> {
  const port = Number(options.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    fail(`bad_option: --port ${options.port}; a whole number from 0 to 65535`);
  if (options.origin !== undefined && !/^https?:\/\/[^/?#]+$/.test(options.origin))
    fail(`bad_option: --origin ${options.origin}; scheme and host alone, such as https://mall.example`);
  const running = await start(options, port, io);
  io.out(
    [
      `Perennial 长青 is up: ${running.url}`,
      `  reference   ${running.url}/api/v1/reference`,
      `  operator    key in ${running.operatorKeyFile}`,
      ...(options.demo ? [DEMO_PEOPLE] : []),
      running.durable
        ? "  database    PostgreSQL"
        : "  database    built in, for trying: it survives a crash of this program, not a power cut. A live plan needs PostgreSQL (--database-url).",
      "Ctrl-C ends it.\n",
    ].join("\n"),
  );
  await ending();
  io.err("Finishing what is under way …\n");
  await running.stop();
}

async function start(options: Options, port: number, io: Io) {
  const { data, databaseUrl, demo, log, address, origin, threads, idle, memory } = options;
  const { consoleSender, demoPlan, senderOf, startServer } = await import("@perennial/server");
  let bar: ((done: number) => void) | undefined;
  try {
    return await startServer({
      port,
      folder: dataFolder(data),
      databaseUrl,
      address,
      webRoot,
      demoPlan: demo ? demoPlan(loadPlan(DEMO_PLAN).document) : undefined,
      logLevel: log,
      rest: { idleMs: idle * 60_000, memoryBytes: memory === undefined ? undefined : memory * 2 ** 20 },
      simulate: localThreads(threads),
      origin,
      secureCookies: origin?.startsWith("https:") ?? false,
      sender: senderOf(process.env, { shown: consoleSender((line) => io.out(`${line}\n`)), origin, now: Date.now }),
      onProgress: ({ done, total }) => {
        bar ??= progressBar(io, "Demo programme", total);
        bar(done);
      },
    });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return fail(/^[a-z_]+: /.test(message) ? message : `cannot_start: ${message}; see perennial up --help`);
  }
}
