// The worker of the browser's benchmark: runs what it is handed and tells the figures.
import { ran } from "./browser-run.mjs";

self.onmessage = ({ data }) => self.postMessage(ran(data));
