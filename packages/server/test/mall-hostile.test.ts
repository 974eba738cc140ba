// The catalogue with good and with hostile input: uploads, search, checkout, stores; what the till's codes stand for.
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Checkout, ProductDesk, ProductList, StoreList, TillList, TillTicket } from "@perennial/api";
import { csvOf } from "../src/mall/merchants/statement.js";
import { boxAround } from "../src/mall/stores/stores.js";
import { pgliteBench } from "./support/databases.js";
import type { Person, Shop } from "./support/mall.js";
import { submission } from "./support/serving.js";
import { openShop, orderOf, variantOf } from "./support/mall.js";

const bench = pgliteBench();
let shop: Shop;
let ann: Person;
let ben: Person;
let product: ProductDesk;
beforeAll(async () => {
  shop = await openShop(bench);
  [ann, ben] = [await shop.member("安安"), await shop.member("本本")];
  product = await shop.product();
  await shop.desk.database.query
    .insertInto("merchant")
    .values({ programme_id: "mall", merchant: "S1", title: "茶铺", margin: "0.5", created_at: new Date(0) })
    .execute();
});
afterAll(async () => {
  await shop.desk.stop();
  await bench.stop();
});

const upload = async (bytes: Uint8Array | string, type = "image/png"): Promise<Response> =>
  shop.desk.app.request(`/api/v1/programmes/mall/products/${product.id}/photos`, {
    method: "POST",
    headers: { authorization: `Bearer ${shop.key}`, "content-type": type },
    body: typeof bytes === "string" ? bytes : Uint8Array.from(bytes).buffer,
  });

test("anybody who can see goods may read the rules they are sold by; without goods only who is let in", async () => {
  await shop.ask("GET", "", {});
  expect(await shop.refused("GET", "/state")).toBe("401 unauthorised");
  const listed = async (yes: boolean) =>
    shop.desk.database.query.updateTable("product").set({ listed: yes }).where("programme_id", "=", "mall").execute();
  await listed(false);
  expect(await shop.refused("GET", "")).toBe("401 unauthorised");
  await listed(true);
});

describe("photos", () => {
  test("are made small and written anew, upright, without what came with them", async () => {
    const picture = await sharp({ create: { width: 1_600, height: 900, channels: 3, background: "#3f7d58" } })
      .withExif({ IFD0: { Copyright: "somebody" }, IFD3: { GPSLatitude: "23/1 8/1 0/1" } })
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer();
    const answer = await upload(picture, "text/html");
    expect(answer.status).toBe(200);
    const { photos } = (await answer.json()) as ProductDesk;
    expect(photos).toMatchObject([{ width: 900, height: 1_600 }]);
    for (const width of [320, 640, 1_280]) {
      const response = await shop.desk.send("GET", `/api/v1/programmes/mall/photos/${photos[0]?.id}?width=${width}`);
      expect(response.headers.get("content-type")).toBe("image/webp");
      expect(response.headers.get("cache-control")).toContain("immutable");
      const { format, width: got, exif, orientation } = await sharp(await response.arrayBuffer()).metadata();
      expect([format, got, exif, orientation]).toEqual(["webp", Math.min(width, 900), undefined, undefined]);
    }
  });

  test("that are none are refused by their content, whatever they call themselves", async () => {
    const png = await sharp({ create: { width: 8, height: 8, channels: 3, background: "#fff" } })
      .png()
      .toBuffer();
    const hostile: (Uint8Array | string)[] = [
      '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
      "<html><script>alert(1)</script></html>",
      "GIF89a trailing",
      "",
      png.subarray(0, 40),
      Buffer.concat([png.subarray(0, 8), Buffer.from("<script>alert(1)</script>")]),
    ];
    for (const bytes of hostile) expect((await upload(bytes)).status).toBe(415);
    expect((await upload(new Uint8Array(10_000_001))).status).toBe(413);
    // A small file that unpacks to more pixels than memory wants.
    const bomb = await sharp({ create: { width: 9_000, height: 9_000, channels: 3, background: "#fff" } })
      .png()
      .toBuffer();
    expect((await upload(bomb)).status).toBe(413);
  });
});

