// Where a Chromium may lie on this machine: asked by the end-to-end tests and by ensure-browser.mjs.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";

const names = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];
const elsewhere = [
  "/snap/bin/chromium",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/**
 * The browser named by CHROMIUM_PATH, else the first found on PATH and in the usual places.
 * @returns {string | undefined}
 */
export function systemChromium() {
  const folders = [...(process.env["PATH"] ?? "").split(delimiter), "/usr/bin", "/usr/local/bin"];
  const places = folders.flatMap((folder) => names.map((name) => join(folder, name)));
  const named = process.env["CHROMIUM_PATH"];
  return [...(named === undefined ? [] : [named]), ...places, ...elsewhere].find((path) => existsSync(path));
}

/** Whether this machine can draw Chinese; `fc-list` names the fonts that cover a language. */
export function hasChineseFont() {
  const list = spawnSync("fc-list", [":lang=zh", "family"], { encoding: "utf8" });
  return list.status === 0 && list.stdout.trim() !== "";
}
