// The outcome of stresses as a table for the terminal.
import type { Language } from "@perennial/checks";
import type { Plan } from "@perennial/kernel";
import { formatAmount } from "@perennial/kernel";
import type { Band, StressResult, Value } from "@perennial/lab";
import { stressNamed } from "@perennial/lab";

type Cell = (result: StressResult) => string;

/** One line a measure, one column a scenario: the median, and in brackets what 5 and 95 of a hundred runs stay at or below. */
export function stressWords(plan: Plan, results: readonly StressResult[], lang: Language): string {
  const zh = lang === "zh";
  const band = ({ p5, p50, p95 }: Band, write: (value: Value) => string): string =>
    p5 === p95 ? write(p50) : `${write(p50)} (${write(p5)} – ${write(p95)})`;
  const percent = (value: Value): string => (value === undefined ? "–" : `${tenths(value)} %`);
  const cash = (value: Value): string =>
    value === undefined ? "–" : grouped(formatAmount(Number(value), plan.cashScale));
  const day = (value: Value): string =>
    value === undefined ? (zh ? "没有" : "never") : `${zh ? "第" : "day "}${value + 1n}${zh ? "天" : ""}`;
  const plain = (value: Value): string => (value === undefined ? "–" : formatAmount(Number(value), 6).slice(0, 5));
  const rows: [zh: string, en: string, cell: Cell][] = [
    ["会员", "members", ({ bands }) => band(bands.members, (value) => String(value ?? 0n))],
    ["消费", "spent", ({ bands }) => band(bands.gross, cash)],
    ["已兑付 ÷ 已承诺", "paid ÷ promised", ({ bands }) => band(bands.paidToPromised, percent)],
    ["所得少于承诺的会员", "got back less than promised", ({ bands }) => band(bands.shortShare, percent)],
    ["第一个未兑付的承诺", "first unpaid promise", ({ bands }) => band(bands.firstUnpaid, day)],
    ["最大缺口", "deepest shortfall", ({ bands }) => band(bands.deepest, cash)],
    ["所得的基尼系数", "Gini of what was received", ({ bands }) => band(bands.gini, plain)],
    [
      "承诺未付或无资金支撑的次数",
      "runs with a promise unpaid or unbacked",
      ({ unsound, seeds }) => `${unsound} / ${seeds.length}`,
    ],
  ];
  const blocks = results.map((result) => {
    const title = stressNamed(result.scenario)?.title[lang];
    const head = title === undefined ? result.scenario : `${result.scenario} — ${title}`;
    const lines = rows.map(([chinese, english, cell]) => `  ${padded(zh ? chinese : english)}  ${cell(result)}`);
    const passed = result.passed.map((bound) => `  ${zh ? "超过上限" : "passed its bound"}: ${bound}`);
    return [head, ...lines, ...passed].join("\n");
  });
  return `${plan.document.title[lang]}\n\n${blocks.join("\n\n")}\n`;
}

const LABEL_WIDTH = 36;

/** To one width on a terminal, where a Chinese character takes two columns. */
function padded(text: string): string {
  let width = 0;
  for (const character of text) width += character > "\u2e80" ? 2 : 1;
  return text + " ".repeat(Math.max(0, LABEL_WIDTH - width));
}

/** Millionths as a percentage with one decimal, rounded down. */
const tenths = (millionths: bigint): string => formatAmount(Number(millionths / 1000n), 1);

const grouped = (amount: string): string => amount.replaceAll(/\B(?=(?:\d{3})+(?!\d))(?<!\.\d*)/g, ",");
