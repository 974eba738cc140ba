// The inbox on a real PostgreSQL: what members are told, each once; what is sent, by day and once a day; the way out; and what goes with an account.
import type { InboxChoice, Notice, NoticeDetail, NoticeList, UnreadCount } from "@perennial/api";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Inbox } from "../src/inbox/inbox.js";
import { clockAt } from "@perennial/api";
import { momentOf } from "../src/inbox/hours.js";
import { planChanges } from "../src/inbox/plan-changes.js";
import type { Bench } from "./support/databases.js";
import { postgresBench } from "./support/databases.js";
import { caughtUp } from "./support/http.js";
import { happen, inboxWith, Post, proveMail, tellingPlan } from "./support/inbox.js";
import type { Person, Shop } from "./support/mall.js";
import { mallPlan, openShop, orderOf, variantOf } from "./support/mall.js";

let bench: Bench;
let shop: Shop;
let post: Post;
let inbox: Inbox;
let ann: Person;
beforeAll(async () => {
  bench = await postgresBench();
  shop = await openShop(bench, tellingPlan);
  post = new Post();
  inbox = inboxWith(shop, post);
  ann = await shop.member("安安");
});
afterAll(async () => {
  await shop.desk.stop();
  await bench.stop();
});

const noticesOf = async (person: Person): Promise<Notice[]> =>
  (await shop.ask<NoticeList>("GET", "/me/notices", { cookie: person.cookie })).notices;
const kindsOf = async (person: Person): Promise<string[]> => (await noticesOf(person)).map(({ kind }) => kind);
const firstOf = async (person: Person, kind: string): Promise<Notice | undefined> =>
  (await noticesOf(person)).find((notice) => notice.kind === kind);
const closed = (day: string) => ({ type: "day.closed", day });

