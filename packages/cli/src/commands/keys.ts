// perennial keys: lists, makes and revokes the API keys of a programme, through a server that runs.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { AccountClient, KeyList } from "@perennial/api";
import { ApiError, createAccountClient } from "@perennial/api";
import type { Command } from "commander";
import { fail } from "../support/fail.js";
import type { Io } from "../support/io.js";
import { dataFolder } from "../support/place.js";

interface Options {
  programme: string;
  url: string;
  data?: string;
  json?: boolean;
}
interface MakeOptions extends Options {
  name: string;
  scopes: string;
}
type Scopes = KeyList["keys"][number]["scopes"];

export function keysCommand(program: Command, io: Io): void {
  const keys = program.command("keys").description("List, make and revoke the API keys of a programme.");
  withServer(keys.command("list"))
    .description("Show the keys, revoked ones included; never the keys themselves.")
    .action(async (options: Options) => {
      const { keys: found } = await asked(options, async (client) => client.keys(options.programme));
      if (options.json) return io.out(`${JSON.stringify(found, undefined, 2)}\n`);
      return io.out(found.map((key) => `${lineOf(key)}\n`).join("") || "no keys yet: perennial keys create --help\n");
    });
  withServer(keys.command("create"))
    .description("Make a key; it is shown this once.")
    .requiredOption("--name <name>", "what it is for, as it is listed")
    .requiredOption("--scopes <list>", "what it may do, by commas: programme:read,events:write")
    .action(async (options: MakeOptions) => {
      const scopes = options.scopes.split(",").map((scope) => scope.trim()) as Scopes;
      const made = await asked(options, async (client) =>
        client.createKey(options.programme, { name: options.name, scopes }),
      );
      io.out(options.json ? `${JSON.stringify(made, undefined, 2)}\n` : `${made.key}\n`);
    });
  withServer(keys.command("revoke"))
    .description("Revoke a key by the id that `list` shows; it may pass for ten more seconds.")
    .argument("<id>", "16 digits")
    .action(async (id: string, options: Options) => {
      await asked(options, async (client) => client.revokeKey(options.programme, id));
      io.out(options.json ? `${JSON.stringify({ revoked: id })}\n` : `revoked ${id}\n`);
    });
}

const withServer = (command: Command): Command =>
  command
    .requiredOption("--programme <id>", "whose keys")
    .option("--url <url>", "where the server is", "http://127.0.0.1:7070")
    .option("--data <folder>", "the server's data folder, where operator.key lies")
    .option("--json", "print as JSON")
    .addHelpText("after", EXAMPLES);

const EXAMPLES = `
Examples:
  perennial keys list --programme demo
  perennial keys create --programme demo --name till --scopes programme:read,events:write
  perennial keys revoke --programme demo 0123456789abcdef

Exit codes: 0 done; 2 no server answers there, or it refused.
`;

const lineOf = ({ id, name, scopes, createdAt, revokedAt }: KeyList["keys"][number]): string =>
  [id, revokedAt === null ? "" : "revoked", createdAt.slice(0, 10), name, scopes.join(",")].filter(Boolean).join("  ");

async function asked<T>({ url, data }: Options, call: (client: AccountClient) => Promise<T>): Promise<T> {
  try {
    return await call(createAccountClient({ origin: url, key: operatorKey(data) }));
  } catch (error) {
    if (error instanceof ApiError) {
      const { code, place, wrong, right } = error.problem;
      return fail(`${code}: ${[place, wrong].filter(Boolean).join(": ")}; ${right}`);
    }
    if (error instanceof TypeError)
      return fail(`no_server: nothing answers at ${url}; start it, or name it with --url`);
    throw error;
  }
}

function operatorKey(data: string | undefined): string {
  const path = join(dataFolder(data), "operator.key");
  try {
    return readFileSync(path, "utf8").trim();
  } catch {
    return fail(`no_key: ${path} can't be read; name the server's data folder with --data`);
  }
}
