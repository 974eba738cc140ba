// The merchant desk in a browser: a shop from its application to its first sales; and every page in both themes and languages, narrow and wide.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Checkout, MerchantApplication, ProductDesk, ProductList } from "@perennial/api";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { faults } from "./support/axe.js";
import { launchBrowser } from "./support/browser.js";
import type { BrowserMall } from "./support/mall.js";
import { cookieOf, openMallFor } from "./support/mall.js";
import { buildPages } from "./support/pages.js";

/** A busy machine builds and looks slowly; nothing waits for this to pass. */
const LONGEST_MILLIS = 300_000;
const own = mkdtempSync(join(tmpdir(), "perennial-desk-"));
const OWNER = "+8613811110001";
const OPERATOR = "+8613811110002";
const BUYER = "+8613811110003";
let mall: BrowserMall;
let browser: Browser;
let owner: Page;
let operator: Page;
let ownerCookie: string;
let operatorCookie: string;
let buyer: string;
let merchant: string;
let product: ProductDesk;

interface Look {
  theme?: "light" | "dark";
  width?: number;
  language?: "zh-CN" | "en-GB";
}

async function visit(
  cookie: string,
  { theme = "light", width = 1280, language = "zh-CN" }: Look = {},
): Promise<BrowserContext> {
  const context = await browser.newContext({
    viewport: { width, height: 800 },
    colorScheme: theme,
    locale: language,
    reducedMotion: "reduce",
  });
  await context.addCookies([cookieOf(cookie, mall.origin)]);
  return context;
}

/** Waits until the page has its name and nothing of it waits any more. */
async function settled(page: Page, titleBefore: string): Promise<void> {
  await page.waitForFunction(
    (before) =>
      document.title !== before &&
      document.querySelector("main h1:not(.sr-only)") !== null &&
      document.querySelector("[aria-busy=true]") === null,
    titleBefore,
  );
}

async function go(page: Page, path: string): Promise<void> {
  await page.goto(`${mall.origin}/p/mall/desk${path}`);
  await settled(page, "长青 Perennial");
}

/** As a link inside of the application leads there. */
async function turn(page: Page, path: string): Promise<void> {
  const before = await page.title();
  await page.evaluate((to) => history.pushState({}, "", to), `/p/mall/desk${path}`);
  await settled(page, before);
}

beforeAll(async () => {
  buildPages(own);
  mall = await openMallFor(own);
  browser = await launchBrowser();
  ownerCookie = await mall.member(OWNER, "林掌柜");
  operatorCookie = await mall.member(OPERATOR, "陈运营");
  buyer = await mall.member(BUYER, "王小满");
  const roles = { phone: OPERATOR, roles: ["operator", "reviewer"] };
  await mall.ask("PUT", "/staff", { key: mall.key, body: roles });
  owner = await (await visit(ownerCookie, { width: 390 })).newPage();
  operator = await (await visit(operatorCookie)).newPage();
  for (const page of [owner, operator]) page.on("pageerror", (error) => expect.unreachable(error.message));
}, LONGEST_MILLIS);

afterAll(async () => {
  await browser?.close();
  await mall?.stop();
  rmSync(own, { recursive: true, force: true });
});

/** A picture as a phone would take it: any PNG is one. */
const picture = async (): Promise<Buffer> => operator.screenshot({ clip: { x: 0, y: 0, width: 320, height: 240 } });

