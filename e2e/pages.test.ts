// Every page in both themes, in each of its states: nothing that a screen reader or a narrow phone would stumble over, and promised money hatched.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startService } from "../packages/web/test/support/service.js";
import { faults } from "./support/axe.js";
import { launchBrowser } from "./support/browser.js";
import { buildPages } from "./support/pages.js";

const DAYS = 45;
const MEMBER = "张明";
const own = mkdtempSync(join(tmpdir(), "perennial-pages-"));
let browser: Browser;
let service: Awaited<ReturnType<typeof startService>>;

beforeAll(async () => {
  buildPages(own);
  service = await startService(DAYS, { dist: own });
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser.close();
  service.server.close();
  rmSync(own, { recursive: true, force: true });
});

interface Look {
  theme?: "light" | "dark";
  width?: number;
  language?: "zh-CN" | "en-GB";
}

/** A page of its own context, drawn to the end. Anything that the browser complains of fails the test. */
async function open(path: string, { theme = "light", width = 360, language = "zh-CN" }: Look = {}): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width, height: 800 },
    colorScheme: theme,
    locale: language,
    reducedMotion: "reduce",
  });
  const page = await context.newPage();
  page.on("pageerror", (error) => expect.unreachable(`${path}: ${error.message}`));
  await page.goto(service.origin + path);
  await page.locator("h1").first().waitFor();
  await page.waitForLoadState("networkidle");
  return page;
}

const PAGES = {
  start: "/",
  find: "/p/demo/wallet",
  wallet: `/p/demo/wallet/${encodeURIComponent(MEMBER)}`,
  plan: "/p/demo/plan",
  till: "/p/demo/till",
  overview: "/p/demo/console",
  members: "/p/demo/console/members",
  entries: "/p/demo/console/entries",
  entry: "/p/demo/console/entries/60",
  "not found": "/no/such/page",
  "no such member": "/p/demo/wallet/nobody",
  "an empty plan": "/p/empty/plan",
  "an empty overview": "/p/empty/console",
  "an empty wallet list": "/p/empty/wallet",
};

describe.each(Object.entries(PAGES))("%s", (_, path) => {
  test.each([
    { theme: "light", width: 320, language: "zh-CN" },
    { theme: "dark", width: 1280, language: "en-GB" },
  ] as const)("has no faults in $theme at $width px in $language, and is no wider", async (look) => {
    const page = await open(path, look);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(look.width);
    expect(await faults(page)).toEqual([]);
    await page.context().close();
  });
});

