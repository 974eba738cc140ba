// A place that a chart is drawn in: the library comes when it is needed, the drawing follows the size, the options and the theme.
import type { EChartsCoreOption, EChartsType } from "echarts/core";
import type { ReactElement } from "react";
import { useEffect, useRef, useState } from "react";
import type { Tokens } from "../tokens/theme.js";
import { readTokens, useTheme } from "../tokens/theme.js";
import { Bone } from "../ui/states.js";
import type { Hatch } from "./fills.js";
import { hatchOf } from "./fills.js";

export interface Pencils {
  tokens: Tokens;
  hatch: Hatch;
}

interface Library {
  init: (element: HTMLElement) => EChartsType;
}

/** `library` and `options` must keep their identity while nothing changes. */
export function Drawing({
  label,
  library,
  options,
  onReady,
  className = "h-56 sm:h-72",
}: {
  label: string;
  library: () => Promise<Library>;
  options: (pencils: Pencils) => EChartsCoreOption;
  /** told of the drawing when it stands, and of nothing when it goes */
  onReady?: ((drawing: EChartsType | undefined) => void) | undefined;
  className?: string;
}): ReactElement {
  const place = useRef<HTMLDivElement>(null);
  const [drawing, setDrawing] = useState<EChartsType>();
  const theme = useTheme();

  useEffect(() => {
    const element = place.current;
    if (!element) return undefined;
    let made: EChartsType | undefined;
    let isGone = false;
    const watcher = new ResizeObserver(() => made?.resize());
    void library().then(({ init }) => {
      if (isGone) return;
      made = init(element);
      setDrawing(made);
      watcher.observe(element);
    });
    return () => {
      isGone = true;
      watcher.disconnect();
      made?.dispose();
      setDrawing(undefined);
    };
  }, [library]);

  useEffect(() => onReady?.(drawing), [drawing, onReady]);

  useEffect(() => {
    if (!drawing || theme === "") return;
    const tokens = readTokens();
    drawing.setOption(options({ tokens, hatch: hatchOf(tokens) }), { notMerge: true });
  }, [drawing, options, theme]);

  return (
    <div className="relative">
      <figure aria-label={label} data-drawn={drawing !== undefined}>
        <div ref={place} className={`w-full ${className}`} />
      </figure>
      {!drawing && (
        <div aria-hidden="true" className="absolute inset-0">
          <Bone className="h-full w-full" />
        </div>
      )}
    </div>
  );
}
