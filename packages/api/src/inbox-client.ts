// The client of a member's inbox: notices, how they reach it, and statements of a month.
import type { CallOptions, ClientOptions } from "./request.js";
import { asking, pathOf, search } from "./request.js";
import type * as t from "./types.js";

export interface InboxClient {
  notices(query?: t.PageQuery, call?: CallOptions): Promise<t.NoticeList>;
  unread(call?: CallOptions): Promise<t.UnreadCount>;
  /** With the lines of the entry, or the changes of the rules, that it is about. */
  notice(notice: number, call?: CallOptions): Promise<t.NoticeDetail>;
  /** Marks a notice and all before it as read, or it alone. */
  read(body: t.ReadBody, call?: CallOptions): Promise<t.UnreadCount>;
  choice(call?: CallOptions): Promise<t.InboxChoice>;
  setChoice(body: t.InboxChoiceBody, call?: CallOptions): Promise<t.InboxChoice>;
  /** Ends mails or messages with the token that came in one; nobody need be signed in. */
  unsubscribe(token: string, call?: CallOptions): Promise<t.Unsubscribed>;
  terms(call?: CallOptions): Promise<t.InboxTerms>;
  setTerms(body: t.InboxTerms, call?: CallOptions): Promise<t.InboxTerms>;
  statements(call?: CallOptions): Promise<t.StatementMonths>;
  /** `2026-01` */
  statement(month: string, call?: CallOptions): Promise<t.MonthStatement>;
  /** Where the browser finds it as CSV. */
  statementUrl(month: string): string;
}

/** A client of one programme's inbox. */
export function createInboxClient(programme: string, options: ClientOptions = {}): InboxClient {
  const at = (...rest: string[]): string => pathOf("programmes", programme, ...rest);
  const { get, post, put } = asking(options);
  return {
    notices: (query = {}, call) => get(at("me", "notices") + search({ ...query }), call),
    unread: (call) => get(at("me", "notices", "unread"), call),
    notice: (notice, call) => get(at("me", "notices", String(notice)), call),
    read: (body, call) => post(at("me", "notices", "read"), body, call),
    choice: (call) => get(at("me", "inbox"), call),
    setChoice: (body, call) => put(at("me", "inbox"), body, call),
    unsubscribe: (token, call) => post(at("unsubscribe") + search({ token }), undefined, call),
    terms: (call) => get(at("inbox"), call),
    setTerms: (body, call) => put(at("inbox"), body, call),
    statements: (call) => get(at("me", "statements"), call),
    statement: (month, call) => get(at("me", "statement") + search({ month }), call),
    statementUrl: (month) => `${options.origin ?? ""}/api/v1${at("me", "statement.csv")}${search({ month })}`,
  };
}