describe("what is told", () => {
  test("lots that lapse are told some days ahead, and when they have", async () => {
    await happen(shop, inbox, "2026-03-04", closed("2026-03-03"));
    expect(await kindsOf(ann)).toEqual([]);
    await happen(shop, inbox, "2026-03-05", closed("2026-03-04"));
    expect(await noticesOf(ann)).toMatchObject([
      {
        kind: "expiring",
        topic: "expiry",
        at: "2026-03-05",
        isRead: false,
        figures: { asset: "voucher", amount: "30.00", due: "2026-03-12" },
        title: { zh: "30 消费券 将于2026年3月12日到期", en: "30 Voucher lapse on March 12, 2026" },
      },
    ]);
    await happen(shop, inbox, "2026-03-13", closed("2026-03-12"));
    const expired = await firstOf(ann, "expired");
    expect(expired).toMatchObject({ figures: { asset: "voucher", amount: "30.00" }, at: "2026-03-12" });
    const detail = await shop.ask<NoticeDetail>("GET", `/me/notices/${expired?.id ?? 0}`, { cookie: ann.cookie });
    expect(detail.lines).toMatchObject([
      { seq: expired?.entry, asset: "voucher", amount: "-30.00", why: { rule: "expired" } },
    ]);
  });

  test("the days ahead are a setting of the programme", async () => {
    await shop.ask("PUT", "/inbox", { key: shop.key, body: { daysAhead: 2 } });
    const ben = await shop.member("本本");
    await happen(shop, inbox, "2026-03-14", closed("2026-03-13"));
    expect(await kindsOf(ben)).toEqual([]);
    await shop.ask("PUT", "/inbox", { key: shop.key, body: { daysAhead: 30 } });
    await inbox.tick();
    expect(await kindsOf(ben)).toEqual(["expiring"]);
    expect(await shop.refused("PUT", "/inbox", { key: shop.key, body: { daysAhead: 0 } })).toBe(
      "400 malformed_request",
    );
    await shop.ask("PUT", "/inbox", { key: shop.key, body: { daysAhead: 7 } });
  });

  test("payouts that were decided, and what a refund leaves owed", async () => {
    const cash = (quantity: string) => ({
      type: "adjusted",
      holder: ann.member,
      asset: "cash",
      quantity,
      reason: "test",
    });
    const asked = (id: string) => ({ id, type: "cash.withdrawn", holder: ann.member, amount: "100.00" });
    await happen(shop, inbox, "2026-03-14", cash("200.00"), asked("out:1"), asked("out:2"));
    expect(await firstOf(ann, "payoutPaid")).toBeUndefined();
    const decided = (type: string, withdrawal: string) => ({ type, withdrawal });
    await happen(
      shop,
      inbox,
      "2026-03-14",
      decided("withdrawal.approved", "out:1"),
      decided("withdrawal.refused", "out:2"),
    );
    expect(await firstOf(ann, "payoutPaid")).toMatchObject({
      figures: { amount: "99.00" },
      title: { zh: "提现已通过，¥99.00 已转出" },
    });
    expect(await firstOf(ann, "payoutRefused")).toMatchObject({ figures: { amount: "100.00" } });
    const pack = { type: "order.settled", order: "pack", buyer: ann.member, gross: "10.00", tags: ["starter"] };
    const gone = { ...cash("-90.0000"), asset: "points" };
    await happen(shop, inbox, "2026-03-14", pack, gone, { type: "order.refunded", order: "pack" });
    expect(await firstOf(ann, "owed")).toMatchObject({ figures: { asset: "points", amount: "90.0000" } });
  });

  test("a place in the line at its milestones, and the turn itself", async () => {
    const cleo = await shop.member("克莱");
    const order = (id: string, buyer: string) => ({ type: "order.settled", order: id, buyer, gross: "100.00" });
    await happen(shop, inbox, "2026-03-15", ...["q1", "q2", "q3", "q4"].map((id) => order(id, cleo.member)));
    await happen(shop, inbox, "2026-03-16", closed("2026-03-15"));
    const places = (await noticesOf(cleo)).filter(({ kind }) => kind === "queuePlace");
    expect(places.map(({ subject, figures }) => [subject, figures["place"]])).toEqual([
      ["q4", "3"],
      ["q3", "2"],
      ["q2", "1"],
    ]);
    expect(await firstOf(cleo, "queuePaid")).toMatchObject({ figures: { mechanism: "line", amount: "20.00" } });
    await happen(shop, inbox, "2026-03-17", closed("2026-03-16"));
    expect((await kindsOf(cleo)).filter((kind) => kind === "queuePlace")).toHaveLength(3);
  });

  test("orders: sent, a refund that was refused, one that was paid", async () => {
    const variant = variantOf(await shop.product());
    const sent = orderOf(await shop.buy(ann, [{ variant, quantity: 1 }]));
    await shop.ask("POST", `/orders/${sent}/ship`, { key: shop.key, body: { carrier: "顺丰", number: "SF1" } });
    expect(await firstOf(ann, "orderShipped")).toMatchObject({ subject: sent, body: { zh: `订单 ${sent}，顺丰 SF1` } });
    const answer = async (approve: boolean): Promise<void> => {
      await shop.ask("POST", `/orders/${sent}/refunds`, { cookie: ann.cookie, body: { reason: "x" } });
      const { refunds } = await shop.order(ann, sent);
      const waiting = refunds.find(({ state }) => state === "asked")?.id ?? "";
      const body = { approve, answer: approve ? "" : "已经拆封" };
      await shop.ask("POST", `/orders/${sent}/refunds/${waiting}`, { key: shop.key, body });
    };
    await answer(false);
    expect(await firstOf(ann, "refundRefused")).toMatchObject({ body: { zh: `订单 ${sent}：已经拆封` } });
    await answer(true);
    await shop.desk.mall.tick();
    expect(await firstOf(ann, "refundPaid")).toMatchObject({ subject: sent, figures: { amount: "100.00" } });
  });

  test("a new version of the plan, with what it changes; a month that has ended", async () => {
    const [welcome, ...rest] = tellingPlan.mechanisms;
    const plan = { ...mallPlan, ...tellingPlan, version: 2, mechanisms: [{ ...welcome, amount: "20.00" }, ...rest] };
    await happen(shop, inbox, "2026-03-18", { type: "plan.changed", plan });
    const changed = await firstOf(ann, "planChanged");
    expect(changed).toMatchObject({
      subject: "2",
      body: { en: expect.stringContaining("from March 18, 2026 on") as string },
    });
    const detail = await shop.ask<NoticeDetail>("GET", `/me/notices/${changed?.id ?? 0}`, { cookie: ann.cookie });
    expect(detail.changes).toHaveLength(1);
    expect(JSON.stringify(detail.changes[0]?.before)).toContain("30");
    expect(JSON.stringify(detail.changes[0]?.after)).toContain("20");
    await happen(shop, inbox, "2026-04-01", closed("2026-03-31"));
    expect(await firstOf(ann, "statement")).toMatchObject({ subject: "2026-03", title: { zh: "2026年3月对账单已出" } });
    // Whoever joined afterwards has none.
    const late = await shop.member("晚到");
    await inbox.tick();
    expect(await kindsOf(late)).not.toContain("statement");
  });

  test("nothing is told twice: not by another server, nor when the lists are made anew", async () => {
    const before = await noticesOf(ann);
    await inboxWith(shop, new Post()).tick();
    await shop.desk.programmes.store.dropProjections(shop.programme);
    while (
      (await shop.desk.programmes.store.project(shop.programme, 10)) <
      shop.desk.programmes.need("mall").sequencer.committedSeq
    );
    await inbox.tick();
    expect(await noticesOf(ann)).toEqual(before);
  });
});

