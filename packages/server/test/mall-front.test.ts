// The mall's front: what products would earn in lists, and the home page that an operator lays out, publishes and brings back.
import type { EarningsList, HomeDesk, HomeShown, Membership, ProductDesk, ProspectusTold } from "@perennial/api";
import { readPlan } from "@perennial/kernel";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { Fault } from "../src/http/fault.js";
import { Earnings } from "../src/mall/front/earnings.js";
import { silent } from "../src/programmes/log.js";
import { Prospectuses } from "../src/prospectus/prospectuses.js";
import type { Bench } from "./support/databases.js";
import { postgresBench } from "./support/databases.js";
import type { Person, Shop } from "./support/mall.js";
import { mallPlan, openShop, variantOf } from "./support/mall.js";
import { caughtUp } from "./support/http.js";
import { submission } from "./support/serving.js";
import { inline } from "./support/simulate.js";

let bench: Bench;
let shop: Shop;
let tea: ProductDesk;
let pack: ProductDesk;
let ann: Person;
let photo: string;

beforeAll(async () => {
  bench = await postgresBench();
  shop = await openShop(bench, {}, { simulate: { execute: inline, slots: 2 } });
  tea = await shop.product({ tags: ["tea"] });
  pack = await shop.product({ tags: ["starter"] });
  ann = await shop.member("安安");
  const picture = await sharp({ create: { width: 800, height: 400, channels: 3, background: "#14794f" } })
    .png()
    .toBuffer();
  const { app } = shop.desk;
  const sent = await app.request("/api/v1/programmes/mall/desk/home/photos", {
    method: "POST",
    headers: { authorization: `Bearer ${shop.key}`, "content-type": "image/png" },
    body: Uint8Array.from(picture),
  });
  expect(sent.status).toBe(201);
  ({ photo } = (await sent.json()) as { photo: string });
});
afterAll(async () => {
  await shop.desk.stop();
  await bench.stop();
});

describe("what products would earn", () => {
  const earnings = async (products: readonly string[], cookie?: string): Promise<EarningsList["earnings"]> =>
    (await shop.ask<EarningsList>("GET", `/earnings?products=${products.join(",")}`, { ...(cookie && { cookie }) }))
      .earnings;

  test("a stranger sees what a newcomer's order brings, a member its own, and nobody is written down for it", async () => {
    const { programme, sequencer } = shop.desk.programmes.need("mall");
    const [before, holders] = [sequencer.committedSeq, programme.holders.count];
    const packed = { asset: "points", amount: "99.0000", account: "wallet" };
    expect(await earnings([pack.id, tea.id])).toEqual([
      { product: pack.id, earns: [packed] },
      { product: tea.id, earns: [] },
    ]);
    expect([sequencer.committedSeq, programme.holders.count]).toEqual([before, holders]);
    expect(await earnings([tea.id], ann.cookie)).toEqual([{ product: tea.id, earns: [] }]);
    const made = await shop.buy(ann, [{ variant: variantOf(pack), quantity: 1 }]);
    const [order] = made.orders;
    await shop.ask("POST", `/orders/${order?.id ?? ""}/ship`, { key: shop.key, body: {} });
    await shop.ask("POST", `/orders/${order?.id ?? ""}/confirm`, { cookie: ann.cookie });
    shop.clock.now += 6_000;
    // Activated now: the margin of 60.00 counts.
    expect(await earnings([tea.id], ann.cookie)).toEqual([
      { product: tea.id, earns: [{ asset: "points", amount: "60.0000", account: "wallet" }] },
    ]);
    expect(await earnings([tea.id])).toEqual([{ product: tea.id, earns: [] }]);
  });

  test("it is the quote's own figure", async () => {
    const { orders } = await shop.ask<{ orders: { earns: { asset: string; amount: string; account: string }[] }[] }>(
      "POST",
      "/quote",
      { cookie: ann.cookie, body: { lines: [{ variant: variantOf(tea), quantity: 1 }] } },
    );
    const [quoted] = orders.map(({ earns }) => earns.map(({ asset, amount, account }) => ({ asset, amount, account })));
    expect((await earnings([tea.id], ann.cookie))[0]?.earns).toEqual(quoted);
  });

  test("an answer is kept while nothing happens, and asked anew when a price or the programme has changed", async () => {
    const { programme, sequencer } = shop.desk.programmes.need("mall");
    const rehearse = vi.spyOn(programme, "rehearse");
    const count = async (): Promise<number> => {
      rehearse.mockClear();
      await earnings([tea.id, pack.id], ann.cookie);
      return rehearse.mock.calls.length;
    };
    shop.clock.now += 60_000;
    expect([await count(), await count(), await count()]).toEqual([2, 0, 0]);
    await sequencer.submit([
      submission({ id: "one more", at: new Date(shop.clock.now).toISOString(), type: "member.joined", member: "Zoe" }),
    ]);
    // A busy programme goes on all the time: its answers are good for some seconds all the same.
    expect(await count()).toBe(0);
    shop.clock.now += 6_000;
    expect([await count(), await count()]).toEqual([2, 0]);
    const body = {
      title: tea.title,
      tags: ["tea"],
      variants: [{ ...tea.variants[0], cost: "50.00", price: "100.00" }],
    };
    const { stock: _, ...variant } = body.variants[0] ?? {};
    await shop.ask("PUT", `/products/${tea.id}`, { key: shop.key, body: { ...body, variants: [variant] } });
    expect(await count()).toBe(1);
    expect((await earnings([tea.id], ann.cookie))[0]?.earns).toEqual([
      { asset: "points", amount: "50.0000", account: "wallet" },
    ]);
    rehearse.mockRestore();
  });

  test("what one programme may rehearse is bounded: then what was kept is told, else nothing, and the caller is held to its own rate", async () => {
    const narrow = new Earnings(shop.desk.mall.parts, { perSecond: 0.001, burst: 1 });
    const of = async (products: readonly string[]) =>
      (await narrow.of("mall", products, ann.member, () => undefined)).map(({ earns }) => earns?.length ?? null);
    expect(await of([tea.id])).toEqual([1]);
    shop.clock.now += 3_600_000;
    expect(await of([tea.id, pack.id])).toEqual([1, null]);
    const refuse = (count: number): void => {
      throw new Fault("rate_limited", "", `${count} at once`, "fewer");
    };
    await expect(narrow.of("mall", [pack.id], ann.member, refuse)).rejects.toThrow("rate_limited");
  });

  test("no more than 48 at once; what is not offered is left out", async () => {
    const many = Array.from({ length: 49 }, (_, index) => `product${String(index).padStart(2, "0")}`);
    expect(await shop.refused("GET", `/earnings?products=${many.join(",")}`)).toBe("400 malformed_request");
    expect(await shop.refused("GET", "/earnings?products=")).toBe("400 malformed_request");
    expect(await earnings(many.slice(0, 48))).toEqual([]);
  });
});

