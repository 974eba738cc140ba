// Alipay, through its own SDK: pages, the mobile web and QR codes; refunds; split settlement. What it tells is verified with its public key.
import type { IRequestParams } from "alipay-sdk";
import { AlipaySdk } from "alipay-sdk";
import { formatAmount, parseAmount } from "@perennial/kernel";
import { z } from "zod";
import { Fault } from "../http/fault.js";
import type { Back, Channel, Due, Moved, Raw, Share, Told } from "./channel.js";
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
const yuan = (fen: number): string => formatAmount(fen, YUAN_SCALE);
const METHODS = {
  page: { method: "alipay.trade.page.pay", product: "FAST_INSTANT_TRADE_PAY" },
  mobile: { method: "alipay.trade.wap.pay", product: "QUICK_WAP_WAY" },
} as const;

class Alipay implements Channel {
  readonly thanks = { body: "success", type: "text/plain" };
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

  async refund({ payment, move, amount }: Back): Promise<Moved> {
    const bizContent = { outTradeNo: payment, refundAmount: yuan(amount), outRequestNo: move };
    const answer = await this.asked("alipay.trade.refund", { bizContent });
    return { state: "done", ref: textOf(answer["tradeNo"]) };
  }

  async split({ ref, move, amount, receiver }: Share): Promise<Moved> {
    const royaltyParameters = [
      { royaltyType: "transfer", transIn: receiver, transInType: "userId", amount: yuan(amount) },
    ];
    const bizContent = { outRequestNo: move, tradeNo: ref, royaltyParameters };
    const answer = await this.asked("alipay.trade.order.settle", { bizContent });
    return { state: "done", ref: textOf(answer["settleNo"] ?? answer["tradeNo"]) };
  }

  /** The answer's signature is checked by the SDK. Throws when Alipay says no. */
  private async asked(method: string, params: IRequestParams): Promise<Record<string, unknown>> {
    const answer = await this.sdk.exec(method, params, { validateSign: true });
    if (answer.code !== "10000")
      throw new Error(`alipay ${method}: ${answer.sub_code ?? answer["subCode"] ?? answer.code}`);
    return answer;
  }
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
