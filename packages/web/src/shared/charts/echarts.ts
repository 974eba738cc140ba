// The parts of the chart library that our charts are made of; loaded when the first chart comes into view.
import { BarChart, LineChart } from "echarts/charts";
import { GridComponent, TooltipComponent } from "echarts/components";
import { init, use as register } from "echarts/core";
import { LabelLayout } from "echarts/features";
import { CanvasRenderer } from "echarts/renderers";

register([BarChart, LineChart, GridComponent, LabelLayout, TooltipComponent, CanvasRenderer]);

export { init };
