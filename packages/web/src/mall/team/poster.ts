// The poster with a member's code, drawn in the browser as a picture to save or to send.
import { readTokens } from "../../shared/tokens/theme.js";
import { qrPath } from "../../shared/ui/qr.js";

export interface PosterWords {
  title: string;
  lead: string;
  code: string;
  note: string;
  link: string;
}

const WIDTH = 750;
const HEIGHT = 1_120;
const MARGIN = 64;
const QR_SIDE = 480;
const FACE = 'system-ui, "PingFang SC", "Noto Sans SC", "Noto Sans CJK SC", "Microsoft YaHei", sans-serif';

/** Draws a text over as many lines as it needs; returns where the next line would stand. Breaks at spaces, and between Chinese characters. */
function write(
  pen: CanvasRenderingContext2D,
  text: string,
  { size, y, weight = 400 }: { size: number; y: number; weight?: number },
): number {
  pen.font = `${weight} ${size}px ${FACE}`;
  const words = text.match(/[\u3000-\u9FFF\uFF00-\uFFEF]|[^\s\u3000-\u9FFF\uFF00-\uFFEF]+\s*/g) ?? [];
  let line = "";
  let at = y;
  for (const word of words) {
    if (line !== "" && pen.measureText(line + word).width > WIDTH - 2 * MARGIN) {
      pen.fillText(line, WIDTH / 2, at);
      at += size * 1.5;
      line = "";
    }
    line += word;
  }
  pen.fillText(line, WIDTH / 2, at);
  return at + size * 1.5;
}

/** A PNG of 750 × 1120. Rejects when the browser can't draw one. */
export async function posterOf(words: PosterWords): Promise<Blob> {
  const canvas = document.createElement("canvas");
  canvas.width = WIDTH;
  canvas.height = HEIGHT;
  const pen = canvas.getContext("2d");
  if (!pen) throw new Error("no_canvas: this browser gives no 2d context");
  const { leaf } = readTokens();
  pen.fillStyle = "white";
  pen.fillRect(0, 0, WIDTH, HEIGHT);
  pen.fillStyle = leaf;
  pen.fillRect(0, 0, WIDTH, 24);
  pen.textAlign = "center";
  let y = write(pen, words.title, { size: 52, y: 130, weight: 600 });
  pen.fillStyle = "black";
  y = write(pen, words.lead, { size: 30, y: y + 4 });
  const { path, size } = qrPath(words.link);
  pen.save();
  pen.translate((WIDTH - QR_SIDE) / 2, y);
  pen.scale(QR_SIDE / size, QR_SIDE / size);
  pen.fill(new Path2D(path));
  pen.restore();
  y = write(pen, words.code, { size: 34, y: y + QR_SIDE + 56, weight: 600 });
  pen.globalAlpha = 0.7;
  write(pen, words.note, { size: 24, y: y + 4 });
  return new Promise((resolve, reject) => {
    canvas.toBlob(
      (blob) => (blob ? resolve(blob) : reject(new Error("no_picture: the canvas gave no PNG"))),
      "image/png",
    );
  });
}
