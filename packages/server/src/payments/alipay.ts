// Alipay, through its own SDK: pages, the mobile web and QR codes; refunds; split settlement. What it tells is verified with its public key.
import type { IRequestParams } from "alipay-sdk";
import { AlipaySdk } from "alipay-sdk";
import { formatAmount, parseAmount } from "@perennial/kernel";
import { z } from "zod";
import { Fault } from "../http/fault.js";
import { alipayBill } from "./alipay-bill.js";
import type { Back, BillLine, Channel, Due, Moved, Raw, Receiver, Share, Told } from "./channel.js";
import { textOf } from "./channel.js";

const settings = z.object({
  appId: z.string().min(1),
  /** ours, PKCS#1 or PKCS#8 as PEM or bare base64 */
  privateKey: z.string().min(1),
  keyType: z.enum(["PKCS1", "PKCS8"]).default("PKCS8"),
  /** Alipay's own */
  alipayPublicKey: z.string().min(1),
  gateway: z.url().default("https://openapi.alipay.com/gateway.do"),
});

const YUAN_SCALE = 2;
const BILL_MS = 60_000;
const MOST_BILL_BYTES = 50_000_000;
const yuan = (fen: number): string => formatAmount(fen, YUAN_SCALE);
const METHODS = {
  page: { method: "alipay.trade.page.pay", product: "FAST_INSTANT_TRADE_PAY" },
  mobile: { method: "alipay.trade.wap.pay", product: "QUICK_WAP_WAY" },
} as const;

class Alipay implements Channel {
  readonly thanks = { body: "success", type: "text/plain" };
  readonly splits = true;
  private readonly sdk: AlipaySdk;

  constructor(private readonly own: z.infer<typeof settings>) {
    this.sdk = new AlipaySdk({ ...own, signType: "RSA2", camelcase: true });
  }

  async start(due: Due): ReturnType<Channel["start"]> {
    const bizContent = {
      outTradeNo: due.payment,
      totalAmount: yuan(due.amount),
      subject: due.subject,
      timeExpire: inChina(due.expiresAt),
      // What shall be split stays frozen until it is.
      ...(due.splits && { extendParams: { royaltyFreeze: "true" } }),
    };
    if (due.method === "qr") {
      const answer = await this.asked("alipay.trade.precreate", { notifyUrl: due.notifyUrl, bizContent });
      return { action: { kind: "qr", code: textOf(answer["qrCode"]) } };
    }
    const { method, product } = METHODS[due.method];
    const url = this.sdk.pageExecute(method, "GET", {
      notifyUrl: due.notifyUrl,
      returnUrl: due.returnUrl,
      bizContent: { ...bizContent, productCode: product },
    });
    return { action: { kind: "redirect", url } };
  }

  async read({ body }: Raw): Promise<Told> {
    const told = Object.fromEntries(new URLSearchParams(body));
    // Only the stronger signature, whatever the notification says of itself; and only what is meant for this app.
    const genuine =
      told["sign_type"] === "RSA2" && told["app_id"] === this.own.appId && this.sdk.checkNotifySignV2(told);
    if (!genuine) throw new Fault("bad_signature", "sign", "Alipay did not sign this", "a notification of Alipay");
    const amount = parseAmount(told["refund_fee"] ?? told["total_amount"] ?? "", YUAN_SCALE);
    return Promise.resolve({
      notice: told["notify_id"] ?? "",
      kind: kindOf(told),
      ...(told["out_trade_no"] !== undefined && { payment: told["out_trade_no"] }),
      ...(told["refund_fee"] !== undefined && { move: told["out_biz_no"] ?? "" }),
      ...(typeof amount === "number" && { amount }),
      ...(told["trade_no"] !== undefined && { ref: told["trade_no"] }),
    });
  }

  async refund({ payment, move, amount, returns }: Back): Promise<Moved> {
    const refundRoyaltyParameters = returns.map((part) => ({
      royaltyType: "transfer",
      transOut: part.receiver,
      transOutType: "userId",
      amount: yuan(part.amount),
    }));
    const bizContent = {
      outTradeNo: payment,
      refundAmount: yuan(amount),
      outRequestNo: move,
      ...(returns.length > 0 && { refundRoyaltyParameters }),
    };
    const answer = await this.asked("alipay.trade.refund", { bizContent });
    return { state: "done", ref: textOf(answer["tradeNo"]) };
  }

  async enrol({ account, name }: Receiver): Promise<void> {
    const receiverList = [{ type: "userId", account, name, memo: "merchant" }];
    // The same binding again has the same number, and is no other one.
    const bizContent = { receiverList, outRequestNo: `bind${account}` };
    await this.asked("alipay.trade.royalty.relation.bind", { bizContent });
  }

  async split({ ref, move, amount, receiver, last }: Share): Promise<Moved> {
    const royaltyParameters = [
      { royaltyType: "transfer", transIn: receiver, transInType: "userId", amount: yuan(amount) },
    ];
    const extendParams = { royaltyFinish: String(last) };
    const bizContent = { outRequestNo: move, tradeNo: ref, royaltyParameters, extendParams };
    const answer = await this.asked("alipay.trade.order.settle", { bizContent });
    return { state: "done", ref: textOf(answer["settleNo"] ?? answer["tradeNo"]) };
  }

  async bill(day: string): Promise<readonly BillLine[]> {
    const bizContent = { billType: "trade", billDate: day };
    const offer = await this.asked("alipay.data.dataservice.bill.downloadurl.query", { bizContent });
    const response = await fetch(textOf(offer["billDownloadUrl"]), { signal: AbortSignal.timeout(BILL_MS) });
    if (!response.ok) throw new Error(`alipay bill ${day}: ${response.status}`);
    return alipayBill(await bytesOf(response, MOST_BILL_BYTES));
  }

  /** The answer's signature is checked by the SDK. Throws when Alipay says no. */
  private async asked(method: string, params: IRequestParams): Promise<Record<string, unknown>> {
    const answer = await this.sdk.exec(method, params, { validateSign: true });
    if (answer.code !== "10000")
      throw new Error(`alipay ${method}: ${answer.sub_code ?? answer["subCode"] ?? answer.code}`);
    return answer;
  }
}

/** Throws when there are more of them. */
async function bytesOf(response: Response, most: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  const body: AsyncIterable<Uint8Array> | null = response.body;
  let length = 0;
  for await (const part of body ?? []) {
    length += part.length;
    if (length > most) throw new Error(`alipay bill: more than ${most} bytes`);
    parts.push(part);
  }
  return Buffer.concat(parts);
}

function kindOf(told: Readonly<Record<string, string>>): Told["kind"] {
  if (told["refund_fee"] !== undefined) return "refunded";
  if (told["trade_status"] === "TRADE_SUCCESS" || told["trade_status"] === "TRADE_FINISHED") return "paid";
  return told["trade_status"] === "TRADE_CLOSED" ? "failed" : "other";
}

/** `2026-01-31 12:00:00`, by China's clock. */
const inChina = (at: Date): string =>
  new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 19).replace("T", " ");

export const openAlipay = (given: unknown): Channel => new Alipay(settings.parse(given));
