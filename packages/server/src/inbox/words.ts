// The words of notices: made when one is read or sent, in both languages, from what is kept of it and the plan's own names.
import type { Text } from "@perennial/api";
import type { PlanDocument } from "@perennial/kernel";
import { mechanismKinds } from "@perennial/kernel";
import type { News } from "./news.js";

export type Language = "zh-CN" | "en";
type Told = Pick<News, "kind" | "figures" | "at" | "subject">;

/** How one language writes figures. */
interface Tongue {
  readonly money: (amount: string) => string;
  readonly quantity: (asset: string, amount: string) => string;
  /** RFC 3339 or a day; the day in the plan's time zone */
  readonly day: (at: string) => string;
  readonly month: (month: string) => string;
  readonly mechanism: (id: string) => string;
  readonly ordinal: (count: string) => string;
}

const WHOLE_DAY = /^\d{4}-\d{2}-\d{2}$/;
const MOST_DECIMALS = 8;

/** Texts go into the formats as they are: no amount becomes a float. */
const exact = (amount: string): `${number}` => amount as `${number}`;

function tongueOf({ currency, timezone, assets, mechanisms }: PlanDocument, language: Language): Tongue {
  const key = language === "en" ? "en" : "zh";
  const cash = new Intl.NumberFormat(language, { style: "currency", currency, currencyDisplay: "narrowSymbol" });
  const count = new Intl.NumberFormat(language, { maximumFractionDigits: MOST_DECIMALS });
  const days = (timeZone: string) => new Intl.DateTimeFormat(language, { dateStyle: "long", timeZone });
  const months = new Intl.DateTimeFormat(language, { year: "numeric", month: "long", timeZone: "UTC" });
  const money = (amount: string): string => cash.format(exact(amount));
  return {
    money,
    quantity: (asset, amount) =>
      asset === "cash" ? money(amount) : `${count.format(exact(amount))} ${assets[asset]?.title?.[key] ?? asset}`,
    day: (at) => days(WHOLE_DAY.test(at) ? "UTC" : timezone).format(new Date(at)),
    month: (month) => months.format(new Date(`${month}-01T00:00:00Z`)),
    mechanism: (id) => {
      const kind = mechanisms.find((each) => (each.id ?? each.kind) === id)?.kind ?? id;
      return mechanismKinds().find((each) => each.kind === kind)?.title[key] ?? id;
    },
    ordinal: (place) => count.format(exact(place)),
  };
}

interface Words {
  readonly title: string;
  readonly body: string;
}
type Say = (told: Told, tongue: Tongue) => readonly [zh: Words, en: Words];

const figure = ({ figures }: Told, name: string): string => figures[name] ?? "0";
const quantityOf = (told: Told, tongue: Tongue): string =>
  tongue.quantity(figure(told, "asset"), figure(told, "amount"));
const moneyOf = (told: Told, tongue: Tongue, name = "amount"): string => tongue.money(figure(told, name));
const words = (title: string, body: string): Words => ({ title, body });

