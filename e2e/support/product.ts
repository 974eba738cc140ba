// The whole product for the tests that use it as people do: `perennial up` on a free port, with its demo, in a folder of its own.
import type { ChildProcess } from "node:child_process";
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));
const PAUSE_MILLIS = 50;

/** How long a start may take at most: the demo is made on the way, and machines differ. */
export const STARTS_MILLIS = 300_000;

export interface Product {
  readonly origin: string;
  /** The newest sign-in code that was shown for a phone; waits for one that is newer than those already asked for. */
  readonly code: (phone: string) => Promise<string>;
  /** A key that may do everything. */
  readonly operatorKey: () => string;
  readonly stop: () => Promise<void>;
}

/** Resolves once the product says that it is up. Rejects with what it said when it ends instead. */
export async function startProduct(): Promise<Product> {
  const folder = mkdtempSync(join(tmpdir(), "perennial-product-"));
  const child = spawn("npx", ["--no-install", "perennial", "up", "--port", "0", "--data", folder], {
    cwd: root,
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  const origin = await new Promise<string>((resolve, reject) => {
    const hear = (part: Buffer): void => {
      said += part.toString("utf8");
      const address = /http:\/\/127\.0\.0\.1:\d+/.exec(said)?.[0];
      if (address !== undefined) resolve(address);
    };
    child.stdout.on("data", hear);
    child.stderr.on("data", hear);
    child.on("exit", (code) => reject(new Error(`perennial up ended with ${code}:\n${said}`)));
  });
  const given = new Map<string, number>();
  return {
    origin,
    code: async (phone) => {
      const line = new RegExp(`sign-in code for \\+86${phone}: (\\d{6})`, "g");
      const before = given.get(phone) ?? 0;
      for (;;) {
        const codes = [...said.matchAll(line)].map(([, code = ""]) => code);
        const code = codes.at(-1);
        if (code !== undefined && codes.length > before) {
          given.set(phone, codes.length);
          return code;
        }
        await wait(PAUSE_MILLIS);
      }
    },
    operatorKey: () => readFileSync(join(folder, "operator.key"), "utf8").trim(),
    stop: async () => {
      await end(child);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Asks the product to end, with everything that it started, and waits until it has. */
async function end(child: ChildProcess): Promise<void> {
  const { pid, exitCode } = child;
  if (pid === undefined || exitCode !== null) return;
  const gone = new Promise((resolve) => child.once("close", resolve));
  process.kill(-pid, "SIGINT");
  await gone;
}
