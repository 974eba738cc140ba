// Secrets that lie in the data folder, readable by their owner alone: the operator's key, and what signs demo sessions.
import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Database } from "./database/database.js";
import type { Keys } from "./http/principal.js";
import { SCOPES } from "./http/principal.js";

const SECRET_BYTES = 32;

/** The file of a key with every scope on every programme; a new key when the database does not know the one in it. */
export async function operatorKey(folder: string, keys: Keys): Promise<string> {
  const path = join(folder, "operator.key");
  const known = existsSync(path) ? await keys.find(readFileSync(path, "utf8").trim()) : undefined;
  if (!known) write(folder, path, `${await keys.create("*", "operator", SCOPES)}\n`);
  // A version may have brought new scopes.
  else if (SCOPES.some((scope) => !known.scopes.has(scope))) await keys.widen(readFileSync(path, "utf8").trim());
  return path;
}

/** What signs sessions: the same on every server of a database. The first one brings that of its folder. */
export async function sharedSessionSecret({ query }: Database, folder: string): Promise<Uint8Array> {
  await query
    .insertInto("secret")
    .values({ programme_id: "*", name: "session", value: sessionSecret(folder) })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const { value } = await query
    .selectFrom("secret")
    .select("value")
    .where("programme_id", "=", "*")
    .where("name", "=", "session")
    .executeTakeFirstOrThrow();
  return value;
}

const sessionSecret = (folder: string): Uint8Array => keptSecret(folder, "session.key");

/** The secret in a file of the folder; a new one when there is none. */
function keptSecret(folder: string, name: string): Uint8Array {
  const path = join(folder, name);
  if (existsSync(path)) {
    const secret = Buffer.from(readFileSync(path, "utf8").trim(), "base64url");
    if (secret.length === SECRET_BYTES) return secret;
  }
  const secret = randomBytes(SECRET_BYTES);
  write(folder, path, `${secret.toString("base64url")}\n`);
  return secret;
}

/** What opens the keys of payment channels: of the environment, else of the folder. It never lies in the database. */
export function masterKey(folder: string, environment: NodeJS.ProcessEnv = process.env): Uint8Array {
  const given = environment["PERENNIAL_MASTER_KEY"];
  if (given !== undefined && given !== "") return Buffer.from(given, "base64url");
  return keptSecret(folder, "master.key");
}

function write(folder: string, path: string, text: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  writeFileSync(path, text, { mode: 0o600 });
}
