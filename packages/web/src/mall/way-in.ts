// The little that the rest of the application knows of the mall: what its addresses may say, and where its words come from.
import type { Language } from "../shared/format/format.js";
import { bringWords } from "../shared/i18n/i18n.js";
import { ownPath } from "../shared/session/session.js";
import { sessionWords } from "../shared/session/words.js";

/** The words of the mall. */
export async function mallWords(language: Language): Promise<object> {
  const words = language === "en" ? import("../locales/mall.en.json") : import("../locales/mall.zh-CN.json");
  return (await words).default;
}

/** Loads a page of the mall together with its words. */
export const withWords =
  <T>(load: () => Promise<T>) =>
  async (): Promise<T> => {
    const [page] = await Promise.all([load(), bringWords(mallWords), bringWords(sessionWords)]);
    return page;
  };

async function walletWords(language: Language): Promise<object> {
  const words = language === "en" ? import("../locales/wallet.en.json") : import("../locales/wallet.zh-CN.json");
  return (await words).default;
}

/** The same with the words of the wallet's acts and of what lies ahead. */
export const withWalletWords =
  <T>(load: () => Promise<T>) =>
  async (): Promise<T> => {
    const [page] = await Promise.all([withWords(load)(), bringWords(walletWords)]);
    return page;
  };

const text = (value: unknown): string | undefined =>
  typeof value === "string" && value !== "" ? value : typeof value === "number" ? String(value) : undefined;

/** Keeps what is there, so that an address holds no empty names. */
function given<T extends Record<string, string | undefined>>(all: T): { [K in keyof T]?: T[K] } {
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: T[K];
  };
}

export const signInSearch = ({ to, way }: Record<string, unknown>) =>
  given({ to: ownPath(to), way: way === "email" ? "email" : undefined });

export const joinSearch = ({ to, ref }: Record<string, unknown>) => given({ to: ownPath(to), ref: text(ref) });

export const tokenSearch = ({ token }: Record<string, unknown>) => given({ token: text(token) });

export const SORTS = ["fitting", "new", "sold", "cheap", "dear"] as const;
export type Sort = (typeof SORTS)[number];

export const homeSearch = ({ search, category, sort, merchant }: Record<string, unknown>) => ({
  ...given({ search: text(search), category: text(category), merchant: text(merchant) }),
  ...(SORTS.some((each) => each === sort && each !== "fitting") && { sort: sort as Sort }),
});

export const ORDER_STATES = ["unpaid", "paid", "shipped", "received", "completed", "cancelled", "refunded"] as const;

export const ordersSearch = ({ state }: Record<string, unknown>) =>
  given({ state: ORDER_STATES.find((each) => each === state) });

export const checkoutSearch = ({ buy }: Record<string, unknown>) => given({ buy: text(buy) });
