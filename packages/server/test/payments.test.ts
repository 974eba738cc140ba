// Payments through each channel's own SDK against stand-ins that sign with keys of their own: what is signed counts, once, in any order; what is
// not is refused; refunds, split settlement and the daily comparison.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Checkout, PayAction, Reconciliation, ReconciliationList } from "@perennial/api";
import { openAlipay } from "../src/payments/alipay.js";
import type { Channel } from "../src/payments/channel.js";
import { ProgrammeChannels } from "../src/payments/channels.js";
import { OPENERS } from "../src/payments/openers.js";
import { dayOf } from "../src/payments/payments.js";
import { reconcile } from "../src/payments/reconcile.js";
import { openStripe } from "../src/payments/stripe.js";
import { Vault } from "../src/payments/vault.js";
import { openWechat } from "../src/payments/wechat.js";
import { pgliteBench } from "./support/databases.js";
import type { Person, Shop } from "./support/mall.js";
import { openShop, orderOf, variantOf } from "./support/mall.js";
import { alipayBillFile, alipayStandIn, stripeStandIn, wechatStandIn } from "./support/stand-ins.js";

const bench = pgliteBench();
const master = Buffer.alloc(32, 5);
let shop: Shop;
let ann: Person;
let tea: string;
let channels: ProgrammeChannels;
let alipay: Awaited<ReturnType<typeof alipayStandIn>>;
let wechat: Awaited<ReturnType<typeof wechatStandIn>>;
let stripe: Awaited<ReturnType<typeof stripeStandIn>>;

beforeAll(async () => {
  [alipay, wechat, stripe] = [await alipayStandIn(), await wechatStandIn(), await stripeStandIn()];
  shop = await openShop(bench);
  ann = await shop.member("安安");
  tea = variantOf(await shop.product());
  channels = new ProgrammeChannels(
    shop.desk.database,
    new Vault(master),
    OPENERS,
    () => false,
    () => undefined,
  );
  await channels.set("mall", "alipay", alipay.settings, shop.clock.now);
  await channels.set("mall", "wechat", wechat.settings, shop.clock.now);
  await channels.set("mall", "stripe", stripe.settings, shop.clock.now);
});
afterAll(async () => {
  for (const each of [alipay, wechat, stripe]) await each.stop();
  await shop.desk.stop();
  await bench.stop();
});

let keys = 0;
/** A checkout of 100.00 that waits for its money. */
async function waiting(): Promise<Checkout> {
  keys += 1;
  const body = { key: `channel-${keys}`, lines: [{ variant: tea, quantity: 1 }], address: ann.address };
  return shop.ask<Checkout>("POST", "/checkout", { cookie: ann.cookie, body }, 201);
}
const pay = async ({ payment }: Checkout, channel: string, method = "mobile") =>
  (await shop.ask<PayAction>("POST", `/payments/${payment.id}/pay`, { cookie: ann.cookie, body: { channel, method } }))
    .action;
const knock = async (channel: string, { body, headers }: { body: string; headers: Record<string, string> }) =>
  shop.desk.send("POST", `/api/v1/programmes/mall/notifications/${channel}`, { body, headers });
const stateOf = async ({ payment }: Checkout) =>
  (await shop.ask<{ state: string }>("GET", `/payments/${payment.id}`, { cookie: ann.cookie })).state;
const moves = async ({ payment }: Checkout) =>
  shop.desk.database.query
    .selectFrom("channel_move")
    .selectAll()
    .where("payment", "=", payment.id)
    .orderBy("kind")
    .execute();
async function refundAll(made: Checkout): Promise<void> {
  const order = orderOf(made);
  await shop.ask("POST", `/orders/${order}/refunds`, { cookie: ann.cookie, body: { reason: "x" } });
  const { refunds } = await shop.order(ann, order);
  await shop.ask("POST", `/orders/${order}/refunds/${refunds[0]?.id}`, { key: shop.key, body: { approve: true } });
}

test("keys lie sealed: the database shows nothing of them, and another programme or master key opens nothing", async () => {
  const rows = await shop.desk.database.query.selectFrom("channel_account").selectAll().execute();
  expect(rows).toHaveLength(3);
  for (const { sealed } of rows) expect(Buffer.from(sealed).includes("wx0000000000000001")).toBe(false);
  const vault = new Vault(master);
  const sealed = vault.seal("mall/stripe", stripe.settings);
  expect(vault.open("mall/stripe", sealed)).toEqual(stripe.settings);
  expect(() => vault.open("play/stripe", sealed)).toThrow(/^sealed_elsewhere/);
  expect(() => new Vault(Buffer.alloc(32, 6)).open("mall/stripe", sealed)).toThrow(/^sealed_elsewhere/);
  expect(() => new Vault(Buffer.alloc(31))).toThrow(/^bad_master_key/);
});

