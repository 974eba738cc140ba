// Goods by store: the nearest one sends, what no store has is told, another may be chosen, what comes back goes where it was; the house's own stores and
// till; invoices to and fro; where maps draw a place.
import type {
  OrderDetail,
  PointsDesk,
  Product,
  ProductDesk,
  Quote,
  Sources,
  Statement,
  Store,
  StoreList,
  TillTicket,
} from "@perennial/api";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readPlan } from "@perennial/kernel";
import { needOf } from "../src/mall/merchants/need.js";
import type { Bench } from "./support/databases.js";
import { postgresBench } from "./support/databases.js";
import type { Person, Shop } from "./support/mall.js";
import { mallPlan, openShop, orderOf, variantOf } from "./support/mall.js";
import { submission } from "./support/serving.js";

let bench: Bench;
let shop: Shop;
let ann: Person;
let tea: ProductDesk;
let tianhe = "";
let futian = "";
let beijing = "";
const key = () => ({ key: shop.key });

const SHENZHEN = { address: "深圳市福田区福华路 1 号", region: "440304", latitude: 22.5333, longitude: 114.055 };
const BEIJING = { address: "北京市朝阳区建国路 1 号", region: "110105", latitude: 39.9085, longitude: 116.46 };

async function stocked(product: ProductDesk, counts: Readonly<Record<string, number>>): Promise<ProductDesk> {
  let now = product;
  for (const [store, change] of Object.entries(counts))
    now = await shop.ask<ProductDesk>("POST", `/products/${product.id}/stock`, {
      ...key(),
      body: { variant: variantOf(product), store, change, reason: "delivery" },
    });
  return now;
}
const keptOf = async (product: ProductDesk): Promise<Record<string, number>> => {
  const { kept } = await shop.ask<ProductDesk>("GET", `/desk/products/${product.id}`, key());
  return Object.fromEntries((kept[variantOf(product)] ?? []).map(({ store, stock }) => [store, stock]));
};
const addressOf = async (more: object): Promise<string> => {
  const body = { name: "安安", phone: "13900000000", street: "某路 1 号", ...more };
  return (await shop.ask<{ id: string }>("POST", "/addresses", { cookie: ann.cookie, body }, 201)).id;
};
const quoteTo = async (address: string | null, quantity = 1, more: object = {}): Promise<Quote> =>
  shop.ask<Quote>("POST", "/quote", {
    cookie: ann.cookie,
    body: { lines: [{ variant: variantOf(tea), quantity }], address, ...more },
  });
const senders = ({ orders }: Quote) =>
  orders.map(({ from, lines }) => [from?.id ?? null, lines.reduce((sum, { quantity }) => sum + quantity, 0)]);

beforeAll(async () => {
  bench = await postgresBench();
  shop = await openShop(bench);
  ann = await shop.member("安安");
  await shop.merchant("S1");
  await shop.merchant("S2");
  tianhe = await shop.store("S1", { title: "天河店" });
  futian = await shop.store("S1", { title: "福田店", ...SHENZHEN });
  beijing = await shop.store("S1", { title: "朝阳店", ...BEIJING });
  tea = await stocked(await shop.product({ merchant: "S1" }, { stock: 0, cost: null }), {
    [tianhe]: 3,
    [futian]: 2,
    [beijing]: 5,
  });
});
afterAll(async () => {
  await shop.desk.stop();
  await bench.stop();
});

