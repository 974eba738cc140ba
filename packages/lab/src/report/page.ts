// The page: one self-contained file that opens without a network, in both languages and both themes, and prints.
import type { Backtest } from "../backtest/figures.js";
import type { Summary } from "../backtest/summary.js";
import { escape, Figures, type Language } from "./format.js";
import { bounds, discount, method } from "./sections/limits.js";
import { header, hero } from "./sections/hero.js";
import { coverage, payouts, pool, prices } from "./sections/money.js";
import { cohorts, flow, received, returned } from "./sections/people.js";
import { STYLE } from "./style.js";

const POLICY = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'";

/** What promises are drawn with, once for all charts. */
const PATTERN = `<svg class="hatch" aria-hidden="true"><defs><pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="6" height="6" fill="var(--paper)"/><rect width="2" height="6" fill="var(--amber)"/></pattern></defs></svg>`;

const SWITCH = `const root=document.documentElement;document.getElementById("language").addEventListener("click",()=>{const zh=root.dataset.lang==="en";root.dataset.lang=zh?"zh":"en";root.lang=zh?"zh-CN":"en"});`;

/** The report of a backtest as one HTML file; `language` is the one it opens in. */
export function reportHtml(figures: Backtest, summary: Summary, language: Language = "zh"): string {
  const money = new Figures(figures.plan.currency, figures.cashScale);
  const cards = [
    returned(figures),
    cohorts(figures, money),
    received(figures, money),
    flow(figures, money),
    coverage(figures, money),
    prices(figures),
    pool(figures, money),
    payouts(figures, money),
    bounds(figures),
    discount(figures, money),
    method(figures, summary, money),
  ];
  return `<!doctype html>
<html lang="${language === "zh" ? "zh-CN" : "en"}" data-lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${POLICY}"><title>${escape(figures.plan.title[language])}</title><style>${STYLE}</style></head>
<body>${PATTERN}<main>${header(figures)}${hero(figures, money)}${cards.join("\n")}</main><script>${SWITCH}</script></body></html>
`;
}
