// Sees to it that the end-to-end tests have a browser: the system's; else Debian's, installed when this is root;
// else the one that comes as an npm package and unpacks itself to the temporary folder.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { hasChineseFont, systemChromium } from "./chromium.mjs";

const limitMs = 8 * 60_000;

/**
 * Runs a command to its end without questions; says whether it went well.
 * @param {string} command
 * @param {readonly string[]} args
 */
function succeeds(command, args) {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const result = spawnSync(command, args, { stdio: ["ignore", "ignore", "inherit"], timeout: limitMs, env });
  return result.status === 0;
}

function installFromDebian() {
  if (process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) return;
  const packages = [];
  if (systemChromium() === undefined) packages.push("chromium");
  if (!hasChineseFont()) packages.push("fontconfig", "fonts-noto-cjk");
  if (packages.length === 0) return;
  console.log(`Installing from Debian: ${packages.join(", ")} …`);
  const install = () => succeeds("apt-get", ["install", "-y", "-qq", "--no-install-recommends", ...packages]);
  if (!install() && succeeds("apt-get", ["update", "-qq"])) install();
}

installFromDebian();
console.log(`Browser: ${systemChromium() ?? "@sparticuz/chromium (no system Chromium, and not root)"}`);
