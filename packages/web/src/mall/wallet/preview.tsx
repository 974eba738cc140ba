// What an act would cost and bring, before it is done: out, fee, in, who gets it, what remains; or why it is refused.
import type { OfferedAct, WalletMove, WalletRehearsal } from "@perennial/api";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { isNegative, isZero, negate, sum } from "../../shared/format/decimal.js";
import { useProgramme } from "../../shared/programme.js";
import { Failure } from "../../shared/ui/states.js";
import { Rows } from "../../shared/why/parts.js";
import type { useRehearsal } from "./use-act.js";

/** What moves in one direction, by asset: `out` counts what leaves the wallet and is no fee, also what is only held back. */
export function totalsOf(moves: readonly WalletMove[], which: "out" | "fee" | "in"): [asset: string, amount: string][] {
  const fitting = moves.filter(({ account, amount, fee }) => {
    if (account !== "wallet" && account !== "lot") return false;
    return which === "in" ? !isNegative(amount) : isNegative(amount) && fee === (which === "fee");
  });
  const assets = [...new Set(fitting.map(({ asset }) => asset))];
  return assets
    .map((asset): [string, string] => {
      const all = sum(fitting.filter((move) => move.asset === asset).map(({ amount }) => amount));
      return [asset, which === "in" ? all : negate(all)];
    })
    .filter(([, amount]) => !isZero(amount));
}

export function Preview({
  act,
  rehearsal,
}: {
  act: OfferedAct["act"];
  rehearsal: ReturnType<typeof useRehearsal>;
}): ReactElement {
  const { t } = useTranslation();
  const { shown, isAsking, error } = rehearsal;
  return (
    <div aria-live="polite" aria-busy={isAsking} className="min-h-32" data-preview="">
      {error && !isAsking ? (
        <Failure error={error} />
      ) : shown ? (
        <div className={isAsking ? "opacity-60" : ""}>
          {shown.refusal ? <Refused refusal={shown.refusal} /> : <Worth act={act} shown={shown} />}
        </div>
      ) : (
        <p className="rounded-card bg-paper-2 p-4 text-14 text-ink-2">{t("acts.before")}</p>
      )}
    </div>
  );
}

function Refused({ refusal }: { refusal: NonNullable<WalletRehearsal["refusal"]> }): ReactElement {
  const { t } = useTranslation();
  return (
    <div role="alert" className="rounded-control bg-clay-soft p-3 text-14" data-refused={refusal.code}>
      <p className="font-medium text-clay">{t(`code.${refusal.code}`, { defaultValue: refusal.wrong })}</p>
      <p className="text-ink-2">{t(`acts.way.${refusal.code}`, { defaultValue: refusal.right })}</p>
    </div>
  );
}

function Worth({ act, shown }: { act: OfferedAct["act"]; shown: WalletRehearsal }): ReactElement {
  const { t } = useTranslation();
  const { quantity, assetTitle, read } = useProgramme();
  const { moves, after, receiver, review } = shown;
  // A transfer's own sentence names the receiver as the ledger does; here it is masked, and the rows say the rest.
  const told = moves.filter(({ fee }) => receiver === null || fee);
  const out = act !== "withdraw" ? t("acts.out") : review ? t("acts.held") : t("acts.sent");
  const named = (word: string, asset: string): string => (asset === "cash" ? word : `${word} · ${assetTitle(asset)}`);
  const rows = [
    ...totalsOf(moves, "out").map(([asset, amount]) => [named(out, asset), quantity(asset, amount)] as const),
    ...totalsOf(moves, "fee").map(([asset, amount]) => [named(t("acts.fee"), asset), quantity(asset, amount)] as const),
    ...totalsOf(moves, "in").map(
      ([asset, amount]) =>
        [
          named(t("acts.in"), asset),
          <span key={asset} className={`font-semibold ${asset === "cash" ? "text-leaf" : ""}`}>
            {quantity(asset, amount)}
          </span>,
        ] as const,
    ),
    ...(receiver
      ? [
          [
            t("acts.gets", { name: receiver.name }),
            <span key="gets" className="font-semibold">
              {quantity(moves[0]?.asset ?? "", receiver.gets)}
            </span>,
          ] as const,
        ]
      : []),
    ...Object.entries(after).map(
      ([asset, amount]) => [named(t("acts.after"), asset), quantity(asset, amount)] as const,
    ),
  ];
  return (
    <>
      <Rows rows={rows} />
      {review && <p className="mt-2 text-14 text-amber">{t("acts.review")}</p>}
      <ul className="mt-2 space-y-0.5 text-12 text-ink-2">
        {[...new Set(told.map(({ why }) => read(why.text)))].map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </>
  );
}
