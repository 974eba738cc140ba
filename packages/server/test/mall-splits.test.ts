// Money beside the goods: the merchant's part sent by the channel after the hold and returned with a refund, shipping, wallet cash, and the ledger
// held against money that moved.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Checkout, Merchant, Quote, ReconciliationList, Shop as Window, Statement } from "@perennial/api";
import { compareLedger } from "../src/mall/ledger-comparison.js";
import { pgliteBench } from "./support/databases.js";
import type { Person, Shop } from "./support/mall.js";
import { DAY, mallPlan, openShop, orderOf, variantOf } from "./support/mall.js";
import { alipayStandIn, paidNotice, stripeStandIn, wechatStandIn } from "./support/stand-ins.js";

const bench = pgliteBench();
let shop: Shop;
let ann: Person;
let tea: string;
let alipay: Awaited<ReturnType<typeof alipayStandIn>>;
let wechat: Awaited<ReturnType<typeof wechatStandIn>>;
let stripe: Awaited<ReturnType<typeof stripeStandIn>>;

beforeAll(async () => {
  [alipay, wechat, stripe] = [await alipayStandIn(), await wechatStandIn(), await stripeStandIn()];
  shop = await openShop(bench, {
    hold: { days: 2, after: "received" },
    mechanisms: [...mallPlan.mechanisms, { kind: "withdraw" }],
  });
  ann = await shop.member("安安");
  await shop.merchant("S1");
  tea = variantOf(await shop.product({ merchant: "S1" }, { cost: null }));
  for (const [name, { settings }] of Object.entries({ alipay, wechat, stripe }))
    await shop.ask("PUT", `/channels/${name}`, { key: shop.key, body: { settings } });
  const accounts = { alipay: "2088000000000001", wechat: "1900000109", stripe: "acct_1" };
  for (const [name, account] of Object.entries(accounts))
    await shop.ask("PUT", `/merchants/S1/receivers/${name}`, { key: shop.key, body: { account, name: "茶铺" } });
});
afterAll(async () => {
  for (const each of [alipay, wechat, stripe]) await each.stop();
  await shop.desk.stop();
  await bench.stop();
});

/** Paid through a channel, as the channel tells it; 100.00, of which half is the merchant's. */
async function paidThrough(channel: "alipay" | "wechat" | "stripe"): Promise<string> {
  keys += 1;
  const body = { key: `split-${channel}-${keys}`, lines: [{ variant: tea, quantity: 1 }], address: ann.address };
  const made = await shop.ask<Checkout>("POST", "/checkout", { cookie: ann.cookie, body }, 201);
  const { id, amount } = made.payment;
  await shop.ask("POST", `/payments/${id}/pay`, { cookie: ann.cookie, body: { channel, method: "qr" } });
  const told = paidNotice({ alipay, wechat, stripe }, channel, { id, amount });
  const knock = await shop.desk.send("POST", `/api/v1/programmes/mall/notifications/${channel}`, told);
  expect(knock.status).toBe(200);
  return orderOf(made);
}
let keys = 0;

/** Shipped and received; then the hold passes. */
async function settle(order: string): Promise<void> {
  await shop.ask("POST", `/orders/${order}/ship`, { key: shop.key, body: {} });
  await shop.ask("POST", `/orders/${order}/confirm`, { cookie: ann.cookie });
  await shop.desk.mall.tick();
  expect(await splitOf(order)).toBeUndefined();
  shop.clock.now += 2 * DAY;
  await shop.desk.mall.tick();
}
const splitOf = async (order: string) =>
  shop.desk.database.query.selectFrom("split").selectAll().where("purchase", "=", order).executeTakeFirst();
