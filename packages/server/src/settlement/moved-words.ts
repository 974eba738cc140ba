// What the mall's own movements of cash are called: they go into the ledger as `adjusted`, but no hand adjusted anything. Told by the id of the event,
// which the mall gives, and by its reason, which begins with what it is about.
import type { EntryText, Text } from "@perennial/kernel";

type Words = (what: string, amount: string) => Text;

const said =
  (zh: string, en: string): Words =>
  (what, amount) => {
    const fill = (text: string): string => text.replace("{what}", what).replace("{amount}", amount);
    return { zh: fill(zh), en: fill(en) };
  };

/** By the first part of the event's id. */
const WORDS: Readonly<Record<string, Words>> = {
  wallet: said("用余额付款 {what}：{amount}", "Payment {what} made from the wallet: {amount}"),
  "wallet-back": said("付款 {what} 退款，{amount} 退回余额", "Refund of payment {what}: {amount} back into the wallet"),
  shipping: said("订单 {what} 的运费 {amount}，归发货商家", "Shipping of order {what}, the sender's: {amount}"),
  split: said(
    "订单 {what} 的货款 {amount} 分账到商家的收款账户",
    "Part of order {what} sent to the merchant's own account: {amount}",
  ),
  "split-undone": said(
    "订单 {what} 分账未成，{amount} 回到余额",
    "The part of order {what} could not be sent; {amount} back into the wallet",
  ),
  unsplit: said(
    "订单 {what} 退款：已分账的 {amount} 由收款账户退回",
    "Refund of order {what}: {amount} of the part sent comes back",
  ),
  "unsplit-undone": said(
    "订单 {what} 的退款未成，{amount} 仍在商家的收款账户",
    "The refund of order {what} was not made; {amount} stays in the merchant's own account",
  ),
};

/** The entry with the mall's own words in the place of "adjusted by hand". An adjustment by hand stays one. */
export function withMovedWords(entry: EntryText): EntryText {
  const words = entry.type === "adjusted" ? WORDS[entry.id.slice(0, entry.id.indexOf(":"))] : undefined;
  if (!words) return entry;
  const postings = entry.postings.map((posting) => {
    const { why } = posting;
    const [, what] = /^(?:付款|退款|订单) (\S+)/.exec(why.figures["reason"] ?? "") ?? [];
    if (why.rule !== "adjusted" || what === undefined) return posting;
    return { ...posting, why: { ...why, text: words(what, posting.amount) } };
  });
  return { ...entry, postings };
}
