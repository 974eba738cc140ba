// One process a folder: a file with the process id. What a killed process left behind is seen and taken over.
import { closeSync, openSync, readFileSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";

/** Takes the folder; returns how to let it go. Throws `folder_in_use` when a living process has it. */
export function lockFolder(folder: string): () => void {
  const path = join(folder, "server.pid");
  const owner = ownerOf(path);
  if (owner !== undefined && owner !== process.pid && isAlive(owner))
    throw new Error(
      `folder_in_use: ${folder} is used by process ${owner}; end that process, or choose another folder with --data`,
    );
  rmSync(path, { force: true });
  const file = openSync(path, "wx", 0o600);
  writeSync(file, `${process.pid}\n`);
  closeSync(file);
  return () => rmSync(path, { force: true });
}

function ownerOf(path: string): number | undefined {
  try {
    const pid = Number(readFileSync(path, "utf8"));
    return Number.isSafeInteger(pid) && pid > 0 ? pid : undefined;
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
