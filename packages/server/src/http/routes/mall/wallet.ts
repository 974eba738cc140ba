// Routes of a member's own wallet: what it may do, a rehearsal, the act, and what lies ahead. Nobody acts on another's.
import { createRoute } from "@hono/zod-openapi";
import * as schemas from "@perennial/api/schemas";
import { aheadOf } from "../../../mall/wallet/ahead.js";
import { isReviewed, movesOf } from "../../../mall/wallet/act-events.js";
import { allow } from "../../access.js";
import type { App, Service } from "../../service.js";
import { body, json, SHOP_FAILURES as FAILURES } from "../answers.js";
import { memberOf } from "../membership.js";

const tags = ["wallet"];
const params = schemas.programmeParams;

const acts = createRoute({
  method: "get",
  path: "/programmes/{programme}/wallet/acts",
  tags,
  summary: "What the plan lets a member do with its wallet",
  ...allow("member"),
  request: { params },
  responses: { 200: json(schemas.walletActs, "the acts"), ...FAILURES },
});
const rehearsal = createRoute({
  method: "post",
  path: "/programmes/{programme}/wallet/rehearsal",
  tags,
  summary: "What an act would cost and bring, by the kernel's dry run; nothing is stored",
  ...allow("member"),
  request: { params, body: body(schemas.walletAct) },
  responses: { 200: json(schemas.walletRehearsal, "the rehearsal; what would be refused says so"), ...FAILURES },
});
const act = createRoute({
  method: "post",
  path: "/programmes/{programme}/wallet/acts",
  tags,
  summary: "Sells, converts, transfers, withdraws or redeems; the same key acts once",
  ...allow("member"),
  request: { params, body: body(schemas.walletActBody) },
  responses: { 201: json(schemas.walletDone, "done: its entry"), ...FAILURES },
});
const ahead = createRoute({
  method: "get",
  path: "/programmes/{programme}/wallet/ahead",
  tags,
  summary: "What comes on which day, places in lines, the next share, rounds so far, withdrawals in review",
  ...allow("member"),
  request: { params },
  responses: { 200: json(schemas.walletAhead, "by the kernel's own projection"), ...FAILURES },
});

export function walletRoutes(app: App, service: Service): void {
  const { wallet } = service.mall;

  app.openapi(acts, async (c) =>
    c.json({ acts: await wallet.offered(c.req.valid("param").programme, memberOf(c)) }, 200),
  );

  app.openapi(rehearsal, async (c) =>
    c.json(await wallet.rehearse(c.req.valid("param").programme, memberOf(c), c.req.valid("json")), 200),
  );

  app.openapi(act, async (c) => {
    const { programme } = c.req.valid("param");
    const member = memberOf(c);
    const { key, what } = c.req.valid("json");
    const seq = await wallet.do(programme, member, key, what);
    const row = await service.reports.entry(programme, seq);
    if (!row) throw new Error(`corrupt_entry: entry ${seq} of an act is not there`);
    const moves = movesOf(row.entry, member);
    return c.json({ seq, at: row.entry.at, moves, review: isReviewed(moves) }, 201);
  });

  app.openapi(ahead, async (c) => {
    const { programme } = c.req.valid("param");
    const member = memberOf(c);
    const last = await service.reports.lastTurnover(programme);
    const { sequencer } = service.programmes.need(programme);
    return c.json(await sequencer.read((memory) => aheadOf(memory, member, last, service.now())), 200);
  });
}
