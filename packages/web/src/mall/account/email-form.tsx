// E-mail and password: signing in, or a new account; and the way back for whoever has forgotten.
import type { Account } from "@perennial/api";
import { useMutation } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useProgrammeId } from "../../shared/programme.js";
import { accounts } from "../../shared/session/session.js";
import { Button, Field } from "../../shared/ui/controls.js";
import { ErrorNote } from "../../shared/ui/problem.js";
import { EmailField } from "../ui/email-field.js";
import { LINK } from "../ui/styles.js";

const LEAST_PASSWORD = 8;

export function EmailForm({ onEntered }: { onEntered: (account: Account) => void }): ReactElement {
  const { t } = useTranslation();
  const id = useProgrammeId();
  const [isNew, setNew] = useState(false);
  const [name, setName] = useState("");
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const enter = useMutation({
    mutationFn: async () =>
      isNew
        ? accounts.signUp({ email: email.trim(), password, name: name.trim() })
        : accounts.signInByEmail({ email: email.trim(), password }),
    onSuccess: onEntered,
  });
  const isReady =
    email.includes("@") && (isNew ? password.length >= LEAST_PASSWORD && name.trim() !== "" : password !== "");
  return (
    <form
      noValidate
      className="space-y-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady) enter.mutate();
      }}
    >
      {isNew && (
        <Field
          label={t("session.name")}
          hint={t("session.nameHint")}
          name="name"
          autoComplete="name"
          maxLength={40}
          required
          value={name}
          onChange={({ target }) => setName(target.value)}
        />
      )}
      <EmailField value={email} onChange={setEmail} />
      <Field
        label={t("session.password")}
        hint={isNew ? t("session.passwordHint") : undefined}
        name="password"
        type="password"
        autoComplete={isNew ? "new-password" : "current-password"}
        maxLength={128}
        required
        value={password}
        onChange={({ target }) => setPassword(target.value)}
      />
      <ErrorNote error={enter.error} />
      <Button type="submit" kind="primary" className="w-full text-16" disabled={!isReady || enter.isPending}>
        {enter.isPending ? t("session.entering") : isNew ? t("session.signUp") : t("session.enter")}
      </Button>
      <div className="flex flex-wrap justify-between gap-x-4">
        <button
          type="button"
          className={LINK}
          onClick={() => {
            enter.reset();
            setNew(!isNew);
          }}
        >
          {isNew ? t("session.haveAccount") : t("session.newAccount")}
        </button>
        {!isNew && (
          <Link to="/p/$programme/mall/password" params={{ programme: id }} className={LINK}>
            {t("session.forgot")}
          </Link>
        )}
      </div>
    </form>
  );
}
