// Routes of those who keep the books of a programme: channels of payment and their daily comparison.
import { createRoute } from "@hono/zod-openapi";
import * as schemas from "@perennial/api/schemas";
import { ledgerComparisonsOf } from "../../../mall/ledger-comparison.js";
import { dayOf } from "../../../payments/payments.js";
import { reconcile, reconciliationsOf } from "../../../payments/reconcile.js";
import { allow } from "../../access.js";
import { Fault } from "../../fault.js";
import type { App, Service } from "../../service.js";
import { body, json, SHOP_FAILURES as FAILURES } from "../answers.js";
import { known } from "../membership.js";
import { cashScaleOf } from "./desk.js";

const tags = ["payments"];
const params = schemas.programmeParams;
const LAST = 100;

const set = createRoute({
  method: "put",
  path: "/programmes/{programme}/channels/{channel}",
  tags,
  summary: "Sets up a channel of payment; its keys are kept sealed and never shown again",
  ...allow("operator", "key:mall:write"),
  request: { params: schemas.notificationParams, body: body(schemas.channelBody) },
  responses: { 200: json(schemas.channelList, "the channels"), ...FAILURES },
});
const list = createRoute({
  method: "get",
  path: "/programmes/{programme}/reconciliations",
  tags,
  summary: "Days compared: the channels' accounts with ours, and the ledger with money that moved; the newest first",
  ...allow("operator", "auditor", "key:mall:read"),
  request: { params },
  responses: { 200: json(schemas.reconciliationList, "the comparisons"), ...FAILURES },
});
const compare = createRoute({
  method: "post",
  path: "/programmes/{programme}/reconciliations",
  tags,
  summary: "Compares a day again; every day is compared by itself the morning after",
  ...allow("operator", "auditor", "key:mall:write"),
  request: { params, body: body(schemas.reconcileBody) },
  responses: { 200: json(schemas.reconciliationList, "the comparisons"), ...FAILURES },
});

export function channelRoutes(app: App, service: Service): void {
  const { channels, parts } = service.mall;
  const compared = async (programme: string) => {
    const scale = cashScaleOf(service, programme);
    return {
      reconciliations: await reconciliationsOf(parts.database, programme, scale, LAST),
      ledger: await ledgerComparisonsOf(parts, programme, scale, LAST),
    };
  };

  app.openapi(set, async (c) => {
    const { programme, channel } = c.req.valid("param");
    known(service, programme);
    if (!(await channels.set(programme, channel, c.req.valid("json").settings, service.now())))
      throw new Fault(
        "malformed_request",
        "settings",
        `${channel} can't work with these settings`,
        "docs/mall.md lists what it needs",
      );
    return c.json({ channels: await channels.names(programme) }, 200);
  });

  app.openapi(list, async (c) => {
    const { programme } = c.req.valid("param");
    known(service, programme);
    return c.json(await compared(programme), 200);
  });

  app.openapi(compare, async (c) => {
    const { programme } = c.req.valid("param");
    const { channel, day } = c.req.valid("json");
    known(service, programme);
    if (day >= dayOf(service.now()))
      throw new Fault("malformed_request", "day", "the day is not over", "a day before today");
    const found = await reconcile(parts, channels, programme, channel, day);
    if (!found)
      throw new Fault("not_found", "channel", `${channel} gives no account of a day`, "alipay, wechat or stripe");
    return c.json(await compared(programme), 200);
  });
}
