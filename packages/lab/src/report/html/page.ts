// The page: one self-contained file that opens without a network, in both languages and both themes, and prints.
import type { Report } from "../blocks.js";
import { renumbered } from "../chart.js";
import type { Language } from "../format.js";
import { LOCALES } from "../format.js";
import { cardHtml, heroHtml } from "./blocks.js";
import { STYLE } from "./style.js";
import { both, escape } from "./text.js";

const POLICY = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'";

/** What promises are drawn with, once for all charts. */
const PATTERN = `<svg class="hatch" aria-hidden="true"><defs><pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="6" height="6" fill="var(--paper)"/><rect width="2" height="6" fill="var(--amber)"/></pattern></defs></svg>`;

const SWITCH = `const root=document.documentElement;document.getElementById("language").addEventListener("click",()=>{const zh=root.dataset.lang==="en";root.dataset.lang=zh?"zh":"en";root.lang=zh?"zh-CN":"en"});`;

/** A report as one HTML file; `language` is the one it opens in, a button leads to the other. */
export function pageHtml({ title, about, hero, cards }: Report, language: Language = "zh"): string {
  return `<!doctype html>
<html lang="${LOCALES[language]}" data-lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${POLICY}"><title>${escape(title[language])}</title><style>${STYLE}</style></head>
<body>${PATTERN}<main><header><div><h1>${both(title)}</h1><p class="sub">${both(about)}</p></div>
<button type="button" id="language" aria-label="中文 / English">${both({ zh: "English", en: "中文" })}</button></header>${heroHtml(hero)}${renumbered(cards.map(cardHtml).join("\n"))}</main><script>${SWITCH}</script></body></html>
`;
}
