// How money is filled in charts: what is funded is solid leaf, what is only promised is hatched amber and never solid.
import type { Tokens } from "../tokens/theme.js";

export type Money = "funded" | "promised";

/** A fill that repeats a little picture. */
export interface Hatch {
  image: HTMLCanvasElement;
  repeat: "repeat";
}

export interface Fill {
  line: string;
  area: string | Hatch;
}

const SIZE = 8;

/** Amber strokes from corner to corner on the soft ground. */
export function hatchOf(tokens: Tokens): Hatch {
  const image = document.createElement("canvas");
  image.width = SIZE;
  image.height = SIZE;
  const pen = image.getContext("2d");
  if (pen) {
    pen.fillStyle = tokens["amber-soft"];
    pen.fillRect(0, 0, SIZE, SIZE);
    pen.strokeStyle = tokens.amber;
    pen.lineWidth = 1.25;
    pen.beginPath();
    for (const from of [-SIZE, 0, SIZE]) {
      pen.moveTo(from, SIZE);
      pen.lineTo(from + SIZE, 0);
    }
    pen.stroke();
  }
  return { image, repeat: "repeat" };
}

/** The fill of a kind of money. */
export function fillOf(kind: Money, tokens: Tokens, hatch: Hatch): Fill {
  return kind === "funded" ? { line: tokens.leaf, area: tokens["leaf-soft"] } : { line: tokens.amber, area: hatch };
}
