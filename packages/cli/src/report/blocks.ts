// Each part of a report on paper.
import type { Bar, Block, Card, Hero, Language, Limit, Tile, Touched } from "@perennial/lab/report";
import { paperSvg } from "@perennial/lab/report";
import type { Column, Content } from "pdfmake/interfaces.js";
import { ink, TONES, WIDTH } from "./ink.js";
import { heatPaper, tablePaper } from "./tables.js";

export const FONT = "Noto";

export function heroPaper({ value, tone, text, tiles }: Hero, language: Language): Content {
  return {
    stack: [
      { text: value[language], fontSize: 26, bold: true, color: tone === "ink" ? ink("ink") : TONES[tone] },
      { text: text[language], margin: [0, 0, 0, 10] },
      { columns: tiles.map((tile) => tilePaper(tile, language)), columnGap: 16 },
    ],
    margin: [0, 0, 0, 8],
  };
}

const METER = Math.floor((WIDTH - 32) / 3);

function tilePaper({ value, tone, funded, text }: Tile, language: Language): Column {
  const meter: Content[] =
    funded === undefined
      ? []
      : [{ svg: hatched(METER, Math.round(funded * METER) / 100, ink("amber")), margin: [0, 2, 0, 3] }];
  return {
    width: "*",
    stack: [
      { text: value[language], fontSize: 15, bold: true, color: tone === "ink" ? ink("ink") : TONES[tone] },
      ...meter,
      { text: text[language], fontSize: 8, color: ink("ink-2") },
    ],
  };
}

/** The title stays with what it stands over. */
export function cardPaper({ title, finding, blocks, note }: Card, language: Language): Content[] {
  const [first, ...rest] = blocks.flatMap((block) => blockPaper(block, language));
  const head: Content[] = [
    rule(),
    { text: title[language], fontSize: 12, bold: true, margin: [0, 0, 0, 3] },
    ...(finding ? [{ text: finding[language], margin: spaced(0, 6) }] : []),
    ...(first ? [first] : []),
  ];
  const small = note ? [{ text: note[language], fontSize: 7.5, color: ink("ink-2"), margin: spaced(5, 0) }] : [];
  return [{ stack: head, unbreakable: true }, ...rest, ...small];
}

const spaced = (above: number, below: number): [number, number, number, number] => [0, above, 0, below];

const rule = (): Content => ({
  canvas: [{ type: "line", x1: 0, y1: 0, x2: WIDTH, y2: 0, lineColor: ink("line"), lineWidth: 0.7 }],
  margin: [0, 10, 0, 8],
});

function blockPaper(block: Block, language: Language): Content[] {
  switch (block.kind) {
    case "chart": {
      const sheet = { language, isNarrow: false };
      const svg = paperSvg(block.draw(sheet), sheet, FONT);
      const caption: Content[] = block.caption
        ? [{ text: block.caption[language], bold: true, fontSize: 9, color: ink("ink-2"), margin: [0, 6, 0, 0] }]
        : [];
      return [{ stack: [...caption, { svg, width: WIDTH, font: FONT }], unbreakable: true }];
    }
    case "table":
      return tablePaper(block, language);
    case "heat":
      return [heatPaper(block, language)];
    case "key":
      return [keyPaper(block.items, language)];
    case "bars":
      return block.list.map((bar) => barPaper(bar, language));
    case "limits":
      return block.list.map((limit) => limitPaper(limit, language));
    case "touched":
      return block.list.map((touched) => touchedPaper(touched, language));
    case "sentences": {
      const list = block.list.map((text): Content => ({ text: text[language], margin: [0, 1.5, 0, 1.5] }));
      return [block.isNumbered ? { ol: list } : { ul: list, fontSize: 9, markerColor: ink("ink-3") }];
    }
    case "facts":
      return block.rows.map(({ term, value, code }): Content => ({
        columns: [
          { width: 88, text: term[language], color: ink("ink-2") },
          {
            width: "*",
            stack: [...(value ? [{ text: value[language] }] : []), ...(code === undefined ? [] : [codePaper(code)])],
          },
        ],
        columnGap: 8,
        fontSize: 9,
        margin: [0, 1.5, 0, 1.5],
      }));
  }
}

const codePaper = (text: string): Content => ({ text, fontSize: 7.5, color: ink("ink-3") });

