// The same seed gives the same run in Chromium as in Node, to the last posting.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { build } from "vite";
import { expect, test } from "vitest";
import { systemChromium } from "../../../scripts/chromium.mjs";
import { fingerprints } from "./support/everywhere.js";

const browserPath = systemChromium();
const names = ["stack", "evergreen", "zhongdian", "haigou-active"];

/** The lab and the kernel as one script that leaves `fingerprints` on the page's globals. */
async function script(): Promise<string> {
  const entry = fileURLToPath(new URL("support/everywhere.ts", import.meta.url));
  const result = await build({
    configFile: false,
    logLevel: "error",
    resolve: { conditions: ["@perennial/source"] },
    build: { write: false, minify: false, lib: { entry, formats: ["iife"], name: "everywhere" } },
  });
  const [bundle] = Array.isArray(result) ? result : [result];
  const chunk = bundle && "output" in bundle ? bundle.output[0] : undefined;
  if (!chunk) throw new Error("nothing was built");
  return chunk.code;
}

test.skipIf(browserPath === undefined)("every stress of some plans has one fingerprint in both", async () => {
  const plans = names.map(
    (name) => JSON.parse(readFileSync(new URL(`../../../plans/${name}/plan.json`, import.meta.url), "utf8")) as unknown,
  );
  const browser = await chromium.launch({
    ...(browserPath !== undefined && { executablePath: browserPath }),
    args: ["--no-sandbox"],
  });
  try {
    const page = await browser.newPage();
    await page.addScriptTag({ content: await script() });
    const there: unknown = await page.evaluate(`everywhere.fingerprints(${JSON.stringify(plans)})`);
    const here = fingerprints(plans);
    expect(here).toHaveLength(names.length * 5);
    expect(there).toEqual(here);
  } finally {
    await browser.close();
  }
});
