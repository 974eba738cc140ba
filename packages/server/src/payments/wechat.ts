// WeChat Pay (API v3), through its Node SDK: mobile web and QR codes; refunds; profit sharing; the daily bill. The SDK looks up WeChat's own
// certificate by its number; it is set from our settings, so that nothing is fetched and no other key is believed.
import { constants, createHash, publicEncrypt } from "node:crypto";
import Pay from "wechatpay-node-v3";
import { z } from "zod";
import { Fault } from "../http/fault.js";
import type { Back, BillLine, Channel, Due, Moved, Raw, Receiver, Returning, Share, Told } from "./channel.js";
import { textOf } from "./channel.js";
import { wechatBill } from "./wechat-bill.js";

const settings = z.object({
  appid: z.string().min(1),
  mchid: z.string().min(1),
  /** our certificate's number and private key (PEM) */
  serial: z.string().min(1),
  privateKey: z.string().min(1),
  /** API v3 key: 32 characters */
  apiKey: z.string().length(32),
  /** WeChat's own: its number and public key (PEM) */
  platformSerial: z.string().min(1),
  platformKey: z.string().min(1),
  /** whether payments may be split with merchants */
  sharing: z.boolean().default(false),
  gateway: z.url().default("https://api.mch.weixin.qq.com"),
});
type Settings = z.infer<typeof settings>;

/** Notifications older or younger than this are not believed. */
const TOLERANCE_SECONDS = 300;
const WECHAT = "https://api.mch.weixin.qq.com";

class TrustingPay extends Pay {
  static trust(serial: string, publicKey: string): void {
    Pay.certificates[serial] = publicKey;
  }
}

const resource = z.object({ ciphertext: z.string(), associated_data: z.string().default(""), nonce: z.string() });
const notification = z.object({ id: z.string(), event_type: z.string(), resource });
const content = z.object({
  out_trade_no: z.string().optional(),
  transaction_id: z.string().optional(),
  trade_state: z.string().optional(),
  out_refund_no: z.string().optional(),
  refund_status: z.string().optional(),
  amount: z.object({ total: z.int().optional(), refund: z.int().optional() }).optional(),
});

class Wechat implements Channel {
  readonly thanks = { body: '{"code":"SUCCESS"}', type: "application/json" };
  readonly splits: boolean;
  private readonly pay: TrustingPay;

  constructor(private readonly own: Settings) {
    this.splits = own.sharing;
    TrustingPay.trust(own.platformSerial, own.platformKey);
    this.pay = new TrustingPay({
      appid: own.appid,
      mchid: own.mchid,
      serial_no: own.serial,
      publicKey: Buffer.from(own.platformKey),
      privateKey: Buffer.from(own.privateKey),
      key: own.apiKey,
    });
    this.pay.createHttp(overFetch(own.gateway));
  }

  async start(due: Due): ReturnType<Channel["start"]> {
    const order = {
      description: due.subject,
      out_trade_no: due.payment,
      notify_url: due.notifyUrl,
      time_expire: due.expiresAt.toISOString().replace(/\.\d+Z$/, "+00:00"),
      amount: { total: due.amount },
      ...(this.splits && due.splits && { settle_info: { profit_sharing: true } }),
    };
    if (due.method === "mobile") {
      const scene = { payer_client_ip: "127.0.0.1", h5_info: { type: "Wap", app_name: due.subject } };
      const answer = taken(await this.pay.transactions_h5({ ...order, scene_info: scene }));
      return {
        action: {
          kind: "redirect",
          url: `${textOf(answer["h5_url"])}&redirect_url=${encodeURIComponent(due.returnUrl)}`,
        },
      };
    }
    const answer = taken(await this.pay.transactions_native(order));
    return { action: { kind: "qr", code: textOf(answer["code_url"]) } };
  }

  async read({ headers, body }: Raw): Promise<Told> {
    const [timestamp = "", nonce = "", serial = "", signature = ""] = ["timestamp", "nonce", "serial", "signature"].map(
      (name) => headers[`wechatpay-${name}`],
    );
    const isNow = Math.abs(Date.now() / 1_000 - Number(timestamp)) <= TOLERANCE_SECONDS;
    const genuine =
      isNow &&
      serial === this.own.platformSerial &&
      (await this.pay.verifySign({ timestamp, nonce, body, serial, signature }));
    if (!genuine)
      throw new Fault(
        "bad_signature",
        "Wechatpay-Signature",
        "WeChat Pay did not sign this",
        "a notification of WeChat Pay",
      );
    const told = notification.parse(JSON.parse(body));
    const { ciphertext, associated_data, nonce: iv } = told.resource;
    const inner = content.parse(this.pay.decipher_gcm<unknown>(ciphertext, associated_data, iv, this.own.apiKey));
    const refund = inner.out_refund_no !== undefined;
    const amount = refund ? inner.amount?.refund : inner.amount?.total;
    return {
      notice: told.id,
      kind: refund ? refundKind(inner.refund_status) : inner.trade_state === "SUCCESS" ? "paid" : "other",
      ...(inner.out_trade_no !== undefined && { payment: inner.out_trade_no }),
      ...(inner.out_refund_no !== undefined && { move: inner.out_refund_no }),
      ...(amount !== undefined && { amount }),
      ...(inner.transaction_id !== undefined && { ref: inner.transaction_id }),
    };
  }