test("a picture that is also something else comes back as a picture alone", async () => {
  const script = "<script>alert(1)</script><?php system($_GET[0]); ?>";
  const plain = sharp({ create: { width: 8, height: 8, channels: 3, background: "#fff" } });
  const [jpeg, png] = [await plain.clone().jpeg().toBuffer(), await plain.clone().png().toBuffer()];
  const said = await plain
    .clone()
    .withExif({ IFD0: { ImageDescription: script } })
    .jpeg()
    .toBuffer();
  const zip = Buffer.from("PK\u0003\u0004evil.html");
  for (const file of [
    Buffer.concat([jpeg, Buffer.from(script)]),
    Buffer.concat([png, zip, Buffer.from(script)]),
    said,
  ]) {
    const answer = await upload(file, "image/svg+xml");
    expect(answer.status).toBe(200);
    const { photos } = (await answer.json()) as ProductDesk;
    const shown = await shop.desk.send("GET", `/api/v1/programmes/mall/photos/${photos.at(-1)?.id}?width=320`);
    const bytes = Buffer.from(await shown.arrayBuffer());
    expect(shown.headers.get("content-type")).toBe("image/webp");
    expect(shown.headers.get("x-content-type-options")).toBe("nosniff");
    for (const words of ["script", "PK", "php"]) expect(bytes.includes(words)).toBe(false);
  }
});

test("names in a path lead nowhere else", async () => {
  const names = [
    "../../etc/passwd",
    "..%2f..%2fetc%2fpasswd",
    "%00",
    "a%00.png",
    "....//",
    "%2e%2e",
    "CON",
    "a".repeat(300),
  ];
  for (const name of names)
    for (const path of [`/photos/${name}`, `/products/${name}`, `/stores/${name}`, `/orders/${name}`]) {
      const { status } = await shop.desk.send("GET", `/api/v1/programmes/mall${path}`, { cookie: ann.cookie });
      expect([path, status >= 400 && status < 500]).toEqual([path, true]);
    }
});

test("a NUL, which no text of the database can hold, is refused wherever text comes in", async () => {
  const lines = [{ variant: variantOf(product), quantity: 1 }];
  const nul = "a\u0000b";
  const asked = [
    ["POST", "/checkout", { key: "nul-note-1", lines, address: ann.address, note: nul }],
    ["POST", "/addresses", { name: nul, phone: "13900000000", street: "x" }],
    ["POST", "/quote", { lines, tender: { [nul]: "1.00" } }],
  ] as const;
  for (const [method, path, body] of asked)
    expect((await shop.refused(method, path, { cookie: ann.cookie, body })).slice(0, 3)).toMatch(/^4/);
  const title = { zh: nul, en: nul };
  const variants = [{ title, price: "1.00" }];
  expect(await shop.refused("POST", "/products", { key: shop.key, body: { title, variants } })).toBe(
    "400 malformed_request",
  );
  const name = { phone: "+8613900009999", code: "000000", name: nul };
  expect((await shop.desk.send("POST", "/api/v1/account/sign-in/phone", { body: name })).status).toBeLessThan(500);
});

