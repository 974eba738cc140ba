// The whole life of an order in a browser, as six people live it: the member buys and pays with play money in the mall, the shop ships and answers in
// its desk, the hold passes, and the wallet shows what the checkout foretold. The clock is data; pictures of each step are kept.
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { pgliteBench } from "../packages/server/test/support/databases.js";
import { serveDesk } from "../packages/server/test/support/face.js";
import type { Person, Shop } from "../packages/server/test/support/mall.js";
import { DAY, openShop } from "../packages/server/test/support/mall.js";
import { launchBrowser } from "./support/browser.js";
import { buildPages } from "./support/pages.js";

const MERCHANT = "青禾茶铺";
/** what a page says of an order that earns nothing */
const NOTHING = "这一单不产生奖励。";
const HOLD_DAYS = 2;
const STARTS_MILLIS = 110_000;

const pages = mkdtempSync(join(tmpdir(), "perennial-orders-"));
const pictures = fileURLToPath(new URL("../reports/orders/", import.meta.url));
const bench = pgliteBench();
let shop: Shop;
let face: Awaited<ReturnType<typeof serveDesk>>;
let browser: Browser;
let buyer: Person;
let inviter: Person;
/** the member's phone, the shop's desk */
let phone: Page;
let desk: Page;
const products = new Map<string, string>();

beforeAll(async () => {
  buildPages(pages);
  mkdirSync(pictures, { recursive: true });
  shop = await openShop(bench, { hold: { days: HOLD_DAYS, after: "received" } }, { webRoot: pages, mode: "demo" });
  // Signing in goes by the real time.
  shop.clock.now = Date.now();
  inviter = await shop.member("周荐");
  buyer = await shop.member("王小满");
  const owner = await shop.member("林掌柜");
  await shop.merchant(MERCHANT, inviter.member);
  await shop.employ(MERCHANT, owner);
  for (const [name, more] of Object.entries({
    tea: { title: { zh: "明前龙井", en: "Longjing tea" } },
    pack: { title: { zh: "入门礼包", en: "Starter pack" }, tags: ["starter"] },
  })) {
    const { id } = await shop.product({ merchant: MERCHANT, ...more }, { cost: null });
    products.set(name, id);
  }
  face = await serveDesk(shop.desk);
  browser = await launchBrowser();
  phone = await (await contextOf(buyer, 390)).newPage();
  desk = await (await contextOf(owner, 1_280)).newPage();
  for (const page of [phone, desk])
    page.on("pageerror", (error) => expect.unreachable(`${page.url()}: ${error.message}`));
  process.stdout.write(`pictures of the orders: ${pictures}\n`);
}, STARTS_MILLIS);

afterAll(async () => {
  await browser?.close();
  await face?.stop();
  await shop?.desk.stop();
  await bench.stop();
  rmSync(pages, { recursive: true, force: true });
});

/** A browser in which somebody is signed in. */
async function contextOf({ cookie }: Person, width: number): Promise<BrowserContext> {
  const context = await browser.newContext({
    viewport: { width, height: 844 },
    locale: "zh-CN",
    reducedMotion: "reduce",
    serviceWorkers: "block",
  });
  const [name = "", ...value] = cookie.split("=");
  await context.addCookies([{ name, value: value.join("="), url: face.origin }]);
  return context;
}

const at = (path: string): string => `${face.origin}/p/${shop.programme}/${path}`;
const keep = async (page: Page, name: string): Promise<void> =>
  void (await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true }));
/** A figure as it is shown, without sign, unit and grouping. */
const bare = (text: string | null): string => /[\d,.]+/.exec(text ?? "")?.[0].replaceAll(",", "") ?? "0";
/** Minor units of an amount with as many decimals as its asset has. */
const units = (text: string): number => Number(text.replace(".", ""));

/** What the buyer's wallet page shows. */
async function walletOf(page: Page, picture?: string): Promise<{ points: number; voucher: number; cash: number }> {
  await page.goto(at("mall/wallet"));
  const available = page.locator("[data-figure=available]");
  await available.waitFor();
  if (picture !== undefined) await keep(page, picture);
  const total = async (asset: string): Promise<number> => {
    const figure = page.locator(`[data-figure=total-${asset}]`);
    return (await figure.count()) === 0 ? 0 : units(bare(await figure.textContent()));
  };
  const cash = units(bare(await available.textContent()));
  return { points: await total("points"), voucher: await total("voucher"), cash };
}

/** Buys one piece in the mall and pays with play money; the order's name, and the points that the checkout foretold. */
async function buy(product: string, picture: string, voucher?: string): Promise<{ order: string; foretold: number }> {
  await phone.goto(at(`mall/product/${products.get(product) ?? ""}`));
  await phone
    .getByRole("link", { name: "立即购买" })
    .or(phone.getByRole("button", { name: "立即购买" }))
    .click();
  const send = phone.getByRole("button", { name: /^提交订单/ });
  await send.waitFor();
  if (voucher !== undefined) {
    await phone.getByLabel("消费券", { exact: true }).fill(voucher);
    await phone.getByText(/^−/).first().waitFor();
  }
  await expect.poll(async () => send.isEnabled()).toBe(true);
  const earns = phone.locator("[data-earns=points]");
  const foretold = (await earns.count()) === 0 ? 0 : units(bare(await earns.textContent()));
  await keep(phone, `${picture}-1-checkout`);
  await send.click();
  await phone.getByRole("button", { name: /^付款 / }).click();
  await phone.getByRole("button", { name: "付款成功" }).click();
  await phone.getByRole("link", { name: "查看订单" }).click();
  await phone.locator("[data-state=paid]").waitFor();
  await keep(phone, `${picture}-2-paid`);
  return { order: phone.url().split("/").at(-1) ?? "", foretold };
}