  async refund({ payment, move, amount, total, currency, notifyUrl }: Back): Promise<Moved> {
    const answer = taken(
      await this.pay.refunds({
        out_trade_no: payment,
        out_refund_no: move,
        notify_url: notifyUrl,
        amount: { refund: amount, total, currency },
      }),
    );
    return { state: answer["status"] === "SUCCESS" ? "done" : "waiting", ref: textOf(answer["refund_id"]) };
  }

  async enrol({ account, name }: Receiver): Promise<void> {
    const receiver = { type: "MERCHANT_ID", account, name: this.sealed(name), relation_type: "STORE" };
    taken(await this.pay.profitsharing_receivers_add({ ...receiver, wx_serial_no: this.own.platformSerial }));
  }

  async split({ ref, move, amount, receiver, last }: Share): Promise<Moved> {
    const answer = taken(
      await this.pay.create_profitsharing_orders({
        transaction_id: ref,
        out_order_no: move,
        receivers: [{ type: "MERCHANT_ID", account: receiver, amount, description: move }],
        unfreeze_unsplit: last,
      }),
    );
    return { state: answer["state"] === "FINISHED" ? "done" : "waiting", ref: textOf(answer["order_id"]) };
  }

  async unsplit({ split, move, amount, receiver }: Returning): Promise<Moved> {
    const answer = taken(
      await this.pay.profitsharing_return_orders({
        out_order_no: split,
        out_return_no: move,
        return_mchid: receiver,
        amount,
        description: move,
      }),
    );
    if (answer["result"] === "FAILED") throw new Error(`wechat return: ${textOf(answer["fail_reason"])}`);
    return { state: answer["result"] === "SUCCESS" ? "done" : "waiting", ref: textOf(answer["return_id"]) };
  }

  /** As WeChat wants names of people and firms: under its own public key. */
  private sealed(name: string): string {
    const key = { key: this.own.platformKey, padding: constants.RSA_PKCS1_OAEP_PADDING };
    return publicEncrypt(key, Buffer.from(name, "utf8")).toString("base64");
  }

  async bill(day: string): Promise<readonly BillLine[]> {
    const offer = taken(await this.pay.tradebill({ bill_date: day, bill_type: "ALL" }));
    const file: Answer = await this.pay.downloadBill(textOf(offer["download_url"]));
    const { data } = file;
    if (file.status !== 200 || typeof data !== "string") throw new Error(`wechat bill ${day}: ${file.status}`);
    // The offer, which came signed over TLS, says what the file's hash must be.
    const hash = createHash("sha1").update(data).digest("hex");
    if (offer["hash_value"] !== undefined && offer["hash_value"] !== hash)
      throw new Error(`wechat bill ${day}: the file is another one than was offered`);
    return wechatBill(data);
  }
}

function refundKind(status: string | undefined): Told["kind"] {
  if (status === "SUCCESS") return "refunded";
  return status === "CLOSED" || status === "ABNORMAL" ? "refund_failed" : "other";
}

interface Answer {
  status: number;
  data?: unknown;
  error?: unknown;
}

/** Throws when WeChat says no. */
function taken({ status, data }: Answer): Readonly<Record<string, unknown>> {
  const fields = z.record(z.string(), z.unknown()).safeParse(data);
  if (status < 200 || status >= 300 || !fields.success)
    throw new Error(`wechat: ${status} ${textOf(fields.data?.["code"])}`);
  return fields.data;
}

/** The SDK's requests over the platform's fetch: another gateway may stand in for WeChat's. */
function overFetch(gateway: string) {
  const ask = async (
    method: string,
    url: string,
    headers: Record<string, string>,
    params?: unknown,
  ): Promise<Answer> => {
    const response = await fetch(url.replace(WECHAT, gateway), {
      method,
      headers: { ...headers, "content-type": "application/json" },
      ...(params !== undefined && { body: JSON.stringify(params) }),
    });
    const text = await response.text();
    const isJson = response.headers.get("content-type")?.includes("json") ?? false;
    return { status: response.status, data: isJson ? (JSON.parse(text) as unknown) : text };
  };
  return {
    get: async (url: string, headers: Record<string, string>) => ask("GET", url, headers),
    post: async (url: string, params: unknown, headers: Record<string, string>) => ask("POST", url, headers, params),
    upload: async () => Promise.reject(new Error("wechat: nothing is uploaded here")),
  };
}

export const openWechat = (given: unknown): Channel => new Wechat(settings.parse(given));
