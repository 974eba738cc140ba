// The life of an order over HTTP: in cash, with mixed tender, refunded before and after settlement, at a merchant with an inviter, as a starter pack;
// and what the clock does to orders.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Checkout, DeskSummary, MerchantApplication, OrderDetail, Quote } from "@perennial/api";
import { pgliteBench } from "./support/databases.js";
import type { Person, Shop } from "./support/mall.js";
import { DAY, openShop, orderOf, variantOf } from "./support/mall.js";

const bench = pgliteBench();
let shop: Shop;
let ann: Person;
let ben: Person;
let tea: string;
beforeAll(async () => {
  shop = await openShop(bench);
  ann = await shop.member("安安");
  ben = await shop.member("本本", ann.referralCode);
  tea = variantOf(await shop.product());
});
afterAll(async () => {
  await shop.desk.stop();
  await bench.stop();
});

const ship = async (id: string) =>
  shop.ask<OrderDetail>("POST", `/orders/${id}/ship`, { key: shop.key, body: { carrier: "SF", number: "1" } });
const confirm = async ({ cookie }: Person, id: string) =>
  shop.ask<OrderDetail>("POST", `/orders/${id}/confirm`, { cookie });
const askRefund = async ({ cookie }: Person, id: string, body: object) =>
  shop.ask<OrderDetail>("POST", `/orders/${id}/refunds`, { cookie, body: { reason: "不合适", ...body } });
const answerRefund = async (order: OrderDetail, body: object = {}) =>
  shop.ask<OrderDetail>("POST", `/orders/${order.id}/refunds/${order.refunds.at(-1)?.id}`, {
    key: shop.key,
    body: { approve: true, ...body },
  });

test("cash: quoted, paid, shipped, received, settled; the referrer gets what the kernel gives", async () => {
  const lines = [{ variant: tea, quantity: 2 }];
  const quote = await shop.ask<Quote>("POST", "/quote", { cookie: ben.cookie, body: { lines } });
  expect(quote).toMatchObject({ gross: "200.00", cash: "200.00", ready: true, settles: "received" });
  const before = await shop.free(ann.member, "cash");
  const made = await shop.buy(ben, lines);
  const id = orderOf(made);
  expect(await shop.order(ben, id)).toMatchObject({ state: "paid", settlement: "none" });
  expect(await shop.refused("POST", `/orders/${id}/confirm`, { cookie: ben.cookie })).toBe("409 illegal_transition");
  expect(await ship(id)).toMatchObject({ state: "shipped", shipment: { carrier: "SF", number: "1" } });
  const done = await confirm(ben, id);
  expect(done).toMatchObject({ state: "completed", settlement: "settled", gross: "200.00" });
  expect(done.history.map(({ to }) => to)).toEqual(["paid", "shipped", "received", "completed"]);
  expect([before, await shop.free(ann.member, "cash")]).toEqual(["0", "10.00"]);
  const entry = await shop.ask<{ event: object }>("GET", `/entries/${done.entry}`, { key: shop.key });
  expect(entry.event).toMatchObject({
    type: "order.settled",
    order: id,
    buyer: ben.member,
    gross: "200.00",
    cost: "80.00",
  });
  expect(await shop.refused("GET", `/orders/${id}`, { cookie: ann.cookie })).toBe("404 not_found");
});

test("a double tap buys once; a payment that failed may be tried again", async () => {
  const body = { key: "double-tap", lines: [{ variant: tea, quantity: 1 }], address: ann.address };
  const both = await Promise.all(
    [1, 2].map(async () => shop.ask<Checkout>("POST", "/checkout", { cookie: ann.cookie, body }, 201)),
  );
  expect(both[0]).toEqual(both[1]);
  const pay = `/payments/${both[0]?.payment.id}`;
  await shop.ask("POST", `${pay}/sandbox`, { cookie: ann.cookie, body: { outcome: "failed" } });
  expect(await shop.refused("POST", `${pay}/sandbox`, { cookie: ben.cookie, body: {} })).toBe("404 not_found");
  await shop.ask("POST", `${pay}/sandbox`, { cookie: ann.cookie, body: {} });
  expect(await shop.ask("POST", `${pay}/sandbox`, { cookie: ann.cookie, body: {} })).toMatchObject({ state: "paid" });
  expect(await shop.refused("POST", `/orders/${both[0]?.orders[0]?.id}/cancel`, { cookie: ann.cookie })).toBe(
    "409 illegal_transition",
  );
});