test.each(["light", "dark"] as const)(
  "an opened why has no faults in %s, closes by the keyboard and gives the focus back",
  async (theme) => {
    const page = await open(PAGES.wallet, { theme });
    const line = page.locator("[data-line=points]").first();
    await line.focus();
    await page.keyboard.press("Enter");
    await page.getByText("SHA-256").waitFor();
    expect(await faults(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await page.locator("[role=dialog]").waitFor({ state: "detached" });
    expect(await line.evaluate((element) => element === document.activeElement)).toBe(true);
    await page.context().close();
  },
);

test("promised money is hatched, paid money is solid", async () => {
  const page = await open(PAGES.wallet);
  const images = async (kind: string): Promise<string[]> =>
    page.locator(`[data-fill=${kind}]`).evaluateAll((all) => all.map((each) => getComputedStyle(each).backgroundImage));
  const [promised, funded] = [await images("promised"), await images("funded")];
  expect(promised.length).toBeGreaterThan(0);
  expect(promised.every((image) => image.includes("repeating-linear-gradient"))).toBe(true);
  expect(funded.every((image) => image === "none")).toBe(true);
  await page.context().close();
});

test("while the service does not answer, a page says so, and goes on when it is asked again", async () => {
  const page = await open("/");
  const wallet = service.origin + PAGES.wallet;
  await page.route("**/api/v1/**", async (route) => route.abort());
  await page.goto(wallet);
  await page.getByText("连不上服务").waitFor();
  expect(await faults(page)).toEqual([]);
  await page.unroute("**/api/v1/**");
  await page.getByRole("button", { name: "再试一次" }).click();
  await page.getByRole("heading", { name: MEMBER }).waitFor();
  await page.context().setOffline(true);
  await page.getByText("网络已断开").waitFor();
  await page.context().close();
});

test("while it waits, a page shows its shape", async () => {
  const page = await open("/");
  await page.route("**/holders/*", async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    await route.continue();
  });
  await page.goto(service.origin + PAGES.wallet);
  await page.locator("[aria-busy=true] .skeleton").first().waitFor();
  expect(await faults(page)).toEqual([]);
  await page.getByRole("heading", { name: MEMBER }).waitFor();
  await page.context().close();
});

test("a service that is busy is asked again when it said, and the page comes by itself", async () => {
  const page = await open("/");
  let refused = 0;
  await page.route("**/holders/*", async (route) => {
    if (refused++ > 0) return route.continue();
    const problem = {
      type: "about:blank",
      title: "unavailable",
      status: 503,
      code: "unavailable",
      place: "",
      wrong: "-",
      right: "-",
    };
    return route.fulfill({
      status: 503,
      headers: { "retry-after": "1" },
      contentType: "application/problem+json",
      body: JSON.stringify(problem),
    });
  });
  await page.goto(service.origin + PAGES.wallet);
  await page.locator("[data-figure^=total-]").first().waitFor();
  expect(refused).toBeGreaterThan(1);
  await page.context().close();
});

test("language and theme are chosen by hand and kept", async () => {
  const page = await open(PAGES.plan);
  await page.getByRole("button", { name: "Switch to English" }).click();
  await page.getByText("The truth of it").waitFor();
  await page.getByRole("button", { name: "Theme: as the system" }).click();
  await page.getByRole("button", { name: "Theme: light" }).click();
  await page.reload();
  await page.getByText("The truth of it").waitFor();
  expect(await page.evaluate(() => [document.documentElement.lang, document.documentElement.dataset["theme"]])).toEqual(
    ["en", "dark"],
  );
  await page.context().close();
});

test("an order whose answer is lost is sent again unchanged and counts once", async () => {
  const page = await open(PAGES.till);
  const before = service.book.orders;
  await page.fill("[name=gross]", "88");
  await page.fill("[name=buyer]", MEMBER);
  await page.locator("[data-earning]").waitFor();
  let isLost = true;
  await page.route("**/events?entry=1", async (route) => {
    const answer = await route.fetch();
    if (isLost) await route.abort();
    else await route.fulfill({ response: answer });
    isLost = false;
  });
  await page.locator("button[type=submit]").dblclick();
  await page.getByText("没有收到答复").waitFor();
  await page.reload();
  await page.getByRole("button", { name: "再试一次，不会重复记账" }).click();
  await page.getByRole("heading", { name: "已入账" }).waitFor();
  expect(service.book.orders).toBe(before + 1);
  expect(await faults(page)).toEqual([]);
  await page.reload();
  await page.getByRole("heading", { name: "已入账" }).waitFor();
  await page.context().close();
});

test("the till says at the field what is wrong, and the way out", async () => {
  const page = await open(PAGES.till);
  await page.fill("[name=gross]", "50");
  await page.fill("[name=buyer]", "新来的人");
  const alert = page.locator("[role=alert]", { hasText: "没有这个人" });
  await alert.waitFor();
  expect(await page.locator("[name=buyer]").getAttribute("aria-invalid")).toBe("true");
  expect(await faults(page)).toEqual([]);
  await page.getByRole("button", { name: "先入会" }).click();
  await page.locator("[data-earning=points]").waitFor();
  await page.fill("[name=gross]", "50.001");
  await page.locator("[role=alert]", { hasText: "小数位太多" }).waitFor();
  await page.context().close();
});
