// Channels of payment on this machine: each signs with keys of its own as the real one does, and answers what the SDKs ask.
import { createCipheriv, createHash, createHmac, createSign, generateKeyPairSync, randomBytes } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import type { IncomingMessage, Server } from "node:http";

const pair = () =>
  generateKeyPairSync("rsa", {
    modulusLength: 2_048,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  });

export interface Asked {
  readonly path: string;
  readonly body: string;
  readonly headers: IncomingMessage["headers"];
}
type Reply = (asked: Asked) => { body: string; type?: string };

/** An HTTP server that remembers what it was asked. */
async function gateway(reply: Reply) {
  const asked: Asked[] = [];
  const server: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const one = { path: request.url ?? "", body: Buffer.concat(chunks).toString("utf8"), headers: request.headers };
      asked.push(one);
      const { body, type = "application/json" } = reply(one);
      response.writeHead(200, { "content-type": type }).end(body);
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const stop = async (): Promise<void> => {
    const closed = once(server, "close");
    server.close();
    server.closeAllConnections();
    await closed;
  };
  return { url: `http://127.0.0.1:${port}`, asked, stop };
}

const bare = (pem: string): string => pem.replaceAll(/-----[^-]+-----|\s/g, "");
const signed = (key: string, text: string): string => createSign("RSA-SHA256").update(text, "utf8").sign(key, "base64");

export async function alipayStandIn() {
  const [ours, theirs] = [pair(), pair()];
  const { url, asked, stop } = await gateway(({ path, body }) => {
    const method =
      new URLSearchParams(path.split("?")[1]).get("method") ?? new URLSearchParams(body).get("method") ?? "";
    const answer = JSON.stringify({ code: "10000", msg: "Success", qr_code: "https://qr.example/1", trade_no: "T1" });
    const name = `${method.replaceAll(".", "_")}_response`;
    return { body: `{"${name}":${answer},"sign":"${signed(theirs.privateKey, answer)}"}` };
  });
  return {
    asked,
    stop,
    settings: {
      appId: "2021000000000001",
      privateKey: bare(ours.privateKey),
      alipayPublicKey: bare(theirs.publicKey),
      gateway: `${url}/gateway.do`,
    },
    /** A form as Alipay posts it. */
    notify: (fields: Record<string, string>, key = theirs.privateKey) => {
      const all: Record<string, string> = { app_id: "2021000000000001", charset: "utf-8", ...fields };
      const text = Object.keys(all)
        .toSorted()
        .map((name) => `${name}=${all[name]}`)
        .join("&");
      const form = new URLSearchParams({ ...all, sign: signed(key, text), sign_type: "RSA2" });
      return { body: form.toString(), headers: { "content-type": "application/x-www-form-urlencoded" } };
    },
  };
}

export async function wechatStandIn() {
  const [ours, theirs] = [pair(), pair()];
  const apiKey = randomBytes(16).toString("hex");
  let bill = "";
  const { url, asked, stop } = await gateway(({ path }) => {
    if (path.startsWith("/bill-file")) return { body: bill, type: "text/plain" };
    if (path.startsWith("/v3/bill/tradebill")) {
      const hash = createHash("sha1").update(bill).digest("hex");
      return { body: JSON.stringify({ hash_type: "SHA1", hash_value: hash, download_url: `${url}/bill-file` }) };
    }
    const answer = {
      h5_url: "https://wx.example/pay?prepay_id=1",
      code_url: "weixin://wxpay/bizpayurl?pr=1",
      status: "PROCESSING",
      refund_id: "R1",
      order_id: "S1",
      state: "FINISHED",
    };
    return { body: JSON.stringify(answer) };
  });
  return {
    asked,
    stop,
    setBill: (text: string) => void (bill = text),
    settings: {
      appid: "wx0000000000000001",
      mchid: "1900000001",
      serial: "AA01",
      privateKey: ours.privateKey,
      apiKey,
      platformSerial: "BB02",
      platformKey: theirs.publicKey,
      gateway: url,
      sharing: true,
    },
    /** A notification as WeChat posts it: encrypted inside, signed outside. */
    notify: (id: string, inner: object, change: { key?: string; serial?: string; age?: number } = {}) => {
      const iv = randomBytes(6).toString("hex");
      const cipher = createCipheriv("aes-256-gcm", apiKey, iv);
      cipher.setAAD(Buffer.from("transaction"));
      const text = Buffer.concat([cipher.update(JSON.stringify(inner), "utf8"), cipher.final(), cipher.getAuthTag()]);
      const resource = { ciphertext: text.toString("base64"), associated_data: "transaction", nonce: iv };
      const body = JSON.stringify({ id, event_type: "TRANSACTION.SUCCESS", resource });
      const timestamp = String(Math.floor(Date.now() / 1_000) - (change.age ?? 0));
      const headers = {
        "content-type": "application/json",
        "wechatpay-timestamp": timestamp,
        "wechatpay-nonce": "n1",
        "wechatpay-serial": change.serial ?? "BB02",
        "wechatpay-signature": signed(change.key ?? theirs.privateKey, `${timestamp}\nn1\n${body}\n`),
      };
      return { body, headers };
    },
  };
}

export async function stripeStandIn() {
  const secret = `whsec_${randomBytes(12).toString("hex")}`;
  let transactions: object[] = [];
  const { url, asked, stop } = await gateway(({ path }) => {
    if (path.startsWith("/v1/balance_transactions"))
      return {
        body: JSON.stringify({ object: "list", data: transactions, has_more: false, url: "/v1/balance_transactions" }),
      };
    if (path.startsWith("/v1/refunds"))
      return { body: JSON.stringify({ id: "re_1", object: "refund", status: "succeeded" }) };
    if (path.startsWith("/v1/transfers")) return { body: JSON.stringify({ id: "tr_1", object: "transfer" }) };
    return { body: JSON.stringify({ id: "cs_1", object: "checkout.session", url: "https://stripe.example/cs_1" }) };
  });
  return {
    asked,
    stop,
    setTransactions: (list: object[]) => void (transactions = list),
    settings: { secretKey: "sk_test_local", webhookSecret: secret, gateway: url },
    notify: (event: object, key = secret) => {
      const body = JSON.stringify(event);
      const time = Math.floor(Date.now() / 1_000);
      const signature = createHmac("sha256", key).update(`${time}.${body}`).digest("hex");
      return { body, headers: { "content-type": "application/json", "stripe-signature": `t=${time},v1=${signature}` } };
    },
  };
}
