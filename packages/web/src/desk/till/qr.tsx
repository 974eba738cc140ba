// A QR code as one path: dark on white in both themes, since scanners want it so.
import encodeQR from "qr";
import type { ReactElement } from "react";

/** Modules of white around it, as the standard asks. */
const QUIET = 4;

export function QrCode({ text, label }: { text: string; label: string }): ReactElement {
  const modules = encodeQR(text, "raw", { border: QUIET, ecc: "medium" });
  const path = modules
    .flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])))
    .join("");
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${modules.length} ${modules.length}`}
      shapeRendering="crispEdges"
      className="mx-auto w-full max-w-[280px] rounded-card"
    >
      <rect width="100%" height="100%" fill="white" />
      <path d={path} fill="black" />
    </svg>
  );
}
