// A mall to be tried over HTTP: a plan with tender, activation and shares for inviters, people who have joined, goods, and a clock that can be moved.
import { readPlan } from "@perennial/kernel";
import type { Checkout, Membership, OrderDetail, ProductDesk } from "@perennial/api";
import { expect } from "vitest";
import type { Local } from "../../src/jobs/jobs.js";
import type { Mode } from "../../src/store/store.js";
import type { Bench } from "./databases.js";
import type { Desk, Sent } from "./http.js";
import { openDesk } from "./http.js";
import { submission } from "./serving.js";

export const mallPlan = {
  plan: "mall",
  version: 1,
  title: { zh: "商城", en: "Mall" },
  currency: "CNY",
  timezone: "Asia/Shanghai",
  assets: {
    points: { scale: 4, title: { zh: "积分", en: "Points" } },
    voucher: { scale: 2, spend: { settle: "merchant" }, title: { zh: "消费券", en: "Voucher" } },
  },
  pools: { profit: { inflow: [{ rate: "0.10", of: "gross" }] } },
  activation: { tag: "starter" },
  marginBand: { min: "0.20", max: "0.80" },
  mechanisms: [
    { kind: "grant", id: "welcome", on: "join", to: "self", asset: "voucher", amount: "30.00" },
    {
      kind: "grant",
      id: "earn",
      on: "order",
      to: "buyer",
      asset: "points",
      rate: "1",
      of: "margin",
      if: { activated: true },
      exceptTags: ["starter"],
    },
    { kind: "grant", id: "pack", on: "order", to: "buyer", asset: "points", amount: "99", tags: ["starter"] },
    { kind: "grant", id: "direct", on: "order", to: "referrer", asset: "cash", rate: "0.05", of: "gross" },
    { kind: "grant", id: "inviter", on: "order", to: "merchantReferrer", asset: "cash", rate: "0.02", of: "gross" },
  ],
};

export const DAY = 86_400_000;
export const NOW = Date.parse("2026-03-02T04:00:00Z");

export interface Shop {
  readonly desk: Desk;
  readonly programme: string;
  readonly key: string;
  readonly clock: { now: number };
  /** Sends below the programme; fails unless the status is the wanted one. */
  ask<T>(method: string, path: string, sent?: Sent, status?: number): Promise<T>;
  /** Status and code of a request that is refused. */
  refused(method: string, path: string, sent?: Sent): Promise<string>;
  /** Somebody new who has joined. */
  member(name: string, referralCode?: string | null): Promise<Person>;
  product(more?: object, variant?: object): Promise<ProductDesk>;
  /** A store of a merchant, or of the house (null), in Guangzhou unless told otherwise; its name. */
  store(merchant: string | null, more?: object): Promise<string>;
  /** Checkout, and paid with play money. */
  buy(person: Person, lines: readonly { variant: string; quantity: number }[], more?: object): Promise<Checkout>;
  order(person: Person, id: string): Promise<OrderDetail>;
  /** A merchant that the kernel knows, with a margin of one half; `referrer` brought it. */
  merchant(name: string, referrer?: string): Promise<void>;
  /** Has somebody own a shop. */
  employ(merchant: string, person: Person): Promise<void>;
  /** free balance in the ledger */
  free(holder: string, asset: string): Promise<string>;
}

export interface Person {
  readonly cookie: string;
  readonly member: string;
  readonly referralCode: string;
  readonly address: string;
}

let phones = 0;

