// How many: a number between two buttons.
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "../../shared/ui/icons.js";

const STEP = "flex size-11 items-center justify-center text-ink hover:bg-leaf-soft disabled:opacity-40";

/** `label`: of what. `most`: null when nobody counts. */
export function Quantity({
  value,
  most,
  label,
  disabled = false,
  onChange,
}: {
  value: number;
  most: number | null;
  label: string;
  disabled?: boolean;
  onChange: (value: number) => void;
}): ReactElement {
  const { t } = useTranslation();
  const highest = Math.min(most ?? MOST, MOST);
  return (
    <fieldset
      disabled={disabled}
      className="inline-flex items-center overflow-hidden rounded-control border border-line bg-paper"
    >
      <legend className="sr-only">{label}</legend>
      <button
        type="button"
        className={STEP}
        aria-label={t("mall.quantity.less")}
        disabled={value <= 1}
        onClick={() => onChange(value - 1)}
      >
        <Icon name="minus" size={18} />
      </button>
      <output aria-live="polite" className="min-w-8 text-center text-16">
        {value}
      </output>
      <button
        type="button"
        className={STEP}
        aria-label={t("mall.quantity.more")}
        disabled={value >= highest}
        onClick={() => onChange(value + 1)}
      >
        <Icon name="plus" size={18} />
      </button>
    </fieldset>
  );
}

const MOST = 999;
