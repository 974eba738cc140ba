// Where the goods of a purchase come from. What is sent leaves from the nearest store of the seller that has all of it; where none has, from what lies
// in no store; else from several stores, each with an order of its own. What is picked up is taken where it is handed out.
import type { Kysely } from "kysely";
import { sql } from "kysely";
import type { Tables } from "../../database/tables.js";
import { Fault } from "../../http/fault.js";
import { distanceTo } from "../stores/stores.js";
import type { AddressText } from "../tables.js";
import type { Draft, DraftLine } from "./basket.js";
import { withLines } from "./basket.js";

export interface Going {
  /** null: not chosen yet; then stores stand in the order of their names */
  readonly address: AddressText | null;
  /** a store where all is picked up, in place of an address */
  readonly store: string | null;
}

interface Sender {
  readonly store: string;
  readonly merchant: string | null;
  readonly distance: number | null;
  readonly region: string;
  readonly address: string;
  readonly title: string;
}
/** How many of a variant lie where. */
interface Shelf {
  readonly all: number | null;
  readonly stores: ReadonlyMap<string, number>;
}
type Shelves = ReadonlyMap<string, Shelf>;

/** Throws `not_found` for an unknown store, `malformed_request` for one that does not hand out these goods, `out_of_stock`. */
export async function fromStores(
  db: Kysely<Tables>,
  programme: string,
  drafts: readonly Draft[],
  { address, store }: Going,
): Promise<Draft[]> {
  const goods = drafts.filter(({ kind }) => kind === "goods");
  if (goods.length === 0) return [...drafts];
  const shelves = await shelvesOf(db, programme, goods);
  if (store !== null) {
    const region = await pickupRegion(db, programme, goods, store);
    for (const line of goods.flatMap(({ lines }) => lines))
      if (!isGivenIn(line, store) || !has(shelves, line, store)) throw tooFewThere(line);
    return drafts.map((draft) => (draft.kind === "goods" && draft.merchant === null ? { ...draft, region } : draft));
  }
  const senders = await sendersOf(db, programme, address);
  return drafts.flatMap((draft) =>
    draft.kind === "goods"
      ? splitBy(
          draft,
          senders.filter(({ merchant }) => merchant === draft.merchant).map((each) => each.store),
          shelves,
        )
      : [draft],
  );
}

/** Of these stores those that hand out all of it, each for itself. */
export async function handsOut(
  db: Kysely<Tables>,
  programme: string,
  drafts: readonly Draft[],
  stores: readonly { id: string; merchant: string | null; open: boolean }[],
): Promise<Set<string>> {
  const goods = drafts.filter(({ kind }) => kind === "goods");
  const shelves = await shelvesOf(db, programme, goods);
  const able = stores.filter(
    ({ id, merchant, open }) =>
      open &&
      goods.every(
        (draft) =>
          draft.merchant === merchant && draft.lines.every((line) => isGivenIn(line, id) && has(shelves, line, id)),
      ),
  );
  return new Set(able.map(({ id }) => id));
}

/** Whether all of an order lies in no store, or is not kept by store. */
export async function looseFor(db: Kysely<Tables>, programme: string, draft: Draft): Promise<boolean> {
  const shelves = await shelvesOf(db, programme, [draft]);
  return draft.lines.every((line) => has(shelves, line, null));
}

/** `stores`: the nearest first. */
function splitBy(draft: Draft, stores: readonly string[], shelves: Shelves): Draft[] {
  const whole = stores.find((store) => draft.lines.every((line) => has(shelves, line, store)));
  if (whole !== undefined) return [{ ...draft, from: whole }];
  if (draft.lines.every((line) => has(shelves, line, null))) return [draft];
  const left = new Map(draft.lines.map((line) => [line, line.quantity]));
  const parts: Draft[] = [];
  for (const store of stores) {
    const part = draft.lines.flatMap((line) => taken(line, left, inStore(shelves, line, store)));
    if (part.length > 0) parts.push(withLines({ ...draft, from: store }, part));
  }
  // What is not kept by store goes with the first parcel; what nobody has is told at checkout.
  const rest = draft.lines.flatMap((line) => taken(line, left, line.quantity));
  const [first, ...others] = parts;
  if (rest.length === 0 || !first) return rest.length === 0 ? parts : [withLines(draft, rest)];
  if (rest.every((line) => !isKept(shelves, line))) return [withLines(first, [...first.lines, ...rest]), ...others];
  return [...parts, withLines(draft, rest)];
}

/** At most so many of what is left of a line. */
function taken(line: DraftLine, left: Map<DraftLine, number>, most: number): DraftLine[] {
  const quantity = Math.min(left.get(line) ?? 0, most);
  if (quantity === 0) return [];
  left.set(line, (left.get(line) ?? 0) - quantity);
  return [{ ...line, quantity }];
}