describe("search", () => {
  const found = async (search: string): Promise<string[]> => {
    const list = await shop.ask<ProductList>("GET", `/products?search=${encodeURIComponent(search)}`);
    return list.products.map(({ title }) => title.en);
  };

  test("finds words in Chinese and English, and beginnings of them", async () => {
    await shop.product({ title: { zh: "高山脐橙", en: "Navel oranges" } });
    expect(await found("龙井")).toEqual(["Longjing tea"]);
    expect(await found("井")).toEqual(["Longjing tea"]);
    expect(await found("LONGJ")).toEqual(["Longjing tea"]);
    expect(await found("明前 tea")).toEqual(["Longjing tea"]);
    expect(await found("脐橙")).toEqual(["Navel oranges"]);
    expect(await found("龙橙")).toEqual([]);
  });

  test("hostile words find nothing and break nothing", async () => {
    for (const words of ["' or 1=1 --", "%_%", "\\", "{}", "'); drop table product; --", '","', "\u0000", "🙂", "   "])
      expect(
        (await shop.desk.send("GET", `/api/v1/programmes/mall/products?search=${encodeURIComponent(words)}`)).status,
      ).toBe(200);
    for (const wild of ["l%g", "龙_橙", "l.*g", "l*g"]) expect(await found(wild)).toEqual([]);
    expect(await shop.refused("GET", `/products?search=${"a".repeat(61)}`)).toBe("400 malformed_request");
    expect(await shop.refused("GET", "/products?cursor=1;drop")).toBe("400 malformed_request");
    expect(await found("龙井")).toEqual(["Longjing tea"]);
  });
});

