// The demo's mall: shops with stores, goods with pictures, people who can sign in, and some orders under way. Made once; a start that was
// killed half way begins it again.
import sharp from "sharp";
import { itemName } from "../accounts/names.js";
import type { Database } from "../database/database.js";
import type { Mall } from "../mall/mall.js";
import { checkout } from "../mall/orders/checkout.js";
import { draftsOf } from "../mall/orders/basket.js";
import { MERCHANTS } from "./cast.js";
import type { DemoProduct } from "./goods.js";
import { CATEGORIES, PRODUCTS, STORES } from "./goods.js";
import { pictureOf } from "./pictures.js";
import { ensureTeam } from "./team.js";

/** Who can sign in to the demo: by phone, with the code that the console shows. */
export const DEMO_PEOPLE = [
  { phone: "+8613800000000", name: "王小满", role: "member" },
  { phone: "+8613800000001", name: "林掌柜", role: "merchant" },
  { phone: "+8613800000002", name: "陈运营", role: "operator" },
] as const;

const SHOP = "青禾茶铺";
const CASH_SCALE = 2;
/** Of the house's own goods: what is left after pool and shares must still cover it. */
const COST_PERCENT = 32;
const HOUSE = "demo";

/** Returns whether there was anything to do. */
export async function ensureDemoMall(mall: Mall, programme: string): Promise<boolean> {
  const { database } = mall.parts;
  // Categories come last: where they are, everything is.
  if ((await mall.products.categories(programme)).length > 0) return false;
  await clear(database, programme);
  await openShops(database, programme, new Date(mall.parts.now()));
  for (const store of STORES) {
    const [longitude, latitude] = store.place;
    const { title, address, region, hours } = store;
    const body = {
      title,
      address,
      region,
      hours,
      longitude,
      latitude,
      phone: "",
      services: "",
      open: true,
      ships: true,
    };
    await mall.stores.save(programme, store.shop, body);
  }
  const goods = new Map<string, string>();
  for (const product of PRODUCTS) goods.set(product.zh, await offer(mall, programme, product));
  const members = await people(database, programme);
  if (members[0] !== undefined) await ensureTeam(database, programme, members[0]);
  await orders(mall, programme, members, goods);
  await mall.products.setCategories(programme, CATEGORIES);
  return true;
}

async function clear({ query }: Database, programme: string): Promise<void> {
  for (const table of ["product", "store", "merchant_staff", "merchant"] as const)
    await query.deleteFrom(table).where("programme_id", "=", programme).execute();
}

/** The shops of the history get a window. */
async function openShops({ query }: Database, programme: string, created_at: Date): Promise<void> {
  const rows = MERCHANTS.map(({ name, margin, region }) => ({
    programme_id: programme,
    merchant: name,
    title: name,
    margin,
    region,
    created_at,
  }));
  await query
    .insertInto("merchant")
    .values(rows.map((row) => ({ ...row, state: "joined" as const })))
    .execute();
}

async function offer(mall: Mall, programme: string, wanted: DemoProduct): Promise<string> {
  const [zh, en] = wanted.about;
  const house = wanted.shop === "";
  const product = await mall.products.save(
    programme,
    {
      merchant: house ? null : wanted.shop,
      title: { zh: wanted.zh, en: wanted.en },
      description: { zh, en },
      category: wanted.category,
      tags: [...(wanted.tags ?? [])],
      kind: wanted.kind ?? "goods",
      listed: true,
      stores: [],
      variants: wanted.variants.map(([title, english, yuan, stock]) => ({
        title: { zh: title, en: english },
        price: `${yuan}.00`,
        was: null,
        cost: house ? costOf(yuan) : null,
        stock: stock ?? null,
        sku: "",
      })),
    },
    CASH_SCALE,
    HOUSE,
  );
  const svg = Buffer.from(pictureOf(...wanted.picture));
  await mall.products.addPhoto(programme, product, await sharp(svg).png().toBuffer());
  return product;
}