function keyPaper(items: Extract<Block, { kind: "key" }>["items"], language: Language): Content {
  return {
    columns: items.map(({ tone, text }): Column => ({
      width: "auto",
      columns: [
        { width: 16, svg: swatch(tone === "amber", TONES[tone]) },
        { width: "auto", text: text[language], fontSize: 8, color: ink("ink-2") },
      ],
      columnGap: 4,
    })),
    columnGap: 14,
    margin: [0, 2, 0, 2],
  };
}

/** A promise is hatched. */
const swatch = (isHatched: boolean, color: string): string =>
  isHatched ? hatched(16, 0, color) : filled(16, 16, color);

const box = (width: number, inside: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="9" viewBox="0 0 ${width} 9">${inside}</svg>`;

const filled = (width: number, full: number, color: string): string =>
  box(width, `<rect y="1" width="${full}" height="7" fill="${color}"/>`);

/** Hatched from `full` on, green before it. */
function hatched(width: number, full: number, color: string): string {
  const starts = Array.from({ length: Math.floor((width - full) / 4) + 2 }, (_, index) => full + 4 * index - 7);
  const lines = starts.map((x) => `<path d="M${x} 8L${x + 7} 1" stroke="${color}" stroke-width="1"/>`);
  const frame = `<rect x="0.5" y="1" width="${width - 1}" height="7" fill="none" stroke="${color}" stroke-width="0.7"/>`;
  const clip = `<clipPath id="c"><rect x="${full}" y="1" width="${width - full}" height="7"/></clipPath>`;
  return box(
    width,
    `${clip}<g clip-path="url(#c)">${lines.join("")}</g>${frame}<rect y="1" width="${full}" height="7" fill="${ink("leaf")}"/>`,
  );
}

/** A bar on its track; `percent` of it is full. */
function barOf(width: number, percent: number, tone: Bar["tone"]): Content {
  const full = Math.round(Math.min(100, percent) * width) / 100;
  return {
    canvas: [
      { type: "rect", x: 0, y: 0, w: width, h: 7, color: ink("paper-2"), lineColor: ink("line"), lineWidth: 0.5 },
      ...(full > 0 ? [{ type: "rect" as const, x: 0, y: 0, w: Math.max(1, full), h: 7, color: TONES[tone] }] : []),
    ],
    margin: [0, 3, 0, 3],
  };
}

function barPaper({ label, percent, value, tone }: Bar, language: Language): Content {
  return {
    columns: [
      { width: 110, text: label[language] },
      { width: WIDTH - 240, ...(barOf(WIDTH - 240, percent, tone) as { canvas: [] }) },
      { width: "*", text: value[language], alignment: "right" },
    ],
    columnGap: 8,
    fontSize: 9,
    margin: [0, 1.5, 0, 1.5],
  };
}

function limitPaper({ text, value, measured, formula }: Limit, language: Language): Content {
  const found: Content[] = measured
    ? [barOf(WIDTH, measured.percent, "leaf"), { text: measured.text[language], fontSize: 8, color: ink("ink-2") }]
    : [];
  return {
    stack: [{ text: [`${text[language]} `, { text: value[language], bold: true }] }, ...found, codePaper(formula)],
    fontSize: 9.5,
    unbreakable: true,
    margin: [0, 3, 0, 6],
  };
}

const SEVERITY: Record<Touched["severity"], { zh: string; en: string; color: string }> = {
  blocker: { zh: "阻断", en: "blocker", color: ink("clay") },
  review: { zh: "需法务审阅", en: "legal review", color: ink("amber") },
  warning: { zh: "提醒", en: "warning", color: ink("sky") },
};

function touchedPaper({ severity, rule, places, lines }: Touched, language: Language): Content {
  const tag = SEVERITY[severity];
  const quoted = (text: string, isQuote: boolean | undefined): string => (isQuote ? `“${text}”` : text);
  return {
    stack: [
      {
        text: [
          { text: tag[language], bold: true, color: tag.color },
          { text: `  ${rule}`, color: ink("ink-3"), fontSize: 8 },
        ],
      },
      { ul: places.map((text) => text[language]), markerColor: ink("ink-3") },
      ...lines.map(({ name, text, isQuote }): Content => ({
        text: [{ text: `${name[language]}  `, color: ink("ink-3") }, quoted(text[language], isQuote)],
        fontSize: 8.5,
        color: ink("ink-2"),
      })),
    ],
    fontSize: 9,
    margin: [0, 3, 0, 6],
  };
}
