// The routes of the contract, answered from a book in memory, and the built pages beside them: for tests and for looking at pages.
import { existsSync, readFileSync } from "node:fs";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { createServer } from "node:http";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { BoundText, HolderDetail } from "@perennial/api";
import { problemOf, statusOf } from "@perennial/api";
import type { RefusalCode } from "@perennial/kernel";
import {
  balance,
  formatAmount,
  lotsText,
  pricesText,
  Programme,
  readPlan,
  renderEntry,
  rulesText,
} from "@perennial/kernel";
import { cut, plus, sum, times } from "../../src/shared/format/decimal.js";
import { Book } from "./book.js";
import { history, SHOPS } from "./history.js";

const built = fileURLToPath(new URL("../../dist/", import.meta.url));
const TYPES: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
};
export const POLICY =
  "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; frame-ancestors 'none'";

class Trouble extends Error {
  constructor(readonly problem: ReturnType<typeof problemOf>) {
    super(problem.wrong);
  }
}

const missing = (what: string): never => {
  throw new Trouble(problemOf("not_found", what, `there is no such ${what}`, `a ${what} that exists`));
};

const BOUNDS: BoundText[] = [
  {
    path: "mechanisms[0]",
    name: "exit-share",
    unit: "share",
    value: "0.125",
    formula: "0.30 ÷ (3 × (1 − 0.20))",
    text: { zh: "最多有这么多订单能走到 3 倍出局", en: "At most this share of orders can ever reach the exit at 3 ×" },
  },
  {
    path: "mechanisms[0]",
    name: "paid-back",
    unit: "share",
    value: "0.3",
    formula: "0.30",
    text: { zh: "平均每消费一元，资金池最多返还的份额", en: "Paid back per unit of gross, on average, at most" },
  },
];

function page<T>(all: readonly T[], query: URLSearchParams): { rows: T[]; next: string | null } {
  const from = Number(query.get("cursor") ?? 0);
  const limit = Number(query.get("limit") ?? 50);
  return { rows: all.slice(from, from + limit), next: from + limit < all.length ? String(from + limit) : null };
}

function holder(book: Book, name: string): HolderDetail {
  const known = book.joined.get(name) ?? missing("holder");
  const { programme } = book;
  const row = programme.holders.need(name, "name");
  const prices = pricesText(programme);
  const lots = lotsText(programme, row);
  const names = ["cash", ...Object.keys(prices)];
  const lines = book.lines(name);
  const promised = lots.flatMap(({ asset, exitPrice, left }) =>
    asset === "points" && exitPrice !== undefined ? [times(times(left, exitPrice, 6), "0.80", 2)] : [],
  );
  const wallets = names.flatMap((asset, index) => {
    if (programme.ledger.findWallet(row, index) === -1) return [];
    const total = formatAmount(balance(programme, row, index), programme.scale(index));
    const zero = formatAmount(0, programme.scale(index));
    const price = prices[asset];
    return [
      {
        asset,
        total,
        free: total,
        locked: zero,
        held: zero,
        owed: zero,
        worth: price === undefined ? null : cut(times(total, price, 2), 2),
      },
    ];
  });
  const referrer = book.journal.find(({ event }) => event?.["member"] === name)?.event?.["referrer"];
  return {
    name,
    kind: known.kind,
    rank: null,
    next: null,
    activated: true,
    referrer: typeof referrer === "string" ? referrer : null,
    team: { direct: book.journal.filter(({ event }) => event?.["referrer"] === name).length, below: 0 },
    spend: "0.00",
    wallets,
    lots,
    paid: sum(
      lines
        .filter(({ asset, why, amount }) => asset === "cash" && why.mechanism !== "" && !amount.startsWith("-"))
        .map(({ amount }) => amount),
    ),
    promised: promised.length > 0 ? promised.reduce(plus) : null,
    seq: book.journal.length,
  };
}

function detail(book: Book, id: string): object {
  const { document } = book;
  const read = readPlan(document);
  return {
    id,
    title: document["title"],
    currency: "CNY",
    cashScale: 2,
    mode: "demo",
    today: book.day,
    seq: book.journal.length,
    plan: document,
    assets: [{ name: "points", title: { zh: "绿色积分", en: "Green points" }, scale: 4 }],
    bounds: BOUNDS,
    rules: read.ok ? rulesText(read.plan) : [],
    merchants: SHOPS.map(({ merchant }) => merchant),
    till: true,
  };
}

