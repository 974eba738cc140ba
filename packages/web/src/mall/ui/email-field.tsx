// The field for an e-mail address, wherever one is asked for.
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { Field } from "../../shared/ui/controls.js";

export function EmailField({ value, onChange }: { value: string; onChange: (email: string) => void }): ReactElement {
  const { t } = useTranslation();
  return (
    <Field
      label={t("session.email")}
      name="email"
      type="email"
      autoComplete="email"
      maxLength={254}
      required
      value={value}
      onChange={({ target }) => onChange(target.value)}
    />
  );
}