describe("checkout", () => {
  test("hostile bodies are refused at the edge", async () => {
    const variant = variantOf(product);
    const good = { key: "hostile-1", lines: [{ variant, quantity: 1 }], address: ann.address };
    const bad = [
      { lines: [{ variant, quantity: -1 }] },
      { lines: [{ variant, quantity: 0.5 }] },
      { lines: [{ variant, quantity: 1e308 }] },
      { lines: [{ variant, quantity: "1" }] },
      { lines: [] },
      { lines: [{ variant: "' or 1=1", quantity: 1 }] },
      { key: "short" },
      { tender: { voucher: -1 } },
      { tender: { voucher: "-5.00" } },
      { tender: { voucher: "1e3" } },
      { note: "x".repeat(301) },
    ];
    for (const change of bad)
      expect(await shop.refused("POST", "/checkout", { cookie: ann.cookie, body: { ...good, ...change } })).toBe(
        "400 malformed_request",
      );
    const foreign = { ...good, address: ben.address };
    expect(await shop.refused("POST", "/checkout", { cookie: ann.cookie, body: foreign })).toBe("404 not_found");
    const nowhere = { ...good, address: null };
    expect(await shop.refused("POST", "/checkout", { cookie: ann.cookie, body: nowhere })).toBe(
      "400 malformed_request",
    );
    const polluted = `{"key":"hostile-2","lines":[{"variant":"${variant}","quantity":1}],"tender":{"__proto__":"1.00"}}`;
    expect(
      (await shop.desk.send("POST", "/api/v1/programmes/mall/checkout", { cookie: ann.cookie, body: polluted })).status,
    ).toBeGreaterThanOrEqual(400);
    const twice = {
      ...good,
      lines: [
        { variant, quantity: 999 },
        { variant, quantity: 999 },
      ],
    };
    expect(await shop.refused("POST", "/checkout", { cookie: ann.cookie, body: twice })).toBe("400 malformed_request");
    const { stock } =
      (await shop.ask<ProductDesk>("GET", `/desk/products/${product.id}`, { key: shop.key })).variants[0] ?? {};
    expect(stock).toBe(50);
  });

  test("nobody buys with what is another's: addresses, variants and stores of other programmes, carts, payments", async () => {
    const variant = variantOf(product);
    const good = { key: "others-1", lines: [{ variant, quantity: 1 }], address: ann.address };
    const { query } = shop.desk.database;
    const elsewhere = {
      product: "abcdefgh",
      description: "{}",
      tags: [],
      kind: "goods" as const,
      listed: true,
      stores: [],
      grams: [],
      created_at: new Date(shop.clock.now),
    };
    const text = JSON.stringify({ zh: "x", en: "x" });
    await query
      .insertInto("product")
      .values({ programme_id: "shop", title: text, least: 1, ...elsewhere })
      .execute();
    const foreign = { variant: "zyxwvuts", product: "abcdefgh", title: text, price: 1, sku: "", position: 0 };
    await query
      .insertInto("variant")
      .values({ programme_id: "shop", ...foreign })
      .execute();
    const buy = async (change: object) =>
      shop.refused("POST", "/checkout", { cookie: ann.cookie, body: { ...good, ...change } });
    expect(await buy({ lines: [{ variant: "zyxwvuts", quantity: 1 }] })).toBe("404 not_found");
    expect(await buy({ address: ben.address })).toBe("404 not_found");
    expect(await buy({ address: null, pickup: "abcdefgh" })).toBe("404 not_found");
    const made = await shop.ask<Checkout>("POST", "/checkout", { cookie: ann.cookie, body: good }, 201);
    const theirs = { cookie: ben.cookie, body: {} };
    for (const path of [`/payments/${made.payment.id}/sandbox`, `/orders/${orderOf(made)}/cancel`])
      expect(await shop.refused("POST", path, theirs)).toBe("404 not_found");
    const again = { ...good, lines: [{ variant, quantity: 9 }] };
    const same = await shop.ask<Checkout>("POST", "/checkout", { cookie: ann.cookie, body: again }, 201);
    expect(same.orders).toEqual(made.orders);
    const own = await shop.ask<Checkout>(
      "POST",
      "/checkout",
      { cookie: ben.cookie, body: { ...good, address: ben.address } },
      201,
    );
    expect(own.payment.id).not.toBe(made.payment.id);
    const bodies = [1, 2, 3, 4].map((quantity) => ({ ...good, key: "race-0001", lines: [{ variant, quantity }] }));
    const raced = await Promise.all(
      bodies.map(async (body) => shop.ask<Checkout>("POST", "/checkout", { cookie: ann.cookie, body }, 201)),
    );
    expect(new Set(raced.map(({ payment }) => payment.id)).size).toBe(1);
    for (const { id } of [made, own, ...raced.slice(0, 1)].flatMap(({ orders }) => orders))
      await shop.desk.send("POST", `/api/v1/programmes/mall/orders/${id}/cancel`, { key: shop.key });
  });

  test("what is not offered, and what the plan would refuse, is not sold", async () => {
    const hidden = await shop.product({ listed: false });
    const dear = await shop.product({}, { cost: "99.00" });
    const body = { key: "refused-1", address: ann.address };
    const buy = async (variant: string) =>
      shop.refused("POST", "/checkout", { cookie: ann.cookie, body: { ...body, lines: [{ variant, quantity: 1 }] } });
    expect(await buy(variantOf(hidden))).toBe("404 not_found");
    expect(await buy(variantOf(dear))).toBe("422 quote_refused");
    expect(await shop.refused("GET", `/products/${hidden.id}`)).toBe("404 not_found");
  });

  test("nobody is sent elsewhere after paying", async () => {
    const lines = [{ variant: variantOf(product), quantity: 1 }];
    const made = await shop.ask<Checkout>(
      "POST",
      "/checkout",
      { cookie: ann.cookie, body: { key: "return-to", lines, address: ann.address } },
      201,
    );
    for (const returnTo of ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)"])
      expect(
        await shop.refused("POST", `/payments/${made.payment.id}/pay`, {
          cookie: ann.cookie,
          body: { channel: "sandbox", returnTo },
        }),
      ).toBe("400 malformed_request");
    expect(
      await shop.refused("POST", `/payments/${made.payment.id}/pay`, {
        cookie: ann.cookie,
        body: { channel: "stripe" },
      }),
    ).toBe("503 channel_unavailable");
  });
});

