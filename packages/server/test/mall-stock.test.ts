// What depends on a real database and on what happens at once: 100 buyers of the last ten, in one place or in three stores, tender promised in
// parallel, an outbox that is cut off.
import { afterAll, beforeAll, expect, test } from "vitest";
import { Fault } from "../src/http/fault.js";
import { checkout } from "../src/mall/orders/checkout.js";
import { draftsOf } from "../src/mall/orders/basket.js";
import type { Bench } from "./support/databases.js";
import { postgresBench } from "./support/databases.js";
import type { Person, Shop } from "./support/mall.js";
import { submission } from "./support/serving.js";
import { openShop, orderOf, variantOf } from "./support/mall.js";

let bench: Bench;
let shop: Shop;
beforeAll(async () => {
  bench = await postgresBench();
  shop = await openShop(bench);
});
afterAll(async () => {
  await shop.desk.stop();
  await bench.stop();
});

const BUYERS = 100;
let isThere = false;

/** People who have joined, without the detour of their phones. */
async function crowd(): Promise<string[]> {
  const members = Array.from({ length: BUYERS }, (_, index) => `B${index}`);
  if (isThere) return members;
  isThere = true;
  const events = members.map((member) => ({
    id: `join:${member}`,
    at: "2026-03-02T04:00:00Z",
    type: "member.joined",
    member,
  }));
  await shop.desk.programmes.need("mall").sequencer.submit(events.map(submission));
  const rows = members.map((member) => ({
    programme_id: "mall",
    member,
    person_id: member,
    referral_code: member,
    state: "joined" as const,
  }));
  await shop.desk.database.query.insertInto("member").values(rows).execute();
  return members;
}

const buy = async (
  member: string,
  variant: string,
  tender: Record<string, string> = {},
  key = `stock-${member}`,
): Promise<string> => {
  const { mall, database, programmes } = shop.desk;
  return checkout(mall.parts, mall.payments, programmes.need("mall").programme, {
    programme: "mall",
    member,
    key,
    drafts: await draftsOf(database.query, "mall", [{ variant, quantity: 1 }]),
    tender,
    address: { name: "a", phone: "1", province: "", city: "", district: "", street: "s" },
    store: null,
    note: "",
  });
};
const codeOf = (reason: unknown): string => (reason instanceof Fault ? reason.problem.code : String(reason));

test("100 buyers of the last 10: ten orders, ninety are told so, nothing is left and nothing is owed", async () => {
  const variant = variantOf(await shop.product({}, { stock: 10 }));
  const members = await crowd();
  const results = await Promise.allSettled(members.map(async (member) => buy(member, variant)));
  const codes = results.flatMap((each) => (each.status === "rejected" ? [codeOf(each.reason)] : []));
  expect(codes).toEqual(Array.from({ length: 90 }, () => "out_of_stock"));
  const { query } = shop.desk.database;
  const lines = await query.selectFrom("purchase_line").selectAll().where("variant", "=", variant).execute();
  expect(lines).toHaveLength(10);
  expect(new Set(lines.map(({ purchase }) => purchase)).size).toBe(10);
  const [left] = await query.selectFrom("variant").select("stock").where("variant", "=", variant).execute();
  expect(left).toEqual({ stock: 0 });
});

test("100 buyers of the last 10 that lie in three stores: ten orders, and no store gives more than it has", async () => {
  const stores = await Promise.all(["东店", "中店", "西店"].map(async (title) => shop.store(null, { title })));
  const made = await shop.product({}, { stock: 0 });
  const variant = variantOf(made);
  const had = new Map(stores.map((store, index) => [store, index === 0 ? 4 : 3]));
  for (const [store, change] of had)
    await shop.ask("POST", `/products/${made.id}/stock`, {
      key: shop.key,
      body: { variant, store, change, reason: "delivery" },
    });
  const members = await crowd();
  const results = await Promise.allSettled(members.map(async (member) => buy(member, variant, {}, `stores-${member}`)));
  const codes = results.flatMap((each) => (each.status === "rejected" ? [codeOf(each.reason)] : []));
  expect(codes).toEqual(Array.from({ length: 90 }, () => "out_of_stock"));
  const { query } = shop.desk.database;
  const orders = await query
    .selectFrom("purchase as o")
    .innerJoin("purchase_line as l", "l.purchase", "o.purchase")
    .select("o.ships_from")
    .where("l.variant", "=", variant)
    .execute();
  for (const [store, pieces] of had)
    expect(orders.filter(({ ships_from }) => ships_from === store)).toHaveLength(pieces);
  const left = await query.selectFrom("store_stock").select("stock").where("variant", "=", variant).execute();
  expect(left).toEqual([{ stock: 0 }, { stock: 0 }, { stock: 0 }]);
});