/** Said of each kind in both languages; `tongue` is that of the language which is wanted. */
const SAYS: Readonly<Record<News["kind"], Say>> = {
  expiring: (told, tongue) => {
    const [quantity, due] = [quantityOf(told, tongue), tongue.day(figure(told, "due"))];
    return [
      words(`${quantity} 将于${due}到期`, "请在当天结束前使用，届时没有用完的部分会失效。"),
      words(`${quantity} lapse on ${due}`, "Use them before that day ends; what is left then is lost."),
    ];
  },
  expired: (told, tongue) => [
    words(`${quantityOf(told, tongue)} 已到期失效`, "有效期已过，没有用完的部分已经失效。"),
    words(`${quantityOf(told, tongue)} have lapsed`, "Their time was over; what was left of them is lost."),
  ],
  exited: (told, tongue) => {
    const sold =
      told.figures["asset"] === undefined ? "" : tongue.quantity(told.figures["asset"], figure(told, "quantity"));
    const paid = moneyOf(told, tongue);
    return [
      words(`到价出局，到账 ${paid}`, `${sold || "积分"} 已按规则自动卖出，${paid} 已存入余额。`),
      words(`Exit reached: ${paid} paid`, `${sold || "Points"} were sold by the rules; ${paid} are in your balance.`),
    ];
  },
  queuePlace: (told, tongue) => {
    const [place, left] = [tongue.ordinal(figure(told, "place")), moneyOf(told, tongue, "left")];
    const line = tongue.mechanism(figure(told, "mechanism"));
    return [
      words(
        `${line}：排到第 ${place} 位`,
        `订单 ${told.subject ?? ""} 还有 ${left} 待返还。能否返还、何时返还，取决于之后的订单。`,
      ),
      words(
        `${line}: you are number ${place}`,
        `Order ${told.subject ?? ""} still waits for ${left}. Whether and when it is paid depends on orders to come.`,
      ),
    ];
  },
  queuePaid: (told, tongue) => [
    words(`排队到位，返还 ${moneyOf(told, tongue)}`, "轮到你了，这笔返还已存入余额。"),
    words(`Your turn in the line: ${moneyOf(told, tongue)}`, "It has been paid into your balance."),
  ],
  planChanged: (told, tongue) => [
    words(`规则有更新（第 ${figure(told, "version")} 版）`, `新规则自${tongue.day(told.at)}起生效。`),
    words(
      `The rules have changed (version ${figure(told, "version")})`,
      `The new ones hold from ${tongue.day(told.at)} on.`,
    ),
  ],
  closing: () => [
    words("项目开始清算", "从现在起不再产生新的奖励，已有的权益按规则里的次序兑付。"),
    words(
      "The programme is closing",
      "Nothing new is earned from now on; claims are paid in the order that the rules say.",
    ),
  ],
  payoutPaid: (told, tongue) => [
    words(`提现已通过，${moneyOf(told, tongue)} 已转出`, "这是扣除手续费之后的金额。"),
    words(`Withdrawal approved: ${moneyOf(told, tongue)} sent`, "This is what is left after the fee."),
  ],
  payoutRefused: (told, tongue) => [
    words("提现没有通过", `${moneyOf(told, tongue)} 已退回余额。`),
    words("Withdrawal refused", `${moneyOf(told, tongue)} are back in your balance.`),
  ],
  owed: (told, tongue) => [
    words(`退款后欠 ${quantityOf(told, tongue)}`, "应收回的奖励余额不足，差额会从以后的收入里抵扣。"),
    words(
      `You owe ${quantityOf(told, tongue)}`,
      "A refund takes back more than you still had; later income pays it off.",
    ),
  ],
  orderShipped: (told) => {
    const parcel = [told.figures["carrier"], told.figures["number"]].filter(Boolean).join(" ");
    return [
      words("订单已发货", [`订单 ${told.subject ?? ""}`, parcel].filter(Boolean).join("，")),
      words("Your order is on its way", [`Order ${told.subject ?? ""}`, parcel].filter(Boolean).join(", ")),
    ];
  },
  refundPaid: (told, tongue) => [
    words(`退款 ${moneyOf(told, tongue)} 已退回`, `订单 ${told.subject ?? ""} 的退款已按原支付方式退回。`),
    words(
      `${moneyOf(told, tongue)} refunded`,
      `The refund of order ${told.subject ?? ""} went back the way it was paid.`,
    ),
  ],
  refundRefused: (told) => [
    words(
      "退款申请没有通过",
      `订单 ${told.subject ?? ""}：${told.figures["answer"] || "商家没有同意，可在订单里再次申请。"}`,
    ),
    words(
      "Refund refused",
      `Order ${told.subject ?? ""}: ${told.figures["answer"] || "the seller did not agree; you may ask again in the order."}`,
    ),
  ],
  refundFailed: (told, tongue) => [
    words("退款没有成功", `订单 ${told.subject ?? ""} 的退款 ${moneyOf(told, tongue)} 没有退成，请联系商家。`),
    words(
      "A refund has failed",
      `${moneyOf(told, tongue)} of order ${told.subject ?? ""} could not be paid back; ask the seller.`,
    ),
  ],
  statement: (told, tongue) => [
    words(`${tongue.month(figure(told, "month"))}对账单已出`, "看看期初、进出与期末，每一笔都能查到原因。"),
    words(
      `Your statement of ${tongue.month(figure(told, "month"))}`,
      "What you began with, what came and went, what you ended with, and why.",
    ),
  ],
};

/** Words a plan's notices; formats are made once. */
export function wording(plan: PlanDocument): (told: Told) => { title: Text; body: Text } {
  const [chinese, english] = [tongueOf(plan, "zh-CN"), tongueOf(plan, "en")];
  return (told) => {
    const say = SAYS[told.kind];
    const [[zh], [, en]] = [say(told, chinese), say(told, english)];
    return { title: { zh: zh.title, en: en.title }, body: { zh: zh.body, en: en.body } };
  };
}
