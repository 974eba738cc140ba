// The plan studio in a browser: a plan edited as form and as JSON, what follows while typing, runs with progress and an end, two runs compared, and the figures of the command line.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startService } from "../packages/web/test/support/service.js";
import { faults } from "./support/axe.js";
import { launchBrowser } from "./support/browser.js";
import { buildPages } from "./support/pages.js";

const MEMBERS = 40;
const DAYS = 60;
const SEEDS = 2;
const perennial = fileURLToPath(new URL("../packages/cli/bin/perennial.js", import.meta.url));
const own = mkdtempSync(join(tmpdir(), "perennial-studio-"));
let browser: Browser;
let service: Awaited<ReturnType<typeof startService>>;
let page: Page;

beforeAll(async () => {
  buildPages(join(own, "pages"));
  service = await startService(2, { dist: join(own, "pages") });
  browser = await launchBrowser();
  page = await open();
});

afterAll(async () => {
  await browser.close();
  service.server.close();
  rmSync(own, { recursive: true, force: true });
});

/** The studio in a browser of its own. Anything that the browser complains of fails the test. */
async function open(look: { width?: number; colorScheme?: "light" | "dark" } = {}): Promise<Page> {
  const { width = 1280, colorScheme = "light" } = look;
  const context = await browser.newContext({
    viewport: { width, height: 860 },
    locale: "zh-CN",
    colorScheme,
    reducedMotion: "reduce",
  });
  const tab = await context.newPage();
  tab.setDefaultTimeout(15_000);
  tab.on("pageerror", (error) => expect.unreachable(error.message));
  await tab.goto(`${service.origin}/studio`);
  await tab.getByRole("heading", { level: 1, name: "方案工作室" }).waitFor();
  await tab.locator("[data-strip]").first().waitFor();
  return tab;
}

const field = (path: string): Locator => page.locator(`[data-path="${path}"]`).locator("input, select").first();
const view = async (name: string): Promise<void> => page.getByRole("tab", { name, exact: true }).click();
const strip = (bound: string): Locator => page.locator(`[data-strip="${bound}"]`);

/** What a press of a button hands over as a file. */
async function saved(button: string): Promise<string> {
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: button, exact: true }).click(),
  ]);
  return readFileSync(await file.path(), "utf8");
}

/** Runs what is asked for and waits for the run with that number. */
async function run(number: number): Promise<void> {
  await view("仿真");
  await page.fill("input[name=members]", String(MEMBERS));
  await page.fill("input[name=days]", String(DAYS));
  await page.fill("input[name=seeds]", String(SEEDS));
  await page.getByRole("button", { name: "开始仿真" }).click();
  await page.locator(`[data-run="${number}"]`).waitFor({ timeout: 100_000 });
}

test("a plan that comes along is begun from, and a parameter moves its bound while it is typed", async () => {
  await page.getByLabel("从这里开始…").selectOption("appreciation");
  await expect.poll(async () => strip("mechanisms[0] exit-share").textContent()).toBe("12.5 %");
  await page.locator('[data-path="mechanisms[0]"] summary').first().click();
  await field("mechanisms[0].exit.multiple").fill("2");
  await expect.poll(async () => strip("mechanisms[0] exit-share").textContent()).toBe("18.75 %");
  await page.getByText("到达消费额的 2 倍时").waitFor();
});

test("a fault stands at its field and at its line, in the reader's language, and nothing runs meanwhile", async () => {
  const retention = field("mechanisms[0].retention");
  await retention.fill("1.5");
  await page.getByText("是 1.5，超过全部；应为：0 到 1 之间的比例").first().waitFor();
  expect(await retention.getAttribute("aria-invalid")).toBe("true");
  expect(await page.locator(".cm-lintRange-error").textContent()).toBe('"1.5"');
  await view("结论");
  await page.getByRole("button", { name: "mechanisms[0].retention" }).click();
  expect(await retention.evaluate((element) => element === document.activeElement)).toBe(true);
  expect(await faults(page)).toEqual([]);
  await view("仿真");
  expect(await page.getByRole("button", { name: "开始仿真" }).isDisabled()).toBe(true);
  await view("方案");
  await page.getByRole("button", { name: "撤销" }).click();
  await expect.poll(async () => page.locator("[data-faults]").count()).toBe(0);
});