describe("which store sends", () => {
  test("the nearest by coordinates that has all of it; else by region, else by the town's name", async () => {
    const dongguan = await addressOf({ latitude: 22.9, longitude: 113.9 });
    expect(senders(await quoteTo(dongguan))).toEqual([[futian, 1]]);
    expect(senders(await quoteTo(dongguan, 3))).toEqual([[tianhe, 3]]);
    expect(senders(await quoteTo(dongguan, 5))).toEqual([[beijing, 5]]);
    expect(senders(await quoteTo(await addressOf({ region: "440305" })))).toEqual([[futian, 1]]);
    expect(senders(await quoteTo(await addressOf({ city: "北京市" })))).toEqual([[beijing, 1]]);
  });

  test("where none has all, several do, each with an order of its own; sending is asked for once", async () => {
    await shop.ask("PUT", "/shipping", { ...key(), body: { shipping: { fee: "8.00", freeFrom: null } } });
    const quote = await quoteTo(await addressOf({ latitude: 23.1, longitude: 113.3 }), 6);
    expect(senders(quote)).toEqual([
      [tianhe, 3],
      [futian, 2],
      [beijing, 1],
    ]);
    expect(quote).toMatchObject({ gross: "600.00", shipping: "8.00", cash: "608.00" });
    await shop.ask("PUT", "/shipping", { ...key(), body: { shipping: null } });
  });

  test("what lies in no store is sent from there before an order is split; a closed store sends nothing", async () => {
    const made = await stocked(await shop.product({ merchant: "S1" }, { stock: 4, cost: null }), { [tianhe]: 1 });
    const to = await addressOf({ latitude: 23.1, longitude: 113.3 });
    const ask = async (quantity: number) =>
      senders(
        await shop.ask<Quote>("POST", "/quote", {
          cookie: ann.cookie,
          body: { lines: [{ variant: variantOf(made), quantity }], address: to },
        }),
      );
    expect(await ask(1)).toEqual([[tianhe, 1]]);
    expect(await ask(4)).toEqual([[null, 4]]);
    const body = { title: "天河店", address: "x", region: "440106", latitude: 23, longitude: 113, ships: false };
    await shop.ask("PUT", `/stores/${tianhe}`, { ...key(), body });
    expect(await ask(1)).toEqual([[null, 1]]);
    await shop.ask("PUT", `/stores/${tianhe}`, { ...key(), body: { ...body, ships: true } });
  });

  test("what is picked up is taken from that store, by none but its seller's", async () => {
    const foreign = await shop.store("S2");
    const wish = { lines: [{ variant: variantOf(tea), quantity: 3 }] };
    const sent = (pickup: string | undefined) => ({ cookie: ann.cookie, body: { ...wish, pickup } });
    expect(await shop.refused("POST", "/quote", sent(foreign))).toBe("400 malformed_request");
    expect(await shop.refused("POST", "/quote", sent(futian))).toBe("409 out_of_stock");
    expect(await shop.refused("POST", "/quote", sent("abcdefgh"))).toBe("404 not_found");
    const list = await shop.ask<StoreList>("GET", `/stores?merchant=S1&holding=${variantOf(tea)}.3`);
    expect(new Map(list.stores.map(({ id, holds }) => [id, holds]))).toEqual(
      new Map([
        [tianhe, true],
        [futian, false],
        [beijing, true],
      ]),
    );
    const made = await shop.buy(ann, wish.lines, { address: null, pickup: tianhe });
    expect(await shop.order(ann, orderOf(made))).toMatchObject({ pickup: { id: tianhe, title: "天河店" }, from: null });
    expect(await keptOf(tea)).toEqual({ [tianhe]: 0, [futian]: 2, [beijing]: 5 });
  });

  test("the desk sends it from another store; what was not paid goes back where it was taken", async () => {
    const body = {
      key: "source-1",
      lines: [{ variant: variantOf(tea), quantity: 2 }],
      address: await addressOf({ region: "440304" }),
    };
    const made = await shop.ask<{ orders: { id: string }[] }>("POST", "/checkout", { cookie: ann.cookie, body }, 201);
    const id = made.orders[0]?.id ?? "";
    expect((await shop.order(ann, id)).from).toEqual({ id: futian, title: "福田店" });
    const sources = await shop.ask<Sources>("GET", `/orders/${id}/sources`, key());
    expect(sources.stores.map(({ title, holds }) => [title, holds])).toEqual([
      ["福田店", true],
      ["天河店", false],
      ["朝阳店", true],
    ]);
    expect(sources.loose).toBe(false);
    const put = (store: string | null | undefined) => ({ ...key(), body: { store } });
    expect(await shop.refused("PUT", `/orders/${id}/source`, put(tianhe))).toBe("409 out_of_stock");
    expect(await shop.refused("PUT", `/orders/${id}/source`, put("abcdefgh"))).toBe("404 not_found");
    expect((await shop.ask<OrderDetail>("PUT", `/orders/${id}/source`, put(beijing))).from?.id).toBe(beijing);
    expect(await keptOf(tea)).toEqual({ [tianhe]: 0, [futian]: 2, [beijing]: 3 });
    await shop.ask("POST", `/orders/${id}/cancel`, { cookie: ann.cookie });
    expect(await keptOf(tea)).toEqual({ [tianhe]: 0, [futian]: 2, [beijing]: 5 });
    expect(await shop.refused("PUT", `/orders/${id}/source`, put(futian))).toBe("409 illegal_transition");
  });

  test("pieces are carried from store to store, never more than there are", async () => {
    const path = `/products/${tea.id}/stock/carried`;
    const carry = (pieces: number, from: string | null | undefined, to: string | null | undefined) => ({
      ...key(),
      body: { variant: variantOf(tea), from, to, pieces, reason: "balance" },
    });
    await shop.ask("POST", path, carry(2, beijing, tianhe));
    expect(await keptOf(tea)).toEqual({ [tianhe]: 2, [futian]: 2, [beijing]: 3 });
    for (const [pieces, from, to] of [
      [4, beijing, tianhe],
      [1, null, tianhe],
    ] as const)
      expect(await shop.refused("POST", path, carry(pieces, from, to))).toBe("409 out_of_stock");
    expect(await shop.refused("POST", path, carry(1, tianhe, await shop.store("S2")))).toBe("404 not_found");
    expect(await shop.refused("POST", path, carry(1, tianhe, tianhe))).toBe("400 malformed_request");
  });
});

