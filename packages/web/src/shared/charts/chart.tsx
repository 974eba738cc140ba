// A chart on the page: draws when the library has come, again when the size or the theme changes, and tells which day was picked.
import type { EChartsType } from "echarts/core";
import type { ReactElement } from "react";
import { useEffect, useRef, useState } from "react";
import { readTokens, useTheme } from "../tokens/theme.js";
import { Bone } from "../ui/states.js";
import { hatchOf } from "./fills.js";
import type { DayChart } from "./options.js";
import { dayChart } from "./options.js";

export function Chart({
  chart,
  label,
  onPick,
}: {
  chart: DayChart;
  label: string;
  onPick?: ((index: number) => void) | undefined;
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
    void import("./echarts.js").then(({ init }) => {
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
  }, []);

  useEffect(() => {
    if (!drawing || theme === "") return;
    const tokens = readTokens();
    drawing.setOption(dayChart(chart, tokens, hatchOf(tokens)), { notMerge: true });
  }, [drawing, chart, theme]);

  useEffect(() => {
    if (!drawing || !onPick) return undefined;
    const surface = drawing.getZr();
    const pick = (event: { offsetX: number; offsetY: number }): void => {
      if (!drawing.containPixel("grid", [event.offsetX, event.offsetY])) return;
      const at = drawing.convertFromPixel({ xAxisIndex: 0 }, event.offsetX);
      if (typeof at === "number") onPick(at);
    };
    surface.on("click", pick);
    return () => surface.off("click", pick);
  }, [drawing, onPick]);

  return (
    <div className="relative">
      <figure aria-label={label} data-drawn={drawing !== undefined}>
        <div ref={place} className="h-56 w-full sm:h-72" />
      </figure>
      {!drawing && (
        <div aria-hidden="true" className="absolute inset-0">
          <Bone className="h-full w-full" />
        </div>
      )}
    </div>
  );
}