test("the JSON is the same document: what is typed there shows in the form, and undo takes it back", async () => {
  await view("JSON");
  const editor = page.getByRole("textbox", { name: "方案的 JSON" });
  await editor.click();
  await page.keyboard.press("Control+End");
  await page.keyboard.type("x");
  await page.getByText("JSON 还没写完整").waitFor();
  await page.keyboard.press("Control+z");
  await page.getByText("JSON 还没写完整").waitFor({ state: "detached" });
  const before = await editor.textContent();
  await page.locator(".cm-line", { hasText: '"version": 1' }).click();
  await page.keyboard.press("End");
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.type("7");
  await page.getByText("第 17 版").waitFor();
  await page.keyboard.press("Control+z");
  await page.getByText("第 1 版").first().waitFor();
  expect(await editor.textContent()).toBe(before);
});

test("mechanisms of every kind are added, moved by the keyboard, and taken away", async () => {
  const kinds = await page
    .locator("select", { hasText: "添加机制" })
    .locator("option")
    .evaluateAll((all) => all.map((each) => (each as HTMLOptionElement).value).filter((kind) => kind !== ""));
  expect(kinds).toHaveLength(15);
  const list = page.locator('li[data-path^="mechanisms["]');
  const before = await list.count();
  for (const kind of ["queue", "market"]) await page.locator("select", { hasText: "添加机制" }).selectOption(kind);
  expect(await list.count()).toBe(before + 2);
  const up = page.getByRole("button", { name: "上移 market" });
  await up.focus();
  await page.keyboard.press("Enter");
  await expect.poll(async () => list.nth(before).textContent()).toContain("挂卖");
  for (const kind of ["market", "queue"]) await page.getByRole("button", { name: `去掉${kind}`, exact: true }).click();
  expect(await list.count()).toBe(before);
});

test("a run shows how far it is and ends at once when it is told to", async () => {
  await view("仿真");
  await page.fill("input[name=members]", "100000");
  await page.getByRole("button", { name: "开始仿真" }).click();
  const bar = page.getByRole("progressbar", { name: "仿真进度" });
  await bar.waitFor();
  await page.getByText(/[1-9][\d,]* 个事件/).waitFor();
  expect(await faults(page)).toEqual([]);
  await page.getByRole("button", { name: "取消" }).click();
  await page.getByText("已取消").waitFor();
  expect(await bar.count()).toBe(0);
});

