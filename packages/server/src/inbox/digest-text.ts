// The text of a digest: the news one under the other, the way to the inbox, and the way out; for a message, all of it in one line.
import type { Text } from "@perennial/api";
import type { Language } from "./words.js";

interface Said {
  readonly title: Text;
  readonly body: Text;
}

interface Around {
  /** news that are only in the inbox */
  readonly more: number;
  readonly languages: readonly Language[];
  readonly inbox: string;
  readonly out: string;
}

const READ = { "zh-CN": "zh", en: "en" } as const;
const SUBJECT = {
  "zh-CN": (title: string, first: string, count: number) =>
    `${title}：${first}${count > 1 ? `（共 ${count} 条）` : ""}`,
  en: (title: string, first: string, count: number) => `${title}: ${first}${count > 1 ? ` (${count} in all)` : ""}`,
};
const MORE = {
  "zh-CN": (count: number) => `还有 ${count} 条，请在收件箱查看。`,
  en: (count: number) => `${count} more are in your inbox.`,
};
const FOOT = {
  "zh-CN": (inbox: string, out: string) => [
    `收件箱与通知设置：${inbox}/settings`,
    `不再接收这类邮件（无需登录）：${out}`,
  ],
  en: (inbox: string, out: string) => [
    `Inbox and settings: ${inbox}/settings`,
    `Stop these mails, without signing in: ${out}`,
  ],
};
const SHORT = {
  "zh-CN": (first: string, inbox: string, out: string) => `${first}。详情 ${inbox} 退订 ${out}`,
  en: (first: string, inbox: string, out: string) => `${first}. See ${inbox} Stop ${out}`,
};

/** `title`: of the programme; at least one piece of news. */
export function digestText(title: Text, news: readonly Said[], { more, languages, inbox, out }: Around) {
  const [first] = news;
  const count = news.length + more;
  const subjects = languages.map((language) => {
    const key = READ[language];
    return SUBJECT[language](title[key], first?.title[key] ?? "", count);
  });
  const lines = languages.flatMap((language, index) => [
    ...(index > 0 ? ["", "—", ""] : []),
    ...news.flatMap(({ title: head, body }) => [head[READ[language]], body[READ[language]], ""]),
    ...(more > 0 ? [MORE[language](more), ""] : []),
    ...FOOT[language](inbox, out),
  ]);
  const [spoken = "zh-CN"] = languages;
  return { subject: subjects[0] ?? "", lines, short: SHORT[spoken](subjects[0] ?? "", inbox, out) };
}
