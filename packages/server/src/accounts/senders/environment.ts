// The senders that the environment names. What it does not name is shown where the caller wants it; secrets stay in the environment.
import { mailSender } from "./mail.js";
import type { Sender } from "./sender.js";
import { smsSender } from "./sms.js";

const LEAST_SECRET_BYTES = 24;
/** The mark of such secrets in the standard that the gateway's requests follow. */
const SECRET_MARK = /^whsec_/;

/**
 * Reads PERENNIAL_SMTP_URL with PERENNIAL_MAIL_FROM, and PERENNIAL_SMS_URL with PERENNIAL_SMS_SECRET. Throws `bad_sender`, which names the
 * variable and never its value.
 */
export function senderOf(
  environment: NodeJS.ProcessEnv,
  { shown, origin, now }: { shown: Sender; origin?: string | undefined; now: () => number },
): Sender {
  const { PERENNIAL_SMTP_URL: smtp = "", PERENNIAL_SMS_URL: sms = "" } = environment;
  return {
    ...shown,
    ...(smtp !== "" &&
      mailSender({ url: address("PERENNIAL_SMTP_URL", smtp, ["smtp:", "smtps:"]), from: from(environment), origin })),
    ...(sms !== "" &&
      smsSender({ url: address("PERENNIAL_SMS_URL", sms, ["https:", "http:"]), secret: secret(environment), now })),
  };
}

function address(name: string, url: string, protocols: readonly string[]): string {
  if (URL.canParse(url) && protocols.includes(new URL(url).protocol)) return url;
  throw new Error(`bad_sender: ${name} is no address; one that begins with ${protocols.join("// or ")}//`);
}

function from({ PERENNIAL_MAIL_FROM: sender = "" }: NodeJS.ProcessEnv): string {
  if (sender.includes("@") && !/[\r\n]/.test(sender)) return sender;
  throw new Error("bad_sender: PERENNIAL_MAIL_FROM is no sender; one such as Mall <no-reply@mall.example>");
}

function secret({ PERENNIAL_SMS_SECRET: text = "" }: NodeJS.ProcessEnv): Uint8Array {
  const bytes = Buffer.from(text.replace(SECRET_MARK, ""), "base64");
  if (bytes.length >= LEAST_SECRET_BYTES) return bytes;
  throw new Error(`bad_sender: PERENNIAL_SMS_SECRET is too short; at least ${LEAST_SECRET_BYTES} bytes as base64`);
}
