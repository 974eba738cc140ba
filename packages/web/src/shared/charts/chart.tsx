// A chart over days on the page; it tells which day was picked.
import type { EChartsType } from "echarts/core";
import type { ReactElement } from "react";
import { useCallback, useEffect, useState } from "react";
import type { Pencils } from "./drawing.js";
import { Drawing } from "./drawing.js";
import type { DayChart } from "./options.js";
import { dayChart } from "./options.js";

const library = async () => import("./echarts.js");

export function Chart({
  chart,
  label,
  onPick,
}: {
  chart: DayChart;
  label: string;
  onPick?: ((index: number) => void) | undefined;
}): ReactElement {
  const [drawing, setDrawing] = useState<EChartsType>();
  const options = useCallback(({ tokens, hatch }: Pencils) => dayChart(chart, tokens, hatch), [chart]);

  useEffect(() => {
    if (!drawing || !onPick) return undefined;
    const surface = drawing.getZr();
    const pick = (event: { offsetX: number; offsetY: number }): void => {
      if (!drawing.containPixel("grid", [event.offsetX, event.offsetY])) return;
      const at = drawing.convertFromPixel({ xAxisIndex: 0 }, event.offsetX);
      if (typeof at === "number") onPick(at);
    };
    surface.on("click", pick);
    return () => {
      surface.off("click", pick);
    };
  }, [drawing, onPick]);

  return <Drawing label={label} library={library} options={options} onReady={setDrawing} />;
}