describe("the home page", () => {
  const banner = () => ({
    id: "bann1",
    kind: "banner",
    photo,
    alt: { zh: "春茶", en: "" },
    link: { to: "category", category: "tea" },
  });
  const shelf = (from: object) => ({
    id: "shelf1",
    kind: "shelf",
    title: { zh: "好茶", en: "Tea" },
    from,
    most: 6,
    lay: "row",
  });
  const save = async (blocks: readonly object[], revision: number | null, status = 200): Promise<HomeDesk> =>
    shop.ask("PUT", "/desk/home/draft", { key: shop.key, body: { page: { blocks }, revision } }, status);
  const fault = async (blocks: readonly object[], revision: number | null = null): Promise<string> => {
    const body = { page: { blocks }, revision };
    const answer = await shop.desk.send("PUT", "/api/v1/programmes/mall/desk/home/draft", { key: shop.key, body });
    const { code, place } = (await answer.json()) as { code: string; place: string };
    return `${code} ${place}`;
  };

  test("nothing is shown before it is published", async () => {
    expect(await shop.ask<HomeShown>("GET", "/home")).toEqual({ version: null, page: null });
  });

  test("every fault is named with its place", async () => {
    expect(
      await fault([
        { ...banner(), link: { to: "nowhere" } },
        { ...banner(), link: { to: "nowhere" } },
      ]),
    ).toBe("malformed_request page.blocks.1.id");
    expect(await fault([{ id: "x1x1", kind: "clock" }])).toBe("malformed_request page.blocks.0.kind");
    expect(await fault([{ ...banner(), link: { to: "https://elsewhere.example" } }])).toBe(
      "malformed_request page.blocks.0.link.to",
    );
    expect(await fault([{ ...banner(), alt: { zh: " ", en: "" } }])).toBe("malformed_request page.blocks.0.alt.zh");
    expect(await fault([shelf({ by: "hand", products: [] })])).toBe("malformed_request page.blocks.0.from.products");
    expect(await fault([banner()])).toBe("not_found page.blocks.0.link.category");
    expect(await fault([{ ...banner(), photo: "abcdefgh" }])).toBe("not_found page.blocks.0.photo");
    expect(await fault([shelf({ by: "hand", products: [tea.id, "abcdefgh"] })])).toBe(
      "not_found page.blocks.0.from.products.1",
    );
  });

  test("is drafted, published, changed and brought back, with who and when", async () => {
    await shop.ask("PUT", "/categories", {
      key: shop.key,
      body: { categories: [{ id: "tea", title: { zh: "茶", en: "Tea" } }] },
    });
    const first = [banner(), shelf({ by: "hand", products: [pack.id, tea.id] })];
    const drafted = await save(first, null);
    expect(drafted.draft).toMatchObject({ revision: 1, page: { blocks: first } });
    expect((await shop.ask<HomeShown>("GET", "/home")).page).toBeNull();
    const publish = async (revision: number): Promise<string> =>
      shop.refused("POST", "/desk/home/publish", { key: shop.key, body: { revision } });
    expect(await publish(2)).toBe("409 illegal_transition");
    const published = await shop.ask<HomeDesk>("POST", "/desk/home/publish", {
      key: shop.key,
      body: { revision: 1, note: "开业" },
    });
    expect(published).toMatchObject({ draft: null, published: { version: 1, page: { blocks: first } } });
    expect(published.versions).toMatchObject([{ version: 1, note: "开业", from: null }]);
    expect(await publish(1)).toBe("404 not_found");
    await save([shelf({ by: "sold" })], null);
    await shop.ask("POST", "/desk/home/publish", { key: shop.key, body: { revision: 1 } });
    expect((await shop.ask<HomeShown>("GET", "/home")).version).toBe(2);
    const back = await shop.ask<HomeDesk>("POST", "/desk/home/versions/1/publish", { key: shop.key });
    expect(back.versions.map(({ version, from }) => [version, from])).toEqual([
      [3, 1],
      [2, null],
      [1, null],
    ]);
    expect((await shop.ask<HomeShown>("GET", "/home")).page?.blocks).toEqual(first);
    expect(await shop.refused("POST", "/desk/home/versions/9/publish", { key: shop.key })).toBe("404 not_found");
  });

  test("two who lay out at once don't lose each other's work", async () => {
    const drafted = await save([shelf({ by: "new" })], null);
    const body = (most: number) => ({
      page: { blocks: [{ ...shelf({ by: "new" }), most }] },
      revision: drafted.draft?.revision ?? 0,
    });
    const tries = await Promise.all(
      [2, 3].map(async (most) =>
        shop.desk.send("PUT", "/api/v1/programmes/mall/desk/home/draft", { key: shop.key, body: body(most) }),
      ),
    );
    expect(new Set(tries.map(({ status }) => status))).toEqual(new Set([200, 409]));
    expect(await fault([shelf({ by: "new" })])).toBe("illegal_transition revision");
    expect((await shop.ask<HomeDesk>("DELETE", "/desk/home/draft", { key: shop.key })).draft).toBeNull();
  });

  test("ten who publish at once get ten versions", async () => {
    const before = (await shop.ask<HomeShown>("GET", "/home")).version ?? 0;
    const all = Array.from({ length: 10 }, async () =>
      shop.ask("POST", "/desk/home/versions/1/publish", { key: shop.key }),
    );
    await Promise.all(all);
    expect((await shop.ask<HomeShown>("GET", "/home")).version).toBe(before + 10);
  });

  test("shelves find what they name, in their order", async () => {
    const { products } = await shop.ask<{ products: { id: string }[] }>("GET", `/products?ids=${tea.id},${pack.id}`);
    expect(products.map(({ id }) => id)).toEqual([tea.id, pack.id]);
    const other = await shop.ask<{ products: { id: string }[] }>("GET", `/products?ids=${pack.id},${tea.id}`);
    expect(other.products.map(({ id }) => id)).toEqual([pack.id, tea.id]);
  });
});