/** `change`: of the plan. `webRoot`: pages that are handed out beside it; `mode`: demo programmes can be seen by anybody. */
export async function openShop(
  bench: Bench,
  change: object = {},
  { webRoot, mode = "sandbox", simulate }: { webRoot?: string; mode?: Mode; simulate?: Local } = {},
): Promise<Shop> {
  const clock = { now: NOW };
  const desk = await openDesk(bench, {
    now: () => clock.now,
    ...(webRoot !== undefined && { webRoot }),
    ...(simulate && { simulate }),
  });
  const read = readPlan({ ...mallPlan, ...change });
  if (!read.ok) throw new Error(JSON.stringify(read.faults));
  const programme = "mall";
  await desk.programmes.create(programme, read.plan, mode);
  const key = await desk.key(["mall:write", "mall:read", "accounts:write", "holders:read", "journal:read"], programme);
  const path = (rest: string): string => `/api/v1/programmes/${programme}${rest}`;
  const ask: Shop["ask"] = async <T>(method: string, rest: string, sent: Sent = {}, status = 200): Promise<T> => {
    const response = await desk.send(method, path(rest), sent);
    const text = await response.text();
    expect(`${response.status} ${response.status === status ? "" : text}`).toBe(`${status} `);
    return (text === "" ? undefined : JSON.parse(text)) as T;
  };
  const refused: Shop["refused"] = async (method, rest, sent = {}) => {
    const response = await desk.send(method, path(rest), sent);
    return `${response.status} ${((await response.json()) as { code: string }).code}`;
  };
  const member: Shop["member"] = async (name, referralCode) => {
    phones += 1;
    const cookie = await desk.signIn(`+86139${String(phones).padStart(8, "0")}`, name);
    const body = referralCode ? { referralCode } : {};
    const joined = await ask<Membership>("POST", "/join", { cookie, body }, 201);
    const to = { name, phone: "13900000000", region: "440106", street: "体育东路 1 号" };
    const { id } = await ask<{ id: string }>("POST", "/addresses", { cookie, body: to }, 201);
    return { cookie, member: joined.member ?? "", referralCode: joined.referralCode ?? "", address: id };
  };
  const product: Shop["product"] = async (more = {}, variant = {}) => {
    const variants = [{ title: { zh: "一罐", en: "One tin" }, price: "100.00", cost: "40.00", stock: 50, ...variant }];
    const body = { title: { zh: "明前龙井", en: "Longjing tea" }, variants, ...more };
    return ask<ProductDesk>("POST", "/products", { key, body }, 201);
  };
  const store: Shop["store"] = async (merchant, more = {}) => {
    const place = { address: "体育东路 118 号", region: "440106", latitude: 23.1371, longitude: 113.3276 };
    const body = { title: "门店", ...place, ...more };
    const below = merchant === null ? "/stores" : `/merchants/${merchant}/stores`;
    return (await ask<{ id: string }>("POST", below, { key, body }, 201)).id;
  };
  const buy: Shop["buy"] = async ({ cookie, address }, lines, more = {}) => {
    phones += 1;
    const body = { key: `checkout-${phones}`, lines, address, ...more };
    const made = await ask<Checkout>("POST", "/checkout", { cookie, body }, 201);
    if (made.payment.state === "open")
      await ask("POST", `/payments/${made.payment.id}/sandbox`, { cookie, body: { outcome: "paid" } });
    return made;
  };
  return {
    desk,
    programme,
    key,
    clock,
    ask,
    refused,
    member,
    product,
    store,
    buy,
    merchant: async (name, referrer) => {
      const created_at = new Date(clock.now);
      const values = { programme_id: programme, merchant: name, title: name, margin: "0.5", created_at };
      await desk.database.query.insertInto("merchant").values(values).execute();
      const at = new Date(clock.now).toISOString();
      const body = {
        id: `merchant:${name}`,
        at,
        type: "merchant.joined",
        merchant: name,
        margin: "0.5",
        ...(referrer !== undefined && { referrer }),
      };
      await desk.programmes.need(programme).sequencer.submit([submission(body)]);
    },
    employ: async (name, person) => {
      const { person_id } = await desk.database.query
        .selectFrom("member")
        .select("person_id")
        .where("member", "=", person.member)
        .executeTakeFirstOrThrow();
      await desk.database.query
        .insertInto("merchant_staff")
        .values({ programme_id: programme, merchant: name, person_id: person_id ?? "", owner: true })
        .execute();
    },
    order: async ({ cookie }, id) => ask<OrderDetail>("GET", `/orders/${id}`, { cookie }),
    free: async (holder, asset) => {
      const view = await ask<{ wallets: { asset: string; free: string }[] }>("GET", `/holders/${holder}`, { key });
      return view.wallets.find((each) => each.asset === asset)?.free ?? "0";
    },
  };
}

export const variantOf = (product: ProductDesk): string => product.variants[0]?.id ?? "";
export const orderOf = (made: Checkout): string => made.orders[0]?.id ?? "";
