// What a member does with its own wallet: rehearsed, done once for each key, refused by name, and never on anybody else's holding.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type {
  HolderLines,
  WalletAct,
  WalletActs,
  WalletAhead,
  WalletDone,
  WalletMove,
  WalletRehearsal,
} from "@perennial/api";
import type { Bench } from "./support/databases.js";
import { postgresBench } from "./support/databases.js";
import type { Person, Shop } from "./support/mall.js";
import { openShop, variantOf } from "./support/mall.js";
import { submission } from "./support/serving.js";

const PLAN = {
  assets: {
    points: { scale: 4, title: { zh: "积分", en: "Points" } },
    voucher: { scale: 2, spend: { settle: "merchant" }, title: { zh: "消费券", en: "Voucher" } },
    leaf: { scale: 0, cap: "100", title: { zh: "叶子", en: "Leaves" } },
  },
  pools: { profit: { inflow: [{ rate: "0.30", of: "gross" }] }, line: { inflow: [{ rate: "0.10", of: "gross" }] } },
  mechanisms: [
    { kind: "grant", id: "welcome", on: "join", to: "self", asset: "voucher", amount: "30.00" },
    { kind: "appreciation", asset: "points", pool: "profit", mint: "0.70", initialPrice: "1", retention: "0.20" },
    { kind: "convert", from: "points", to: "voucher", rate: "0.5", fee: "0.10" },
    { kind: "transfer", asset: "voucher", fee: "0.05" },
    { kind: "withdraw", fee: "0.01", min: "5.00", maxPerDay: "100.00", review: "50.00" },
    {
      kind: "collectible",
      asset: "leaf",
      editions: [{ edition: "spring", title: { zh: "春", en: "Spring" }, price: "3", supply: 1 }],
    },
    { kind: "queue", pool: "line", ticket: "1", lockDays: 3 },
    { kind: "distribution", asset: "leaf", from: { schedule: { daily: "10" } }, by: { equal: true } },
  ],
};

let bench: Bench;
let shop: Shop;
let ann: Person;
let ben: Person;
let events = 0;

/** An event of the programme's own, at the shop's time. */
async function told(body: object): Promise<void> {
  events += 1;
  const at = new Date(shop.clock.now).toISOString();
  const { sequencer } = shop.desk.programmes.need("mall");
  const [result] = await sequencer.submit([submission({ id: `told:${events}`, at, ...body })]);
  expect(result).toMatchObject({ status: "accepted" });
}

/** Comes true when the lists show everything that has happened. */
async function inTheLists(): Promise<void> {
  const served = shop.desk.programmes.need("mall");
  while ((await served.project()) > 0);
}

const give = async (holder: string, asset: string, quantity: string): Promise<void> =>
  told({ type: "adjusted", holder, asset, quantity, reason: "test" });

beforeAll(async () => {
  bench = await postgresBench();
  shop = await openShop(bench, PLAN);
  [ann, ben] = [await shop.member("安安"), await shop.member("本本")];
  await give(ann.member, "cash", "200.00");
  await told({ type: "order.settled", order: "o1", buyer: ann.member, gross: "1000.00" });
});
afterAll(async () => {
  await shop.desk.stop();
  await bench.stop();
});

let keys = 0;
const newKey = (): string => `key-${(keys += 1).toString().padStart(8, "0")}`;
const rehearse = async ({ cookie }: Person, what: WalletAct): Promise<WalletRehearsal> =>
  shop.ask("POST", "/wallet/rehearsal", { cookie, body: what });
const act = async ({ cookie }: Person, what: WalletAct, key = newKey()): Promise<WalletDone> =>
  shop.ask("POST", "/wallet/acts", { cookie, body: { key, what } }, 201);
const refused = async ({ cookie }: Person, what: unknown, key = newKey()): Promise<string> =>
  shop.refused("POST", "/wallet/acts", { cookie, body: { key, what } });
const shown = (moves: readonly WalletMove[]): string[] =>
  moves.map(({ amount, asset, account, fee }) => [amount, asset, account, ...(fee ? ["fee"] : [])].join(" "));

