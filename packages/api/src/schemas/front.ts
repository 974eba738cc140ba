// Schemas of the mall's front: what orders would earn, shown in lists, and the home page that an operator lays out of blocks.
import { z } from "zod";
import { amount, programmeParams } from "./common.js";
import { itemId } from "./shop.js";

/** Most products in one question. */
const MOST_PRODUCTS = 48;
export const earningsQuery = z.object({
  products: z
    .string()
    .transform((text) => [...new Set(text.split(","))])
    .pipe(z.array(itemId).min(1).max(MOST_PRODUCTS))
    .meta({ description: `ids with commas between them, at most ${MOST_PRODUCTS}` }),
});
export const productEarnings = z
  .object({
    product: z.string(),
    earns: z
      .array(z.object({ asset: z.string(), amount, account: z.enum(["wallet", "lot"]) }))
      .nullable()
      .meta({ description: "null: not told while the server is busy" }),
  })
  .meta({
    id: "ProductEarnings",
    description: "what one piece of the cheapest variant would bring, by the kernel's dry run",
  });
export const earningsList = z.object({ earnings: z.array(productEarnings) });

/** Most blocks of a page, and most products that a shelf shows. */
export const MOST_BLOCKS = 30;
export const MOST_ON_SHELF = 12;

const id = z.string().regex(/^[a-z0-9]{4,32}$/, { error: "lower-case letters and digits, the name of the block" });
const words = (most: number) => z.object({ zh: z.string().trim().max(most), en: z.string().trim().max(most) });
const title = words(40).default({ zh: "", en: "" }).meta({ description: "empty: none" });
const photoId = z.string().regex(/^[a-z0-9]{6,40}$/);
const categoryId = z.string().regex(/^[a-z0-9-]{1,40}$/);
const tag = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/);

/** Rooms of the mall that a page may lead to. */
export const HOME_ROOMS = ["cart", "join", "me", "nearby", "orders", "plan", "prospectus", "team", "wallet"] as const;
export const homeLink = z
  .discriminatedUnion("to", [
    z.strictObject({ to: z.literal("nowhere") }),
    z.strictObject({ to: z.literal("room"), room: z.enum(HOME_ROOMS) }),
    z.strictObject({ to: z.literal("product"), product: itemId }),
    z.strictObject({ to: z.literal("category"), category: categoryId }),
    z.strictObject({ to: z.literal("search"), search: z.string().trim().min(1).max(60) }),
  ])
  .meta({ id: "HomeLink", description: "only ways within the mall" });
export const shelfSource = z
  .discriminatedUnion("by", [
    z.strictObject({ by: z.literal("category"), category: categoryId }),
    z.strictObject({ by: z.literal("tag"), tag }),
    z.strictObject({ by: z.literal("hand"), products: z.array(itemId).min(1).max(MOST_ON_SHELF) }),
    z.strictObject({ by: z.literal("sold") }),
    z.strictObject({ by: z.literal("new") }),
  ])
  .meta({ id: "ShelfSource" });

export const homeBlock = z
  .discriminatedUnion("kind", [
    z.strictObject({
      id,
      kind: z.literal("banner"),
      photo: photoId.meta({ description: "of PUT …/desk/home/photos" }),
      alt: words(200)
        .refine(({ zh }) => zh !== "", { error: "what the picture shows, for those who don't see it", path: ["zh"] })
        .meta({ description: "what the picture shows" }),
      link: homeLink,
    }),
    z.strictObject({
      id,
      kind: z.literal("notice"),
      tone: z.enum(["plain", "warning"]),
      title,
      text: words(400).refine(({ zh }) => zh !== "", { error: "what the notice says", path: ["zh"] }),
      link: homeLink,
    }),
    z.strictObject({
      id,
      kind: z.literal("shelf"),
      title,
      from: shelfSource,
      most: z.int().min(1).max(MOST_ON_SHELF),
      lay: z.enum(["row", "grid"]),
    }),
    z.strictObject({ id, kind: z.literal("stores"), title, most: z.int().min(1).max(6) }),
    z.strictObject({ id, kind: z.literal("promise"), title }),
    z.strictObject({ id, kind: z.literal("wallet") }),
    z.strictObject({ id, kind: z.literal("categories") }),
    z.strictObject({ id, kind: z.literal("window"), title }),
  ])
  .meta({
    id: "HomeBlock",
    description:
      "banner, notice, shelf of products, stores nearby, promise (what this mall can pay), wallet (of who is signed in), categories, window (all products)",
  });
export const homePage = z
  .object({ blocks: z.array(homeBlock).max(MOST_BLOCKS) })
  .superRefine(({ blocks }, context) => {
    for (const [at, block] of blocks.entries())
      if (blocks.findIndex((other) => other.id === block.id) < at)
        context.addIssue({ code: "custom", path: ["blocks", at, "id"], message: "two blocks have this name" });
  })
  .meta({ id: "HomePage", description: "blocks from the top down" });

export const homeShown = z
  .object({
    version: z.int().nullable().meta({ description: "null: nothing was published yet" }),
    page: homePage.nullable(),
  })
  .meta({ id: "HomeShown", description: "the member's home as it was published last" });
export const homeVersion = z
  .object({
    version: z.int(),
    at: z.string(),
    by: z.string().meta({ description: "who published it" }),
    note: z.string(),
    from: z.int().nullable().meta({ description: "the version that it brought back" }),
  })
  .meta({ id: "HomeVersion" });
export const homeDesk = z
  .object({
    draft: z
      .object({ revision: z.int(), at: z.string(), by: z.string(), page: homePage })
      .nullable()
      .meta({ description: "null: nothing was laid out since the last publishing" }),
    published: homeShown,
    versions: z.array(homeVersion).meta({ description: "the newest first; the last 100" }),
  })
  .meta({ id: "HomeDesk", description: "what the operator works on, and what was published" });
export const homeDraftBody = z.object({
  page: homePage,
  revision: z.int().nullable().meta({ description: "of the draft that was changed; null: there was none" }),
});
export const homePublishBody = z.object({
  revision: z.int().meta({ description: "of the draft as it was looked at" }),
  note: z.string().trim().max(200).default(""),
});
export const homeVersionParams = programmeParams.extend({ version: z.coerce.number().int().min(1).max(2_147_483_647) });
export const homeVersionPage = homeVersion.extend({ page: homePage }).meta({ id: "HomeVersionPage" });
export const homePhoto = z.object({ photo: photoId });
