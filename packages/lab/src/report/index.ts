// Reports: what they say as data, and as pages that stand alone; and the colours they share with every other surface.
import type { Backtest } from "../backtest/figures.js";
import type { Summary } from "../backtest/summary.js";
import { backtestReport } from "./backtest/report.js";
import type { Language } from "./format.js";
import { pageHtml } from "./html/page.js";
import type { Prospectus } from "../prospectus/prospectus.js";
import { prospectusReport } from "./prospectus/report.js";

export type {
  Bar,
  Block,
  Card,
  Hero,
  HeatBlock,
  Limit,
  Report,
  Shown,
  TableBlock,
  Tile,
  Tone,
  Touched,
} from "./blocks.js";
export { paperSvg, SIZES } from "./chart.js";
export type { Both, Language } from "./format.js";
export { pageHtml } from "./html/page.js";
export { prospectusReport } from "./prospectus/report.js";
export { depthOf } from "./html/tables.js";
export type { Token } from "./tokens.js";
export { cssVariables, TOKENS } from "./tokens.js";

/** The report of a backtest as one HTML file; `language` is the one it opens in. */
export const reportHtml = (figures: Backtest, summary: Summary, language: Language = "zh"): string =>
  pageHtml(backtestReport(figures, summary), language);

/** A prospectus as one HTML file, from its data alone: pure, so that a browser makes the same page. */
export const prospectusHtml = (said: Prospectus, language: Language = "zh"): string =>
  pageHtml(prospectusReport(said), language);
