// A margin in percent, with the plan's band as its hint: on the application and where an open shop changes it.
import { useQuery } from "@tanstack/react-query";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { useProgramme } from "../../shared/programme.js";
import { Field } from "../../shared/ui/controls.js";
import { shopQuery } from "../data/queries.js";

interface MarginFieldProps {
  label: string;
  placeholder?: string;
  /** percent, as typed */
  value: string;
  onChange: (margin: string) => void;
  error: string | undefined;
}

export function MarginField({ label, placeholder, value, onChange, error }: MarginFieldProps): ReactElement {
  const { t } = useTranslation();
  const { id, format } = useProgramme();
  const band = useQuery(shopQuery(id)).data?.marginBand;
  return (
    <Field
      label={label}
      hint={
        band
          ? t("desk.margin.band", { min: format.percent(band.min), max: format.percent(band.max) })
          : t("desk.margin.noBand")
      }
      inputMode="decimal"
      autoComplete="off"
      placeholder={placeholder}
      value={value}
      onChange={({ target }) => onChange(target.value)}
      error={error}
    />
  );
}
