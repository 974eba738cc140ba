// A product as it is written in the form: texts as they are typed, until the schema has read them.
import type { ProductDesk } from "@perennial/api";

export interface VariantDraft {
  id: string | undefined;
  title: { zh: string; en: string };
  price: string;
  was: string;
  cost: string;
  stock: string;
  sku: string;
}
export interface ProductDraft {
  title: { zh: string; en: string };
  description: { zh: string; en: string };
  category: string;
  tags: string;
  kind: "goods" | "service";
  listed: boolean;
  stores: string[];
  variants: VariantDraft[];
}

export const newVariant = (): VariantDraft => ({
  id: undefined,
  title: { zh: "", en: "" },
  price: "",
  was: "",
  cost: "",
  stock: "",
  sku: "",
});

export const newProduct = (): ProductDraft => ({
  title: { zh: "", en: "" },
  description: { zh: "", en: "" },
  category: "",
  tags: "",
  kind: "goods",
  listed: true,
  stores: [],
  variants: [newVariant()],
});

export const draftOf = (product: ProductDesk): ProductDraft => ({
  title: product.title,
  description: product.description,
  category: product.category ?? "",
  tags: product.tags.join(" "),
  kind: product.kind,
  listed: product.listed,
  stores: product.stores,
  variants: product.variants.map(({ id, title, price, was, stock, sku }) => ({
    id,
    title,
    price,
    was: was ?? "",
    cost: product.costs[id] ?? "",
    stock: stock === null ? "" : String(stock),
    sku,
  })),
});

const orNull = (text: string): string | null => (text.trim() === "" ? null : text.trim());

/** What the service is sent; the schema judges it. `merchant`: null is the house itself. */
export const bodyOf = (draft: ProductDraft, merchant: string | null): unknown => ({
  ...draft,
  merchant,
  category: orNull(draft.category),
  tags: draft.tags.split(/[\s,，、]+/).filter(Boolean),
  variants: draft.variants.map(({ id, title, price, was, cost, stock, sku }) => ({
    ...(id !== undefined && { id }),
    // One kind alone needs no name of its own.
    title: title.zh.trim() === "" && draft.variants.length === 1 ? { zh: "默认", en: "Standard" } : title,
    price: price.trim(),
    was: orNull(was),
    cost: orNull(cost),
    stock: orNull(stock) === null ? null : Number(stock),
    sku,
  })),
});
