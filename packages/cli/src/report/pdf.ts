// A report as PDF: the same cards as on the page, one language a file, charts as vectors, Chinese embedded as a subset. The same report gives the same bytes.
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { Language, Report } from "@perennial/lab/report";
import pdfmake from "pdfmake";
import type { TDocumentDefinitions } from "pdfmake/interfaces.js";
import { cardPaper, FONT, heroPaper } from "./blocks.js";
import { ink, MARGIN } from "./ink.js";

const { resolve } = createRequire(import.meta.url);

/** Noto Sans for Chinese (SIL Open Font License), which has Latin letters too. */
function embedFonts(): void {
  const folder = join(dirname(resolve("@embedpdf/fonts-sc")), "../fonts");
  const [normal, bold] = [join(folder, "NotoSansHans-Regular.otf"), join(folder, "NotoSansHans-Bold.otf")];
  pdfmake.setFonts({ [FONT]: { normal, bold, italics: normal, bolditalics: bold } });
  pdfmake.setUrlAccessPolicy(() => false);
  pdfmake.setLocalAccessPolicy((path) => path === normal || path === bold);
}

/** A date that is none: the time at which a file was made would make each one different. */
const NO_DATE = new Date(0);

export async function reportPdf(report: Report, language: Language): Promise<Buffer> {
  embedFonts();
  const { title, about, hero, cards } = report;
  const foot = (page: number, pages: number) => ({
    columns: [{ text: title[language] }, { text: `${page} / ${pages}`, alignment: "right" as const }],
    margin: [MARGIN, 14, MARGIN, 0] as [number, number, number, number],
    fontSize: 7.5,
    color: ink("ink-3"),
  });
  const document: TDocumentDefinitions = {
    pageSize: "A4",
    pageMargins: [MARGIN, MARGIN, MARGIN, MARGIN],
    info: {
      title: title[language],
      creationDate: NO_DATE,
      modDate: NO_DATE,
      creator: "Perennial",
      producer: "Perennial",
    },
    language: language === "zh" ? "zh-CN" : "en",
    // A Chinese face draws quotation marks as wide as a character, which English wants narrow.
    defaultStyle: {
      font: FONT,
      fontSize: 10,
      lineHeight: 1.25,
      color: ink("ink"),
      ...(language === "en" && { fontFeatures: ["pwid"] }),
    },
    footer: foot,
    content: [
      { text: title[language], fontSize: 16, bold: true },
      { text: about[language], fontSize: 9, color: ink("ink-2"), margin: [0, 0, 0, 10] },
      heroPaper(hero, language),
      ...cards.flatMap((card) => cardPaper(card, language)),
    ],
  };
  return pdfmake.createPdf(document).getBuffer();
}