/** The shop ships it in its desk. */
async function ship(order: string, picture: string): Promise<void> {
  await desk.goto(at(`desk/orders/${order}`));
  await desk.getByRole("button", { name: "发货", exact: true }).click();
  await desk.getByLabel("快递公司").fill("顺丰");
  await desk.getByLabel("运单号").fill("SF100000001");
  await desk.getByRole("button", { name: "确认发货" }).click();
  await desk.getByText("顺丰 SF100000001").waitFor();
  await keep(desk, `${picture}-3-shipped`);
}

/** The member confirms it; the hold passes, and the order settles. */
async function receive(order: string, picture: string): Promise<void> {
  await phone.goto(at(`mall/orders/${order}`));
  await phone.getByRole("button", { name: "确认收货" }).click();
  await phone.getByRole("button", { name: "已收到，确认" }).click();
  await phone.locator("[data-state=received]").waitFor();
  expect(await phone.locator("[data-settlement]").getAttribute("data-settlement")).toBe("waiting");
  shop.clock.now += HOLD_DAYS * DAY;
  await shop.desk.mall.tick();
  await phone.goto(at(`mall/orders/${order}`));
  await phone.locator("[data-state=completed]").waitFor();
  await phone.locator("[data-settlement=settled]").waitFor();
  await keep(phone, `${picture}-4-settled`);
}

/** The member asks for all of it back, and the shop grants it. */
async function refund(order: string, picture: string): Promise<void> {
  await phone.goto(at(`mall/orders/${order}`));
  await phone.getByRole("button", { name: "申请退款" }).click();
  await phone.getByLabel("原因").fill("不合适");
  await phone.getByRole("button", { name: "提交申请" }).click();
  await phone.getByText("等待商家答复").waitFor();
  await desk.goto(at(`desk/orders/${order}`));
  await desk.getByRole("button", { name: "同意退款" }).click();
  await desk.getByRole("dialog").getByRole("button", { name: "同意退款" }).click();
  await desk.getByRole("dialog").waitFor({ state: "detached" });
  await shop.desk.mall.tick();
  await phone.goto(at(`mall/orders/${order}`));
  await phone.locator("[data-state=refunded]").waitFor();
  await keep(phone, `${picture}-5-refunded`);
}

test("a starter pack activates its buyer: nothing was foretold for tea before, and is after", async () => {
  await phone.goto(at(`mall/product/${products.get("tea") ?? ""}`));
  await phone.getByText(NOTHING).waitFor();
  const before = await walletOf(phone);
  const { order, foretold } = await buy("pack", "starter");
  expect(foretold).toBe(990_000);
  await ship(order, "starter");
  await receive(order, "starter");
  const after = await walletOf(phone, "starter-6-wallet");
  expect(after).toEqual({ ...before, points: before.points + foretold });
  await phone.goto(at(`mall/product/${products.get("tea") ?? ""}`));
  await phone.locator("[data-earns=points]").waitFor();
});

test("in cash, at a merchant that somebody brought: the wallet shows what was foretold, and the inviter's its income", async () => {
  const invited = await contextOf(inviter, 390);
  const theirs = await invited.newPage();
  const [before, income] = [await walletOf(phone), await walletOf(theirs)];
  const { order, foretold } = await buy("tea", "cash");
  expect(foretold).toBe(500_000);
  await ship(order, "cash");
  await receive(order, "cash");
  expect(units(bare(await phone.locator("[data-earned=points]").textContent()))).toBe(foretold);
  expect(await walletOf(phone, "cash-5-wallet")).toEqual({ ...before, points: before.points + foretold });
  // 2 % of 100.00, as the plan gives it.
  expect(await walletOf(theirs, "cash-6-inviter")).toEqual({ ...income, cash: income.cash + 200 });
  await invited.close();
});

test("in assets and cash: both leave as the checkout said, and the cash part earns", async () => {
  const before = await walletOf(phone);
  const { order, foretold } = await buy("tea", "mixed", "20.00");
  expect(foretold).toBe(400_000);
  await ship(order, "mixed");
  expect((await walletOf(phone)).voucher).toBe(before.voucher);
  await receive(order, "mixed");
  expect(await walletOf(phone, "mixed-5-wallet")).toEqual({
    ...before,
    points: before.points + foretold,
    voucher: before.voucher - 2_000,
  });
});

test("a refund before settlement leaves the wallet as it was", async () => {
  const before = await walletOf(phone);
  const { order } = await buy("tea", "early", "5.00");
  await refund(order, "early");
  expect(await walletOf(phone, "early-6-wallet")).toEqual(before);
});

test("a refund after settlement takes back what the order gave", async () => {
  const before = await walletOf(phone);
  const { order, foretold } = await buy("tea", "late");
  await ship(order, "late");
  await receive(order, "late");
  expect((await walletOf(phone)).points).toBe(before.points + foretold);
  await refund(order, "late");
  await phone.getByText("退款已按方案收回对应的奖励").waitFor();
  expect(await walletOf(phone, "late-6-wallet")).toEqual(before);
});
