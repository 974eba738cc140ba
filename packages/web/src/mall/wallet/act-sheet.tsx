// The sheet of an act: how much, what it costs and brings as the kernel reckons it, a clear confirmation, and then what it did.
import type { OfferedAct, WalletAct, WalletDone } from "@perennial/api";
import type { ReactElement } from "react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { compare, isDecimal, isZero, typedAmount } from "../../shared/format/decimal.js";
import { useProgramme } from "../../shared/programme.js";
import { Button, Field } from "../../shared/ui/controls.js";
import { Dialog } from "../../shared/ui/dialog.js";
import { ErrorNote } from "../../shared/ui/problem.js";
import { Choice } from "../ui/choice.js";
import { Done } from "./done.js";
import { Preview } from "./preview.js";
import { useAct, useRehearsal } from "./use-act.js";

type Group = readonly [OfferedAct, ...OfferedAct[]];

/** The title of an act on an asset. */
function useTitle({ act, asset, to }: OfferedAct): string {
  const { t } = useTranslation();
  const { assetTitle } = useProgramme();
  const verb = to === undefined ? t(`acts.verb.${act}`) : t("acts.convertTo", { to: assetTitle(to) });
  return `${verb} · ${assetTitle(asset)}`;
}

/** What is asked for, once it can be asked for. */
function whatOf(
  { act, asset, to = "" }: OfferedAct,
  { amount, receiver, edition }: { amount: string; receiver: string; edition: string | undefined },
): WalletAct | undefined {
  if (act === "redeem") return edition === undefined ? undefined : { act, edition };
  if (!isDecimal(amount) || amount.startsWith("-") || isZero(amount)) return undefined;
  if (act === "withdraw") return { act, amount };
  if (act === "convert") return { act, from: asset, to, quantity: amount };
  if (act === "sell") return { act, asset, quantity: amount };
  return receiver === "" ? undefined : { act, asset, quantity: amount, receiver };
}

export function ActSheet({
  member,
  offered,
  onClose,
}: {
  member: string;
  offered: Group;
  onClose: () => void;
}): ReactElement {
  const [done, setDone] = useState<WalletDone>();
  const title = useTitle(offered[0]);
  return (
    <Dialog title={title} open onClose={onClose}>
      {done ? <Done done={done} onClose={onClose} /> : <Form member={member} offered={offered} onDone={setDone} />}
    </Dialog>
  );
}

function Form({
  member,
  offered,
  onDone,
}: {
  member: string;
  offered: Group;
  onDone: (done: WalletDone) => void;
}): ReactElement {
  const { t } = useTranslation();
  const [first] = offered;
  const [typed, setTyped] = useState("");
  const [receiver, setReceiver] = useState("");
  const [edition, setEdition] = useState<string>();
  const amount = typedAmount(typed);
  const what = whatOf(first, { amount, receiver: receiver.normalize("NFKC").replaceAll(/\s/g, ""), edition });
  const rehearsal = useRehearsal(what);
  const deed = useAct(member, onDone);
  const canDo = rehearsal.isCurrent && rehearsal.shown?.refusal === null && !deed.isPending;
  return (
    <form
      noValidate
      className="space-y-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (what && canDo) deed.act(what);
      }}
    >
      {first.act === "redeem" ? (
        <Editions offered={offered} chosen={edition} onChoose={setEdition} />
      ) : (
        <Amount offered={first} typed={typed} onType={setTyped} />
      )}
      {first.act === "transfer" && (
        <Field
          label={t("acts.receiver")}
          hint={t("acts.receiverHint")}
          name="receiver"
          autoComplete="off"
          autoCapitalize="characters"
          maxLength={16}
          value={receiver}
          onChange={({ target }) => setReceiver(target.value)}
        />
      )}
      <Terms mechanism={first.mechanism} />
      <Preview act={first.act} rehearsal={rehearsal} />
      <ErrorNote error={deed.error} />
      <Button type="submit" kind="primary" className="w-full" disabled={!canDo} data-confirm={first.act}>
        {deed.isPending
          ? t("acts.doing")
          : rehearsal.shown?.receiver
            ? t("acts.confirmTo", { name: rehearsal.shown.receiver.name })
            : t("acts.confirm", { verb: t(`acts.verb.${first.act}`) })}
      </Button>
    </form>
  );
}

function Amount({
  offered: { asset, free, reserved },
  typed,
  onType,
}: {
  offered: OfferedAct;
  typed: string;
  onType: (text: string) => void;
}): ReactElement {
  const { t } = useTranslation();
  const { format, quantity } = useProgramme();
  const amount = typedAmount(typed);
  const isWrong = typed !== "" && (!isDecimal(amount) || amount.startsWith("-") || isZero(amount));
  const isTooMuch = typed !== "" && !isWrong && compare(amount, free) > 0;
  const hint = isZero(reserved)
    ? t("acts.free", { amount: quantity(asset, free) })
    : t("acts.freeReserved", { amount: quantity(asset, free), reserved: quantity(asset, reserved) });
  return (
    <div className="flex items-start gap-2">
      <Field
        className="min-w-0 flex-1"
        label={t("acts.amount")}
        hint={hint}
        name="amount"
        inputMode="decimal"
        autoComplete="off"
        prefix={asset === "cash" ? format.symbol : undefined}
        value={typed}
        onChange={({ target }) => onType(target.value)}
        error={
          isWrong ? t("acts.wrongAmount") : isTooMuch ? t("acts.tooMuch", { amount: quantity(asset, free) }) : undefined
        }
      />
      <Button className="mt-7 shrink-0" disabled={isZero(free)} onClick={() => onType(free)}>
        {t("acts.all")}
      </Button>
    </div>
  );
}

function Editions({
  offered,
  chosen,
  onChoose,
}: {
  offered: Group;
  chosen: string | undefined;
  onChoose: (edition: string) => void;
}): ReactElement {
  const { t } = useTranslation();
  const { read, format, assetTitle } = useProgramme();
  return (
    <fieldset className="space-y-2">
      <legend className="mb-1 text-14 font-medium">{t("acts.edition")}</legend>
      {offered.map(({ asset, edition }) =>
        edition ? (
          <Choice
            key={edition.name}
            group="edition"
            checked={chosen === edition.name}
            onChoose={() => onChoose(edition.name)}
          >
            <span className="block font-medium">{read(edition.title)}</span>
            <span className="block text-12 text-ink-2">
              {t("acts.editionOf", {
                price: format.amount(edition.price),
                asset: assetTitle(asset),
                left: format.count(edition.left),
              })}
            </span>
          </Choice>
        ) : null,
      )}
    </fieldset>
  );
}

/** What the plan says of it, in its own sentences. */
function Terms({ mechanism }: { mechanism: string }): ReactElement | null {
  const { t } = useTranslation();
  const { read, detail } = useProgramme();
  const rule = detail.rules.find(({ id }) => id === mechanism);
  if (!rule) return null;
  return (
    <details className="text-12 text-ink-2">
      <summary className="flex min-h-11 cursor-pointer items-center text-14 text-sky underline underline-offset-4">
        {t("acts.terms")}
      </summary>
      <ul className="space-y-0.5">
        {rule.sentences.map((sentence) => (
          <li key={sentence.zh}>{read(sentence)}</li>
        ))}
      </ul>
    </details>
  );
}
