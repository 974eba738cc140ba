// The postings of an entry: what moved from where to where, and why; a table on a desk, a list on a phone.
import type { EntryText, Posting } from "@perennial/api";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { useProgramme } from "../programme.js";
import { PostingWhy } from "./posting.js";
import { Figure } from "./sheet.js";

/** An account in words: `wallet:alice` → `alice · 钱包`. */
export function useAccountTitle(): (account: string) => string {
  const { t } = useTranslation();
  const { poolTitle, mechanismTitle } = useProgramme();
  return (account) => {
    const cut = account.indexOf(":");
    if (cut === -1) return t(`account.${account}`, { defaultValue: account });
    const [kind, owner] = [account.slice(0, cut), account.slice(cut + 1)];
    if (kind === "pool") return poolTitle(owner);
    if (kind === "accrual") return `${mechanismTitle(owner)} · ${t("account.accrual")}`;
    const name = owner === "platform" ? t("account.platform") : owner;
    return kind === "wallet" ? name : `${name} · ${t(`account.${kind}`, { defaultValue: kind })}`;
  };
}

/** `seq`: the entry's number; left out while it is only tried out. */
export function Postings({ entry, seq }: { entry: EntryText; seq?: number | undefined }): ReactElement {
  const { t } = useTranslation();
  const { assetTitle, quantity, read } = useProgramme();
  const account = useAccountTitle();
  const why = (posting: Posting) => () => ({
    title: `${account(posting.debit)} → ${account(posting.credit)}`,
    figure: `${quantity(posting.asset, posting.amount)}${posting.asset === "cash" ? "" : ` ${assetTitle(posting.asset)}`}`,
    body: <PostingWhy why={posting.why} seq={seq} fresh={seq === undefined} />,
  });
  return (
    <ul className="divide-y divide-line border-y border-line">
      {entry.postings.map((posting, index) => (
        <li key={index} className="grid gap-x-6 gap-y-1 py-3 sm:grid-cols-[minmax(0,1fr)_auto]">
          <p className="text-14">
            <span className="font-medium">{account(posting.debit)}</span>
            <span className="mx-1.5 text-ink-2">
              <span aria-hidden="true">→</span>
              <span className="sr-only">{t("entries.to")}</span>
            </span>
            <span className="font-medium">{account(posting.credit)}</span>
          </p>
          <p className="text-16 font-semibold sm:row-span-2 sm:text-right">
            <Figure why={why(posting)}>{quantity(posting.asset, posting.amount)}</Figure>
            {posting.asset !== "cash" && (
              <span className="ml-1 text-12 font-normal text-ink-2">{assetTitle(posting.asset)}</span>
            )}
          </p>
          <p className="text-12 text-ink-2">{read(posting.why.text)}</p>
        </li>
      ))}
      {entry.postings.length === 0 && <li className="py-3 text-14 text-ink-2">{t("entries.empty")}</li>}
    </ul>
  );
}
