// Plain texts as HTML: escaped, both languages side by side, figures marked with their place in the data, days never broken at their hyphens.
import type { Shown } from "../blocks.js";
import type { Both } from "../format.js";

export const escape = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

const plain = (text: string): string =>
  escape(text).replaceAll(/\b\d{4}-\d{2}(?:-\d{2})?\b/g, (day) => `<time>${day}</time>`);

/** Both languages; the page shows one. */
export function both({ zh, en, figure }: Shown, tag = "span", className = ""): string {
  const place = figure === undefined ? "" : ` data-figure="${escape(figure)}"`;
  const classes = (language: string): string => {
    const all = [language, className].filter((name) => name !== "").join(" ");
    return all === "" ? "" : ` class="${all}"`;
  };
  if (zh === en) return `<${tag}${classes("")}${place}>${plain(zh)}</${tag}>`;
  return `<${tag}${classes("zh")} lang="zh-CN"${place}>${plain(zh)}</${tag}><${tag}${classes("en")} lang="en"${place}>${plain(en)}</${tag}>`;
}

/** A text or figure inside a cell. */
export const cell = (value: Both | string): string => (typeof value === "string" ? plain(value) : both(value));