test("the figures of a run are those of the command line, to the last unit", async () => {
  await run(1);
  const figures = JSON.parse(await saved("下载数据")) as { scenarios: unknown[]; inputs: unknown[] };
  const plan = join(own, "plan.json");
  writeFileSync(plan, await saved("导出"));
  const words = ["simulate", "--plan", plan, "--members", MEMBERS, "--days", DAYS, "--seeds", SEEDS, "--json"].map(
    String,
  );
  const { stdout, stderr } = spawnSync(process.execPath, [perennial, ...words], {
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
  expect(stdout, stderr).not.toBe("");
  expect(await saved("说明书")).toContain("消费增值 · 说明书");
  const told = JSON.parse(stdout) as { scenarios: unknown[]; inputs: unknown[] };
  expect(figures.scenarios).toHaveLength(5);
  expect(figures.inputs).toEqual(told.inputs);
  expect(figures.scenarios).toEqual(told.scenarios);
});

test("the run stands as charts with tables behind them, and moves what the plan still lacks", async () => {
  await expect.poll(async () => page.locator("figure[data-drawn=true]").count()).toBe(4);
  expect(await faults(page)).toEqual([]);
  await page.getByRole("region", { name: "谁付给了谁" }).getByRole("tab", { name: "表" }).click();
  await page.getByRole("region", { name: "谁付给了谁（表）" }).getByRole("row").nth(1).waitFor();
  await view("方案");
  await view("结论");
  expect(await page.locator("[data-missing=stress_missing]").count()).toBe(0);
  expect(await page.locator("[data-missing=promise_unpaid]").count()).toBeGreaterThan(0);
});

test("another version runs under people of another sort, and both stand side by side", async () => {
  await view("方案");
  await field("mechanisms[0].exit.multiple").fill("1.1");
  await view("仿真");
  await page.getByText("人群与行为").click();
  await field("orders.everyDays").fill("0");
  await page.getByText("是 0；应为：1 到 3650 之间的整数").waitFor();
  expect(await page.getByRole("button", { name: "开始仿真" }).isDisabled()).toBe(true);
  await field("orders.everyDays").fill("15");
  await run(2);
  await view("对比");
  const measures = page.getByRole("region", { name: "指标（表）" }).getByRole("table");
  await measures.waitFor();
  expect(await measures.getByRole("row", { name: "已承诺" }).getByRole("cell").last().textContent()).toMatch(/^[+−]¥/);
  const changes = page.getByRole("region", { name: "两者的不同之处（表）" }).getByRole("table");
  expect(await changes.getByRole("row", { name: "方案 mechanisms[0].exit.multiple" }).textContent()).toContain(
    '"2""1.1"',
  );
  expect(await changes.getByRole("row", { name: "情景 orders.everyDays" }).textContent()).toContain("3015");
  await expect.poll(async () => page.locator("figure[data-drawn=true]").count()).toBe(2);
  expect(await faults(page)).toEqual([]);

  // What has run is as readable to others at night.
  await page.emulateMedia({ colorScheme: "dark" });
  await page.getByRole("button", { name: "Switch to English" }).click();
  for (const face of ["Compare", "Simulate"]) {
    await view(face);
    await page.locator("figure[data-drawn=true]").first().waitFor();
    expect(await faults(page), face).toEqual([]);
  }
  await page.getByRole("button", { name: "切换为中文" }).click();
  await page.emulateMedia({ colorScheme: "light" });
});

test("nothing is lost on a reload", async () => {
  await page.waitForTimeout(400);
  await page.reload();
  await view("方案");
  await page.getByText("到达消费额的 1.1 倍时").waitFor();
  await view("仿真");
  expect(await page.inputValue("input[name=members]")).toBe(String(MEMBERS));
  await page.getByText("已修改").waitFor();
});

test("from the console the programme's own plan may be taken, and there is a way back", async () => {
  await page.goto(`${service.origin}/p/demo/console`);
  await page.getByRole("link", { name: "打开方案工作室" }).click();
  await page.getByLabel("从这里开始…").selectOption(" in force");
  await page.getByText("第 1 版").first().waitFor();
  await page.getByRole("link", { name: /的总览$/ }).waitFor();
  expect(await faults(page)).toEqual([]);
});

test("a file that is no plan is told so, and one that is lies on the desk", async () => {
  await page.setInputFiles("input[type=file]", {
    name: "photo.json",
    mimeType: "application/json",
    buffer: Buffer.from("[1"),
  });
  await page.getByText("photo.json 不是 JSON 方案").waitFor();
  const circular = readFileSync(new URL("../plans/circular/plan.json", import.meta.url));
  await page.setInputFiles("input[type=file]", { name: "plan.json", mimeType: "application/json", buffer: circular });
  await page.getByText("circular · 第 1 版").waitFor();
});

test("on a dark phone the same by tabs, without faults and no wider than it is", async () => {
  const phone = await open({ width: 360, colorScheme: "dark" });
  for (const tab of ["JSON", "结论", "表单"]) {
    await phone.getByRole("tab", { name: tab, exact: true }).click();
    if (tab === "JSON") await phone.locator(".cm-content").waitFor();
    expect(await faults(phone), tab).toEqual([]);
    expect(await phone.evaluate(() => document.documentElement.scrollWidth), tab).toBeLessThanOrEqual(360);
  }
  await phone.locator('[data-path="mechanisms[3]"] summary').first().click();
  expect(await faults(phone)).toEqual([]);
  for (const tab of ["仿真", "对比"]) {
    await phone.getByRole("tab", { name: tab, exact: true }).click();
    expect(await faults(phone), tab).toEqual([]);
    expect(await phone.evaluate(() => document.documentElement.scrollWidth), tab).toBeLessThanOrEqual(360);
  }
  await phone.context().close();
});
