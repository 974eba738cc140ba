// Channels of payment on this machine: each signs with keys of its own as the real one does, and answers what the SDKs ask.
import { createCipheriv, createHash, createHmac, createSign, generateKeyPairSync, randomBytes } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import type { IncomingMessage, Server } from "node:http";
import { zipSync } from "fflate";

const pair = () =>
  generateKeyPairSync("rsa", {
    modulusLength: 2_048,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  });

export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly body: string;
  readonly headers: IncomingMessage["headers"];
}
type Reply = (asked: Asked) => { body: string | Uint8Array; type?: string; status?: number };

/** An HTTP server that remembers what it was asked. */
async function gateway(reply: Reply) {
  const asked: Asked[] = [];
  const server: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const body = Buffer.concat(chunks).toString("utf8");
      const one = { method: request.method ?? "", path: request.url ?? "", body, headers: request.headers };
      asked.push(one);
      const { body: said, type = "application/json", status = 200 } = reply(one);
      response.writeHead(status, { "content-type": type }).end(said);
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

/** Text as Chinese banks and channels still write their files. */
export function gbk(text: string): Uint8Array {
  const codes = new Map<string, readonly number[]>();
  const decoder = new TextDecoder("gbk");
  for (let first = 0x81; first <= 0xfe; first += 1)
    for (let second = 0x40; second <= 0xfe; second += 1)
      codes.set(decoder.decode(Uint8Array.of(first, second)), [first, second]);
  return Uint8Array.from(
    Array.from(text).flatMap((sign) => (sign < "\u0080" ? sign.charCodeAt(0) : (codes.get(sign) ?? [63]))),
  );
}

/** Alipay's account of a day as it packs it: the single transactions, and a summary beside them. Lines of cells by column. */
export function alipayBillFile(lines: readonly (readonly string[])[]): Uint8Array {
  const columns =
    "支付宝交易号,商户订单号,业务类型,商品名称,创建时间,完成时间,门店编号,门店名称,操作员,终端号,对方账户,订单金额（元）,商家实收（元）," +
    "支付宝红包（元）,集分宝（元）,支付宝优惠（元）,商家优惠（元）,券核销金额（元）,券名称,商家红包消费金额（元）,卡消费金额（元）,退款批次号/请求号," +
    "服务费（元）,分润（元）,备注";
  const title = "#支付宝业务明细查询\r\n#账号：[20880000000000010156]\r\n";
  const list = `${title}#-----业务明细列表-----\r\n${columns}\r\n${lines.map((cells) => `${cells.join("\t,")}\r\n`).join("")}#-----业务明细列表结束-----\r\n#交易合计：1笔\r\n`;
  const summary = `#支付宝业务汇总查询\r\n门店编号,门店名称,交易订单总笔数\r\n合计,,1\r\n`;
  return zipSync({ "summary.csv": gbk(summary), "details.csv": gbk(list) });
}

export async function alipayStandIn() {
  const [ours, theirs] = [pair(), pair()];
  let bill: Uint8Array = new Uint8Array();
  const { url, asked, stop } = await gateway(({ path, body }) => {
    if (path.startsWith("/bill-file")) return { body: bill, type: "application/zip" };
    const method =
      new URLSearchParams(path.split("?")[1]).get("method") ?? new URLSearchParams(body).get("method") ?? "";
    const answer = JSON.stringify({
      code: "10000",
      msg: "Success",
      qr_code: "https://qr.example/1",
      trade_no: "T1",
      bill_download_url: `${url}/bill-file`,
    });
    const name = `${method.replaceAll(".", "_")}_response`;
    return { body: `{"${name}":${answer},"sign":"${signed(theirs.privateKey, answer)}"}` };
  });
  return {
    asked,
    stop,
    setBill: (bytes: Uint8Array) => void (bill = bytes),
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
  let refusing = false;
  const { url, asked, stop } = await gateway(({ path }) => {
    if (refusing && path.startsWith("/v3/profitsharing"))
      return { status: 400, body: JSON.stringify({ code: "NOT_ENOUGH" }) };
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
      return_id: "B1",
      result: "SUCCESS",
    };
    return { body: JSON.stringify(answer) };
  });
  return {
    asked,
    stop,
    setBill: (text: string) => void (bill = text),
    /** No parts are taken, nor given back. */
    refuseSplits: (no: boolean) => void (refusing = no),
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
  const kept = new Map<string, { id: string; metadata: object }>();
  /** Transfers and reversals are remembered, and listed. */
  const transferAnswer = (path: string, method: string, body: string): object => {
    const object = path.includes("/reversals") ? "transfer_reversal" : "transfer";
    if (method === "GET")
      return {
        object: "list",
        data: [...kept.values()].filter(({ id }) => id.startsWith(object)),
        has_more: false,
        url: path,
      };
    const made = {
      id: `${object}_${kept.size + 1}`,
      object,
      metadata: { move: new URLSearchParams(body).get("metadata[move]") },
    };
    kept.set(made.id, made);
    return made;
  };
  const { url, asked, stop } = await gateway(({ path, method, body }) => {
    if (path.startsWith("/v1/balance_transactions"))
      return {
        body: JSON.stringify({ object: "list", data: transactions, has_more: false, url: "/v1/balance_transactions" }),
      };
    if (path.startsWith("/v1/refunds"))
      return { body: JSON.stringify({ id: "re_1", object: "refund", status: "succeeded" }) };
    if (path.startsWith("/v1/transfers")) return { body: JSON.stringify(transferAnswer(path, method, body)) };
    if (path.startsWith("/v1/accounts"))
      return { body: JSON.stringify({ id: path.split("/").at(-1), object: "account" }) };
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

type StandIn<F extends (...args: never) => unknown> = Awaited<ReturnType<F>>;

/** What a channel posts when a payment was made. `amount` as text, 100.00. */
export function paidNotice(
  {
    alipay,
    wechat,
    stripe,
  }: {
    alipay: StandIn<typeof alipayStandIn>;
    wechat: StandIn<typeof wechatStandIn>;
    stripe: StandIn<typeof stripeStandIn>;
  },
  channel: "alipay" | "wechat" | "stripe",
  { id, amount }: { id: string; amount: string },
): { body: string; headers: Record<string, string> } {
  const fen = Number(amount.replace(".", ""));
  if (channel === "alipay")
    return alipay.notify({
      notify_id: id,
      trade_status: "TRADE_SUCCESS",
      out_trade_no: id,
      trade_no: `T-${id}`,
      total_amount: amount,
    });
  if (channel === "wechat") {
    const trade = { out_trade_no: id, transaction_id: `W-${id}`, trade_state: "SUCCESS", amount: { total: fen } };
    return wechat.notify(id, trade);
  }
  const object = { client_reference_id: id, payment_status: "paid", amount_total: fen, payment_intent: `pi_${id}` };
  return stripe.notify({ id: `evt_${id}`, object: "event", type: "checkout.session.completed", data: { object } });
}
