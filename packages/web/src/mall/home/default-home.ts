// The home of a mall whose operator has laid out none.
import type { HomePage } from "@perennial/api";

export const DEFAULT_HOME: HomePage = {
  blocks: [
    { id: "wallet", kind: "wallet" },
    { id: "categories", kind: "categories" },
    { id: "window", kind: "window", title: { zh: "", en: "" } },
  ],
};