describe("reading", () => {
  test("page by page, unread ones counted, marked one by one or up to one", async () => {
    const all = await noticesOf(ann);
    const ask = async <T>(path: string): Promise<T> => shop.ask<T>("GET", path, { cookie: ann.cookie });
    const first = await ask<NoticeList>("/me/notices?limit=2");
    const second = await ask<NoticeList>(`/me/notices?limit=2&cursor=${first.next ?? ""}`);
    expect([...first.notices, ...second.notices]).toEqual(all.slice(0, 4));
    expect(first.unread).toBe(all.length);
    const read = async (body: object): Promise<UnreadCount> =>
      shop.ask<UnreadCount>("POST", "/me/notices/read", { cookie: ann.cookie, body });
    expect(await read({ upTo: all[0]?.id, only: true })).toEqual({ unread: all.length - 1 });
    expect(await read({ upTo: all[2]?.id })).toEqual({ unread: 2 - 1 });
    expect((await noticesOf(ann)).map(({ isRead }) => isRead).filter((isRead) => !isRead)).toHaveLength(1);
    const eve = await shop.member("别人");
    expect(await shop.refused("GET", `/me/notices/${all[0]?.id ?? 0}`, { cookie: eve.cookie })).toBe("404 not_found");
    await shop.ask("POST", "/me/notices/read", { cookie: eve.cookie, body: { upTo: all[0]?.id } });
    expect((await ask<UnreadCount>("/me/notices/unread")).unread).toBe(1);
  });
});