describe("alipay", () => {
  const paid = (made: Checkout, more: Record<string, string> = {}) => ({
    notify_id: `n-${made.payment.id}`,
    trade_status: "TRADE_SUCCESS",
    out_trade_no: made.payment.id,
    trade_no: `T-${made.payment.id}`,
    total_amount: "100.00",
    ...more,
  });

  test("pages, QR codes, a signed notification that counts once, a refund", async () => {
    const made = await waiting();
    const action = await pay(made, "alipay");
    expect(action.kind === "redirect" && new URL(action.url).searchParams.get("method")).toBe("alipay.trade.wap.pay");
    expect(await pay(made, "alipay", "qr")).toEqual({ kind: "qr", code: "https://qr.example/1" });
    for (const turn of [1, 2]) {
      const answer = await knock("alipay", alipay.notify(paid(made, turn === 2 ? { notify_id: "another" } : {})));
      expect([answer.status, await answer.text()]).toEqual([200, "success"]);
    }
    expect(await stateOf(made)).toBe("paid");
    await refundAll(made);
    const asked = alipay.asked.at(-1);
    expect(decodeURIComponent(asked?.body ?? "")).toContain('"refund_amount":"100.00"');
    expect(await moves(made)).toMatchObject([
      { kind: "in", amount: 10_000, state: "done" },
      { kind: "out", amount: 10_000, state: "done" },
    ]);
  });

  test("what somebody else signed, what is meant for another app, what was changed: refused", async () => {
    const made = await waiting();
    const forged = alipay.notify(paid(made), await foreignKey());
    const foreign = alipay.notify(paid(made, { app_id: "2021000000000002" }));
    const changed = alipay.notify(paid(made));
    const weak = alipay.notify(paid(made));
    for (const each of [
      forged,
      foreign,
      { ...changed, body: changed.body.replace("100.00", "1.00") },
      { ...weak, body: weak.body.replace("RSA2", "RSA") },
      { ...weak, body: "" },
    ])
      expect((await knock("alipay", each)).status).toBe(400);
    expect(await stateOf(made)).toBe("open");
  });

  test("not the amount that was asked, or after the time is over: the money goes back", async () => {
    const less = await waiting();
    await knock("alipay", alipay.notify(paid(less, { total_amount: "99.99" })));
    expect(await stateOf(less)).toBe("open");
    const late = await waiting();
    await shop.ask("POST", `/orders/${orderOf(late)}/cancel`, { cookie: ann.cookie });
    await knock("alipay", alipay.notify(paid(late)));
    expect(await stateOf(late)).toBe("closed");
    await shop.desk.mall.tick();
    for (const [made, amount] of [
      [less, 9_999],
      [late, 10_000],
    ] as const)
      expect(await moves(made)).toMatchObject([
        { kind: "in", amount },
        { kind: "out", amount, state: "done" },
      ]);
  });

  test("the daily bill, packed and in GBK, is compared line by line", async () => {
    const day = dayOf(shop.clock.now);
    const moved = await shop.desk.database.query
      .selectFrom("channel_move")
      .selectAll()
      .where("channel", "=", "alipay")
      .where("state", "=", "done")
      .execute();
    const lines = moved.map(({ kind, move, payment, amount, channel_ref }) => {
      const yuan = `${kind === "in" ? "" : "-"}${(amount / 100).toFixed(2)}`;
      const [type, order, batch] = kind === "in" ? ["交易", move, ""] : ["退款", payment, move];
      const nothing = Array.from({ length: 8 }, () => "0.00");
      const about = ["明前龙井, 一罐", day, day, "", "", "", "", "*小满"];
      return [channel_ref, order, type, ...about, yuan, ...nothing, "0.00", batch, "0.00", "0.00", ""];
    });
    expect(lines.length).toBeGreaterThan(3);
    const compare = async () => reconcile(shop.desk.mall.parts, channels, "mall", "alipay", day);
    alipay.setBill(alipayBillFile(lines.map((cells) => cells.with(3, "明前龙井"))));
    expect(await compare()).toEqual([]);
    const [first = [], ...rest] = lines.map((cells) => cells.with(3, "明前龙井"));
    alipay.setBill(alipayBillFile([first.with(11, "5.00"), ...rest]));
    expect(await compare()).toMatchObject([{ kind: "in", theirs: 500, ours: moved[0]?.amount }]);
    alipay.setBill(alipayBillFile([first.slice(0, 9)]));
    await expect(compare()).rejects.toThrow("a line is cut off");
    alipay.setBill(Buffer.from("no zip"));
    await expect(compare()).rejects.toThrow();
  });

  test("a part goes straight to a merchant", async () => {
    const channel: Channel = openAlipay(alipay.settings);
    const share = {
      payment: "p",
      ref: "T1",
      move: "s1",
      amount: 5_000,
      receiver: "2088000000000001",
      currency: "CNY",
      last: true,
    };
    expect(await channel.split?.(share)).toEqual({ state: "done", ref: "T1" });
  });
});