test("mixed tender: set aside at checkout, taken at settlement, never promised twice", async () => {
  const cara = await shop.member("卡拉");
  const lines = [{ variant: tea, quantity: 1 }];
  const quote = await shop.ask<Quote>("POST", "/quote", { cookie: cara.cookie, body: { lines } });
  expect(quote.tender).toMatchObject([{ asset: "voucher", free: "30.00", most: "30.00", used: "0.00" }]);
  const made = await shop.buy(cara, lines, { tender: { voucher: "20.00" } });
  expect(made.payment.amount).toBe("80.00");
  const second = { key: "second-tender", lines, address: cara.address, tender: { voucher: "10.01" } };
  expect(await shop.refused("POST", "/checkout", { cookie: cara.cookie, body: second })).toBe(
    "422 insufficient_balance",
  );
  const foreign = { ...second, tender: { points: "1" } };
  expect(await shop.refused("POST", "/checkout", { cookie: cara.cookie, body: foreign })).toBe("422 not_allowed");
  const fine = { ...second, tender: { voucher: "0.001" } };
  expect(await shop.refused("POST", "/checkout", { cookie: cara.cookie, body: fine })).toBe("422 scale_exceeded");
  const id = orderOf(made);
  await ship(id);
  expect(await shop.free(cara.member, "voucher")).toBe("30.00");
  const done = await confirm(cara, id);
  expect(done).toMatchObject({ state: "completed", cash: "80.00", tender: { voucher: "20.00" } });
  expect(await shop.free(cara.member, "voucher")).toBe("10.00");
  const entry = await shop.ask<{ event: object }>("GET", `/entries/${done.entry}`, { key: shop.key });
  expect(entry.event).toMatchObject({ gross: "100.00", cost: "32.00", tender: { voucher: "20.00" } });
  const all = await askRefund(cara, id, {});
  expect(await answerRefund(all)).toMatchObject({ state: "refunded", refunds: [{ state: "paid", cash: "80.00" }] });
  expect(await shop.free(cara.member, "voucher")).toBe("30.00");
});

test("refund before settlement: the order becomes smaller, and only what is left is settled", async () => {
  const dan = await shop.member("丹丹", ann.referralCode);
  const made = await shop.buy(dan, [{ variant: tea, quantity: 1 }], { tender: { voucher: "30.00" } });
  const id = orderOf(made);
  const before = await shop.free(ann.member, "cash");
  const asked = await askRefund(dan, id, { amount: "50.00" });
  expect(asked.refunds).toMatchObject([{ amount: "50.00", cash: "35.00", state: "asked" }]);
  expect(await shop.refused("POST", `/orders/${id}/refunds`, { cookie: dan.cookie, body: { reason: "x" } })).toBe(
    "409 illegal_transition",
  );
  await ship(id);
  expect(await confirm(dan, id)).toMatchObject({ state: "received", settlement: "waiting" });
  await answerRefund(asked);
  await shop.desk.mall.tick();
  const done = await shop.order(dan, id);
  expect(done).toMatchObject({ state: "completed", refunded: "50.00", refunds: [{ state: "paid" }] });
  const entry = await shop.ask<{ event: object }>("GET", `/entries/${done.entry}`, { key: shop.key });
  expect(entry.event).toMatchObject({ gross: "50.00", tender: { voucher: "15.00" } });
  expect(await shop.free(dan.member, "voucher")).toBe("15.00");
  expect(Number(await shop.free(ann.member, "cash")) - Number(before)).toBe(1.75);
  const whole = await shop.buy(dan, [{ variant: tea, quantity: 1 }]);
  const all = await answerRefund(await askRefund(dan, orderOf(whole), {}), { restock: true });
  expect(all).toMatchObject({ state: "refunded", settlement: "none", entry: null, actions: [] });
});

