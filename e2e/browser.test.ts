// The browser of the end-to-end tests: it starts, shows a page of this machine, and has a font for Chinese.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { hasChineseFont, systemChromium } from "../scripts/chromium.mjs";
import { launchBrowser } from "./support/browser.js";

const page = `<!doctype html><meta charset="utf-8"><title>长青</title><span style="font-size:40px">长青积分</span>`;

const server = createServer((_, response) => response.end(page));
let browser: Browser;
let tab: Page;

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  browser = await launchBrowser();
  tab = await browser.newPage();
  const { port } = server.address() as AddressInfo;
  await tab.goto(`http://127.0.0.1:${port}/`);
});

afterAll(async () => {
  await browser.close();
  server.close();
});

test("shows a page of this machine and takes its picture", async () => {
  expect(await tab.title()).toBe("长青");
  const picture = await tab.screenshot();
  expect(picture.length).toBeGreaterThan(1_000);
});

// The packaged browser reads its own fonts only, and has none for Chinese.
test.skipIf(systemChromium() === undefined || !hasChineseFont())("draws Chinese text full width", async () => {
  const box = await tab.locator("span").boundingBox();
  expect(box?.width).toBe(160);
});