describe("sending", () => {
  const HOUR = 3_600_000;
  /** Moves the clock on to an hour in Shanghai, and lets the inbox work. */
  const at = async (moment: string): Promise<void> => {
    shop.clock.now = Date.parse(`${moment}:00+08:00`);
    await inbox.tick();
  };
  const adjusted = (member: string) => ({
    type: "adjusted",
    holder: member,
    asset: "voucher",
    quantity: "1.00",
    reason: "gift",
  });
  const told = async (person: Person, number: number): Promise<void> => {
    const cash = { ...adjusted(person.member), asset: "cash", quantity: "60.00" };
    const asked = { id: `mailed:${number}`, type: "cash.withdrawn", holder: person.member, amount: "60.00" };
    await happen(shop, inbox, clockAt(shop.clock.now, "Asia/Shanghai").day, cash, asked, {
      type: "withdrawal.refused",
      withdrawal: `mailed:${number}`,
    });
  };

  test("without a choice the statement alone is mailed, to a proved address, in the morning", async () => {
    const dora = await shop.member("朵拉");
    const fred = await shop.member("弗雷");
    await proveMail(shop, dora, "dora@example.com");
    await proveMail(shop, fred, "fred@example.com", false);
    await at("2026-05-01T00:30");
    await happen(shop, inbox, "2026-05-01", closed("2026-04-30"));
    expect([await kindsOf(dora), await kindsOf(fred)]).toEqual([
      ["statement", "expired"],
      ["statement", "expired"],
    ]);
    expect(post.letters).toEqual([]);
    await at("2026-05-01T09:00");
    expect(post.letters).toMatchObject([{ to: "dora@example.com", subject: "商城：2026年4月对账单已出" }]);
    const [letter] = post.letters;
    expect(letter?.lines.join("\n")).toContain("Your statement of April 2026");
    expect(letter?.lines.join("\n")).not.toContain("失效");
    await at("2026-05-01T12:00");
    expect(post.letters).toHaveLength(1);
  });

  test("one digest a day and channel, tried again while the gateway is down, and none at night", async () => {
    const gil = await shop.member("吉尔");
    const body = { mail: ["payout"], sms: ["payout"], language: "zh-CN" };
    await shop.ask("PUT", "/me/inbox", { cookie: gil.cookie, body });
    await proveMail(shop, gil, "gil@example.com");
    post.letters.length = 0;
    await at("2026-05-02T21:00");
    await told(gil, 1);
    await told(gil, 2);
    await at("2026-05-03T08:59");
    expect([post.letters, post.messages]).toEqual([[], []]);
    post.isDown = true;
    await at("2026-05-03T09:00");
    post.isDown = false;
    await at("2026-05-03T09:05");
    expect(post.letters).toEqual([]);
    await at("2026-05-03T09:10");
    expect([post.letters.length, post.messages.length]).toEqual([1, 1]);
    expect(post.letters[0]?.subject).toBe("商城：提现没有通过（共 2 条）");
    expect(post.messages[0]?.text).toMatch(
      /^商城：提现没有通过（共 2 条）。详情 http:\/\/localhost\/p\/mall\/mall\/inbox 退订 /,
    );
    await told(gil, 3);
    await at("2026-05-03T19:00");
    expect(post.letters).toHaveLength(1);
    await at("2026-05-04T09:00");
    expect(post.letters).toHaveLength(2);
    expect(post.letters[0]?.lines.filter((line) => line === "提现没有通过")).toHaveLength(1);
  });

  test("a gateway that stays down gives up after some tries; what was told stays in the inbox", async () => {
    const hal = await shop.member("哈尔");
    await shop.ask("PUT", "/me/inbox", { cookie: hal.cookie, body: { mail: [], sms: ["payout"], language: "en" } });
    post.isDown = true;
    post.messages.length = 0;
    await at("2026-05-05T10:00");
    await told(hal, 4);
    for (let tries = 0; tries < 6; tries++) {
      shop.clock.now += 3 * HOUR;
      await inbox.tick();
    }
    post.isDown = false;
    await at("2026-05-07T10:00");
    expect(post.messages).toEqual([]);
    expect(await kindsOf(hal)).toContain("payoutRefused");
  });

  test("the way out works without signing in, for its owner alone, and by one click", async () => {
    const ivy = await shop.member("艾薇");
    await proveMail(shop, ivy, "ivy@example.com");
    await shop.ask("PUT", "/me/inbox", {
      cookie: ivy.cookie,
      body: { mail: ["payout", "statement"], sms: [], language: "en" },
    });
    await at("2026-05-08T10:00");
    await told(ivy, 5);
    await at("2026-05-08T10:01");
    const [letter] = post.letters;
    const link = letter?.lines.find((line) => line.includes("/unsubscribe?token="));
    expect(link).toContain("without signing in: http://localhost/p/mall/mall/unsubscribe?token=");
    const token = new URL(letter?.oneClick ?? "").searchParams.get("token") ?? "";
    expect(await shop.refused("POST", `/unsubscribe?token=${token.slice(0, -3)}abc`)).toBe("422 wrong_code");
    await told(ivy, 6);
    const headers = { "content-type": "application/x-www-form-urlencoded", "sec-fetch-site": "cross-site" };
    const answer = await shop.desk.send(
      "POST",
      new URL(letter?.oneClick ?? "").pathname + new URL(letter?.oneClick ?? "").search,
      {
        headers,
        body: "List-Unsubscribe=One-Click",
      },
    );
    expect([answer.status, await answer.json()]).toEqual([200, { channel: "mail" }]);
    const choice = await shop.ask<InboxChoice>("GET", "/me/inbox", { cookie: ivy.cookie });
    expect(choice).toEqual({ mail: [], sms: [], language: "en", address: "i***@example.com", phone: choice.phone });
    const before = post.letters.length;
    await at("2026-05-09T10:00");
    expect(post.letters).toHaveLength(before);
  });

  test("hours are those of the plan's zone, also when its clocks change", () => {
    expect(clockAt(Date.parse("2026-03-02T16:30:00Z"), "Asia/Shanghai")).toMatchObject({ day: "2026-03-03", hour: 0 });
    const nine = (day: string): string =>
      new Date(momentOf(Date.parse(`${day}T12:00:00Z`), "America/New_York", 9)).toISOString();
    // The clocks go forward on the 8th of March 2026, and back on the 1st of November.
    expect(["2026-03-07", "2026-03-08", "2026-11-01"].map(nine)).toEqual([
      "2026-03-07T14:00:00.000Z",
      "2026-03-08T13:00:00.000Z",
      "2026-11-01T14:00:00.000Z",
    ]);
  });
});