describe("a rehearsal and the act come to the same", () => {
  test.each<{ what: WalletAct; moves: string[]; free: [string, string][] }>([
    {
      what: { act: "sell", asset: "points", quantity: "10" },
      moves: ["-10.0000 points wallet", "11.42 cash wallet"],
      free: [
        ["points", "200.0000"],
        ["cash", "211.42"],
      ],
    },
    {
      what: { act: "convert", from: "points", to: "voucher", quantity: "20.0001" },
      moves: ["-20.0001 points wallet", "9.00 voucher wallet"],
      free: [
        ["points", "179.9999"],
        ["voucher", "39.00"],
      ],
    },
    {
      what: { act: "withdraw", amount: "20.50" },
      moves: ["-20.30 cash wallet", "-0.20 cash wallet fee"],
      free: [["cash", "190.92"]],
    },
  ])("$what.act", async ({ what, moves, free }) => {
    const before = await shop.desk.programmes.need("mall").sequencer.read(({ seq }) => seq);
    const tried = await rehearse(ann, what);
    expect(shown(tried.moves)).toEqual(moves);
    expect(tried.after).toEqual(Object.fromEntries(free));
    expect(await shop.desk.programmes.need("mall").sequencer.read(({ seq }) => seq)).toBe(before);
    const done = await act(ann, what);
    expect(shown(done.moves)).toEqual(moves);
    expect(done.moves.map(({ why }) => why)).toEqual(tried.moves.map(({ why }) => why));
    for (const [asset, amount] of free) expect(await shop.free(ann.member, asset)).toBe(amount);
  });

  test("transfer: the receiver by its code, masked; the fee goes to the platform", async () => {
    const what = { act: "transfer", asset: "voucher", quantity: "10.00", receiver: ben.referralCode } as const;
    const tried = await rehearse(ann, { ...what, receiver: ben.referralCode.toLowerCase() });
    expect(tried.receiver).toEqual({ code: ben.referralCode, name: "本*", gets: "9.50" });
    expect(shown(tried.moves)).toEqual(["-0.50 voucher wallet fee", "-9.50 voucher wallet"]);
    await act(ann, what);
    expect(await shop.free(ann.member, "voucher")).toBe("29.00");
    expect(await shop.free(ben.member, "voucher")).toBe("39.50");
  });
});

test("what the plan lets a member begin, with what may be used of it", async () => {
  const { acts } = await shop.ask<WalletActs>("GET", "/wallet/acts", { cookie: ben.cookie });
  expect(acts.map(({ act: name, asset, to, free }) => [name, asset, to ?? "-", free].join(" "))).toEqual([
    "sell points - 0.0000",
    "convert points voucher 0.0000",
    "transfer voucher - 39.50",
    "withdraw cash - 0.00",
    "redeem leaf - 0",
  ]);
  expect(acts.at(-1)?.edition).toEqual({
    name: "spring",
    title: { zh: "春", en: "Spring" },
    price: "3",
    left: 1,
  });
});

test("a withdrawal above the plan's review is held until an operator decides; both are counted once", async () => {
  const what = { act: "withdraw", amount: "60.00" } as const;
  expect(await rehearse(ann, what)).toMatchObject({ review: true, after: { cash: "130.92" } });
  const key = newKey();
  const both = await Promise.all([act(ann, what, key), act(ann, what, key)]);
  expect(both[0]).toEqual(both[1]);
  expect(shown(both[0].moves)).toEqual(["-60.00 cash wallet", "60.00 cash hold"]);
  expect(await act(ann, what, key)).toEqual(both[0]);
  expect(await shop.free(ann.member, "cash")).toBe("130.92");
  const { inReview } = await shop.ask<WalletAhead>("GET", "/wallet/ahead", { cookie: ann.cookie });
  expect(inReview).toEqual([{ id: `act:${ann.member}:${key}`, amount: "60.00" }]);
  await told({ type: "withdrawal.refused", withdrawal: inReview[0]?.id });
  expect(await shop.free(ann.member, "cash")).toBe("190.92");
  const after = await shop.ask<WalletAhead>("GET", "/wallet/ahead", { cookie: ann.cookie });
  expect(after.inReview).toEqual([]);
});