function read(book: Book, id: string, [what, name, more]: readonly string[], query: URLSearchParams): object {
  if (what === undefined) return detail(book, id);
  if (what === "state") return book.state();
  if (what === "series") return { days: book.days };
  if (what === "holders" && more === "lines") {
    const { rows, next } = page(book.lines(name ?? ""), query);
    return { lines: rows, next };
  }
  if (what === "holders" && name !== undefined) return holder(book, name);
  if (what === "holders") {
    const search = query.get("search") ?? "";
    const all = [...book.joined].filter(([each]) => each.includes(search));
    const { rows, next } = page(
      all.map(([each, { kind, joined }]) => ({ name: each, kind, joined, rank: null })),
      query,
    );
    return { holders: rows, next };
  }
  if (what === "entries" && name !== undefined) return book.journal[Number(name) - 1] ?? missing("entry");
  if (what === "entries") {
    const type = query.get("type");
    const all = book.journal.filter((row) => type === null || row.type === type).toReversed();
    const { rows, next } = page(all, query);
    return {
      entries: rows.map(({ seq, type: kind, id: event, at, bookedAt, hash, entry }) => ({
        seq,
        type: kind,
        id: event,
        at,
        bookedAt,
        hash,
        postings: entry.postings.length,
      })),
      next,
    };
  }
  return missing("route");
}

/** One event in: tried out on a copy, repeated, or booked. */
function post(book: Book, event: Record<string, unknown>, dryRun: boolean): object {
  const id = String(event["id"]);
  const known = book.ids.get(id);
  if (known?.body === JSON.stringify(event))
    return { status: "repeated", id, seq: known.seq, entry: book.journal[known.seq - 1]?.entry };
  if (known)
    throw new Trouble(
      problemOf("event_conflict", "id", `event "${id}" has come before with another body`, "a new id for a new event"),
    );
  const programme = dryRun ? Programme.restore([book.programme.store.dump()]) : book.programme;
  const outcome = dryRun ? programme.apply(event) : book.apply(event);
  if (!outcome.ok) {
    const { code, place, wrong, right } = outcome.refusal;
    throw new Trouble(problemOf(code satisfies RefusalCode, place, wrong, right));
  }
  const last = outcome.entries.at(-1);
  if (!last) throw new Error("an accepted event has an entry");
  const entry = renderEntry(programme, last);
  return { status: dryRun ? "tried" : "accepted", id, seq: entry.seq, entry };
}

async function bodyOf(request: IncomingMessage): Promise<Record<string, unknown>> {
  const parts: Uint8Array[] = [];
  for await (const part of request) parts.push(part as Uint8Array);
  const json: unknown = JSON.parse(Buffer.concat(parts).toString("utf8"));
  return typeof json === "object" && json !== null ? Object.fromEntries(Object.entries(json)) : {};
}

function send(response: ServerResponse, status: number, type: string, body: string | Uint8Array): void {
  response.writeHead(status, { "content-type": type, "content-security-policy": POLICY });
  response.end(body);
}

function file(response: ServerResponse, dist: string, path: string): void {
  const own = join(dist, path);
  const shown = path !== "/" && own.startsWith(dist) && existsSync(own) ? own : join(dist, "index.html");
  send(response, 200, TYPES[extname(shown)] ?? "application/octet-stream", readFileSync(shown));
}

const EMPTY = "empty";

async function answer(books: Map<string, Book>, request: IncomingMessage): Promise<object> {
  const { pathname, searchParams } = new URL(request.url ?? "/", "http://localhost");
  const [, , , , id, ...rest] = pathname.split("/").map(decodeURIComponent);
  const titles = [...books].map(([each, { document }]) => ({
    id: each,
    title: each === EMPTY ? { zh: "刚开张的项目", en: "Just opened" } : document["title"],
    plan: "appreciation",
    version: 1,
    currency: "CNY",
    mode: "demo",
  }));
  if (id === undefined) return { programmes: titles };
  const book = books.get(id) ?? missing("programme");
  if (request.method === "POST") return post(book, await bodyOf(request), searchParams.get("dryRun") === "1");
  return read(book, id, rest, searchParams);
}

/** Starts the service on a free port of this machine (or the one given) with a history of so many days, and a programme where nothing has happened. */
export async function startService(
  days: number,
  { port = 0, dist = built }: { port?: number; dist?: string } = {},
): Promise<{ server: Server; origin: string; book: Book }> {
  const book = new Book();
  for (const event of history(days)) book.apply(event);
  const books = new Map([
    ["demo", book],
    [EMPTY, new Book()],
  ]);
  const server = createServer((request, response) => {
    if (request.url?.startsWith("/api/") !== true)
      return file(response, dist, new URL(request.url ?? "/", "http://localhost").pathname);
    void answer(books, request).then(
      (body) => send(response, 200, "application/json", JSON.stringify(body)),
      (error: unknown) => {
        const problem =
          error instanceof Trouble ? error.problem : problemOf("internal", "", String(error), "see the log");
        send(response, statusOf(problem.code), "application/problem+json", JSON.stringify(problem));
      },
    );
    return undefined;
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  const address = server.address();
  const own = typeof address === "object" && address !== null ? address.port : port;
  return { server, origin: `http://127.0.0.1:${own}`, book };
}
