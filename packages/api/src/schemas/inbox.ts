// Schemas of the inbox: notices and what they are about, how they reach somebody, and statements of a month.
import { z } from "zod";
import { amount, day, next, page, programmeParams, text, why } from "./common.js";
import { holderLine } from "./holder.js";

export const noticeTopic = z.enum(["expiry", "exit", "queue", "rules", "payout", "order", "statement"]);
export const noticeKind = z.enum([
  "expiring",
  "expired",
  "exited",
  "queuePlace",
  "queuePaid",
  "planChanged",
  "closing",
  "payoutPaid",
  "payoutRefused",
  "owed",
  "orderShipped",
  "refundPaid",
  "refundRefused",
  "refundFailed",
  "statement",
]);

export const notice = z
  .object({
    id: z.int(),
    kind: noticeKind,
    topic: noticeTopic,
    at: z.string().meta({ description: "RFC 3339; a day alone when the close of a day brought it" }),
    isRead: z.boolean(),
    figures: z.record(z.string(), z.string()).meta({ description: "amounts as decimal strings, days, names" }),
    title: text,
    body: text,
    entry: z.int().nullable().meta({ description: "the journal entry that it is about" }),
    subject: z.string().meta({ description: 'the order, the plan version or the month that it is about; "": none' }),
  })
  .meta({ id: "Notice" });

export const noticesQuery = page;
export const noticeList = z.object({ notices: z.array(notice), unread: z.int(), next });
export const unreadCount = z.object({ unread: z.int().meta({ description: "100: a hundred or more" }) });
export const noticeParams = programmeParams.extend({ notice: z.coerce.number().int().min(1) });
export const readBody = z.object({
  upTo: z.int().min(1).meta({ description: "this notice and all before it; alone with `only`" }),
  only: z.boolean().default(false),
});

/** What of a mechanism's rules is new in a version of the plan. */
export const ruleChange = z
  .object({
    title: text,
    before: z.array(text).meta({ description: "sentences that no longer hold" }),
    after: z.array(text).meta({ description: "sentences that hold from now on" }),
  })
  .meta({ id: "RuleChange" });
export const noticeDetail = notice
  .extend({
    lines: z.array(holderLine).meta({ description: "what the entry brought and took, each with its why" }),
    changes: z.array(ruleChange).meta({ description: "of a new version of the plan" }),
  })
  .meta({ id: "NoticeDetail" });

const topics = z.array(noticeTopic).max(noticeTopic.options.length);
export const inboxChoiceBody = z.object({
  mail: topics.meta({ description: "what is sent by e-mail" }),
  sms: topics.meta({ description: "what is sent by SMS" }),
  language: z.enum(["zh-CN", "en"]).meta({ description: "of mails and messages" }),
});
export const inboxChoice = z
  .object({
    mail: topics,
    sms: topics,
    language: inboxChoiceBody.shape.language.nullable().meta({ description: "null: both languages" }),
    address: z.string().nullable().meta({ description: "the verified e-mail, masked; null: none, so no mail is sent" }),
    phone: z.string().nullable().meta({ description: "the verified phone, masked; null: none" }),
  })
  .meta({ id: "InboxChoice" });
export const inboxTermsBody = z.object({
  daysAhead: z.int().min(1).max(90).meta({ description: "so many days before something lapses its holder is told" }),
});
export const inboxTerms = inboxTermsBody.meta({ id: "InboxTerms" });
export const unsubscribeQuery = z.object({ token: z.string().min(20).max(300) });
export const unsubscribed = z
  .object({ channel: z.enum(["mail", "sms"]) })
  .meta({ id: "Unsubscribed", description: "what is sent no longer" });

export const month = z
  .string()
  .regex(/^\d{4}-(?:0[1-9]|1[0-2])$/)
  .meta({ description: "a calendar month in the plan's time zone", example: "2026-01" });
export const statementMonths = z.object({
  months: z.array(z.object({ month, isClosed: z.boolean() })).meta({ description: "the newest first" }),
});
export const monthQuery = z.object({ month });
export const movement = z
  .object({
    mechanism: z.string().meta({ description: 'id in the plan; "" for the house rules' }),
    rule: z.string(),
    type: z.string().meta({ description: "of the events that brought it" }),
    amount: amount.meta({ description: "signed: the sum of what came in, or of what went out" }),
    count: z.int(),
    why: why.meta({ description: "of the last one" }),
    seq: z.int().meta({ description: "entry of the last one" }),
  })
  .meta({ id: "Movement" });
export const assetMonth = z
  .object({
    asset: z.string(),
    opening: amount,
    in: z.array(movement),
    out: z.array(movement),
    closing: amount.meta({ description: "opening plus what came in and went out, exactly" }),
    owed: z
      .object({ opening: amount, closing: amount })
      .meta({ description: "what the holder owes, beside the balance" }),
  })
  .meta({ id: "AssetMonth" });
export const monthStatement = z
  .object({
    month,
    from: day,
    to: day,
    isClosed: z.boolean().meta({ description: "false: the month is still running, and this is as it stands" }),
    assets: z.array(assetMonth),
  })
  .meta({ id: "MonthStatement" });