describe("wechat", () => {
  const paid = (made: Checkout) => ({
    out_trade_no: made.payment.id,
    transaction_id: `W-${made.payment.id}`,
    trade_state: "SUCCESS",
    amount: { total: 10_000 },
  });

  test("pages, QR codes, encrypted notifications, a refund that ends later", async () => {
    const made = await waiting();
    expect(await pay(made, "wechat")).toMatchObject({ kind: "redirect" });
    expect(await pay(made, "wechat", "qr")).toEqual({ kind: "qr", code: "weixin://wxpay/bizpayurl?pr=1" });
    const answers = await Promise.all(
      [1, 2, 3].map(async () => knock("wechat", wechat.notify(`w-${made.payment.id}`, paid(made)))),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(await stateOf(made)).toBe("paid");
    await refundAll(made);
    const [, out] = await moves(made);
    expect(out).toMatchObject({ kind: "out", state: "waiting" });
    const ended = {
      out_trade_no: made.payment.id,
      out_refund_no: out?.move,
      refund_status: "SUCCESS",
      amount: { refund: 10_000 },
    };
    await knock("wechat", wechat.notify(`wr-${made.payment.id}`, ended));
    expect(await shop.order(ann, orderOf(made))).toMatchObject({ state: "refunded", refunds: [{ state: "paid" }] });
  });

  test("another key, another certificate, an old message: refused", async () => {
    const made = await waiting();
    const wrong = [{ key: await foreignKey() }, { serial: "CC03" }, { age: 301 }];
    for (const change of wrong)
      expect((await knock("wechat", wechat.notify("w-x", paid(made), change))).status).toBe(400);
    expect(await stateOf(made)).toBe("open");
  });

  test("the daily bill is compared line by line", async () => {
    const made = await waiting();
    await knock("wechat", wechat.notify(`w-${made.payment.id}`, paid(made)));
    const head = "交易时间,微信订单号,商户订单号,交易状态,订单金额,微信退款单号,商户退款单号,退款金额";
    const rows = (
      await shop.desk.database.query.selectFrom("channel_move").selectAll().where("channel", "=", "wechat").execute()
    ).map(({ kind, move, amount, channel_ref }) => {
      const yuan = `${Math.floor(amount / 100)}.${String(amount % 100).padStart(2, "0")}`;
      return kind === "in"
        ? `\`2026-03-02 12:00:00,\`${channel_ref},\`${move},\`SUCCESS,\`${yuan},\`0,\`,\`0.00`
        : `\`2026-03-02 12:00:00,\`${channel_ref},\`p,\`REFUND,\`0.00,\`R1,\`${move},\`${yuan}`;
    });
    const day = dayOf(shop.clock.now);
    const compare = async () => reconcile(shop.desk.mall.parts, channels, "mall", "wechat", day);
    wechat.setBill([head, ...rows, "总交易单数,总金额", "`2,`200.00"].join("\r\n"));
    expect(await compare()).toEqual([]);
    wechat.setBill([head, ...rows.slice(1), "`t,`W9,`strange,`SUCCESS,`5.00,`0,`,`0.00"].join("\r\n"));
    expect(await compare()).toContainEqual({ kind: "in", move: "strange", theirs: 500, ours: null });
  });

  test("an operator sets channels up and reads the comparison; bad settings are refused without a word of them", async () => {
    const bad = { settings: { ...wechat.settings, apiKey: "too-short-secret" } };
    const answer = await shop.desk.send("PUT", "/api/v1/programmes/mall/channels/wechat", { key: shop.key, body: bad });
    expect([answer.status, (await answer.text()).includes("too-short-secret")]).toEqual([400, false]);
    const body = { settings: wechat.settings };
    expect(await shop.ask("PUT", "/channels/wechat", { key: shop.key, body })).toMatchObject({
      channels: expect.arrayContaining(["sandbox", "wechat", "stripe", "alipay"]) as string[],
    });
    const { reconciliations } = await shop.ask<ReconciliationList>("GET", "/reconciliations", { key: shop.key });
    expect(reconciliations).toContainEqual(
      expect.objectContaining({ channel: "wechat", day: dayOf(shop.clock.now) }) as Reconciliation,
    );
    const today = { channel: "wechat", day: dayOf(shop.clock.now) };
    expect(await shop.refused("POST", "/reconciliations", { key: shop.key, body: today })).toBe(
      "400 malformed_request",
    );
    shop.clock.now += 2 * 86_400_000;
    await shop.desk.mall.tick();
    const later = await shop.ask<ReconciliationList>("GET", "/reconciliations", { key: shop.key });
    expect(later.reconciliations.map(({ channel, day }) => `${channel} ${day}`)).toContain(
      `stripe ${dayOf(shop.clock.now - 34 * 3_600_000)}`,
    );
    shop.clock.now -= 2 * 86_400_000;
  });

  test("a part goes straight to a merchant", async () => {
    const share = {
      payment: "p",
      ref: "W1",
      move: "s1",
      amount: 5_000,
      receiver: "1900000109",
      currency: "CNY",
      last: true,
    };
    expect(await openWechat(wechat.settings).split?.(share)).toEqual({ state: "done", ref: "S1" });
    expect(JSON.parse(wechat.asked.at(-1)?.body ?? "")).toMatchObject({
      out_order_no: "s1",
      receivers: [{ amount: 5_000 }],
    });
  });
});

describe("stripe", () => {
  const completed = (made: Checkout, id: string) => ({
    id,
    object: "event",
    type: "checkout.session.completed",
    data: {
      object: {
        object: "checkout.session",
        client_reference_id: made.payment.id,
        payment_status: "paid",
        amount_total: 10_000,
        payment_intent: "pi_1",
      },
    },
  });

  test("a page, a signed event, a second payment that goes back, a refund", async () => {
    const made = await waiting();
    expect(await pay(made, "stripe", "page")).toEqual({ kind: "redirect", url: "https://stripe.example/cs_1" });
    expect((await knock("stripe", stripe.notify(completed(made, "evt_1"), "whsec_other"))).status).toBe(400);
    expect((await knock("stripe", stripe.notify(completed(made, "evt_1")))).status).toBe(200);
    expect((await knock("stripe", stripe.notify(completed(made, "evt_1")))).status).toBe(200);
    expect(await stateOf(made)).toBe("paid");
    const twice = alipay.notify({
      notify_id: "twice",
      trade_status: "TRADE_SUCCESS",
      out_trade_no: made.payment.id,
      trade_no: "T-twice",
      total_amount: "100.00",
    });
    await knock("alipay", twice);
    await shop.desk.mall.tick();
    expect((await moves(made)).map(({ channel, kind, state }) => `${channel} ${kind} ${state}`).toSorted()).toEqual([
      "alipay in done",
      "alipay out done",
      "stripe in done",
    ]);
    await refundAll(made);
    expect(stripe.asked.at(-1)).toMatchObject({ path: "/v1/refunds" });
  });

  test("the day's balance and transfers", async () => {
    const channel = openStripe(stripe.settings);
    stripe.setTransactions([
      {
        id: "txn_1",
        object: "balance_transaction",
        amount: 10_000,
        source: { object: "charge", metadata: { payment: "p1" } },
      },
      {
        id: "txn_2",
        object: "balance_transaction",
        amount: -500,
        source: { object: "refund", metadata: { move: "r1" } },
      },
    ]);
    expect(await channel.bill?.("2026-03-02")).toEqual([
      { kind: "in", move: "p1", ref: "txn_1", amount: 10_000 },
      { kind: "out", move: "r1", ref: "txn_2", amount: 500 },
    ]);
    const share = {
      payment: "p",
      ref: "pi_1",
      move: "s1",
      amount: 5_000,
      receiver: "acct_1",
      currency: "CNY",
      last: true,
    };
    expect(await channel.split?.(share)).toEqual({ state: "done", ref: "transfer_1" });
  });
});

/** A key of somebody else. */
async function foreignKey(): Promise<string> {
  const { generateKeyPairSync } = await import("node:crypto");
  return generateKeyPairSync("rsa", {
    modulusLength: 2_048,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  }).privateKey;
}
