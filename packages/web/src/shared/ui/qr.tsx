// A QR code as one path: dark on white in both themes, because readers expect it so.
import encodeQR from "qr";
import type { ReactElement } from "react";

/** Modules of white around it; readers need them. */
const QUIET = 4;

/** The dark modules of a text as the data of an SVG path, and how many modules it is wide with its margin. */
export function qrPath(text: string): { path: string; size: number } {
  const rows = encodeQR(text, "raw", { ecc: "medium", border: QUIET });
  const path = rows.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join("");
  return { path, size: rows.length };
}

/** `label`: what it leads to, for whoever can't see it. */
export function Qr({ text, label, className = "" }: { text: string; label: string; className?: string }): ReactElement {
  const { path, size } = qrPath(text);
  return (
    <figure className={className}>
      <svg
        aria-hidden="true"
        viewBox={`0 0 ${size} ${size}`}
        shapeRendering="crispEdges"
        className="size-full rounded-card bg-[white]"
      >
        <path d={path} fill="black" />
      </svg>
      <figcaption className="sr-only">{label}</figcaption>
    </figure>
  );
}