describe("refused by name, and nothing is moved", () => {
  test.each<[string, WalletAct, string]>([
    ["nothing of it", { act: "convert", from: "points", to: "voucher", quantity: "0" }, "422 amount_not_positive"],
    ["less than nothing", { act: "sell", asset: "points", quantity: "-5" }, "422 amount_not_positive"],
    ["too many decimals", { act: "withdraw", amount: "5.001" }, "422 scale_exceeded"],
    ["too much to count", { act: "sell", asset: "points", quantity: "9".repeat(30) }, "422 amount_overflow"],
    ["more than is there", { act: "sell", asset: "points", quantity: "180" }, "422 insufficient_balance"],
    ["less than the plan's least", { act: "withdraw", amount: "4.99" }, "422 below_minimum"],
    ["more than a day's most", { act: "withdraw", amount: "100.00" }, "422 limit_reached"],
    ["no such asset", { act: "sell", asset: "gold", quantity: "1" }, "422 unknown_asset"],
    ["not in the plan", { act: "sell", asset: "voucher", quantity: "1" }, "422 not_allowed"],
    ["not that way round", { act: "convert", from: "voucher", to: "points", quantity: "1" }, "422 not_allowed"],
    ["no such edition", { act: "redeem", edition: "winter" }, "422 unknown_edition"],
    ["nobody's code", { act: "transfer", asset: "voucher", quantity: "1", receiver: "NOBODY" }, "404 not_found"],
  ])("%s", async (_, what, code) => {
    const before = await shop.free(ann.member, "points");
    expect(await refused(ann, what)).toBe(code);
    if (what.act !== "transfer") expect((await rehearse(ann, what)).refusal?.code).toBe(code.slice(4));
    expect(await shop.free(ann.member, "points")).toBe(before);
  });

  test.each([
    ["another's holding", { act: "sell", asset: "points", quantity: "1", holder: "B" }],
    ["a number", { act: "sell", asset: "points", quantity: 1 }],
    ["an exponent", { act: "withdraw", amount: "1e3" }],
    ["an act of an operator", { act: "adjust", asset: "cash", quantity: "100.00" }],
    ["nothing", null],
  ])("malformed: %s", async (_, what) => {
    expect(await refused(ann, what)).toBe("400 malformed_request");
  });

  test("a key that has come before with something else, and one that is none", async () => {
    const key = newKey();
    await act(ann, { act: "sell", asset: "points", quantity: "1" }, key);
    expect(await refused(ann, { act: "sell", asset: "points", quantity: "2" }, key)).toBe("409 event_conflict");
    expect(await refused(ann, { act: "sell", asset: "points", quantity: "1" }, "short")).toBe("400 malformed_request");
    // Keys are each member's own.
    expect(await refused(ben, { act: "sell", asset: "points", quantity: "1" }, key)).toBe("422 insufficient_balance");
  });

  test("a key that was refused may be used again", async () => {
    const key = newKey();
    expect(await refused(ben, { act: "withdraw", amount: "5.00" }, key)).toBe("422 insufficient_balance");
    await give(ben.member, "cash", "5.00");
    await act(ben, { act: "withdraw", amount: "5.00" }, key);
    expect(await shop.free(ben.member, "cash")).toBe("0.00");
  });

  test("nobody signed in, a session that has ended, somebody who has not joined", async () => {
    const body = { key: newKey(), what: { act: "withdraw", amount: "5.00" } };
    expect(await shop.refused("POST", "/wallet/acts", { body })).toBe("401 unauthorised");
    const cookie = await shop.desk.signIn("+8613877770001");
    expect(await shop.refused("POST", "/wallet/acts", { cookie, body })).toBe("403 not_joined");
    const gone = await shop.member("过客");
    await shop.desk.send("POST", "/api/v1/account/sign-out", { cookie: gone.cookie });
    expect(await shop.refused("POST", "/wallet/acts", { cookie: gone.cookie, body })).toBe("401 unauthorised");
    expect(await shop.refused("POST", "/wallet/rehearsal", { key: shop.key, body: body.what })).toBe("403 forbidden");
  });
});