const costOf = (yuan: number): string => `${Math.floor((yuan * COST_PERCENT) / 100)}.00`;

/** Lets people stand behind the first members, so that these are told what happens to them from the beginning. */
export async function standBehind({ query }: Database, programme: string, members: readonly string[]): Promise<void> {
  for (const [index, { phone, name }] of DEMO_PEOPLE.entries()) {
    const member = members[index];
    if (member === undefined) continue;
    const person = await personOf(query, phone, name);
    await query
      .insertInto("member")
      .values({
        programme_id: programme,
        member,
        person_id: person,
        referral_code: `CHANGQ${index + 2}`,
        state: "joined",
      })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
}

/** Each has its part; the names in the ledger of those behind whom they stand. */
async function people(database: Database, programme: string): Promise<string[]> {
  const { query } = database;
  const known = await query
    .selectFrom("holder_entry")
    .select("name")
    .where("programme_id", "=", programme)
    .where("kind", "=", "member")
    .orderBy("seq")
    .limit(DEMO_PEOPLE.length)
    .execute();
  const members = known.map(({ name }) => name);
  await standBehind(database, programme, members);
  for (const { phone, name, role } of DEMO_PEOPLE) {
    const person = await personOf(query, phone, name);
    if (role === "merchant")
      await query
        .insertInto("merchant_staff")
        .values({ programme_id: programme, merchant: SHOP, person_id: person, owner: true })
        .execute();
    if (role === "operator")
      await query
        .insertInto("programme_role")
        .values(
          (["operator", "reviewer"] as const).map((each) => ({
            programme_id: programme,
            person_id: person,
            role: each,
          })),
        )
        .onConflict((conflict) => conflict.doNothing())
        .execute();
  }
  return members;
}

async function personOf(query: Database["query"], phone: string, name: string): Promise<string> {
  const row = await query.selectFrom("person").select("id").where("phone_number", "=", phone).executeTakeFirst();
  if (row) return row.id;
  const id = itemName();
  await query
    .insertInto("person")
    .values({ id, name, email: `${id}@phone.invalid`, image: null, phone_number: phone, phone_number_verified: true })
    .execute();
  return id;
}

/** One order in each state that a member may look at. */
async function orders(
  mall: Mall,
  programme: string,
  [member]: readonly string[],
  goods: ReadonlyMap<string, string>,
): Promise<void> {
  const { parts, payments } = mall;
  const served = parts.programmes.get(programme);
  if (member === undefined || !served) return;
  const seller = { by: "seller" as const, name: SHOP };
  const wanted = [
    { title: "明前龙井 狮峰山", until: "completed" },
    { title: "凤凰单丛 蜜兰香", until: "shipped" },
    { title: "高山脐橙", until: "paid" },
    { title: "长青茶礼 六小罐", until: "unpaid" },
  ] as const;
  for (const [index, { title, until }] of wanted.entries()) {
    const { variants } = await mall.products.one(programme, goods.get(title) ?? "", CASH_SCALE);
    const payment = await checkout(parts, payments, served.programme, {
      programme,
      member,
      key: `demo-order-${index}`,
      drafts: await draftsOf(parts.database.query, programme, [{ variant: variants[0]?.id ?? "", quantity: 1 }]),
      tender: {},
      address: {
        name: "王小满",
        phone: "13800000000",
        region: "440106",
        province: "广东省",
        city: "广州市",
        district: "天河区",
        street: "体育东路 1 号",
      },
      store: null,
      note: "",
    });
    if (until === "unpaid") continue;
    const row = await payments.need(programme, payment);
    if (row.state === "open") await payments.play(row, "paid");
    const [order] = await mall.orders.ofPayment(programme, payment, CASH_SCALE);
    if (!order || until === "paid") continue;
    if (order.state === "paid")
      await mall.orders.ship(await mall.orders.need(programme, order.id), seller, {
        carrier: "顺丰",
        number: "SF100000000",
      });
    if (until === "completed")
      await mall.orders.confirm(await mall.orders.need(programme, order.id), { by: "buyer", name: member });
  }
}