const refund = async (order: string, amount?: string): Promise<void> => {
  const body = { reason: "x", ...(amount !== undefined && { amount }) };
  await shop.ask("POST", `/orders/${order}/refunds`, { cookie: ann.cookie, body });
  const { refunds } = await shop.order(ann, order);
  await shop.ask("POST", `/orders/${order}/refunds/${refunds.at(-1)?.id}`, { key: shop.key, body: { approve: true } });
  await shop.desk.mall.tick();
};
/** WeChat Pay tells later that a refund has arrived. */
async function refundArrived(order: string): Promise<void> {
  const { refunds, payment } = await shop.order(ann, order);
  const { id, cash: back } = refunds[0] ?? { id: "", cash: "" };
  const amount = { refund: Number(back.replace(".", "")) };
  const inner = { out_trade_no: payment, out_refund_no: id, refund_status: "SUCCESS", amount };
  await shop.desk.send("POST", "/api/v1/programmes/mall/notifications/wechat", wechat.notify(`arrived-${id}`, inner));
}
const cash = async (): Promise<string> => Number(await shop.free("S1", "cash")).toFixed(2);

describe("the merchant's part", () => {
  test("WeChat Pay: after the hold, out of the wallet, once; a refund brings it back in parts", async () => {
    const order = await paidThrough("wechat");
    expect(JSON.parse(wechat.asked.find(({ path }) => path.includes("/pay/"))?.body ?? "")).toMatchObject({
      settle_info: { profit_sharing: true },
    });
    const before = await cash();
    await settle(order);
    expect(await splitOf(order)).toMatchObject({ state: "done", amount: 5_000, account: "1900000109" });
    expect(await cash()).toBe(before);
    const asked = wechat.asked.filter(({ path }) => path === "/v3/profitsharing/orders");
    await shop.desk.mall.tick();
    expect(asked.map(({ body }) => JSON.parse(body) as object)).toMatchObject([
      { out_order_no: `split-${order}`, receivers: [{ account: "1900000109", amount: 5_000 }], unfreeze_unsplit: true },
    ]);
    await refund(order, "30.00");
    await refundArrived(order);
    await refund(order);
    const back = wechat.asked.filter(({ path }) => path === "/v3/profitsharing/return-orders");
    expect(back.map(({ body }) => (JSON.parse(body) as { amount: number }).amount)).toEqual([1_500, 3_500]);
    expect(await splitOf(order)).toMatchObject({ returned: 5_000 });
    expect(await cash()).toBe(before);
  });

  test("what WeChat Pay does not take is asked again, and after a week it is in the wallet", async () => {
    const order = await paidThrough("wechat");
    wechat.refuseSplits(true);
    await settle(order);
    expect(await splitOf(order)).toMatchObject({ state: "booked" });
    shop.clock.now += 3_600_000;
    await shop.desk.mall.tick();
    expect(await splitOf(order)).toMatchObject({ state: "booked" });
    const before = await cash();
    shop.clock.now += 7 * DAY;
    await shop.desk.mall.tick();
    wechat.refuseSplits(false);
    expect(await splitOf(order)).toMatchObject({ state: "failed" });
    expect([before, await cash()]).toEqual(["0.00", "50.00"]);
    await refund(order);
    expect(await cash()).toBe("0.00");
  });

  test("what WeChat Pay does not give back within a week is the platform's loss, and the statement says so", async () => {
    const order = await paidThrough("wechat");
    await settle(order);
    wechat.refuseSplits(true);
    await refund(order, "30.00");
    shop.clock.now += 8 * DAY;
    await shop.desk.mall.tick();
    wechat.refuseSplits(false);
    const day = (offset: number): string => new Date(shop.clock.now + offset * DAY).toISOString().slice(0, 10);
    const path = `/merchants/S1/statement?from=${day(-20)}&to=${day(0)}`;
    const { splits } = await shop.ask<Statement>("GET", path, { key: shop.key });
    const lost = { amount: "50.00", returned: "15.00", unreturned: "15.00" };
    expect(splits.find((each) => each.order === order)).toMatchObject(lost);
    await refundArrived(order);
  });

  test("Stripe: looked for before it is sent, so that a lost answer sends nothing twice; reversed", async () => {
    const order = await paidThrough("stripe");
    await settle(order);
    const row = await splitOf(order);
    expect(row).toMatchObject({ state: "done", amount: 5_000 });
    await shop.desk.database.query
      .updateTable("split")
      .set({ state: "booked" })
      .where("purchase", "=", order)
      .execute();
    shop.clock.now += 3_600_000;
    await shop.desk.mall.tick();
    expect(await splitOf(order)).toMatchObject({ state: "done", channel_ref: row?.channel_ref });
    const made = () => stripe.asked.filter(({ path, method }) => path.startsWith("/v1/transfers") && method === "POST");
    expect(made()).toHaveLength(1);
    await refund(order, "50.00");
    expect(made().map(({ path }) => path)).toEqual(["/v1/transfers", `/v1/transfers/${row?.channel_ref}/reversals`]);
  });

  test("Alipay: bound before, taken back with the refund itself", async () => {
    expect(alipay.asked.some(({ path }) => path.includes("royalty.relation.bind"))).toBe(true);
    const order = await paidThrough("alipay");
    await settle(order);
    expect(await splitOf(order)).toMatchObject({ state: "done", amount: 5_000 });
    await refund(order);
    const body = decodeURIComponent(alipay.asked.findLast(({ path }) => path.includes("trade.refund"))?.body ?? "");
    expect(body).toContain('"refund_royalty_parameters":[{"royalty_type":"transfer","trans_out":"2088000000000001"');
    shop.clock.now += 3_600_000;
    await shop.desk.mall.tick();
    const returns = await shop.desk.database.query
      .selectFrom("split_return")
      .selectAll()
      .where("purchase", "=", order)
      .execute();
    expect(returns).toMatchObject([{ amount: 5_000, state: "done" }]);
  });

  test("stays in the wallet where the ledger can't give it up, and while a refund is open", async () => {
    const order = await paidThrough("wechat");
    await shop.ask("POST", `/orders/${order}/ship`, { key: shop.key, body: {} });
    await shop.ask("POST", `/orders/${order}/confirm`, { cookie: ann.cookie });
    shop.clock.now += 2 * DAY;
    await shop.desk.mall.settling.tick();
    await shop.ask("POST", `/orders/${order}/refunds`, { cookie: ann.cookie, body: { reason: "x" } });
    await shop.desk.mall.tick();
    expect(await splitOf(order)).toMatchObject({ state: "due" });
    const { refunds } = await shop.order(ann, order);
    const no = { key: shop.key, body: { approve: false } };
    await shop.ask("POST", `/orders/${order}/refunds/${refunds[0]?.id}`, no);
    const spent = {
      id: "spent",
      at: new Date(shop.clock.now).toISOString(),
      type: "cash.withdrawn",
      holder: "S1",
      amount: "50.00",
    };
    const key = await shop.desk.key(["events:write"], "mall");
    expect((await shop.desk.send("POST", "/api/v1/programmes/mall/events", { key, body: spent })).status).toBe(201);
    await shop.desk.mall.tick();
    expect(await splitOf(order)).toMatchObject({ state: "kept" });
  });

  test("stands in the statement; a receiver is the owner's to name, and one that a channel would not take is none", async () => {
    const days = "?from=2026-03-01&to=2026-06-01";
    const statement = await shop.ask<Statement>("GET", `/merchants/S1/statement${days}`, { key: shop.key });
    expect(statement.receivers).toContainEqual({ channel: "wechat", account: "1900000109", name: "茶铺" });
    expect(statement.splits.map(({ state, amount }) => `${state} ${amount}`)).toEqual([
      "done 50.00",
      "failed 50.00",
      "done 50.00",
      "done 50.00",
      "done 50.00",
      "kept 50.00",
    ]);
    const body = { account: "1900000110", name: "茶铺" };
    wechat.refuseSplits(true);
    expect(await shop.refused("PUT", "/merchants/S1/receivers/wechat", { key: shop.key, body })).toBe(
      "503 channel_unavailable",
    );
    wechat.refuseSplits(false);
    expect(await shop.refused("PUT", "/merchants/S1/receivers/wechat", { cookie: ann.cookie, body })).toBe(
      "403 forbidden",
    );
    expect(await shop.refused("PUT", "/merchants/S1/receivers/wallet", { key: shop.key, body })).toBe(
      "503 channel_unavailable",
    );
    const hostile = { ...body, account: "1900'; drop table split; --" };
    expect(await shop.refused("PUT", "/merchants/S1/receivers/wechat", { key: shop.key, body: hostile })).toBe(
      "400 malformed_request",
    );
    await shop.ask("DELETE", "/merchants/S1/receivers/wechat", { key: shop.key }, 204);
    await settleNone(await paidThrough("wechat"));
  });

  async function settleNone(order: string): Promise<void> {
    await settle(order);
    expect(await splitOf(order)).toBeUndefined();
  }
});

