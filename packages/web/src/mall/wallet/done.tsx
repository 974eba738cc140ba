// What an act has done: each movement with its why, and the number of its entry.
import type { WalletDone } from "@perennial/api";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { isNegative, isZero } from "../../shared/format/decimal.js";
import { useProgramme } from "../../shared/programme.js";
import { Button } from "../../shared/ui/controls.js";
import { Icon } from "../../shared/ui/icons.js";
import { PostingWhy } from "../../shared/why/posting.js";
import { useWhy } from "../../shared/why/sheet.js";

export function Done({ done, onClose }: { done: WalletDone; onClose: () => void }): ReactElement {
  const { t } = useTranslation();
  const { assetTitle, signedQuantity, format } = useProgramme();
  const open = useWhy();
  const moves = done.moves.filter(({ amount }) => !isZero(amount));
  return (
    <div data-done={done.seq}>
      <output className="flex items-center gap-2 text-16 font-semibold">
        <span className={done.review ? "text-amber" : "text-leaf"}>
          <Icon name={done.review ? "clock" : "check"} />
        </span>
        {done.review ? t("acts.asked") : t("acts.done")}
      </output>
      <p className="mt-1 text-12 text-ink-2">
        {done.review ? t("acts.review") : t("acts.entry", { seq: format.count(done.seq) })}
      </p>
      <ul className="mt-4 divide-y divide-line border-y border-line">
        {moves.map((move, index) => {
          const title = `${assetTitle(move.asset)}${move.fee ? ` · ${t("acts.fee")}` : ""}`;
          const amount = signedQuantity(move.asset, move.amount);
          const isIn = move.asset === "cash" && move.account === "wallet" && !isNegative(move.amount);
          return (
            <li key={index}>
              <button
                type="button"
                className="flex min-h-11 w-full items-center justify-between gap-4 py-2 text-left text-14 hover:text-leaf"
                onClick={() => {
                  onClose();
                  open({ title, figure: amount, body: <PostingWhy why={move.why} seq={done.seq} /> });
                }}
              >
                <span className="min-w-0 text-ink-2">
                  {title}
                  {move.account !== "wallet" && ` · ${t(`account.${move.account}`)}`}
                </span>
                <span className="shrink-0 text-right">
                  <span className={`font-semibold ${isIn ? "text-leaf" : ""}`}>{amount}</span>
                  <span className="ml-2 text-12 text-sky">{t("wallet.why")}</span>
                </span>
              </button>
            </li>
          );
        })}
      </ul>
      <Button kind="primary" className="mt-4 w-full" onClick={onClose}>
        {t("acts.close")}
      </Button>
    </div>
  );
}
