// Stores by distance. The index over points is part of every PostgreSQL; it knows degrees, not metres, so a box of degrees that holds the circle
// is asked first, and the great circle decides.
import type { Store, StoreList } from "@perennial/api";
import type * as schemas from "@perennial/api/schemas";
import { sql } from "kysely";
import type { z } from "zod";
import { itemName } from "../../accounts/names.js";
import { Fault } from "../../http/fault.js";
import { addPhoto, photosOf } from "../catalogue/photos.js";
import { answers, gramsOf } from "../grams.js";
import type { MallParts } from "../parts.js";
import { linksTo } from "./navigate.js";

type StoreBody = z.infer<typeof schemas.storeBody>;
export interface Around {
  readonly latitude: number;
  readonly longitude: number;
}
type Wanted = Omit<z.infer<typeof schemas.storesQuery>, "cursor" | "latitude" | "longitude" | "holding">;

const EARTH_METRES = 6_371_008.8;
const KM_A_DEGREE = 111.195;
/** Rings are asked from the smallest until one holds a page. */
const RINGS_KM = [5, 50, 500, 20_000];

interface StoreRow {
  store: string;
  merchant: string | null;
  merchant_title: string | null;
  title: string;
  phone: string;
  hours: string;
  services: string;
  address: string;
  region: string;
  longitude: number;
  latitude: number;
  open: boolean;
  ships: boolean;
  photo: string | null;
  distance: number | null;
}

export class Stores {
  constructor(private readonly parts: Pick<MallParts, "database" | "now">) {}

  /** A page of stores: the nearest first when a place is told, else by name. */
  async list(programme: string, around: Around | undefined, wanted: Wanted, offset: number): Promise<StoreList> {
    const most = wanted.limit + 1;
    const rings = around ? [...RINGS_KM.filter((km) => km < wanted.km), wanted.km] : [wanted.km];
    let rows: StoreRow[] = [];
    for (const km of rings) {
      rows = await this.ring(programme, around, { ...wanted, km }, offset, most);
      if (rows.length === most) break;
    }
    const stores = await this.shown(programme, rows.slice(0, wanted.limit));
    return { stores, next: rows.length === most ? String(offset + wanted.limit) : null };
  }

  /** Throws `not_found`. */
  async one(programme: string, store: string): Promise<Store> {
    const rows = await this.select(programme, undefined).where("s.store", "=", store).execute();
    const [shown] = await this.shown(programme, rows);
    if (!shown) throw new Fault("not_found", "store", `there is no store "${store}"`, "one of GET …/stores");
    return shown;
  }

  /** Writes a store, a new one when `id` is left out; its name. */
  async save(programme: string, merchant: string | null, body: StoreBody, id?: string): Promise<string> {
    const { latitude, longitude, ...rest } = body;
    const grams = gramsOf(body.title, body.address, body.services);
    const place = sql<string>`point(${longitude}::float8, ${latitude}::float8)`;
    const store = id ?? itemName();
    if (id === undefined)
      await this.parts.database.query
        .insertInto("store")
        .values({
          programme_id: programme,
          store,
          merchant,
          ...rest,
          grams,
          place,
          created_at: new Date(this.parts.now()),
        })
        .execute();
    else
      await this.parts.database.query
        .updateTable("store")
        .set({ ...rest, grams, place })
        .where("programme_id", "=", programme)
        .where("store", "=", store)
        .execute();
    return store;
  }

  async addPhoto(programme: string, store: string, bytes: Uint8Array): Promise<void> {
    const photo = await addPhoto(this.parts, programme, bytes);
    await this.parts.database.query
      .updateTable("store")
      .set({ photo })
      .where("programme_id", "=", programme)
      .where("store", "=", store)
      .execute();
  }

  private async ring(
    programme: string,
    around: Around | undefined,
    { km, search, merchant, house }: Wanted,
    offset: number,
    most: number,
  ): Promise<StoreRow[]> {
    let rows = this.select(programme, around);
    if (merchant !== undefined) rows = rows.where("s.merchant", "=", merchant);
    if (house) rows = rows.where("s.merchant", "is", null);
    if (search !== undefined) {
      const found = answers(sql`s.grams`, search);
      if (!found) return [];
      rows = rows.where(found);
    }
    if (!around) return rows.orderBy("s.title").orderBy("s.store").offset(offset).limit(most).execute();
    const [west, south, east, north] = boxAround(around, km);
    return rows
      .where(
        sql<boolean>`s.place <@ box(point(${west}::float8, ${south}::float8), point(${east}::float8, ${north}::float8))`,
      )
      .where(distanceTo(around), "<=", km * 1_000)
      .orderBy("distance")
      .orderBy("s.store")
      .offset(offset)
      .limit(most)
      .execute();
  }

  private select(programme: string, around: Around | undefined) {
    return this.parts.database.query
      .selectFrom("store as s")
      .leftJoin("merchant as m", (join) =>
        join.onRef("m.programme_id", "=", "s.programme_id").onRef("m.merchant", "=", "s.merchant"),
      )
      .select([
        "s.store",
        "s.merchant",
        "m.title as merchant_title",
        "s.title",
        "s.phone",
        "s.hours",
        "s.services",
        "s.address",
        "s.region",
        "s.open",
        "s.ships",
        "s.photo",
        sql<number>`s.place[0]`.as("longitude"),
        sql<number>`s.place[1]`.as("latitude"),
        (around ? distanceTo(around) : sql<number | null>`null::float8`).as("distance"),
      ])
      .where("s.programme_id", "=", programme);
  }

  private async shown(programme: string, rows: readonly StoreRow[]): Promise<Store[]> {
    const photos = await photosOf(
      this.parts.database,
      programme,
      rows.flatMap(({ photo }) => photo ?? []),
    );
    return rows.map((row) => {
      const photo = photos.get(row.photo ?? "");
      return {
        id: row.store,
        merchant: row.merchant === null ? null : { id: row.merchant, title: row.merchant_title ?? row.merchant },
        title: row.title,
        phone: row.phone,
        hours: row.hours,
        services: row.services,
        address: row.address,
        region: row.region,
        latitude: row.latitude,
        longitude: row.longitude,
        open: row.open,
        ships: row.ships,
        holds: null,
        photo: photo ? { ...photo, alt: row.title } : null,
        distance: row.distance === null ? null : Math.round(row.distance),
        navigate: linksTo(row),
      };
    });
  }
}

/** Haversine, in metres, of a query over `store as s`. */
export function distanceTo({ latitude, longitude }: Around) {
  return sql<number | null>`${EARTH_METRES}::float8 * 2 * asin(least(1, sqrt(
    power(sin(radians(s.place[1] - ${latitude}::float8) / 2), 2)
    + cos(radians(${latitude}::float8)) * cos(radians(s.place[1]))
      * power(sin(radians(s.place[0] - ${longitude}::float8) / 2), 2))))`;
}

/** West, south, east, north of a box that holds the circle; where it would cross the date line or hold a pole, all the way round. */
export function boxAround({ latitude, longitude }: Around, km: number): [number, number, number, number] {
  const up = km / KM_A_DEGREE;
  const [south, north] = [Math.max(-90, latitude - up), Math.min(90, latitude + up)];
  const narrowest = Math.cos((Math.max(Math.abs(south), Math.abs(north)) * Math.PI) / 180);
  const side = narrowest < 0.01 ? 360 : up / narrowest;
  const [west, east] = [longitude - side, longitude + side];
  return west < -180 || east > 180 ? [-180, south, 180, north] : [west, south, east, north];
}
