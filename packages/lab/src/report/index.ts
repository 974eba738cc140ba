// Reports as pages that stand alone, and the colours they share with every other surface.
export { reportHtml } from "./page.js";
export type { Token } from "./tokens.js";
export { cssVariables, TOKENS } from "./tokens.js";
