// A headless Chromium for the end-to-end tests: the system's when there is one, else the npm package's own.
// It speaks to loopback only and calls nobody at home.
import { mkdirSync } from "node:fs";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { type Browser, chromium } from "playwright-core";
import { systemChromium } from "../../scripts/chromium.mjs";

/** Neither root nor most containers may start Chromium's sandbox; only our own pages are shown. */
const flags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--disable-dev-shm-usage",
];

/**
 * The browser packed in npm, unpacked at first use to a folder of this user's; loaded only when it is needed. It brings
 * the shared libraries that a bare system lacks, but unpacks them only where it takes the place for a cloud function.
 */
async function packagedChromium(): Promise<{ executablePath: string; args: string[] }> {
  const before = process.env["TMPDIR"];
  const folder = join(tmpdir(), `perennial-chromium-${userInfo().uid}`);
  mkdirSync(folder, { recursive: true });
  process.env["TMPDIR"] = folder;
  process.env["AWS_EXECUTION_ENV"] ??= "AWS_Lambda_nodejs20.x";
  try {
    const { default: packaged } = await import("@sparticuz/chromium");
    const executablePath = await packaged.executablePath();
    return { executablePath, args: packaged.args.filter((flag) => flag !== "--single-process") };
  } finally {
    if (before === undefined) delete process.env["TMPDIR"];
    else process.env["TMPDIR"] = before;
  }
}

/** Starts the browser with an empty profile of its own; close it with `browser.close()`. */
export async function launchBrowser(): Promise<Browser> {
  const system = systemChromium();
  const found = system === undefined ? await packagedChromium() : { executablePath: system, args: [] };
  return chromium.launch({
    executablePath: found.executablePath,
    args: [...new Set([...found.args, ...flags])],
    headless: true,
    timeout: 60_000,
  });
}