test("a plan that says the same changes nothing; a rule that goes is named", () => {
  const document = { ...mallPlan, ...tellingPlan } as unknown as Parameters<typeof planChanges>[0];
  expect(planChanges(document, document)).toEqual([]);
  const without = { ...document, mechanisms: document.mechanisms.slice(1) };
  expect(planChanges(document, without)).toMatchObject([
    { after: [], before: [{ zh: expect.stringContaining("30") as string }] },
  ]);
});

test("the account's data has the inbox; leaving erases it, and nobody is told any more", async () => {
  const jo = await shop.member("小乔");
  await shop.ask("PUT", "/me/inbox", { cookie: jo.cookie, body: { mail: [], sms: ["expiry"], language: "zh-CN" } });
  await happen(shop, inbox, "2026-05-10", closed("2026-05-09"));
  const data = await shop.desk.send("GET", "/api/v1/account/export", { cookie: jo.cookie });
  expect(await data.json()).toMatchObject({
    programmes: [{ inbox: { choice: { sms: ["expiry"] }, notices: expect.any(Array) as object } }],
  });
  const rows = async (): Promise<number[]> =>
    Promise.all(
      (
        [
          ["notice", "holder"],
          ["notice_digest", "member"],
          ["inbox_choice", "member"],
        ] as const
      ).map(async ([table, column]) => {
        const found = await shop.desk.database.query
          .selectFrom(table)
          .selectAll()
          .where(column as "member", "=", jo.member)
          .execute();
        return found.length;
      }),
    );
  expect((await rows()).at(-1)).toBe(1);
  const leave = await shop.desk.send("DELETE", "/api/v1/account", {
    cookie: jo.cookie,
    body: { confirm: "delete my account" },
  });
  expect(leave.status).toBe(204);
  await caughtUp(shop.desk, shop.programme);
  await happen(shop, inbox, "2026-06-01", closed("2026-05-31"));
  expect(await rows()).toEqual([0, 0, 0]);
});