describe("the prospectus before joining", () => {
  const told = async (): Promise<ProspectusTold> => shop.ask<ProspectusTold>("GET", "/prospectus");

  test("is made once, by one run, when it is first asked for, and read from there by anybody", async () => {
    const first = await Promise.all(Array.from({ length: 5 }, told));
    expect(new Set(first.map(({ state }) => state))).toEqual(new Set(["making"]));
    await vi.waitFor(async () => expect((await told()).state).toBe("ready"), { timeout: 60_000, interval: 100 });
    const { version, prospectus, share } = await told();
    expect([version, share, prospectus?.summary.length]).toEqual([1, 1, 5]);
    expect(prospectus?.promises.map(({ path }) => path)).toContain("mechanisms[3]");
    const { query } = shop.desk.database;
    expect(await query.selectFrom("run").select("kind").execute()).toEqual([{ kind: "stress" }]);
    const page = await shop.desk.send("GET", "/api/v1/programmes/mall/prospectus/page?lang=en");
    expect(page.headers.get("content-disposition")).toBe('attachment; filename="prospectus-mall-v1.en.html"');
    expect(await page.text()).toContain(prospectus?.summary[0]?.en ?? "no summary");
  });

  test("what it says is what was written, also for a server that starts later", async () => {
    const { database, programmes, jobs } = shop.desk;
    const other = new Prospectuses(database, programmes, jobs, silent, () => shop.clock.now);
    const again = await other.of("mall");
    expect(again.state === "ready" && again.said.summary).toEqual((await told()).prospectus?.summary);
  });

  test("a run that failed is told, and asked for once more after a while", async () => {
    const { database, programmes, jobs } = shop.desk;
    const { run_id: run } = await database.query.selectFrom("prospectus").select("run_id").executeTakeFirstOrThrow();
    const { data, made_at } = await database.query.selectFrom("prospectus").selectAll().executeTakeFirstOrThrow();
    await database.query.updateTable("prospectus").set({ data: null, made_at: null }).execute();
    await database.query
      .updateTable("run")
      .set({ state: "failed", answer: null, fault: "it broke" })
      .where("run_id", "=", run ?? 0)
      .execute();
    const clock = { now: shop.clock.now };
    const other = new Prospectuses(database, programmes, jobs, silent, () => clock.now, {
      members: 5,
      days: 5,
      seeds: 1,
    });
    expect((await other.of("mall")).state).toBe("failed");
    clock.now += 600_001;
    expect((await other.of("mall")).state).toBe("making");
    await vi.waitFor(async () => {
      const next = await database.query.selectFrom("prospectus").select("run_id").executeTakeFirstOrThrow();
      expect([null, run]).not.toContain(next.run_id);
    });
    await database.query.updateTable("prospectus").set({ data, made_at }).execute();
  });

  test("having read it is kept with the membership; a live programme asks for it, and an older version does not count", async () => {
    const cookie = await shop.desk.signIn("+8613700000001", "新来的");
    expect(await shop.refused("POST", "/join", { cookie, body: { prospectus: 2 } })).toBe("409 illegal_transition");
    const joined = await shop.ask<Membership>("POST", "/join", { cookie, body: { prospectus: 1 } }, 201);
    expect(joined.prospectus).toEqual({ version: 1, at: new Date(shop.clock.now).toISOString() });
    const read = readPlan({ ...mallPlan, version: 3 });
    if (!read.ok) throw new Error(JSON.stringify(read.faults));
    await shop.desk.programmes.create("alive", read.plan, "live");
    const enter = async (body: object): Promise<string> => {
      const answer = await shop.desk.send("POST", "/api/v1/programmes/alive/join", { cookie, body });
      const { code, prospectus } = (await answer.json()) as { code?: string; prospectus?: { version: number } };
      return `${answer.status} ${code ?? prospectus?.version ?? ""}`;
    };
    expect([await enter({}), await enter({ prospectus: 3 }), await enter({})]).toEqual([
      "422 prospectus_unread",
      "201 3",
      "201 3",
    ]);
  });

  test("what happened to earlier members is exact, refunds and clawbacks taken off, and told when they are many enough", async () => {
    await caughtUp(shop.desk, "mall");
    shop.clock.now += 3_600_001;
    const before = (await told()).earlier;
    expect(before.back).toBeNull();
    const names = Array.from({ length: 12 }, (_, at) => `E${at}`);
    const at = new Date(shop.clock.now).toISOString();
    const join = names.map((member, index) => ({
      id: `join:${member}`,
      at,
      type: "member.joined",
      member,
      ...(index > 0 && { referrer: index === 11 ? "E1" : "E0" }),
    }));
    const buy = names.map((buyer, index) => ({
      id: `buy:${buyer}`,
      at,
      type: "order.settled",
      order: `order-${buyer}`,
      buyer,
      gross: index === 0 ? "10.00" : "100.00",
    }));
    const back = [
      { id: "back:E2", at, type: "order.refunded", order: "order-E2", gross: "100.00" },
      { id: "back:E3", at, type: "order.refunded", order: "order-E3", gross: "33.33" },
    ];
    const results = await shop.desk.programmes
      .need("mall")
      .sequencer.submit([...join, ...buy, ...back].map(submission));
    expect(results.filter(({ status }) => status !== "accepted")).toEqual([]);
    await caughtUp(shop.desk, "mall");
    shop.clock.now += 3_600_001;
    const { joined, bought, back: all } = (await told()).earlier;
    // E2 has all of its money back. E0 was given 5.00 for each of ten orders, of which one came back whole and a third of another.
    expect([joined - before.joined, bought - before.bought]).toEqual([12, 11]);
    expect(all).toEqual({
      nothing: 9 + before.bought,
      lessThanHalf: 1,
      halfOrMore: 0,
      allOrMore: 1,
      paid: `${976 + 100 * before.bought}.67`,
      received: "48.34",
    });
  });
});
