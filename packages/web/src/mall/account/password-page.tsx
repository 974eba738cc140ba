// A forgotten password: ask for a token by e-mail, then set a new one. And the page that proves an address.
import { useMutation } from "@tanstack/react-query";
import { Link, useSearch } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useProgrammeId } from "../../shared/programme.js";
import { accounts } from "../../shared/session/session.js";
import { Button, Field, linkButton } from "../../shared/ui/controls.js";
import { ErrorNote } from "../../shared/ui/problem.js";
import { Notice } from "../../shared/ui/states.js";
import { Card, PageTitle } from "../../shared/ui/surfaces.js";
import { EmailField } from "../ui/email-field.js";

const LEAST_PASSWORD = 8;

export function PasswordPage(): ReactElement {
  const { t } = useTranslation();
  const { token } = useSearch({ strict: false });
  const [email, setEmail] = useState("");
  const ask = useMutation({ mutationFn: async () => accounts.forgot(email.trim()) });
  const isAsked = ask.isSuccess || token !== undefined;
  return (
    <div className="mx-auto max-w-[440px]">
      <PageTitle title={t("session.forgotTitle")} lead={isAsked ? t("session.forgotSent") : t("session.forgotLead")} />
      <Card>
        {isAsked ? (
          <NewPassword token={token ?? ""} />
        ) : (
          <form
            noValidate
            className="space-y-4"
            onSubmit={(event) => {
              event.preventDefault();
              if (email.includes("@")) ask.mutate();
            }}
          >
            <EmailField value={email} onChange={setEmail} />
            <ErrorNote error={ask.error} />
            <Button type="submit" kind="primary" className="w-full" disabled={!email.includes("@") || ask.isPending}>
              {t("session.forgotSend")}
            </Button>
          </form>
        )}
      </Card>
    </div>
  );
}

function NewPassword({ token: given }: { token: string }): ReactElement {
  const { t } = useTranslation();
  const id = useProgrammeId();
  const [token, setToken] = useState(given);
  const [password, setPassword] = useState("");
  const set = useMutation({ mutationFn: async () => accounts.newPassword(token.trim(), password) });
  if (set.isSuccess) return <Done title={t("session.passwordSet")} programme={id} />;
  return (
    <form
      noValidate
      className="space-y-4"
      onSubmit={(event) => {
        event.preventDefault();
        set.mutate();
      }}
    >
      <TokenField value={token} onChange={setToken} />
      <Field
        label={t("session.newPassword")}
        hint={t("session.passwordHint")}
        name="password"
        type="password"
        autoComplete="new-password"
        maxLength={128}
        required
        value={password}
        onChange={({ target }) => setPassword(target.value)}
      />
      <ErrorNote error={set.error} />
      <Button
        type="submit"
        kind="primary"
        className="w-full"
        disabled={token.trim() === "" || password.length < LEAST_PASSWORD || set.isPending}
      >
        {t("session.setPassword")}
      </Button>
    </form>
  );
}

/** What the e-mail brought. */
function TokenField({ value, onChange }: { value: string; onChange: (token: string) => void }): ReactElement {
  const { t } = useTranslation();
  return (
    <Field
      label={t("session.token")}
      name="token"
      autoComplete="one-time-code"
      required
      value={value}
      onChange={({ target }) => onChange(target.value)}
    />
  );
}

function Done({ title, programme }: { title: string; programme: string }): ReactElement {
  const { t } = useTranslation();
  return (
    <Notice
      icon="check"
      title={title}
      action={
        <Link
          to="/p/$programme/mall/sign-in"
          params={{ programme }}
          search={{ way: "email" }}
          className={linkButton("primary")}
        >
          {t("session.signIn")}
        </Link>
      }
    />
  );
}

export function VerifyPage(): ReactElement {
  const { t } = useTranslation();
  const id = useProgrammeId();
  const { token: given = "" } = useSearch({ strict: false });
  const [token, setToken] = useState(given);
  const verify = useMutation({ mutationFn: async () => accounts.verify(token.trim()) });
  return (
    <div className="mx-auto max-w-[440px]">
      <PageTitle title={t("session.verifyTitle")} lead={t("session.verifyLead")} />
      <Card>
        {verify.isSuccess ? (
          <Done title={t("session.verified")} programme={id} />
        ) : (
          <form
            noValidate
            className="space-y-4"
            onSubmit={(event) => {
              event.preventDefault();
              verify.mutate();
            }}
          >
            <TokenField value={token} onChange={setToken} />
            <ErrorNote error={verify.error} />
            <Button type="submit" kind="primary" className="w-full" disabled={token.trim() === "" || verify.isPending}>
              {t("session.verify")}
            </Button>
          </form>
        )}
      </Card>
    </div>
  );
}