test("refund after settlement: the kernel takes back, in parts, to the last unit", async () => {
  const eve = await shop.member("小夜", ben.referralCode);
  const made = await shop.buy(eve, [{ variant: tea, quantity: 1 }]);
  const id = orderOf(made);
  await ship(id);
  const before = await shop.free(ben.member, "cash");
  await confirm(eve, id);
  const given = Number(await shop.free(ben.member, "cash")) - Number(before === "0" ? 0 : before);
  expect(given).toBe(5);
  for (const amount of ["33.33", "33.33", undefined])
    await answerRefund(await askRefund(eve, id, amount === undefined ? {} : { amount }));
  const over = { reason: "x", amount: "0.01" };
  expect(await shop.refused("POST", `/orders/${id}/refunds`, { cookie: eve.cookie, body: over })).toBe(
    "409 illegal_transition",
  );
  const done = await shop.order(eve, id);
  expect(done).toMatchObject({ state: "refunded", refunded: "100.00", settlement: "settled" });
  expect(done.refunds.map(({ cash }) => cash)).toEqual(["33.33", "33.33", "33.34"]);
  expect(Number(await shop.free(ben.member, "cash"))).toBe(Number(before));
});

test("a merchant with an inviter: applies, is approved, sells; the inviter gets its share", async () => {
  const fay = await shop.member("阿飞");
  const body = {
    title: "青禾茶铺",
    licence: "91440101MA5C7Q2K1A",
    contact: "阿飞",
    phone: "13900000009",
    margin: "0.50",
    referralCode: ann.referralCode,
    address: "天河路 1 号",
    region: "440106",
    latitude: 23.1325,
    longitude: 113.327,
  };
  const cookie = fay.cookie;
  const outside = { ...body, margin: "0.10" };
  expect(await shop.refused("POST", "/applications", { cookie, body: outside })).toBe("422 outside_band");
  const draft = await shop.ask<MerchantApplication>("POST", "/applications", { cookie, body }, 201);
  const path = `/applications/${draft.id}`;
  expect(await shop.refused("POST", `${path}/submit`, { cookie })).toBe("409 illegal_transition");
  const raw = { cookie, headers: { "content-type": "application/pdf" }, body: "%PDF-1.7 licence" };
  await shop.ask("POST", `${path}/documents?kind=licence`, raw);
  expect(await shop.refused("POST", `${path}/documents`, { ...raw, body: "<script>1</script>" })).toBe(
    "415 unsupported_file",
  );
  await shop.ask("POST", `${path}/submit`, { cookie });
  expect(await shop.refused("POST", `${path}/answer`, { cookie, body: { approve: true } })).toBe("403 forbidden");
  const approved = await shop.ask<MerchantApplication>("POST", `${path}/answer`, {
    key: shop.key,
    body: { approve: true },
  });
  const merchant = approved.merchant ?? "";
  expect(approved.state).toBe("approved");
  const product = await shop.product({ merchant }, { cost: null });
  const before = Number(await shop.free(ann.member, "cash"));
  const id = orderOf(await shop.buy(fay, [{ variant: variantOf(product), quantity: 1 }]));
  const shipped = await shop.ask<OrderDetail>("POST", `/orders/${id}/ship`, { cookie, body: {} });
  expect(shipped.state).toBe("shipped");
  await confirm(fay, id);
  expect(await shop.free(merchant, "cash")).toBe("50.00");
  expect(Number(await shop.free(ann.member, "cash")) - before).toBe(2);
  const { member } = fay;
  const statement = await shop.desk.send(
    "GET",
    `/api/v1/programmes/mall/merchants/${merchant}/statement.csv?from=2026-03-01&to=2026-03-31`,
    { cookie },
  );
  await expect(statement.text()).resolves.toMatch(/^\uFEFF?time,entry/);
  expect(member).not.toBe(merchant);
});

