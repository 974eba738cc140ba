// The cart and the addresses of a member.
import type { Address, Cart } from "@perennial/api";
import { formatAmount } from "@perennial/kernel";
import { itemName } from "../../accounts/names.js";
import { Fault } from "../../http/fault.js";
import { photosOf } from "../catalogue/photos.js";
import type { MallParts } from "../parts.js";
import type { AddressText } from "../tables.js";
import type { Wish } from "./basket.js";

const MOST_ADDRESSES = 30;

export class Carts {
  constructor(private readonly parts: Pick<MallParts, "database" | "now">) {}

  async show(programme: string, member: string, scale: number): Promise<Cart> {
    const rows = await this.parts.database.query
      .selectFrom("cart_line as c")
      .innerJoin("variant as v", (join) =>
        join.onRef("v.programme_id", "=", "c.programme_id").onRef("v.variant", "=", "c.variant"),
      )
      .innerJoin("product as p", (join) =>
        join.onRef("p.programme_id", "=", "v.programme_id").onRef("p.product", "=", "v.product"),
      )
      .leftJoin("merchant as m", (join) =>
        join.onRef("m.programme_id", "=", "p.programme_id").onRef("m.merchant", "=", "p.merchant"),
      )
      .select([
        "c.variant",
        "c.quantity",
        "v.product",
        "v.title as variant_title",
        "v.price",
        "v.stock",
        "v.dropped",
        "p.title",
        "p.photos",
        "p.listed",
        "p.merchant",
        "m.title as merchant_title",
      ])
      .where("c.programme_id", "=", programme)
      .where("c.member", "=", member)
      .orderBy("c.added_at")
      .orderBy("c.variant")
      .execute();
    const photos = await photosOf(
      this.parts.database,
      programme,
      rows.flatMap(({ photos: [first] }) => first ?? []),
    );
    const lines = rows.map((row) => {
      const photo = photos.get(row.photos[0] ?? "");
      return {
        variant: row.variant,
        product: row.product,
        title: row.title,
        variantTitle: row.variant_title,
        photo: photo ? { ...photo, alt: row.title.zh } : null,
        price: formatAmount(row.price, scale),
        quantity: row.quantity,
        stock: row.stock,
        available: row.listed && !row.dropped && (row.stock === null || row.stock >= row.quantity),
        merchant: row.merchant === null ? null : { id: row.merchant, title: row.merchant_title ?? row.merchant },
      };
    });
    const total = rows.reduce((sum, { price, quantity }) => sum + price * quantity, 0);
    return { lines, total: formatAmount(total, scale) };
  }

  /** The whole cart from now on. Throws `not_found` for something that there is not. */
  async set(programme: string, member: string, wishes: readonly Wish[]): Promise<void> {
    const pieces = new Map<string, number>();
    for (const { variant, quantity } of wishes)
      pieces.set(variant, Math.min(999, (pieces.get(variant) ?? 0) + quantity));
    await this.parts.database.query.transaction().execute(async (tx) => {
      const kept = tx.deleteFrom("cart_line").where("programme_id", "=", programme).where("member", "=", member);
      if (pieces.size === 0) return void (await kept.execute());
      const there = await tx
        .selectFrom("variant")
        .select("variant")
        .where("programme_id", "=", programme)
        .where("variant", "in", [...pieces.keys()])
        .execute();
      const missing = [...pieces.keys()].find((variant) => !there.some((row) => row.variant === variant));
      if (missing !== undefined)
        throw new Fault("not_found", "lines", `there is no variant "${missing}"`, "a variant of a product");
      await kept.where("variant", "not in", [...pieces.keys()]).execute();
      const added_at = new Date(this.parts.now());
      const rows = [...pieces].map(([variant, quantity]) => ({
        programme_id: programme,
        member,
        variant,
        quantity,
        added_at,
      }));
      await tx
        .insertInto("cart_line")
        .values(rows)
        .onConflict((conflict) =>
          conflict
            .columns(["programme_id", "member", "variant"])
            .doUpdateSet((eb) => ({ quantity: eb.ref("excluded.quantity") })),
        )
        .execute();
      return undefined;
    });
  }

  async addresses(programme: string, member: string): Promise<Address[]> {
    const rows = await this.parts.database.query
      .selectFrom("address")
      .selectAll()
      .where("programme_id", "=", programme)
      .where("member", "=", member)
      .orderBy("first", "desc")
      .orderBy("created_at")
      .orderBy("address")
      .execute();
    return rows.map(({ address: id, body, first }) => ({ ...body, id, first }));
  }

  /** Throws `not_found`. */
  async address(programme: string, member: string, id: string): Promise<AddressText> {
    const row = await this.parts.database.query
      .selectFrom("address")
      .select("body")
      .where("programme_id", "=", programme)
      .where("member", "=", member)
      .where("address", "=", id)
      .executeTakeFirst();
    if (!row) throw unknownAddress(id);
    return row.body;
  }

  /** Writes an address, a new one when `id` is left out; its name. Throws `not_found`, `malformed_request` when there are too many. */
  async saveAddress(
    programme: string,
    member: string,
    { first, ...text }: AddressText & { first: boolean },
    id?: string,
  ): Promise<string> {
    const address = id ?? itemName();
    const body = JSON.stringify(text);
    await this.parts.database.query.transaction().execute(async (tx) => {
      const mine = await tx
        .selectFrom("address")
        .select("address")
        .where("programme_id", "=", programme)
        .where("member", "=", member)
        .execute();
      if (id !== undefined && !mine.some((row) => row.address === id)) throw unknownAddress(id);
      if (id === undefined && mine.length >= MOST_ADDRESSES)
        throw new Fault("malformed_request", "", "there are enough addresses", `at most ${MOST_ADDRESSES}`);
      if (first)
        await tx
          .updateTable("address")
          .set({ first: false })
          .where("programme_id", "=", programme)
          .where("member", "=", member)
          .execute();
      await tx
        .insertInto("address")
        .values({ programme_id: programme, member, address, body, first, created_at: new Date(this.parts.now()) })
        .onConflict((conflict) => conflict.columns(["programme_id", "member", "address"]).doUpdateSet({ body, first }))
        .execute();
    });
    return address;
  }

  async dropAddress(programme: string, member: string, id: string): Promise<void> {
    const dropped = await this.parts.database.query
      .deleteFrom("address")
      .where("programme_id", "=", programme)
      .where("member", "=", member)
      .where("address", "=", id)
      .executeTakeFirst();
    if (dropped.numDeletedRows === 0n) throw unknownAddress(id);
  }
}

const unknownAddress = (id: string): Fault =>
  new Fault("not_found", "address", `you have no address "${id}"`, "one of GET …/addresses");