describe("the house itself", () => {
  let store: string;
  beforeAll(async () => {
    store = await shop.store(null, { title: "自营店" });
  });

  test("has stores, and its own lists", async () => {
    const { stores } = await shop.ask<StoreList>("GET", "/stores?house=1");
    expect(stores.map(({ id, merchant }) => [id, merchant])).toEqual([[store, null]]);
    const own = await shop.product();
    const { products } = await shop.ask<{ products: Product[] }>("GET", "/products?house=1");
    expect(products.map(({ id }) => id)).toEqual([own.id]);
  });

  test("sells at its till: the margin is what is left of the cost, and the store's region counts", async () => {
    const opened = await shop.ask<TillTicket>(
      "POST",
      "/till",
      { ...key(), body: { amount: "100.00", cost: "40.00", store, note: "散装茶" } },
      201,
    );
    expect(opened.merchant).toBeNull();
    expect(await shop.refused("POST", "/till", { ...key(), body: { amount: "1.00", cost: "2.00" } })).toBe(
      "400 malformed_request",
    );
    const made = await shop.ask<{ orders: { id: string }[]; payment: { id: string } }>(
      "POST",
      `/till/${opened.token}`,
      { cookie: ann.cookie, body: {} },
      201,
    );
    await shop.ask("POST", `/payments/${made.payment.id}/sandbox`, { cookie: ann.cookie, body: {} });
    const id = made.orders[0]?.id ?? "";
    expect(await shop.order(ann, id)).toMatchObject({ state: "completed", pickup: { id: store } });
    const [row] = await shop.desk.database.query
      .selectFrom("outbox")
      .select("body")
      .where("event_id", "=", `settle:${id}`)
      .execute();
    expect(row?.body).toMatchObject({ gross: "100.00", cost: "40.00", region: "440106" });
    expect(row?.body).not.toHaveProperty("merchant");
    const { orders } = await shop.ask<{ orders: { id: string }[] }>("GET", "/desk/orders?house=1", key());
    expect(orders.map((each) => each.id)).toEqual([id]);
  });
});