describe("shipping", () => {
  const lines = () => [{ variant: tea, quantity: 1 }];
  const quote = async (more: object = {}) =>
    shop.ask<Quote>("POST", "/quote", { cookie: ann.cookie, body: { lines: lines(), ...more } });

  test("is asked once a seller, free from some gross on, not for what is picked up; it earns nothing", async () => {
    const free = await quote();
    const terms = { shipping: { fee: "8.00", freeFrom: "150.00" } };
    expect(await shop.ask<Window>("PUT", "/shipping", { key: shop.key, body: terms })).toMatchObject(terms);
    const asked = await quote();
    expect(asked).toMatchObject({ gross: "100.00", shipping: "8.00", cash: "108.00" });
    expect(asked.orders[0]?.earns.map(({ amount }) => amount)).toEqual(
      free.orders[0]?.earns.map(({ amount }) => amount),
    );
    expect(await quote({ lines: [{ variant: tea, quantity: 2 }] })).toMatchObject({ shipping: "0.00", cash: "200.00" });
    expect(await quote({ pickup: await shop.store("S1") })).toMatchObject({ shipping: "0.00" });
    const own = { shipping: { fee: "5.00", freeFrom: null } };
    expect(await shop.ask<Merchant>("PUT", "/merchants/S1/shipping", { key: shop.key, body: own })).toMatchObject(own);
    expect(await quote()).toMatchObject({ shipping: "5.00", cash: "105.00" });
    expect(await shop.refused("PUT", "/shipping", { cookie: ann.cookie, body: own })).toBe("403 forbidden");
    const fine = { shipping: { fee: "0.001" } };
    expect(await shop.refused("PUT", "/shipping", { key: shop.key, body: fine })).toBe("422 scale_exceeded");
  });

  test("is the merchant's when the order settles, and the event knows nothing of it", async () => {
    const before = await cash();
    const made = await shop.buy(ann, lines());
    expect(made).toMatchObject({
      payment: { amount: "105.00" },
      orders: [{ gross: "100.00", shipping: "5.00", cash: "105.00" }],
    });
    const order = orderOf(made);
    await settle(order);
    const { entry } = await shop.order(ann, order);
    const { event } = await shop.ask<{ event: object }>("GET", `/entries/${entry}`, { key: shop.key });
    expect(event).toMatchObject({ gross: "100.00" });
    expect(Number(await cash()) - Number(before)).toBe(55);
  });

  test("goes back with all of an order that was not sent; after that as the seller says, and never after settlement", async () => {
    const askAll = async (order: string) => {
      await shop.ask("POST", `/orders/${order}/refunds`, { cookie: ann.cookie, body: { reason: "x" } });
      return (await shop.order(ann, order)).refunds.at(-1);
    };
    const answer = async (order: string, id: string | undefined, more: object = {}) =>
      shop.ask("POST", `/orders/${order}/refunds/${id}`, { key: shop.key, body: { approve: true, ...more } });
    const before = await cash();
    const unsent = orderOf(await shop.buy(ann, lines()));
    expect(await askAll(unsent)).toMatchObject({ amount: "100.00", shipping: "5.00", cash: "105.00" });
    await answer(unsent, (await shop.order(ann, unsent)).refunds[0]?.id);
    expect(await cash()).toBe(before);
    const sent = orderOf(await shop.buy(ann, lines()));
    await shop.ask("POST", `/orders/${sent}/ship`, { key: shop.key, body: {} });
    const asked = await askAll(sent);
    expect(asked).toMatchObject({ shipping: "0.00", cash: "100.00" });
    await answer(sent, asked?.id);
    await shop.desk.mall.tick();
    expect(Number(await cash()) - Number(before)).toBe(5);
    const settled = orderOf(await shop.buy(ann, lines()));
    await settle(settled);
    const late = await askAll(settled);
    const body = { approve: true, shipping: true };
    expect(await shop.refused("POST", `/orders/${settled}/refunds/${late?.id}`, { key: shop.key, body })).toBe(
      "409 illegal_transition",
    );
  });
});

