// What each kind of account holds, in words.
import type { AccountKind } from "../ledger/accounts.js";
import type { Text } from "../plan/types.js";

export const ACCOUNT_WORDS: Readonly<Record<AccountKind, Text>> = {
  wallet: { zh: "持有人可自由使用的余额", en: "what a holder may use freely" },
  lot: { zh: "锁定在批次中的部分", en: "the part of a holder's balance that is locked in lots" },
  hold: { zh: "冻结：待审提现、挂单", en: "reserved: withdrawals in review, open offers" },
  receivable: { zh: "退款收回后持有人所欠", en: "what a holder owes after a clawback" },
  pool: { zh: "资金池，只有现金，从不为负", en: "cash set aside for a purpose, never negative" },
  treasury: { zh: "限量资产尚未发行的部分", en: "the not yet issued part of a capped asset" },
  issuance: {
    zh: "发行对冲：流通量的相反数，可为负",
    en: "contra of everything issued: minus the supply; may be negative",
  },
  external: { zh: "银行与支付渠道，可为负", en: "banks and payment channels; may be negative" },
  accrual: { zh: "已分配、尚未记入钱包的部分", en: "shared out at a close and not in the wallets yet" },
};