const inStore = (shelves: Shelves, { variant }: DraftLine, store: string): number =>
  shelves.get(variant ?? "")?.stores.get(store) ?? 0;

/** Whether it is counted store by store. */
const isKept = (shelves: Shelves, { variant }: DraftLine): boolean =>
  (shelves.get(variant ?? "")?.stores.size ?? 0) > 0;

/** Whether there are enough of a line in a store, or in none (null). What is not kept by store is wherever it is wanted. */
function has(shelves: Shelves, line: DraftLine, store: string | null): boolean {
  const shelf = shelves.get(line.variant ?? "");
  if (!shelf || shelf.all === null) return true;
  if (shelf.stores.size === 0) return shelf.all >= line.quantity;
  if (store !== null) return inStore(shelves, line, store) >= line.quantity;
  return shelf.all - [...shelf.stores.values()].reduce((sum, stock) => sum + stock, 0) >= line.quantity;
}

async function shelvesOf(db: Kysely<Tables>, programme: string, drafts: readonly Draft[]): Promise<Shelves> {
  const variants = drafts.flatMap(({ lines }) => lines.flatMap(({ variant }) => variant ?? []));
  const whole = await db
    .selectFrom("variant")
    .select(["variant", "stock"])
    .where("programme_id", "=", programme)
    .where("variant", "in", variants)
    .execute();
  const rows = await db
    .selectFrom("store_stock")
    .select(["variant", "store", "stock"])
    .where("programme_id", "=", programme)
    .where("variant", "in", variants)
    .execute();
  return new Map(
    whole.map(({ variant, stock }) => {
      const own = rows.filter((row) => row.variant === variant);
      return [variant, { all: stock, stores: new Map(own.map((row) => [row.store, row.stock])) }];
    }),
  );
}

/** Stores that send, the nearest to an address first: by the great circle where its place is known, else by region and town. */
export async function sendersOf(db: Kysely<Tables>, programme: string, address: AddressText | null): Promise<Sender[]> {
  const { latitude, longitude } = address ?? {};
  const around = latitude === undefined || longitude === undefined ? undefined : { latitude, longitude };
  const rows = await db
    .selectFrom("store as s")
    .select(["s.store", "s.merchant", "s.region", "s.address", "s.title"])
    .select((around ? distanceTo(around) : sql<number | null>`null::float8`).as("distance"))
    .where("s.programme_id", "=", programme)
    .where("s.open", "=", true)
    .where("s.ships", "=", true)
    .orderBy("distance")
    .orderBy("s.title")
    .orderBy("s.store")
    .execute();
  if (around || !address) return rows;
  const near = new Map(rows.map((row) => [row.store, nearness(row, address)]));
  return rows.toSorted((a, b) => (near.get(b.store) ?? 0) - (near.get(a.store) ?? 0));
}

/** How many digits of the regions' codes are alike (district 6, city 4, province 2); without a code, whether the town is named. */
export function nearness(
  { region, address }: Pick<Sender, "region" | "address">,
  to: Pick<AddressText, "region" | "province" | "city" | "district">,
): number {
  const code = to.region ?? "";
  const digits = [6, 4, 2].find((count) => code !== "" && code.slice(0, count) === region.slice(0, count));
  if (digits !== undefined) return digits;
  if (to.district !== "" && address.includes(to.district)) return 6;
  if (to.city !== "" && address.includes(to.city)) return 4;
  return to.province !== "" && address.includes(to.province) ? 2 : 0;
}

/** The region of a store that hands out the goods of these orders. Throws `malformed_request`. */
async function pickupRegion(
  db: Kysely<Tables>,
  programme: string,
  goods: readonly Draft[],
  store: string,
): Promise<string> {
  const row = await db
    .selectFrom("store")
    .select(["merchant", "open", "region"])
    .where("programme_id", "=", programme)
    .where("store", "=", store)
    .executeTakeFirst();
  if (!row) throw new Fault("not_found", "pickup", `there is no store "${store}"`, "one of GET …/stores");
  if (!row.open || goods.some(({ merchant }) => merchant !== row.merchant))
    throw new Fault(
      "malformed_request",
      "pickup",
      "this store does not hand out these goods",
      "an open store of whoever sells them all",
    );
  return row.region;
}

/** A product may name the stores that hand it out. */
const isGivenIn = ({ stores }: DraftLine, store: string): boolean => stores.length === 0 || stores.includes(store);

const tooFewThere = ({ title }: DraftLine): Fault =>
  new Fault(
    "out_of_stock",
    "pickup",
    `there are not so many of "${title.zh}" in this store`,
    "another store, fewer, or having them sent",
  );