describe("wallet cash", () => {
  test("pays what is free, once, and takes refunds back", async () => {
    const dan = await shop.member("丹丹");
    expect((await shop.ask<Window>("GET", "/shop")).channels).toContain("wallet");
    const made = await shop.ask<Checkout>(
      "POST",
      "/checkout",
      {
        cookie: dan.cookie,
        body: { key: "wallet-cash", lines: [{ variant: tea, quantity: 1 }], address: dan.address },
      },
      201,
    );
    const pay = `/payments/${made.payment.id}/pay`;
    const wallet = { cookie: dan.cookie, body: { channel: "wallet" } };
    expect(await shop.refused("POST", pay, wallet)).toBe("422 insufficient_balance");
    const given = {
      id: "given",
      at: new Date(shop.clock.now).toISOString(),
      type: "adjusted",
      holder: dan.member,
      asset: "cash",
      quantity: "120.00",
      reason: "x",
    };
    const key = await shop.desk.key(["events:write"], "mall");
    expect((await shop.desk.send("POST", "/api/v1/programmes/mall/events", { key, body: given })).status).toBe(201);
    const both = await Promise.all(
      [1, 2].map(async () => shop.desk.send("POST", `/api/v1/programmes/mall${pay}`, wallet)),
    );
    expect(both.map(({ status }) => status)).toContain(200);
    expect(await shop.free(dan.member, "cash")).toBe("15.00");
    const order = orderOf(made);
    expect(await shop.order(dan, order)).toMatchObject({ state: "paid" });
    await shop.ask("POST", `/orders/${order}/refunds`, { cookie: dan.cookie, body: { reason: "x" } });
    const { refunds } = await shop.order(dan, order);
    await shop.ask("POST", `/orders/${order}/refunds/${refunds[0]?.id}`, { key: shop.key, body: { approve: true } });
    await shop.desk.mall.tick();
    expect(await shop.order(dan, order)).toMatchObject({
      state: "refunded",
      refunds: [{ state: "paid", cash: "105.00" }],
    });
    expect(await shop.free(dan.member, "cash")).toBe("120.00");
  });
});

