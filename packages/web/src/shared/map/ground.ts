// The ground of the map: meridians and parallels in the colour of rules, drawn in the browser. No tile is fetched from anywhere.
import { GridLayer } from "leaflet";
import type { Tokens } from "../tokens/theme.js";

const SIDE = 256;
const PARTS = 4;

class Ground extends GridLayer {
  constructor(private readonly tokens: Tokens) {
    super({ tileSize: SIDE });
  }

  protected override createTile(): HTMLElement {
    const { line, "paper-2": paper } = this.tokens;
    const tile = document.createElement("canvas");
    tile.width = SIDE;
    tile.height = SIDE;
    const pen = tile.getContext("2d");
    if (!pen) return tile;
    pen.fillStyle = paper;
    pen.fillRect(0, 0, SIDE, SIDE);
    pen.strokeStyle = line;
    for (let part = 0; part <= PARTS; part += 1) {
      const at = (part * SIDE) / PARTS + 0.5;
      pen.beginPath();
      pen.moveTo(at, 0);
      pen.lineTo(at, SIDE);
      pen.moveTo(0, at);
      pen.lineTo(SIDE, at);
      pen.stroke();
    }
    return tile;
  }
}

/** The ground in the colours in force. */
export const grounded = (tokens: Tokens): GridLayer => new Ground(tokens);