test("one member pays with the same assets in ten checkouts at once: one of them", async () => {
  const variant = variantOf(await shop.product({}, { stock: 100 }));
  const tries = Array.from({ length: 10 }, async (_, index) =>
    buy("B0", variant, { voucher: "30.00" }, `tender-${index}`),
  );
  const results = await Promise.allSettled(tries);
  expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  expect(results.flatMap((each) => (each.status === "rejected" ? [codeOf(each.reason)] : []))).toEqual(
    Array.from({ length: 9 }, () => "insufficient_balance"),
  );
});

test("ten double taps at once are one checkout", async () => {
  const variant = variantOf(await shop.product({}, { stock: 100 }));
  const tries = await Promise.all(Array.from({ length: 10 }, async () => buy("B1", variant, {}, "one-key")));
  expect(new Set(tries).size).toBe(1);
});

test("an outbox that was cut off after the kernel's answer sends again, and it counts once", async () => {
  const ann: Person = await shop.member("安安");
  const id = orderOf(await shop.buy(ann, [{ variant: variantOf(await shop.product()), quantity: 1 }]));
  await shop.ask("POST", `/orders/${id}/ship`, { key: shop.key, body: {} });
  await shop.ask("POST", `/orders/${id}/confirm`, { cookie: ann.cookie });
  const { entry } = await shop.order(ann, id);
  const { query } = shop.desk.database;
  await query
    .updateTable("outbox")
    .set({ state: "waiting", seq: null, answered_at: null })
    .where("event_id", "=", `settle:${id}`)
    .execute();
  await query
    .updateTable("purchase")
    .set({ settlement: "sent", entry: null, state: "received" })
    .where("purchase", "=", id)
    .execute();
  const before = shop.desk.programmes.need("mall").sequencer.committedSeq;
  await Promise.all([
    shop.desk.outbox.deliver("mall"),
    shop.desk.outbox.deliver("mall"),
    shop.desk.outbox.deliverAll(),
  ]);
  expect(await shop.order(ann, id)).toMatchObject({ state: "completed", settlement: "settled", entry });
  expect(shop.desk.programmes.need("mall").sequencer.committedSeq).toBe(before);
});

test("a settlement that the kernel refuses is told, and can be sent again when things are right", async () => {
  const ann: Person = await shop.member("贝贝");
  const id = orderOf(
    await shop.buy(ann, [{ variant: variantOf(await shop.product()), quantity: 1 }], { tender: { voucher: "30.00" } }),
  );
  const adjust = async (quantity: string, name: string): Promise<void> => {
    const body = {
      id: name,
      at: "2026-03-02T04:00:00Z",
      type: "adjusted",
      holder: ann.member,
      asset: "voucher",
      quantity,
      reason: "test",
    };
    const [result] = await shop.desk.programmes.need("mall").sequencer.submit([submission(body)]);
    expect(result).toMatchObject({ status: "accepted" });
  };
  await adjust("-30.00", "away");
  await shop.ask("POST", `/orders/${id}/ship`, { key: shop.key, body: {} });
  await shop.ask("POST", `/orders/${id}/confirm`, { cookie: ann.cookie });
  expect(await shop.order(ann, id)).toMatchObject({ state: "received", settlement: "refused", entry: null });
  await adjust("30.00", "back");
  await shop.ask("POST", `/orders/${id}/settle`, { key: shop.key });
  expect(await shop.order(ann, id)).toMatchObject({ state: "completed", settlement: "settled", refusal: null });
});
