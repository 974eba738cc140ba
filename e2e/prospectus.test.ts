// A prospectus opened in a browser: every figure that it shows is the one in its data, in both languages, without a network, from 320 pixels up.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { faults } from "./support/axe.js";
import { launchBrowser } from "./support/browser.js";

const command = fileURLToPath(new URL("../packages/cli/bin/perennial.js", import.meta.url));
const out = mkdtempSync(join(tmpdir(), "perennial-prospectus-"));
const size = ["--members", "30", "--days", "90", "--seeds", "2", "--seed", "5", "--lang", "en"];
let browser: Browser;
let page: Page;
let said: Record<string, unknown>;
const complaints: string[] = [];

beforeAll(async () => {
  execFileSync(process.execPath, [command, "prospectus", "--plan", "circular", "--out", out, "--no-pdf", ...size]);
  said = JSON.parse(readFileSync(join(out, "prospectus.json"), "utf8")) as Record<string, unknown>;
  browser = await launchBrowser();
  page = await (await browser.newContext({ offline: true, viewport: { width: 320, height: 800 } })).newPage();
  page.on("console", (message) => complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(error.message));
  await page.goto(pathToFileURL(join(out, "prospectus.html")).href);
}, 120_000);

afterAll(async () => {
  await browser.close();
  rmSync(out, { recursive: true, force: true });
});

/** The value at `stress[1].bands.paid.p50`. */
const valueAt = (path: string): unknown =>
  path
    .split(/[.[\]]+/)
    .filter((key) => key !== "")
    .reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], said);

const grouped = (digits: string): string => digits.replaceAll(/\B(?=(?:\d{3})+$)/g, ",");

/** A share in millionths as it must be shown: rounded down, one decimal from 10 % on, two below it. */
function percentOf(text: string): string {
  const millionths = Number(text.replace(".", ""));
  if (millionths === 0 || millionths === 1_000_000) return millionths === 0 ? "0%" : "100%";
  if (millionths < 100) return "<0.01%";
  const [step, decimals] = millionths >= 100_000 ? [1000, 1] : [100, 2];
  const digits = String(Math.floor(millionths / step)).padStart(decimals + 1, "0");
  return `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}%`;
}

/** What must be shown for a value of a measure, written here once more. */
function shownFor(path: string, found: unknown, language: string): string {
  const value = z.union([z.string(), z.number(), z.null()]).parse(found);
  const measure = /\.bands\.(\w+)\./.exec(path)?.[1];
  if (measure === "firstUnpaid") {
    if (value === null) return language === "zh" ? "没有" : "never";
    return language === "zh" ? `第 ${Number(value) + 1} 天` : `day ${Number(value) + 1}`;
  }
  if (value === null) return "–";
  if (measure === "members") return grouped(String(value));
  if (measure === "paidToPromised" || measure === "shortShare") return percentOf(String(value));
  if (measure === "gini") return String(value).slice(0, 5);
  const [units = "0", cents = "00"] = String(value).split(".");
  return Number(units) >= 1000 ? `¥${grouped(String(Number(units) + (cents >= "50" ? 1 : 0)))}` : `¥${units}.${cents}`;
}

interface Shown {
  path: string;
  language: string;
  text: string;
}

/** Every figure of the page with its place; one that reads alike in both languages stands once, for both. */
async function figures(): Promise<Shown[]> {
  const found = await page.$$eval("[data-figure]", (nodes) =>
    nodes.map((node) => ({
      path: node.getAttribute("data-figure") ?? "",
      language: node.getAttribute("lang")?.slice(0, 2) ?? "",
      text: node.textContent ?? "",
    })),
  );
  return found.flatMap((each) =>
    each.language === "" ? ["zh", "en"].map((language) => ({ ...each, language })) : [each],
  );
}

describe("the prospectus in a browser", () => {
  test("every figure of the stress table is the one in the data", async () => {
    const shown = (await figures()).filter(({ path }) => path.includes(".bands."));
    expect(shown.length).toBeGreaterThanOrEqual(5 * 8 * 3 * 2);
    for (const { path, language, text } of shown)
      expect({ path, text }).toEqual({ path, text: shownFor(path, valueAt(path), language) });
  });

  test("bounds and outcomes are those in the data", async () => {
    const shown = await figures();
    const bounds = shown.filter(({ path }) => path.startsWith("bounds["));
    expect(bounds.length).toBeGreaterThan(2);
    const quota = bounds.filter(({ path }) => valueAt(path.replace(/\w+$/, "name")) === "limit-paid");
    expect(quota.filter(({ path }) => path.endsWith(".bound")).map(({ text }) => text)).toEqual(["5%", "5%"]);
    for (const { path, text } of shown.filter((each) => each.path.includes(".returns[")))
      expect(text.split(" · ")[0]).toBe(grouped(String(valueAt(path))));
  });

  test("the five sentences stand in both languages, and the switch works without a network", async () => {
    const sentences = page.locator("ol.sentences li");
    const summary = said["summary"] as { zh: string; en: string }[];
    expect(await sentences.allInnerTexts()).toEqual(summary.map(({ en }) => en));
    await page.click("#language");
    expect(await sentences.allInnerTexts()).toEqual(summary.map(({ zh }) => zh));
    expect(await page.getAttribute("html", "lang")).toBe("zh-CN");
  });

  test("nothing runs over the edge at 320 pixels, and nothing is complained of", async () => {
    const widths = "[document.documentElement.scrollWidth, document.documentElement.clientWidth]";
    expect(await page.evaluate(widths)).toEqual([320, 320]);
    expect(complaints).toEqual([]);
  });

  test("nobody stumbles over it, and in the dark it can be read as well", async () => {
    expect(await faults(page)).toEqual([]);
    await page.emulateMedia({ colorScheme: "dark" });
    expect(await faults(page, ["color-contrast"])).toEqual([]);
  });
});