test("the ledger is held against money that moved, order by order", async () => {
  const day = (at: number): string => new Date(at + 8 * 3_600_000).toISOString().slice(0, 10);
  const order = orderOf(await shop.buy(ann, [{ variant: tea, quantity: 1 }]));
  await settle(order);
  await refund(order, "20.00");
  const on = day(shop.clock.now);
  expect(await compareLedger(shop.desk.mall.parts, "mall", on)).toBe(false);
  const elsewhere = {
    id: "direct",
    at: new Date(shop.clock.now).toISOString(),
    type: "order.settled",
    order: "direct",
    buyer: ann.member,
    merchant: "S1",
    gross: "7.00",
  };
  const close = { id: "close", at: new Date(shop.clock.now).toISOString(), type: "day.closed", day: on };
  const key = await shop.desk.key(["events:write"], "mall");
  for (const body of [elsewhere, close])
    expect((await shop.desk.send("POST", "/api/v1/programmes/mall/events", { key, body })).status).toBe(201);
  shop.clock.now += DAY;
  await shop.desk.mall.tick();
  const compared = async () =>
    (await shop.ask<ReconciliationList>("GET", "/reconciliations", { key: shop.key })).ledger.find(
      ({ day: each }) => each === on,
    );
  expect(await compared()).toEqual({
    day: on,
    ledgerIn: "105.00",
    moneyIn: "105.00",
    ledgerOut: "20.00",
    moneyOut: "20.00",
    elsewhere: "7.00",
    differences: [],
  });
  const { payment } = await shop.order(ann, order);
  await shop.desk.database.query
    .updateTable("channel_move")
    .set({ amount: 9_000 })
    .where("move", "=", payment ?? "")
    .execute();
  await compareLedger(shop.desk.mall.parts, "mall", on);
  expect((await compared())?.differences).toEqual([{ order, kind: "in", ledger: "105.00", money: null }]);
});