test("a starter pack activates its buyer; what is bought with it is an order of its own", async () => {
  const gus = await shop.member("阿古");
  const pack = variantOf(await shop.product({ tags: ["starter"] }, { price: "99.00" }));
  const lines = [
    { variant: pack, quantity: 1 },
    { variant: tea, quantity: 1 },
  ];
  const made = await shop.buy(gus, lines);
  expect(made.orders.map(({ gross }) => gross).toSorted()).toEqual(["100.00", "99.00"]);
  const first = made.orders.find(({ gross }) => gross === "99.00")?.id ?? "";
  const second = made.orders.find(({ gross }) => gross === "100.00")?.id ?? "";
  for (const id of [first, second]) {
    await ship(id);
    await confirm(gus, id);
  }
  expect(await shop.ask("GET", `/holders/${gus.member}`, { key: shop.key })).toMatchObject({ activated: true });
  expect(await shop.free(gus.member, "points")).toBe("159.0000");
});

describe("the clock", () => {
  test("cancels what is not paid in time, and the goods go back on the shelf", async () => {
    const product = await shop.product({}, { stock: 3 });
    const body = { key: "too-late-1", lines: [{ variant: variantOf(product), quantity: 3 }], address: ann.address };
    const made = await shop.ask<Checkout>("POST", "/checkout", { cookie: ann.cookie, body }, 201);
    const again = { ...body, key: "too-late-2" };
    expect(await shop.refused("POST", "/checkout", { cookie: ann.cookie, body: again })).toBe("409 out_of_stock");
    shop.clock.now += 31 * 60_000;
    await shop.desk.mall.tick();
    expect(await shop.order(ann, orderOf(made))).toMatchObject({ state: "cancelled", actions: [] });
    const late = `/payments/${made.payment.id}/sandbox`;
    expect(await shop.refused("POST", late, { cookie: ann.cookie, body: {} })).toBe("409 illegal_transition");
    await shop.ask("POST", "/checkout", { cookie: ann.cookie, body: again }, 201);
  });

  test("confirms what was shipped ten days ago, and settles it", async () => {
    const id = orderOf(await shop.buy(ann, [{ variant: tea, quantity: 1 }]));
    await ship(id);
    shop.clock.now += 10 * DAY - 1;
    await shop.desk.mall.tick();
    expect(await shop.order(ann, id)).toMatchObject({ state: "shipped" });
    shop.clock.now += 1;
    await shop.desk.mall.tick();
    expect(await shop.order(ann, id)).toMatchObject({ state: "completed", settlement: "settled" });
  });
});

describe("the desk", () => {
  const summary = async () => shop.ask<DeskSummary>("GET", "/desk/summary", { key: shop.key });

  test("counts what was paid today, in the programme's time zone, and what waits", async () => {
    const before = await summary();
    const id = orderOf(await shop.buy(ben, [{ variant: tea, quantity: 1 }]));
    await askRefund(ben, id, { amount: "10.00" });
    const invoice = { kind: "company", title: "青禾", taxNumber: "91440106MA5", email: "tax@example.com" };
    const asked = await shop.ask<OrderDetail>("POST", `/orders/${id}/invoice`, { cookie: ben.cookie, body: invoice });
    expect(asked.invoice).toEqual({ ...invoice, state: "asked", number: "", file: null });
    const after = await summary();
    expect(after).toMatchObject({
      orders: before.orders + 1,
      toShip: before.toShip + 1,
      refunds: before.refunds + 1,
      invoices: before.invoices + 1,
      applications: null,
    });
    expect(Number(after.gross) - Number(before.gross)).toBe(100);
    shop.clock.now += 2 * DAY;
    expect(await summary()).toMatchObject({ orders: 0, gross: "0.00", toShip: after.toShip });
    shop.clock.now -= 2 * DAY;
    await answerRefund(await shop.order(ben, id), { approve: false, answer: "已经发货" });
  });

  test("begins a refund itself, and answers it", async () => {
    const id = orderOf(await shop.buy(ben, [{ variant: tea, quantity: 1 }]));
    const body = { amount: "30.00", reason: "少发了一罐" };
    const begun = await shop.ask<OrderDetail>("POST", `/orders/${id}/refunds`, { key: shop.key, body });
    expect(begun.actions).toContain("answer-refund");
    expect(await shop.refused("POST", `/orders/${id}/refunds`, { cookie: ann.cookie, body })).toBe("404 not_found");
    expect(await answerRefund(begun)).toMatchObject({ refunded: "30.00", refund: "paid" });
  });
});
