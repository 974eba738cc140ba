// Phone and code. The code is asked for once a minute at most; a new phone makes a new account.
import type { Account } from "@perennial/api";
import { useMutation } from "@tanstack/react-query";
import type { ReactElement } from "react";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { accounts } from "../../shared/session/session.js";
import { Button, Field } from "../../shared/ui/controls.js";
import { ErrorNote } from "../../shared/ui/problem.js";

const PAUSE_SECONDS = 60;
const CODE_LENGTH = 6;

/** Digits as people type them, full-width ones too. */
const digits = (text: string): string => text.normalize("NFKC").replaceAll(/[^\d+]/g, "");

/** Counts down to 0; `start` begins anew. */
function useCountdown(): [number, () => void] {
  const [left, setLeft] = useState(0);
  useEffect(() => {
    if (left === 0) return undefined;
    const timer = setTimeout(() => setLeft(left - 1), 1000);
    return () => clearTimeout(timer);
  }, [left]);
  return [left, () => setLeft(PAUSE_SECONDS)];
}

export function PhoneForm({ onEntered }: { onEntered: (account: Account) => void }): ReactElement {
  const { t } = useTranslation();
  const [phone, setPhone] = useState("");
  const [code, setCode] = useState("");
  const [left, startCountdown] = useCountdown();
  const codeField = useRef<HTMLDivElement>(null);
  const send = useMutation({
    mutationFn: async () => accounts.sendCode(digits(phone)),
    onSuccess: () => {
      startCountdown();
      codeField.current?.querySelector("input")?.focus();
    },
  });
  const enter = useMutation({
    mutationFn: async () => accounts.signIn({ phone: digits(phone), code: digits(code) }),
    onSuccess: onEntered,
  });
  const isPhone = digits(phone).length >= 7;
  return (
    <form
      noValidate
      className="space-y-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (send.isSuccess && digits(code).length === CODE_LENGTH) enter.mutate();
        else if (isPhone && left === 0) send.mutate();
      }}
    >
      <Field
        label={t("session.phone")}
        name="phone"
        type="tel"
        inputMode="tel"
        autoComplete="tel"
        maxLength={20}
        required
        value={phone}
        onChange={({ target }) => setPhone(target.value)}
      />
      <div ref={codeField} className="flex items-end gap-2">
        <Field
          className="min-w-0 flex-1"
          label={t("session.code")}
          name="code"
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={CODE_LENGTH}
          required
          value={code}
          onChange={({ target }) => setCode(target.value)}
        />
        <Button className="shrink-0" disabled={!isPhone || left > 0 || send.isPending} onClick={() => send.mutate()}>
          {left > 0 ? t("session.again", { seconds: left }) : t("session.send")}
        </Button>
      </div>
      <p aria-live="polite" className="text-12 text-ink-2 empty:hidden">
        {send.isSuccess ? t("session.sent") : ""}
      </p>
      <ErrorNote error={enter.error ?? send.error} />
      <Button
        type="submit"
        kind="primary"
        className="w-full text-16"
        disabled={digits(code).length !== CODE_LENGTH || !isPhone || enter.isPending}
      >
        {enter.isPending ? t("session.entering") : t("session.enter")}
      </Button>
      <p className="text-12 text-ink-2">{t("session.newPhone")}</p>
    </form>
  );
}
