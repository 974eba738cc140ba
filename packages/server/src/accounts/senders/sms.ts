// Codes and messages by SMS, through an HTTP gateway of the operator's: a POST that is signed as Standard Webhooks say, so that any provider can stand behind it.
import { createHmac, randomUUID } from "node:crypto";
import { unsent } from "./sender.js";
import type { Sender } from "./sender.js";

export interface SmsOptions {
  readonly url: string;
  /** at least 24 bytes, shared with the gateway */
  readonly secret: Uint8Array;
  /** milliseconds since the epoch */
  readonly now: () => number;
}

const PATIENCE_MS = 10_000;
const CODE_MINUTES = 5;

/**
 * The body is `{"type", "timestamp", "data"}`: `sms.code` with `phone`, `code` and `minutes`, or `sms.message` with `phone` and `text`. Any
 * answer of 2xx means that it was taken; a message that is sent twice has the same `webhook-id`.
 */
export function smsSender(options: SmsOptions): Pick<Sender, "code" | "message"> {
  return {
    code: async (phone, code) =>
      post(options, { id: `msg_${randomUUID()}`, type: "sms.code", data: { phone, code, minutes: CODE_MINUTES } }),
    message: async (phone, { id, text }) =>
      post(options, { id: `msg_${id}`, type: "sms.message", data: { phone, text } }),
  };
}

async function post(
  { url, secret, now }: SmsOptions,
  { id, type, data }: { id: string; type: string; data: object },
): Promise<void> {
  const at = now();
  const body = JSON.stringify({ type, timestamp: new Date(at).toISOString(), data });
  const time = String(Math.floor(at / 1_000));
  const signature = createHmac("sha256", secret).update(`${id}.${time}.${body}`).digest("base64");
  const headers = {
    "content-type": "application/json",
    "webhook-id": id,
    "webhook-timestamp": time,
    "webhook-signature": `v1,${signature}`,
  };
  try {
    const signal = AbortSignal.timeout(PATIENCE_MS);
    const response = await fetch(url, { method: "POST", headers, body, redirect: "error", signal });
    if (!response.ok) throw new Error(`the gateway answered ${response.status}`);
  } catch (error) {
    throw unsent(error);
  }
}
