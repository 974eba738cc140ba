// Where a server's data and keys lie when nobody says.
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";

/** The folder asked for; else `.perennial` where one is already; else in XDG_DATA_HOME when that is set. */
export function dataFolder(data: string | undefined): string {
  if (data !== undefined) return resolve(data);
  if (existsSync(".perennial")) return resolve(".perennial");
  const { XDG_DATA_HOME: shared } = process.env;
  return shared === undefined || shared === "" ? resolve(".perennial") : join(shared, "perennial");
}