describe("nearby", () => {
  const place = { address: "某路 1 号", region: "440106" };
  test("by the great circle, from a box that the index knows", async () => {
    const towns = [
      ["天河", 23.1325, 113.327],
      ["越秀", 23.129, 113.265],
      ["南山", 22.5163, 113.9344],
      ["西湖", 30.2643, 120.1331],
      ["斐济", -17.7, 179.9],
    ] as const;
    for (const [title, latitude, longitude] of towns)
      await shop.ask(
        "POST",
        "/merchants/S1/stores",
        { key: shop.key, body: { ...place, title, latitude, longitude } },
        201,
      );
    const near = async (query: string) => {
      const { stores } = await shop.ask<StoreList>("GET", `/stores?${query}`);
      return stores.map(({ title, distance }) => `${title} ${distance}`);
    };
    expect((await near("latitude=23.1325&longitude=113.327&limit=4")).join(", ")).toMatch(
      /^天河 0, 越秀 6\d{3}, 南山 9\d{4}, 西湖 10\d{5}$/,
    );
    expect(await near("latitude=23.1325&longitude=113.327&km=10")).toHaveLength(2);
    expect((await near("latitude=-17.7&longitude=-179.9&km=50"))[0]).toMatch(/^斐济 21\d{3}$/);
    expect(boxAround({ latitude: 89.9, longitude: 0 }, 50)).toEqual([-180, expect.closeTo(89.45, 1), 180, 90]);
    for (const query of ["latitude=91&longitude=0", "latitude=1", "latitude=x&longitude=y"])
      expect(await shop.refused("GET", `/stores?${query}`)).toBe("400 malformed_request");
  });
});

describe("the till", () => {
  test("a code is taken once, by whoever is first, and not when it is old or forged", async () => {
    const open = async (amount: string) =>
      shop.ask<TillTicket>("POST", "/merchants/S1/till", { key: shop.key, body: { amount } }, 201);
    const ticket = await open("20.00");
    const path = `/till/${ticket.token}`;
    expect(await shop.ask("GET", path, { cookie: ann.cookie })).toMatchObject({ amount: "20.00", state: "open" });
    expect(await shop.refused("GET", `${path}x`, { cookie: ann.cookie })).toBe("404 not_found");
    expect(
      await shop.refused("GET", `/till/${ticket.token.split(".")[0]}.${"A".repeat(43)}`, { cookie: ann.cookie }),
    ).toBe("404 not_found");
    // The kernel knows no such merchant yet: nothing is sold that could not settle.
    expect(await shop.refused("POST", path, { cookie: ann.cookie, body: {} })).toBe("422 quote_refused");
    const body = { id: "S1", at: "2026-03-02T04:00:00Z", type: "merchant.joined", merchant: "S1", margin: "0.5" };
    await shop.desk.programmes.need("mall").sequencer.submit([submission(body)]);
    const made = await shop.ask<Checkout>("POST", path, { cookie: ann.cookie, body: {} }, 201);
    expect(await shop.refused("POST", path, { cookie: ben.cookie, body: {} })).toBe("409 illegal_transition");
    await shop.ask("POST", `/payments/${made.payment.id}/sandbox`, { cookie: ann.cookie, body: {} });
    expect(await shop.order(ann, orderOf(made))).toMatchObject({ state: "completed", settlement: "settled" });
    expect(await shop.ask("GET", path, { cookie: ben.cookie })).toMatchObject({ state: "paid" });
    const late = await open("5.00");
    const { tickets } = await shop.ask<TillList>("GET", "/merchants/S1/till", { key: shop.key });
    expect(tickets.map(({ amount, state }) => `${amount} ${state}`).toSorted()).toEqual(["20.00 paid", "5.00 open"]);
    shop.clock.now += 11 * 60_000;
    expect(await shop.refused("POST", `/till/${late.token}`, { cookie: ben.cookie, body: {} })).toBe("410 expired");
  });
});

test("a statement is no formula", () => {
  const line = {
    at: "t",
    seq: 1,
    type: "x",
    order: '=HYPERLINK("evil")',
    asset: "cash",
    amount: "-1.00",
    account: "wallet",
    text: { zh: "甲,乙", en: "@cmd" },
  };
  const text = csvOf({
    merchant: "S",
    from: "",
    to: "",
    orders: 0,
    credited: "",
    clawedBack: "",
    paidOut: "",
    lines: [{ ...line, day: "2026-03-02" }],
    receivers: [],
    splits: [],
  });
  expect(text).toContain(`t,1,x,"'=HYPERLINK(""evil"")",cash,-1.00,wallet,"甲,乙",'@cmd`);
});
