// The rule packs that come with the product, by name.
import { cn } from "./cn.js";
import { intl } from "./intl.js";
import type { Pack } from "./pack.js";

export const PACKS: readonly Pack[] = [cn, intl];

export const packNamed = (id: string): Pack | undefined => PACKS.find((pack) => pack.id === id);
