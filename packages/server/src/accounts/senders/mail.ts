// E-mail by SMTP, through nodemailer, as plain text: what proves an address and what lets somebody set a new password, in both languages; and
// letters with a header by which one click ends them.
import { createTransport } from "nodemailer";
import { unsent } from "./sender.js";
import type { Sender } from "./sender.js";

export interface MailOptions {
  /** smtps://user:password@host:465, or smtp://… with STARTTLS where the server has it */
  readonly url: string;
  /** `Perennial <no-reply@mall.example>` */
  readonly from: string;
  /** where people reach the mall, named in the mail */
  readonly origin?: string | undefined;
}

/** What a mail may have besides its text. */
interface Mail {
  readonly messageId: string;
  readonly headers: Record<string, string>;
}

/** A server that does not answer must not hold up whoever signs up. */
const PATIENCE_MS = 10_000;

export function mailSender({
  url,
  from,
  origin,
}: MailOptions): Pick<Sender, "emailToken" | "passwordToken" | "letter"> {
  const limits = { connectionTimeout: PATIENCE_MS, greetingTimeout: PATIENCE_MS, socketTimeout: PATIENCE_MS };
  // Messages are made here alone: nothing of them may name a file or an address to fetch.
  const transport = createTransport({ url, ...limits, disableFileAccess: true, disableUrlAccess: true });
  const send = async (
    to: string,
    subject: string,
    lines: readonly string[],
    more: Partial<Mail> = {},
  ): Promise<void> => {
    const text = [...lines, ...(origin === undefined ? [] : ["", origin])].join("\n");
    try {
      await transport.sendMail({ from, to, subject, text, textEncoding: "base64", ...more });
    } catch (error) {
      throw unsent(error);
    }
  };
  return {
    letter: async (email, { id, subject, lines, oneClick }) =>
      send(email, subject, lines, {
        messageId: `<${id}@${new URL(oneClick).hostname}>`,
        headers: { "List-Unsubscribe": `<${oneClick}>`, "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" },
      }),
    emailToken: async (email, token) =>
      send(email, "验证邮箱 · Verify your address", [
        "请用下面的验证码确认这个邮箱：",
        "This token proves that the address is yours:",
        "",
        token,
        "",
        "若不是你注册的，请忽略这封邮件。 If you did not sign up, ignore this mail.",
      ]),
    passwordToken: async (email, token) =>
      send(email, "重设密码 · Set a new password", [
        "请用下面的验证码设置新密码：",
        "This token lets you set a new password:",
        "",
        token,
        "",
        "若不是你要求的，请忽略这封邮件，密码不会改变。 If you did not ask for it, ignore this mail: nothing changes.",
      ]),
  };
}
