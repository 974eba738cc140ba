// Photos in the database: several servers show the same ones, and a backup has them.
import type { Photo } from "@perennial/api";
import { itemName } from "../../accounts/names.js";
import type { Database } from "../../database/database.js";
import type { MallParts } from "../parts.js";
import { pictureOf } from "./images.js";

export type Width = "320" | "640" | "1280";
const COLUMN = { "320": "small", "640": "medium", "1280": "large" } as const;

/** Stores a picture; its name. Throws `unsupported_file`, `too_large`. */
export async function addPhoto(
  { database, now }: Pick<MallParts, "database" | "now">,
  programme: string,
  bytes: Uint8Array,
): Promise<string> {
  const picture = await pictureOf(bytes);
  const photo = itemName();
  await database.query
    .insertInto("photo")
    .values({ programme_id: programme, photo, ...picture, created_at: new Date(now()) })
    .execute();
  return photo;
}

export async function photoBytes(
  { query }: Database,
  programme: string,
  photo: string,
  width: Width,
): Promise<Uint8Array | undefined> {
  const column = COLUMN[width];
  const row = await query
    .selectFrom("photo")
    .select(column)
    .where("programme_id", "=", programme)
    .where("photo", "=", photo)
    .executeTakeFirst();
  return row?.[column];
}

/** What is known of photos, by name. */
export async function photosOf(
  { query }: Database,
  programme: string,
  names: readonly string[],
): Promise<Map<string, Omit<Photo, "alt">>> {
  if (names.length === 0) return new Map();
  const rows = await query
    .selectFrom("photo")
    .select(["photo", "width", "height"])
    .where("programme_id", "=", programme)
    .where("photo", "in", [...new Set(names)])
    .execute();
  return new Map(rows.map(({ photo: id, width, height }) => [id, { id, width, height }]));
}
