// The token that ends mails or messages without signing in: it names whom, and is signed, so that nobody ends another's.
import { createHmac, timingSafeEqual } from "node:crypto";
import type { SentBy } from "./tables.js";

export interface Recipient {
  readonly programme: string;
  readonly member: string;
  readonly channel: SentBy;
}

const sign = (secret: Uint8Array, programme: string, text: string): string =>
  createHmac("sha256", secret).update(`unsubscribe\n${programme}\n${text}`).digest("base64url");

/** Good for ever: whoever finds an old mail may still end them. */
export function optOutToken(secret: Uint8Array, { programme, member, channel }: Recipient): string {
  const text = Buffer.from(JSON.stringify([member, channel])).toString("base64url");
  return `${text}.${sign(secret, programme, text)}`;
}

/** Whose token this is; undefined when it is none of ours, or of another programme. */
export function readOptOut(secret: Uint8Array, programme: string, token: string): Recipient | undefined {
  const [text = "", signature = ""] = token.split(".");
  const [right, given] = [Buffer.from(sign(secret, programme, text)), Buffer.from(signature)];
  if (right.length !== given.length || !timingSafeEqual(right, given)) return undefined;
  const [member, channel] = JSON.parse(Buffer.from(text, "base64url").toString()) as [string, SentBy];
  return { programme, member, channel };
}