describe("a shop opens", () => {
  test("an application is written, mended where it is wrong, sent back with a reason, and approved", async () => {
    await go(owner, "");
    await owner.getByRole("heading", { level: 1, name: "入驻开店" }).waitFor();
    await owner.getByLabel("店铺名称").fill("青禾茶铺");
    await owner.getByLabel("联系人").fill("林青");
    await owner.getByLabel("联系电话").fill("13811110001");
    await owner.getByLabel("详细地址").fill("体育东路 118 号");
    await owner.getByLabel("纬度").fill("113.3276,23.1371");
    await owner.getByLabel("让利率（%）").first().fill("90");
    // A reload loses nothing.
    await owner.reload();
    await owner.getByRole("button", { name: "保存并传证件" }).click();
    await owner.getByText("请填写执照上的统一社会信用代码").waitFor();
    await owner.getByText("请选到区县").waitFor();
    await owner.getByLabel("统一社会信用代码").fill("91440106MA5TEST01X");
    await owner.getByLabel("省份").selectOption({ label: "广东省" });
    await owner.getByLabel("城市").selectOption({ label: "广州市" });
    await owner.getByLabel("区县").selectOption({ label: "天河区" });
    expect(await owner.getByLabel("经度").inputValue()).toBe("113.3276");
    await owner.getByRole("button", { name: "保存并传证件" }).click();
    await owner.getByRole("alert").filter({ hasText: "超出允许的范围" }).waitFor();
    await owner.getByLabel("让利率（%）").first().fill("30");
    await owner.getByRole("button", { name: "保存并传证件" }).click();

    const file = { name: "licence.png", mimeType: "image/png", buffer: await picture() };
    await owner.getByLabel("上传营业执照").setInputFiles({ ...file, buffer: Buffer.from("no picture") });
    await owner.getByRole("alert").filter({ hasText: "文件" }).waitFor();
    await owner.getByLabel("上传营业执照").setInputFiles(file);
    await owner.getByText("已上传 1 份").waitFor();
    await owner.getByRole("button", { name: "提交审核" }).click();
    await owner.getByText("正在审核").waitFor();

    await go(operator, "/review");
    await operator.getByRole("link", { name: /青禾茶铺/ }).click();
    await operator.getByRole("img", { name: "营业执照" }).waitFor();
    await operator.getByRole("button", { name: "退回" }).click();
    const dialog = operator.getByRole("dialog");
    await dialog.getByRole("button", { name: "退回" }).click();
    await dialog.getByText("请写明理由").waitFor();
    await dialog.getByLabel("理由").fill("执照看不清");
    await dialog.getByRole("button", { name: "退回" }).click();
    await dialog.waitFor({ state: "detached" });

    await owner.reload();
    await owner.getByText("执照看不清").waitFor();
    await owner.getByRole("button", { name: "修改后重新提交" }).click();
    await owner.getByRole("button", { name: "保存并传证件" }).click();
    await owner.getByRole("button", { name: "提交审核" }).click();
    await owner.getByText("正在审核").waitFor();

    await operator.reload();
    await operator.getByRole("button", { name: "通过，开店" }).click();
    await operator.getByRole("dialog").getByRole("button", { name: "通过，开店" }).click();
    await operator.getByText("已通过").first().waitFor();
    await owner.reload();
    await owner.getByRole("link", { name: "进入商家台" }).click();
    await owner.getByRole("heading", { level: 1, name: "今日" }).waitFor();
    const { applications } = await mall.ask<{ applications: MerchantApplication[] }>("GET", "/applications", {
      cookie: ownerCookie,
    });
    merchant = applications[0]?.merchant ?? "";
    expect(merchant).not.toBe("");
  });

  test("a product is made with a photo and its stock is changed", async () => {
    await go(owner, "/products");
    await owner.getByRole("link", { name: "新增商品" }).click();
    await owner.getByLabel("商品名称").fill("明前龙井");
    await owner.getByRole("button", { name: "保存商品" }).click();
    await owner.getByText("请填写金额").waitFor();
    await owner.getByLabel("售价").fill("98.00");
    await owner.getByLabel("初始库存").fill("12");
    await owner.getByRole("button", { name: "保存商品" }).click();
    await owner.getByText("商品已保存").waitFor();
    const file = { name: "tea.png", mimeType: "image/png", buffer: await picture() };
    await owner.getByLabel("上传照片").setInputFiles([file, { ...file, name: "tin.png" }]);
    await owner.getByText("2 / 12").waitFor();
    await owner.getByRole("button", { name: "删除第 2 张照片" }).click();
    await owner.getByText("1 / 12").waitFor();
    await owner.getByRole("button", { name: /^调整库存/ }).click();
    const dialog = owner.getByRole("dialog");
    await dialog.getByLabel("方向").selectOption("out");
    await dialog.getByLabel("件数").fill("99");
    await dialog.getByRole("button", { name: "调整库存" }).click();
    await dialog.getByRole("alert").waitFor();
    await dialog.getByLabel("件数").fill("2");
    await dialog.getByRole("button", { name: "调整库存" }).click();
    await dialog.waitFor({ state: "detached" });
    const list = await mall.ask<ProductList>("GET", `/products?desk=1&merchant=${merchant}`, { cookie: ownerCookie });
    product = await mall.ask<ProductDesk>("GET", `/desk/products/${list.products[0]?.id}`, { cookie: ownerCookie });
    expect(product).toMatchObject({ title: { zh: "明前龙井" }, price: "98.00", variants: [{ stock: 10 }] });
    expect(product.photos).toHaveLength(1);
  });

  test("an order is shipped, a part of it is given back, and the day shows both", async () => {
    const to = { name: "王小满", phone: "13811110003", region: "440106", street: "体育东路 1 号" };
    const { id: address } = await mall.ask<{ id: string }>("POST", "/addresses", { cookie: buyer, body: to }, 201);
    const lines = [{ variant: product.variants[0]?.id, quantity: 2 }];
    const body = { key: "desk-order-1", lines, address };
    const made = await mall.ask<Checkout>("POST", "/checkout", { cookie: buyer, body }, 201);
    await mall.ask("POST", `/payments/${made.payment.id}/sandbox`, { cookie: buyer, body: {} });
    await go(owner, "");
    await owner.getByRole("link", { name: /待发货或待交付的订单/ }).click();
    await owner.getByRole("link", { name: /明前龙井/ }).click();
    await owner.getByRole("button", { name: "发货" }).click();
    const dialog = owner.getByRole("dialog");
    await dialog.getByLabel("快递公司").fill("顺丰");
    await dialog.getByRole("button", { name: "确认发货" }).click();
    await dialog.getByText("请填写号码").waitFor();
    await dialog.getByLabel("运单号").fill("SF1234567890");
    await dialog.getByRole("button", { name: "确认发货" }).click();
    await dialog.waitFor({ state: "detached" });
    await owner.getByText("SF1234567890").waitFor();
    await owner.getByRole("button", { name: "主动退款" }).click();
    await dialog.getByLabel("退款金额").fill("20.00");
    await dialog.getByLabel("原因").fill("少发一罐");
    await dialog.getByRole("button", { name: "退款", exact: true }).click();
    await owner.getByText("已退回").waitFor();
    await go(owner, "");
    await expect.poll(async () => owner.locator("[data-figure=today-gross]").textContent()).toBe("¥196.00");
    await owner.getByText("¥20.00").waitFor();
  });

  test("the till shows a code, waits, and says when it was paid", async () => {
    await go(owner, "/till");
    await owner.getByLabel("收款金额").fill("36.50");
    await owner.getByRole("button", { name: "生成收款码" }).click();
    await owner.getByText("请顾客扫码").waitFor();
    const { tickets } = await mall.ask<{ tickets: { token: string }[] }>("GET", `/merchants/${merchant}/till`, {
      cookie: ownerCookie,
    });
    const path = `/till/${tickets[0]?.token}`;
    const made = await mall.ask<Checkout>("POST", path, { cookie: buyer, body: {} }, 201);
    await mall.ask("POST", `/payments/${made.payment.id}/sandbox`, { cookie: buyer, body: {} });
    await owner.getByText("收款成功").waitFor();
  });
});

