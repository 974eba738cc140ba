// perennial check: packs, exit codes, the report as JSON, and what a screen changes.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { Readable } from "node:stream";
import { afterAll, describe, expect, test } from "vitest";
import { main } from "../src/main.js";
import { run } from "./support/run.js";

const folder = mkdtempSync(join(tmpdir(), "perennial-check-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A plan without a single finding, but for what `more` puts into it. */
function planFile(name: string, more: object = {}): string {
  const path = join(folder, `${name}.json`);
  const plan = {
    plan: name,
    version: 1,
    title: { zh: "试", en: "Try" },
    currency: "CNY",
    timezone: "Asia/Shanghai",
    rules: { zh: "没有奖励。", en: "No rewards." },
    assets: {},
    mechanisms: [],
    ...more,
  };
  writeFileSync(path, JSON.stringify(plan));
  return path;
}

describe("exit codes", () => {
  test("0: nothing blocks", async () => {
    const { code, out } = await run(["check", planFile("quiet")]);
    expect(code).toBe(0);
    expect(out).toContain("The rules found nothing.");
    expect(out).toContain("Blockers: 0; for legal review: 0; warnings: 0. No blocker;");
  });

  test("1: a blocker, whose text names article, field and quoted words", async () => {
    const { code, out } = await run(["check", "chain-2-plus-1", "--lang", "zh"]);
    expect(code).toBe(1);
    expect(out).toContain("[阻断] cn/entry-fee");
    expect(out).toContain("第七条(二)：购买入门产品（标签 entry）后才有资格计酬（mechanisms[0].tag）");
    expect(out).toContain("“交纳费用或者以认购商品等方式变相交纳费用，取得加入或者发展其他人员加入的资格”");
    expect(out).toContain("有阻断项，不能上线；沙箱中可以完整运行。");
  });

  test("2: every fault of the plan at once, each with its place", async () => {
    const { code, err } = await run(["check", planFile("wrong", { version: 0, timezone: "Mars", assets: { p: {} } })]);
    expect(code).toBe(2);
    expect(err).toContain("has 3 faults");
    for (const place of ["version:", "timezone:", "assets.p.scale:"]) expect(err).toContain(`  ${place}`);
  });

  test("2: a pack that there is not, asked for or named by the plan", async () => {
    const asked = await run(["check", "evergreen", "--pack", "cn,mars"]);
    expect(asked).toMatchObject({ code: 2, out: "" });
    expect(asked.err).toContain('there is no rule pack "mars"; right would be cn, intl');
    const named = await run(["check", planFile("mars", { checks: ["mars"] })]);
    expect(named.code).toBe(2);
    expect(named.err).toContain('checks[0]: there is no rule pack "mars"');
  });
});

describe("packs", () => {
  const packsOf = async (...args: string[]): Promise<string[]> => {
    const { out } = await run(["check", ...args, "--json"]);
    return (JSON.parse(out) as { packs: { id: string }[] }).packs.map(({ id }) => id);
  };

  test("are the plan's own unless others are asked for", async () => {
    const own = planFile("own", { checks: ["intl"] });
    expect(await packsOf(own)).toEqual(["intl"]);
    expect(await packsOf(own, "--pack", "cn, intl")).toEqual(["cn", "intl"]);
    expect(await packsOf(own, "--pack", "")).toEqual([]);
    expect(await packsOf(planFile("none"))).toEqual(["cn", "intl"]);
  });

  test("say what they could not verify", async () => {
    const { out } = await run(["check", planFile("quiet"), "--pack", "cn"]);
    expect(out).toContain("not verified: Securities Law art. 9: to be verified before it is quoted");
  });
});

test("--json gives each finding with law, path, severity and what to change", async () => {
  const { code, out } = await run(["check", "chain-2-plus-1", "--json", "--pack", "cn"]);
  expect(code).toBe(1);
  const { findings } = JSON.parse(out) as { findings: unknown[] };
  expect(findings).toContainEqual({
    pack: "cn",
    rule: "headcount-reward",
    path: "mechanisms[0].leaderAfter",
    severity: "blocker",
    law: {
      name: {
        zh: "《禁止传销条例》（国务院令第444号，2005-11-01 起）",
        en: "Regulations on the Prohibition of Pyramid Selling (State Council order 444, from 2005-11-01)",
      },
      article: { zh: "第七条(一)", en: "art. 7 (1)" },
      quote: "以其直接或者间接滚动发展的人员数量为依据计算和给付报酬",
    },
    text: {
      zh: "触及《禁止传销条例》（国务院令第444号，2005-11-01 起）第七条(一)：带来 2 位买家后升为老板并改变报酬（mechanisms[0].leaderAfter）",
      en: "touches Regulations on the Prohibition of Pyramid Selling (State Council order 444, from 2005-11-01), art. 7 (1): after 2 buyers brought an agent becomes leader and is paid otherwise (mechanisms[0].leaderAfter)",
    },
    fix: {
      zh: "奖励改为在真实订单上发放，去掉以人数为条件的级别",
      en: "reward real orders instead, and drop ranks that count people",
    },
  });
});

describe("on a screen", () => {
  async function onScreen(columns: number, lang: string): Promise<string> {
    let shown = "";
    await main(["check", "chain-2-plus-1", "--lang", lang], {
      out: (text) => void (shown += text),
      err: () => undefined,
      input: Readable.from([]),
      watched: false,
      locale: "",
      screen: { columns },
    });
    return shown;
  }

  /** Columns that a line takes: a Chinese character, or a full-width mark, takes two. */
  const widthOf = (line: string): number =>
    Array.from(line).reduce((sum, char) => sum + (/[\u2e80-\u9fff\uff00-\uff60\u3000-\u303f]/.test(char) ? 2 : 1), 0);

  test.each([
    [60, "zh"],
    [60, "en"],
    [100, "zh"],
  ])("%i columns: no line of %s is wider, and colours are used", async (columns, lang) => {
    const shown = await onScreen(columns, lang);
    const lines = stripVTControlCharacters(shown).split("\n");
    expect(Math.max(...lines.map(widthOf))).toBeLessThanOrEqual(columns);
    expect(shown).not.toBe(stripVTControlCharacters(shown));
  });

  test("a file has neither colours nor broken lines", async () => {
    const { out } = await run(["check", "chain-2-plus-1"]);
    expect(out).toBe(stripVTControlCharacters(out));
    expect(out).toContain("(mechanisms[0].tag)\n");
  });
});
