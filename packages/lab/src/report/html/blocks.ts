// Each part of a report as HTML.
import type { Bar, Block, Card, ChartBlock, Fact, Hero, Limit, Tile, Touched } from "../blocks.js";
import { svgOf } from "../chart.js";
import type { Both } from "../format.js";
import { LANGUAGES } from "../format.js";
import { themed } from "../tokens.js";
import { heatHtml, tableHtml } from "./tables.js";
import { both, escape } from "./text.js";

export function cardHtml({ title, finding, blocks, note }: Card): string {
  const small = note ? both(note, "p", "note") : "";
  return `<section><h2>${both(title)}</h2>${finding ? both(finding, "p", "finding") : ""}${blocks.map(blockHtml).join("")}${small}</section>`;
}

export function heroHtml({ value, tone, text, tiles }: Hero): string {
  return `<div class="hero"><p class="big ${tone}">${both(value)}</p><p>${both(text)}</p><div class="tiles">${tiles.map(tileHtml).join("")}</div></div>`;
}

function tileHtml({ value, tone, funded, text }: Tile): string {
  const meter = funded === undefined ? "" : `<span class="meter"><i style="width:${funded}%"></i></span>`;
  return `<div class="tile"><p class="value ${tone}">${both(value)}</p>${meter}<p class="sub">${both(text)}</p></div>`;
}

function blockHtml(block: Block): string {
  switch (block.kind) {
    case "chart":
      return chartHtml(block);
    case "table":
      return tableHtml(block);
    case "heat":
      return heatHtml(block);
    case "key":
      return `<ul class="key">${block.items.map(({ tone, text }) => `<li><i class="${tone}"></i>${both(text)}</li>`).join("")}</ul>`;
    case "bars":
      return `<ul class="bars">${block.list.map(barHtml).join("")}</ul>`;
    case "limits":
      return block.list.map(limitHtml).join("");
    case "touched":
      return block.list.map(touchedHtml).join("");
    case "sentences": {
      const tag = block.isNumbered ? "ol" : "ul";
      return `<${tag} class="sentences">${block.list.map((text) => `<li>${both(text)}</li>`).join("")}</${tag}>`;
    }
    case "facts":
      return `<dl>${block.rows.map(factHtml).join("")}</dl>`;
  }
}

/** A chart in all its drawings; the style sheet shows the one that fits. */
function chartHtml({ title, draw, caption }: ChartBlock): string {
  const drawings = LANGUAGES.flatMap((language) =>
    ([false, true] as const).map((isNarrow) => {
      const sheet = { language, isNarrow };
      const label = escape((caption ?? title)[language]);
      return `<div class="${language} ${isNarrow ? "narrow" : "wide"}" role="img" aria-label="${label}">${themed(svgOf(draw(sheet), sheet))}</div>`;
    }),
  );
  return `${caption ? both(caption, "p", "caption") : ""}<div class="chart">${drawings.join("")}</div>`;
}

function barHtml({ label, percent, value, tone }: Bar): string {
  const fill =
    percent > 0
      ? `<span class="fill ${tone}" style="width:${Math.min(100, Math.round(percent * 100) / 100)}%"></span>`
      : "";
  return `<li><span class="name">${both(label)}</span><span class="track">${fill}</span><span class="figure">${both(value)}</span></li>`;
}

function limitHtml({ text, value, measured, formula }: Limit): string {
  const found = measured
    ? `<span class="track">${measured.percent > 0 ? `<span class="fill leaf" style="width:${measured.percent}%"></span>` : ""}</span><p class="sub">${both(measured.text)}</p>`
    : "";
  return `<div class="bound"><p>${both(text)} <b>${both(value)}</b></p>${found}<code>${escape(formula)}</code></div>`;
}

const SEVERITY: Record<Touched["severity"], Both> = {
  blocker: { zh: "阻断", en: "blocker" },
  review: { zh: "需法务审阅", en: "legal review" },
  warning: { zh: "提醒", en: "warning" },
};

function touchedHtml({ severity, rule, places, lines }: Touched): string {
  const texts = places.map((text) => `<li>${both(text)}</li>`).join("");
  const rest = lines.map(({ name, text, isQuote }) => {
    const words = isQuote ? `<q>${both(text)}</q>` : both(text);
    return `<p class="sub"><span class="label">${both(name)}</span> ${words}</p>`;
  });
  return `<div class="law ${severity}"><p><span class="tag">${both(SEVERITY[severity])}</span> <code>${escape(rule)}</code></p><ul>${texts}</ul>${rest.join("")}</div>`;
}

function factHtml({ term, value, code }: Fact): string {
  const parts = [...(value ? [both(value)] : []), ...(code === undefined ? [] : [`<code>${escape(code)}</code>`])];
  return `<dt>${both(term)}</dt><dd>${parts.join("<br>")}</dd>`;
}