describe("the home is laid out", () => {
  const kinds = async (): Promise<(string | undefined)[]> =>
    operator.locator("[data-block]").evaluateAll((all) => all.map((each) => (each as HTMLElement).dataset["block"]));

  test("blocks are added, filled in, moved, taken back, published, and seen by a member with what a purchase earns", async () => {
    await go(operator, "/front");
    const add = operator.getByRole("region", { name: "添加内容块" });
    await add.getByRole("button", { name: "横幅图片" }).click();
    await operator.getByText("有内容没填好").waitFor();
    const file = { name: "spring.png", mimeType: "image/png", buffer: await picture() };
    await operator.getByLabel("上传图片").setInputFiles(file);
    await operator.getByLabel("图片说明（中文）").fill("春茶上新");
    await add.getByRole("button", { name: "商品货架" }).click();
    await operator.getByLabel("标题（中文）").fill("本周精选");
    await operator.getByLabel("放哪些商品").selectOption("hand");
    await operator.locator("[data-block=shelf]").getByRole("button", { name: "龙井" }).first().click();
    expect(await kinds()).toEqual(["wallet", "categories", "window", "banner", "shelf"]);
    await operator.getByRole("button", { name: "上移横幅图片 春茶上新" }).click();
    // A page that scrolls under a pressed mouse begins no drag.
    await operator.evaluate(() => scrollTo(0, 0));
    await operator
      .locator("[data-block=shelf] [draggable]")
      .dragTo(operator.locator("[data-block=wallet]"), { steps: 8 });
    await expect.poll(kinds).toEqual(["shelf", "wallet", "categories", "banner", "window"]);
    await operator.getByRole("button", { name: "撤销" }).click();
    expect(await kinds()).toEqual(["wallet", "categories", "banner", "window", "shelf"]);
    await operator.getByRole("button", { name: "重做" }).click();
    await operator.locator("[data-keeping=kept]").waitFor();
    // A reload loses nothing.
    await operator.reload();
    await operator.locator("[data-block=shelf]").waitFor();
    expect(await kinds()).toEqual(["shelf", "wallet", "categories", "banner", "window"]);
    await operator.getByRole("button", { name: "发布", exact: true }).click();
    await operator.getByLabel("版本说明（可不填）").fill("春茶上新");
    await operator.getByRole("button", { name: "现在发布" }).click();
    await operator.getByText("正在展示", { exact: true }).waitFor();
    expect(await wrongWith(operator, "/front", 1280)).toEqual([]);

    const context = await visit(buyer, { width: 390 });
    const page = await context.newPage();
    await page.goto(`${mall.origin}/p/mall/mall`);
    await page.getByRole("heading", { name: "本周精选" }).waitFor();
    await page.getByRole("img", { name: "春茶上新" }).waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    await context.close();
  });
});

