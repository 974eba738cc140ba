// Where a plan may begin: every plan that comes along, or a bare sheet.
import type { Text } from "@perennial/kernel";

interface Shipped {
  name: string;
  title: Text;
  document: object;
}

type Document = object & { plan: string; title: Text };

const files = import.meta.glob<Document>("../../../../../plans/*/plan.json", { eager: true, import: "default" });

/** The plans that come along, by name. */
export const SHIPPED: readonly Shipped[] = Object.values(files)
  .map((document) => ({ name: document.plan, title: document.title, document: withoutSchema(document) }))
  .toSorted((a, b) => (a.name < b.name ? -1 : 1));

/** Where the schema lies is the repository's affair. */
function withoutSchema(document: Document): object {
  return Object.fromEntries(Object.entries(document).filter(([key]) => key !== "$schema"));
}

/** A plan with nothing in it but what every plan has. */
export const BARE = {
  plan: "my-plan",
  version: 1,
  title: { zh: "我的方案", en: "My plan" },
  currency: "CNY",
  timezone: "Asia/Shanghai",
  assets: { points: { scale: 2, title: { zh: "积分", en: "Points" } } },
  pools: {},
  mechanisms: [],
  checks: ["cn", "intl"],
} as const;