test("ten taps with ten keys never take more than there is", async () => {
  const eve = await shop.member("夏夏");
  await give(eve.member, "cash", "25.00");
  const answers = await Promise.all(
    Array.from({ length: 10 }, async () => {
      const body = { key: newKey(), what: { act: "withdraw", amount: "10.00" } };
      return shop.desk.send("POST", "/api/v1/programmes/mall/wallet/acts", { cookie: eve.cookie, body });
    }),
  );
  expect(answers.map(({ status }) => String(status)).toSorted()).toEqual([
    "201",
    "201",
    ...Array.from({ length: 8 }, () => "422"),
  ]);
  expect(await shop.free(eve.member, "cash")).toBe("5.00");
});

test("what orders under way have set aside can't be given away", async () => {
  const fay = await shop.member("菲菲");
  const product = await shop.product();
  await shop.buy(fay, [{ variant: variantOf(product), quantity: 1 }], { tender: { voucher: "20.00" } });
  const what = (quantity: string) =>
    ({ act: "transfer", asset: "voucher", quantity, receiver: ben.referralCode }) as const;
  const { acts } = await shop.ask<WalletActs>("GET", "/wallet/acts", { cookie: fay.cookie });
  expect(acts.find(({ act: name }) => name === "transfer")).toMatchObject({ free: "10.00", reserved: "20.00" });
  expect((await rehearse(fay, what("10.01"))).refusal).toEqual({
    code: "insufficient_balance",
    place: "quantity",
    wrong: "20.00 is set aside for orders under way",
    right: "at most 10.00",
  });
  expect(await refused(fay, what("10.01"))).toBe("422 insufficient_balance");
  await act(fay, what("10.00"));
});

test("what lies ahead: the place in the line with orders like the last day's, today's share; then an edition for what it brought", async () => {
  await inTheLists();
  const ahead = await shop.ask<WalletAhead>("GET", "/wallet/ahead", { cookie: ann.cookie });
  expect(ahead.like).toMatchObject({ orders: 1, gross: "1000.00", margin: "1000.00" });
  expect(ahead.places).toMatchObject([
    { order: "o1", position: 1, ahead: "0.00", left: "1000.00", held: "100.00", missing: "900.00", orders: 9 },
  ]);
  expect(ahead.shares).toMatchObject([{ asset: "leaf", sum: "10", amount: "2" }]);
  shop.clock.now += 2 * 86_400_000;
  await told({ type: "price.set", asset: "leaf", price: "1" });
  const spring = { act: "redeem", edition: "spring" } as const;
  expect((await rehearse(ann, spring)).after).toEqual({ leaf: "1" });
  await act(ann, spring);
  expect(await refused(ben, spring)).toBe("422 sold_out");
});

test("a line of the ledger says which movement of the mall it is, and by hand only what was", async () => {
  const said = async (id: string, quantity: string, reason: string): Promise<string> => {
    await told({ id, type: "adjusted", holder: ben.member, asset: "cash", quantity, reason });
    await inTheLists();
    const { lines } = await shop.ask<HolderLines>("GET", `/holders/${ben.member}/lines?limit=1`, { key: shop.key });
    return lines[0]?.why.text.zh ?? "";
  };
  expect(await said("wallet-back:m1", "12.00", "退款 p1 · refund of p1")).toBe("付款 p1 退款，12.00 退回余额");
  expect(await said("wallet:p2", "-3.00", "付款 p2 · payment p2")).toBe("用余额付款 p2：3.00");
  expect(await said("split:O1", "-2.00", "订单 O1 分账 · part of O1")).toBe("订单 O1 的货款 2.00 分账到商家的收款账户");
  expect(await said("shipping:O1", "8.00", "订单 O1 运费 · shipping of O1")).toBe("订单 O1 的运费 8.00，归发货商家");
  expect(await said("by-hand", "1.00", "补发")).toBe("人工调整 1.00：补发");
});