test("an invoice is declined, asked for again, issued, and its file is its buyer's alone", async () => {
  const ben = await shop.member("本本");
  const id = orderOf(await shop.buy(ann, [{ variant: variantOf(await shop.product()), quantity: 1 }]));
  const wanted = { kind: "company", title: "青禾", taxNumber: "91440106MA5", email: "tax@example.com" };
  const ask = async () => shop.ask<OrderDetail>("POST", `/orders/${id}/invoice`, { cookie: ann.cookie, body: wanted });
  expect((await ask()).actions).not.toContain("invoice");
  const declined = { ...key(), body: { reason: "税号不全" } };
  expect((await shop.ask<OrderDetail>("POST", `/orders/${id}/invoice/declined`, declined)).invoice).toMatchObject({
    state: "declined",
    reason: "税号不全",
  });
  expect((await ask()).invoice).toEqual({ ...wanted, state: "asked", number: "", file: null });
  const { desk } = shop;
  const path = `/api/v1/programmes/mall/orders/${id}/invoice/file`;
  const headers = { authorization: `Bearer ${shop.key}`, "content-type": "application/octet-stream" };
  const upload = async (bytes: Buffer) =>
    (await desk.app.request(path, { method: "POST", headers, body: Uint8Array.from(bytes).buffer })).status;
  const ofd = Buffer.concat([Buffer.from([0x50, 0x4b, 0x03, 0x04]), Buffer.from("....OFD.xml....")]);
  expect(await upload(ofd)).toBe(409);
  await shop.ask("POST", `/orders/${id}/invoice/issued`, { ...key(), body: { number: "24442000000012345678" } });
  expect(await upload(Buffer.from("no invoice"))).toBe(415);
  expect(await upload(ofd)).toBe(200);
  expect((await shop.order(ann, id)).invoice).toMatchObject({
    state: "issued",
    number: "24442000000012345678",
    file: { name: `invoice-${id}.ofd`, media: "application/ofd" },
  });
  const got = await desk.send("GET", path, { cookie: ann.cookie });
  expect([got.status, got.headers.get("content-disposition")]).toEqual([
    200,
    `attachment; filename="invoice-${id}.ofd"`,
  ]);
  expect(Buffer.from(await got.arrayBuffer()).equals(ofd)).toBe(true);
  expect((await desk.send("GET", path, { cookie: ben.cookie })).status).toBe(404);
});

test("the mall's times are those that it is told", async () => {
  const { query } = shop.desk.database;
  shop.clock.now = Date.parse("2031-05-06T07:08:09Z");
  const id = orderOf(await shop.buy(ann, [{ variant: variantOf(await shop.product()), quantity: 1 }]));
  await shop.ask("POST", `/orders/${id}/refunds`, { cookie: ann.cookie, body: { reason: "x" } });
  const [refund] = await query.selectFrom("purchase_refund").select("created_at").where("purchase", "=", id).execute();
  const [move] = await query.selectFrom("stock_move").select("at").orderBy("move", "desc").limit(1).execute();
  expect([refund?.created_at, move?.at].map((at) => at?.getTime())).toEqual([shop.clock.now, shop.clock.now]);
});

test("a store keeps what it was told", async () => {
  expect(await shop.ask<Store>("GET", `/stores/${futian}`)).toMatchObject({
    latitude: 22.5333,
    longitude: 114.055,
    ships: true,
  });
});

test("search finds words of two characters, and English by its stem, through the index", async () => {
  const title = { zh: "野生蓝莓果酱", en: "Wild berries, jarred" };
  const { id } = await shop.product({ title, description: { zh: "", en: "Slowly cooked in copper pots" } });
  const found = async (search: string) =>
    (await shop.ask<{ products: Product[] }>("GET", `/products?search=${encodeURIComponent(search)}`)).products.map(
      (product) => product.id,
    );
  for (const search of ["蓝莓", "果酱 野生", "berry", "Berries", "pot", "jar", "cook", "cooking copper"])
    expect([search, await found(search)]).toEqual([search, [id]]);
  for (const search of ["蓝酱", "bear", "jam"]) expect([search, await found(search)]).toEqual([search, []]);
});

