// The mall as a member sees it: every page in both languages and themes, narrow and wide; the way in; buying once; and without a network.
import type { APIRequestContext, Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { faults } from "./support/axe.js";
import { launchBrowser } from "./support/browser.js";
import type { Product } from "./support/product.js";
import { startProduct, STARTS_MILLIS } from "./support/product.js";

const MEMBER = "13800000000";
const SHOP_OWNER = "13800000001";
const NEWCOMER = "13900001234";
const REFERRAL = "CHANGQ2";
const SHOP = "青禾茶铺";

const LOOKS = [
  { theme: "light", width: 320, language: "zh-CN" },
  { theme: "dark", width: 1280, language: "en-GB" },
] as const;
type Look = (typeof LOOKS)[number];

let product: Product;
let browser: Browser;
const contexts = new Map<Look, Page>();
const paths = new Map<string, string>();

/** Signs in over HTTP; the cookies stay in the context. */
async function signIn(context: BrowserContext, phone: string): Promise<void> {
  const { request } = context;
  await request.post(`${product.origin}/api/v1/account/code`, { data: { phone } });
  const code = await product.code(phone);
  const answer = await request.post(`${product.origin}/api/v1/account/sign-in/phone`, { data: { phone, code } });
  expect(answer.ok()).toBe(true);
}

async function contextOf({ theme, width, language }: Look): Promise<BrowserContext> {
  return browser.newContext({
    viewport: { width, height: 800 },
    colorScheme: theme,
    locale: language,
    reducedMotion: "reduce",
    serviceWorkers: "block",
  });
}

const api = (path: string): string => `${product.origin}/api/v1/programmes/demo/${path}`;

async function ask<T>(request: APIRequestContext, path: string, shape: z.ZodType<T>): Promise<T> {
  const answer = await request.get(api(path));
  return shape.parse(await answer.json());
}

const withId = z.object({ id: z.string() });

/** The addresses that hold a name of something. */
async function findPaths(member: APIRequestContext, owner: APIRequestContext): Promise<void> {
  const { products } = await ask(member, "products?limit=1", z.object({ products: z.array(withId).min(1) }));
  const variants = z.object({ variants: z.array(withId).min(1) });
  const { variants: found } = await ask(member, `products/${products[0]?.id ?? ""}`, variants);
  const orders = z.object({ orders: z.array(withId.extend({ state: z.string(), payment: z.string() })) });
  const { orders: all } = await ask(member, "orders", orders);
  const order = (state: string) => all.find((each) => each.state === state);
  const till = await owner.post(api(`merchants/${encodeURIComponent(SHOP)}/till`), { data: { amount: "36.00" } });
  const { token } = z.object({ token: z.string() }).parse(await till.json());
  paths.set("product", `product/${products[0]?.id ?? ""}`);
  paths.set("checkout", `checkout?buy=${found[0]?.id ?? ""}.2`);
  paths.set("pay", `pay/${order("unpaid")?.payment ?? ""}`);
  paths.set("paid", `pay/${order("completed")?.payment ?? ""}`);
  paths.set("unpaid order", `orders/${order("unpaid")?.id ?? ""}`);
  paths.set("shipped order", `orders/${order("shipped")?.id ?? ""}`);
  paths.set("completed order", `orders/${order("completed")?.id ?? ""}`);
  paths.set("ticket", `till/${token}`);
  const months = z.object({ months: z.array(z.object({ month: z.string() })).min(2) });
  paths.set("statement", `statements/${(await ask(member, "me/statements", months)).months[1]?.month ?? ""}`);
  await member.put(api("cart"), { data: { lines: [{ variant: found[0]?.id ?? "", quantity: 2 }] } });
}

beforeAll(async () => {
  product = await startProduct();
  browser = await launchBrowser();
  const [first] = LOOKS;
  const member = await contextOf(first);
  await signIn(member, MEMBER);
  const owner = await contextOf(first);
  await signIn(owner, SHOP_OWNER);
  await findPaths(member.request, owner.request);
  await owner.close();
  const { cookies } = await member.storageState();
  await member.close();
  for (const look of LOOKS) {
    const context = await contextOf(look);
    await context.addCookies(cookies);
    const page = await context.newPage();
    page.on("pageerror", (error) => expect.unreachable(`${page.url()}: ${error.message}`));
    contexts.set(look, page);
  }
}, STARTS_MILLIS);

afterAll(async () => {
  await browser?.close();
  await product?.stop();
});

function pageOf(look: Look): Page {
  const page = contexts.get(look);
  if (!page) throw new Error("no_page: every look has its page");
  return page;
}

/** A page of the mall, drawn to the end. */
async function visit(page: Page, path: string): Promise<void> {
  await page.goto(`${product.origin}/p/demo/mall${path === "" ? "" : `/${path}`}`);
  await page.locator("h1").first().waitFor({ state: "attached" });
  await page.waitForFunction(() => document.querySelector("[aria-busy=true]") === null);
}

const widthOf = async (page: Page): Promise<number> => page.evaluate(() => document.documentElement.scrollWidth);

const PAGES = [
  "",
  "product",
  "cart",
  "checkout",
  "pay",
  "paid",
  "orders",
  "unpaid order",
  "shipped order",
  "completed order",
  "ticket",
  "till",
  "nearby",
  "team",
  "addresses",
  "wallet",
  "points",
  "plan",
  "me",
  "inbox",
  "inbox/settings",
  "statements",
  "statement",
];

describe.each(PAGES.map((name) => ({ name })))("mall/$name", ({ name }) => {
  test.each(LOOKS)("has no faults in $theme at $width px in $language, and is no wider", async (look) => {
    const page = pageOf(look);
    await visit(page, paths.get(name) ?? name);
    expect(await widthOf(page)).toBeLessThanOrEqual(look.width);
    expect(await faults(page)).toEqual([]);
    if (look.width !== 320) return;
    await page.setViewportSize({ width: 390, height: 800 });
    expect(await widthOf(page)).toBeLessThanOrEqual(390);
    await page.setViewportSize({ width: look.width, height: 800 });
  });
});

/** An order comes back after its points are gone: its buyer is told what it owes, with the lines of the ledger. */
async function isTold(page: Page): Promise<void> {
  const { request } = page;
  const { member } = await ask(request, "me", z.object({ member: z.string() }));
  await visit(page, "inbox");
  await page.getByText("还没有消息").waitFor();
  const happen = async (body: object): Promise<void> => {
    const headers = { authorization: `Bearer ${product.operatorKey()}` };
    const answer = await request.post(api("events"), { headers, data: { at: new Date().toISOString(), ...body } });
    expect(answer.ok(), await answer.text()).toBe(true);
  };
  await happen({ id: "e2e:order", type: "order.settled", order: "e2e", buyer: member, gross: "30.00" });
  const holder = z.object({ wallets: z.array(z.object({ asset: z.string(), free: z.string() })) });
  const { wallets } = await ask(request, `holders/${member}`, holder);
  const quantity = wallets.find(({ asset }) => asset === "points")?.free;
  await happen({ id: "e2e:sale", type: "asset.sold", holder: member, asset: "points", quantity });
  await happen({ id: "e2e:refund", type: "order.refunded", order: "e2e" });
  const owed = page.locator("[data-notice=owed]");
  await expect
    .poll(async () => ask(request, "me/notices/unread", z.object({ unread: z.number() })))
    .toEqual({ unread: 1 });
  await page.reload();
  await owed.click();
  await page.getByRole("region", { name: "这笔带来了什么" }).getByText("欠款").first().waitFor();
  expect(await faults(page)).toEqual([]);
}

test(
  "a newcomer's referral outlives the sign-in, is shown masked, and is fixed by joining",
  async () => {
    const context = await contextOf(LOOKS[0]);
    const page = await context.newPage();
    const ways = [`join?ref=${REFERRAL}`, "sign-in", "sign-in?way=email", "password", "verify?token=none"];
    for (const path of [...ways, "unsubscribe?token=none"]) {
      await visit(page, path);
      expect(await faults(page), path).toEqual([]);
    }
    await visit(page, `join?ref=${REFERRAL}`);
    await page.getByText(/推荐人：王\*+/).waitFor();
    await page.getByRole("link", { name: "登录后加入" }).click();
    await page.getByLabel("手机号").fill(NEWCOMER);
    await page.getByRole("button", { name: "获取验证码" }).click();
    await page.getByLabel("验证码", { exact: true }).fill(await product.code(NEWCOMER));
    await page.getByRole("button", { name: "登录", exact: true }).click();
    // The demo's prospectus is made when it is first asked for.
    const tick = page.getByRole("checkbox", { name: /我已读过第 \d+ 版方案的说明书/ });
    await tick.waitFor({ timeout: STARTS_MILLIS });
    const join = page.getByRole("button", { name: /确认由王\*+推荐，加入/ });
    expect(await join.isDisabled()).toBe(true);
    await visit(page, "prospectus");
    await page.getByRole("region", { name: "五句话说清楚" }).waitFor();
    expect(await faults(page)).toEqual([]);
    await page.goBack();
    await tick.check();
    expect(await faults(page)).toEqual([]);
    await join.click();
    await page.getByText("已经加入").waitFor();
    await visit(page, "me");
    await page.getByRole("region", { name: "会员资料" }).getByText(/王\*+/).waitFor();
    await page
      .getByRole("region", { name: "会员资料" })
      .getByText(/第 \d+ 版，读于/)
      .waitFor();
    await isTold(page);
    await context.close();
  },
  STARTS_MILLIS,
);

test("a double tap and a reload buy once", async () => {
  const page = pageOf(LOOKS[0]);
  const orders = z.object({ orders: z.array(withId) });
  const count = async (): Promise<number> => (await ask(page.request, "orders?limit=200", orders)).orders.length;
  const before = await count();
  await visit(page, "addresses");
  await page.getByRole("button", { name: "新增地址" }).click();
  await page.getByLabel("收货人").fill("王小满");
  await page.getByLabel("电话").fill(MEMBER);
  await page.getByLabel("详细地址").fill("体育东路 1 号");
  await page.getByRole("button", { name: "保存地址" }).click();
  await page.getByText("体育东路 1 号").waitFor();
  await visit(page, paths.get("checkout") ?? "");
  await page.locator("[data-earns]").first().waitFor();
  let isLost = true;
  await page.route("**/checkout", async (route) => {
    const answer = await route.fetch();
    if (isLost) await route.abort();
    else await route.fulfill({ response: answer });
    isLost = false;
  });
  const send = page.getByRole("button", { name: /提交订单/ });
  await send.dblclick();
  await page.getByRole("alert").waitFor();
  await page.reload();
  await send.click();
  await page.waitForURL(/\/mall\/pay\//);
  await page.getByRole("button", { name: /^付款/ }).click();
  await page.getByRole("button", { name: "付款成功" }).click();
  await page.getByRole("link", { name: "查看订单" }).click();
  await page.getByRole("heading", { name: "待发货" }).waitFor();
  expect(await count()).toBe(before + 1);
  await page.unroute("**/checkout");
});

const offered = z.object({ acts: z.array(z.object({ act: z.string(), asset: z.string(), free: z.string() })) });

test("a member withdraws, converts and gives: what was shown before is what it does, to the last unit", async () => {
  const page = pageOf(LOOKS[0]);
  const free = async (asset: string): Promise<number> => {
    const { acts } = await ask(page.request, "wallet/acts", offered);
    return Number(acts.find((each) => each.asset === asset)?.free.replace(".", ""));
  };
  const sheet = page.getByRole("dialog");
  const confirm = sheet.locator("[data-confirm]");
  const before = { cash: await free("cash"), voucher: await free("voucher"), leaf: await free("leaf") };
  const open = async (act: string, amount: string): Promise<void> => {
    await page.locator(`[data-act=${act}]`).first().click();
    await sheet.getByLabel("数量").fill(amount);
  };
  const finish = async (): Promise<void> => {
    await page.waitForFunction(() => document.querySelector("[data-confirm]:enabled") !== null);
    await confirm.dblclick();
    await sheet.locator("[data-done]").waitFor();
    await sheet.getByRole("button", { name: "好的" }).click();
    await sheet.waitFor({ state: "detached" });
  };
  await visit(page, "wallet");
  await open("withdraw", "9.99");
  await sheet.locator("[data-refused=below_minimum]").waitFor();
  await sheet.getByLabel("数量").fill("12.34");
  await sheet.getByText("¥12.27").first().waitFor();
  await finish();
  expect(await free("cash")).toBe(before.cash - 12_34);
  await open("withdraw", "600");
  await finish();
  await page.getByRole("region", { name: "审核中的提现" }).getByText("¥600.00").waitFor();
  expect(await free("cash")).toBe(before.cash - 12_34 - 600_00);
  await open("convert", "10");
  await finish();
  expect([await free("leaf"), await free("voucher")]).toEqual([before.leaf - 10_00, before.voucher + 98]);
  await open("transfer", "1.50");
  await sheet.getByLabel("收款人的推荐码").fill("CHANGQ3");
  await sheet.getByRole("button", { name: /确认转给 林\*+/ }).waitFor();
  expect(await faults(page)).toEqual([]);
  await finish();
  expect(await free("voucher")).toBe(before.voucher + 98 - 1_50);
  // The page asks anew once the act is done.
  const shown = async (): Promise<number> =>
    Number((await page.locator("[data-figure=total-voucher]").textContent())?.replaceAll(/\D/g, ""));
  await expect.poll(shown, { timeout: 30_000 }).toBe(before.voucher + 98 - 1_50);
  await visit(page, "points");
  // What the member waits for depends on the day on which the demo is told.
  const some = z.array(z.unknown());
  const ahead = await ask(page.request, "wallet/ahead", z.object({ coming: some, places: some, shares: some }));
  const parts = { coming: ahead.coming, place: ahead.places, share: ahead.shares };
  expect(Object.values(parts).flat().length).toBeGreaterThan(0);
  for (const [part, told] of Object.entries(parts))
    if (told.length > 0) await page.locator(`[data-${part}]`).first().waitFor();
});

test("the bell counts what is unread and leads to it; what is sent is chosen; a month adds up", async () => {
  const page = pageOf(LOOKS[0]);
  await visit(page, "");
  const bell = page.locator("[data-bell]");
  expect(Number(await bell.getAttribute("data-bell"))).toBeGreaterThan(1);
  await bell.click();
  await page.locator("[data-notice=orderShipped]").first().click();
  await page.waitForURL(/\/mall\/orders\/./);
  await visit(page, "inbox");
  await page.getByRole("button", { name: "全部标为已读" }).click();
  await page.getByText("都已读过").waitFor();
  await page.locator("[data-bell='0']").waitFor();
  await visit(page, "inbox/settings");
  expect(await page.getByLabel("月度对账单 · 邮件").isDisabled()).toBe(true);
  await page.getByLabel("到期 · 短信").check();
  await page.getByRole("button", { name: "保存" }).click();
  await page.getByText("已保存").waitFor();
  await page.reload();
  await page.getByLabel("到期 · 短信").waitFor();
  expect(await page.getByLabel("到期 · 短信").isChecked()).toBe(true);
  await visit(page, paths.get("statement") ?? "");
  await page.locator("[data-statement=cash]").getByText("期末").waitFor();
  const file = await page.request.get(
    `${product.origin}${(await page.getByRole("link", { name: "下载 CSV" }).getAttribute("href")) ?? ""}`,
  );
  expect([file.status(), file.headers()["content-type"]]).toEqual([200, "text/csv; charset=utf-8"]);
});

const icon = z.object({ src: z.string(), type: z.string(), sizes: z.string(), purpose: z.string() });
const manifestShape = z.object({ name: z.string(), start_url: z.string(), display: z.string(), icons: z.array(icon) });

test("it can be installed, opens without a network, and keeps no answer of the API", async () => {
  const context = await browser.newContext({ viewport: { width: 390, height: 800 }, locale: "zh-CN" });
  const page = await context.newPage();
  await visit(page, "");
  const address = await page.locator("link[rel=manifest]").getAttribute("href");
  const answer = await page.request.get(`${product.origin}${address ?? ""}`);
  expect(answer.headers()["content-type"]).toContain("manifest+json");
  const manifest = manifestShape.parse(await answer.json());
  expect(manifest).toMatchObject({ start_url: "/", display: "standalone" });
  expect(manifest.icons.map(({ sizes }) => sizes)).toEqual(expect.arrayContaining(["192x192", "512x512"]));
  expect(manifest.icons.map(({ purpose }) => purpose)).toContain("maskable");
  for (const { src, type } of manifest.icons)
    expect((await page.request.get(`${product.origin}${src}`)).headers()["content-type"]).toContain(type);
  await page.evaluate(async () => navigator.serviceWorker.ready);
  await page.reload();
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  await page.waitForFunction(() => document.querySelector("[aria-busy=true]") === null);
  const kept = await page.evaluate(async () => {
    const names = await caches.keys();
    const all = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
    return all.flat().map(({ url }) => new URL(url).pathname);
  });
  expect(kept).toContain("/");
  expect(kept.filter((path) => path.startsWith("/api/"))).toEqual([]);
  await context.setOffline(true);
  await page.goto(`${product.origin}/p/demo/mall/cart`);
  await page.getByText("连不上服务").waitFor();
  await page.getByText("网络已断开").waitFor();
  expect(await faults(page)).toEqual([]);
  await context.close();
});
