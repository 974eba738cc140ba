// What a page of the mall's front names - photos, products, categories - and whether all of it is there.
import type { HomeBlock, HomeLink, HomePage } from "@perennial/api";
import type { Database } from "../../database/database.js";
import { Fault } from "../../http/fault.js";
import { photosOf } from "../catalogue/photos.js";

interface Named {
  readonly kind: "photo" | "product" | "category";
  readonly name: string;
  /** below its block */
  readonly place: string;
}

/** Throws `not_found` with the place of the first thing that is not there. */
export async function findNamed(database: Database, programme: string, { blocks }: HomePage): Promise<void> {
  const wanted = blocks.flatMap((block, at) =>
    namedIn(block).map((each) => ({ ...each, place: `page.blocks.${at}.${each.place}` })),
  );
  const names = (kind: Named["kind"]): string[] => [
    ...new Set(wanted.filter((each) => each.kind === kind).map(({ name }) => name)),
  ];
  const there = {
    photo: new Set((await photosOf(database, programme, names("photo"))).keys()),
    product: await productsThere(database, programme, names("product")),
    category: await categoriesThere(database, programme, names("category")),
  };
  const lost = wanted.find(({ kind, name }) => !there[kind].has(name));
  if (lost)
    throw new Fault("not_found", lost.place, `there is no ${lost.kind} ${lost.name}`, `a ${lost.kind} of this mall`);
}

function namedIn(block: HomeBlock): Named[] {
  if (block.kind === "banner") return [{ kind: "photo", name: block.photo, place: "photo" }, ...namedBy(block.link)];
  if (block.kind === "notice") return namedBy(block.link);
  if (block.kind !== "shelf") return [];
  const { from } = block;
  if (from.by === "category") return [{ kind: "category", name: from.category, place: "from.category" }];
  return from.by === "hand"
    ? from.products.map((name, at) => ({ kind: "product", name, place: `from.products.${at}` }))
    : [];
}

function namedBy(link: HomeLink): Named[] {
  if (link.to === "product") return [{ kind: "product", name: link.product, place: "link.product" }];
  return link.to === "category" ? [{ kind: "category", name: link.category, place: "link.category" }] : [];
}

async function productsThere({ query }: Database, programme: string, names: string[]): Promise<Set<string>> {
  if (names.length === 0) return new Set();
  const rows = await query
    .selectFrom("product")
    .select("product")
    .where("programme_id", "=", programme)
    .where("product", "in", names)
    .execute();
  return new Set(rows.map(({ product }) => product));
}

async function categoriesThere({ query }: Database, programme: string, names: string[]): Promise<Set<string>> {
  if (names.length === 0) return new Set();
  const rows = await query
    .selectFrom("category")
    .select("category")
    .where("programme_id", "=", programme)
    .where("category", "in", names)
    .execute();
  return new Set(rows.map(({ category }) => category));
}
