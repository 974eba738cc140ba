// The whole product in a browser: `perennial up`, an order at the till, the buyer's wallet with the new points, and why they are so many.
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launchBrowser } from "./support/browser.js";
import type { Product } from "./support/product.js";
import { startProduct, STARTS_MILLIS } from "./support/product.js";

let product: Product;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  product = await startProduct();
  browser = await launchBrowser();
  const context = await browser.newContext({ viewport: { width: 390, height: 800 }, locale: "zh-CN" });
  page = await context.newPage();
  await page.goto(product.origin);
}, STARTS_MILLIS);

afterAll(async () => {
  await browser?.close();
  await product?.stop();
});

/** A figure as it is shown, without sign, unit and grouping. */
const bare = (text: string | null): string => /[\d,.]+/.exec(text ?? "")?.[0].replaceAll(",", "") ?? "";

/** Minor units of an amount with four decimals. */
const units = (text: string): bigint => BigInt(text.replace(".", ""));

test("an order at the till gives the buyer the points that the till foretold, and the wallet says why", async () => {
  // The wallet of someone who is there.
  await page.getByRole("main").getByRole("link", { name: "钱包" }).first().click();
  const member = page.getByRole("main").locator("li a", { hasText: "会员" }).first();
  const buyer = decodeURIComponent((await member.getAttribute("href"))?.split("/").at(-1) ?? "");
  await member.click();
  await page.getByRole("heading", { level: 1, name: buyer }).waitFor();
  await page.getByRole("region", { name: "明细" }).locator("li, p").first().waitFor();
  const total = page.locator("[data-figure=total-points]");
  const before = (await total.count()) === 0 ? "0.0000" : bare(await total.textContent());

  // The till: first what it would earn, then the order.
  await page.getByRole("link", { name: "收银台" }).first().click();
  await page.getByLabel("金额").fill("100");
  await page.getByLabel("买家").fill(buyer);
  const earning = page.locator("[data-earning=points]");
  await earning.waitFor();
  const foretold = bare(await earning.textContent());
  expect(foretold).toMatch(/^\d+\.\d{4}$/);
  await page.getByRole("button", { name: "入账", exact: true }).click();
  await page.getByRole("heading", { name: "已入账" }).waitFor();
  const earned = bare(await earning.textContent());
  expect(earned).toBe(foretold);
  const order = /单号 (\w+)/.exec((await page.getByText(/单号 \w+/).textContent()) ?? "")?.[1] ?? "";

  // The wallet: as many more, and the newest line of points is this order's.
  await page.getByRole("link", { name: `看 ${buyer} 的钱包` }).click();
  const line = page.locator("[data-line=points]", { hasText: order });
  await line.waitFor();
  // The wallet shows what it knew until its own answer is there, which may come after the list's.
  await expect.poll(async () => units(bare(await total.textContent()))).toBe(units(before) + units(earned));

  // The why: the formula with its figures in both languages, the plan's version, the entry and its hash.
  await line.click();
  const sheet = page.getByRole("dialog");
  await sheet.getByText("SHA-256").waitFor();
  const why = (await sheet.textContent()) ?? "";
  expect(why).toContain(`+${earned}`);
  expect(why).toContain("30.00 × 0.70 = 21.00");
  expect(why).toContain(`Order ${order}: pool inflow 30.00 × 0.70 = 21.00`);
  expect(why).toContain("第 1 版");
  await expect.poll(async () => sheet.textContent()).toMatch(/[0-9a-f]{64}/);
});