describe("what a shop's accountant and its purse are told", () => {
  const days = { from: "2026-01-01", to: "2031-12-31" };
  const fileOf = async (format: string): Promise<string> => {
    const query = new URLSearchParams({ ...days, format }).toString();
    const answer = await shop.desk.send("GET", `/api/v1/programmes/mall/merchants/S1/books?${query}`, key());
    expect(answer.status).toBe(200);
    return answer.text();
  };
  beforeAll(async () => {
    const id = orderOf(await shop.buy(ann, [{ variant: variantOf(tea), quantity: 1 }]));
    await shop.ask("POST", `/orders/${id}/ship`, { ...key(), body: {} });
    await shop.ask("POST", `/orders/${id}/confirm`, { cookie: ann.cookie });
    await shop.ask("POST", `/orders/${id}/refunds`, { cookie: ann.cookie, body: { amount: "20.00", reason: "x" } });
    const { refunds } = await shop.order(ann, id);
    await shop.ask("POST", `/orders/${id}/refunds/${refunds[0]?.id}`, { ...key(), body: { approve: true } });
    const served = shop.desk.programmes.need("mall");
    while (served.lag.projection > 0) await served.project();
  });

  test("vouchers balance, and come to what the statement says", async () => {
    const query = new URLSearchParams(days).toString();
    const statement = await shop.ask<Statement>("GET", `/merchants/S1/statement?${query}`, key());
    const [head = "", ...rows] = (await fileOf("voucher")).replace("\uFEFF", "").trim().split("\r\n");
    expect(head).toBe("日期,凭证字,凭证号,分录号,摘要,科目编码,科目名称,借方金额,贷方金额,订单号,流水号");
    const cells = rows.map((row) => row.split(","));
    const sum = (code: string, column: number): number =>
      cells.filter((row) => row[5] === code).reduce((total, row) => total + Math.round(Number(row[column]) * 100), 0);
    expect(sum("1221", 7)).toBe(5_000);
    expect(sum("6001", 8)).toBe(5_000);
    expect([sum("1221", 8), sum("6001", 7)]).toEqual([1_000, 1_000]);
    expect(statement).toMatchObject({ orders: 1, credited: "50.00", clawedBack: "-10.00" });
  });

  test("journals declare what they name, and each transaction comes to nothing", async () => {
    const book = await fileOf("beancount");
    expect(book).toContain("2026-01-01 open Assets:Perennial\n");
    expect(book).toMatch(/ {2}Assets:Perennial {2}50\.00 CNY\n {2}Income:Sales {2}-50\.00 CNY\n/);
    expect(book).not.toContain("hash:");
    expect(await fileOf("hledger")).toMatch(/ {4}Assets:Perennial {2}50\.00 "CNY"\n/);
  });

  test("orders to come need what the plan takes for them: the last ones once more, lent what is missing, and put back", async () => {
    const read = readPlan({
      ...mallPlan,
      plan: "burning",
      assets: { points: { scale: 4, cap: "1000", referencePrice: "0.30" } },
      activation: undefined,
      pools: {},
      mechanisms: [
        { kind: "grant", id: "start", on: "merchant", to: "self", asset: "points", amount: "100" },
        { kind: "market", id: "market", asset: "points", merchantBurn: { rate: "1", of: "margin" } },
      ],
    });
    if (!read.ok) throw new Error(JSON.stringify(read.faults));
    const { programmes } = shop.desk;
    await programmes.create("burning", read.plan, "sandbox");
    const { programme, sequencer } = programmes.need("burning");
    const order = (name: string) => ({
      type: "order.settled",
      order: name,
      buyer: "A",
      merchant: "M",
      gross: "100.00",
    });
    const events = [
      { type: "member.joined", member: "A" },
      { type: "merchant.joined", merchant: "M", margin: "0.20" },
      order("o1"),
    ].map((body, index) => submission({ id: `e${index}`, at: "2026-03-02T04:00:00Z", ...body }));
    expect((await sequencer.submit(events)).map(({ status }) => status)).toEqual(["accepted", "accepted", "accepted"]);
    // 20.00 ÷ 0.30 = 66.6666 an order: of the first 100 there are 33.3334 left.
    const now = Date.parse("2026-03-02T05:00:00Z");
    const asked = { id: "burning", programme, now };
    const need = await needOf(programmes.store, asked, "M", { settled: [3, 3], days: 30 });
    expect(need).toMatchObject({ basis: "past", orders: 2, rehearsed: 2, gross: "100.00", refusal: null });
    expect(need.assets).toEqual([{ asset: "points", earns: "0.0000", burns: "133.3332", short: "99.9998" }]);
    const own = await needOf(programmes.store, asked, "M", {
      settled: [],
      days: 30,
      own: { orders: 10, gross: 3_000 },
    });
    expect(own).toMatchObject({ basis: "own", orders: 10, rehearsed: 1, gross: "30.00" });
    expect(own.assets).toEqual([{ asset: "points", earns: "0.0000", burns: "200.0000", short: "166.6666" }]);
  });

  test("what orders to come need says what it rests on; half a turnover is none", async () => {
    const path = "/merchants/S1/points";
    const { need } = await shop.ask<PointsDesk>("GET", `${path}?orders=40&gross=80.00`, key());
    expect(need).toEqual({
      basis: "own",
      orders: 40,
      gross: "80.00",
      days: 30,
      rehearsed: 1,
      assets: [],
      refusal: null,
    });
    expect(await shop.refused("GET", `${path}?orders=40`, key())).toBe("400 malformed_request");
  });
});