const SHOP_PAGES = [
  "",
  "/till",
  "/orders",
  "/products",
  "/products/new",
  "/stores",
  "/stores/new",
  "/statement",
  "/points",
  "/brought",
  "/margin",
  "/terms",
  "/staff",
  "/apply",
];
const PLATFORM_PAGES = [
  "",
  "/categories",
  "/front",
  "/review?tab=approved",
  "/merchants",
  "/channels",
  "/reconciliations",
  "/roles",
  "/keys",
];

/** What is wrong with a page as it stands: rules that it breaks, and being wider than the window. */
async function wrongWith(page: Page, path: string, width: number): Promise<string[]> {
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  return [
    ...(await faults(page)).map((fault) => `${path}: ${fault}`),
    ...(wide > width ? [`${path} is ${wide} wide`] : []),
  ];
}

describe.each([
  { theme: "light", width: 320, language: "zh-CN" },
  { theme: "dark", width: 1280, language: "en-GB" },
] as const)("every page in $theme at $width px in $language", (look) => {
  test.each([
    { who: "the owner's", cookie: () => ownerCookie, pages: SHOP_PAGES },
    { who: "the platform's", cookie: () => operatorCookie, pages: PLATFORM_PAGES },
  ])(
    "$who have no faults and are no wider",
    async ({ cookie, pages }) => {
      const context = await visit(cookie(), look);
      const page = await context.newPage();
      const found: string[] = [];
      const first = async (path: string): Promise<string[]> => {
        const { orders } = await mall.ask<{ orders: { id: string }[] }>("GET", path, { cookie: ownerCookie });
        return orders.slice(0, 1).map(({ id }) => `/orders/${id}`);
      };
      const more =
        pages === SHOP_PAGES
          ? [`/products/${product.id}`, ...(await first(`/desk/orders?merchant=${merchant}&state=shipped`))]
          : [];
      for (const [at, path] of [...pages, ...more].entries()) {
        await (at === 0 ? go(page, path) : turn(page, path));
        found.push(...(await wrongWith(page, path, look.width)));
      }
      if (look.width === 320) {
        await page.getByRole("button", { name: "打开菜单" }).click();
        await page.getByRole("dialog").waitFor();
        found.push(...(await wrongWith(page, "the drawer", look.width)));
      }
      expect(found).toEqual([]);
      await context.close();
    },
    LONGEST_MILLIS,
  );
});
